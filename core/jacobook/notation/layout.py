"""How an expression is arranged: brackets, fractions, scripts, decided once for every printer.

`layout` goes from the leaves upwards and makes a `Piece` of each node: its box with what a node
above must know to set it without ambiguity and without needless brackets. One table says which
function arranges which operation; an operation that is not in it prints as a function.

A vector is a column. `x @ A` is printed as the row it is in a product (`x^T A`), and as the column
`A^T x` where it meets columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isinf, isnan, pi
from typing import Any, TypeAlias

from jacobook.expression import CONSTANT, DIMENSION, VARIABLE, Expression, postorder
from jacobook.language import CALL, Size, Slice
from jacobook.notation import glyphs
from jacobook.notation.glyphs import (
    Glyph,
    Layout,
    accent,
    differential,
    fence,
    first,
    fraction,
    last,
    name,
    number,
    operator,
    row,
    separated,
    sign,
    sub,
    sup,
    table,
    upright,
    words,
)
from jacobook.shapes import Dimension, Shape

Side: TypeAlias = Expression | Layout
"""One side of an equation: an expression, or a `head`."""

LOOSE, OR, AND, RELATION, SUM, PRODUCT, SCRIPT, ATOM = range(8)
"""How tightly a piece holds together; brackets go around what is looser than its place."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """The box of a node, and what the node above must know of it.

    Attributes:
        layout: the box.
        level: how tightly it holds together.
        rank: number of axes of the value.
        joint: for a product, how its factors are joined: a key of `_JOINTS`.
        negated: the piece without its leading minus.
        column: for a vector written as a row, the same vector written as a column.
        mark: what this is of `inner`: `inverse`, `transpose`; or `stack`, `cases`.
        inner: see `mark`.
        rows: cells of a stack, or the branches of cases.
    """

    layout: Layout
    level: int = ATOM
    rank: int = 0
    joint: str = ""
    negated: Piece | None = None
    column: Piece | None = None
    mark: str = ""
    inner: Piece | None = None
    rows: tuple[tuple[Layout, ...], ...] = ()


Pieces: TypeAlias = tuple[Piece, ...]
Arrange: TypeAlias = Callable[[Expression, Pieces], Piece]


def layout(side: Side) -> Layout:
    """The boxes of an expression; a layout stays as it is."""
    return side if isinstance(side, Layout) else _piece(side).layout


def _piece(root: Expression) -> Piece:
    made: dict[Expression, Piece] = {}
    for node in postorder(root):
        piece = _arrange(node)(node, tuple(made[operand] for operand in node.operands))
        made[node] = _ranked(piece, len(node.shape))
    return made[root]


def _ranked(piece: Piece, rank: int) -> Piece:
    """The piece of a value with `rank` axes, and so without its minus."""
    negated = replace(piece.negated, rank=rank) if piece.negated else None
    return replace(piece, rank=rank, negated=negated)


def equation(left: Side, right: Side) -> Layout:
    """The boxes of `left = right`."""
    return separated(glyphs.EQUALS, (layout(left), layout(right)))


def head(form: str, result: Expression, variable: Expression | None = None) -> Layout:
    """The left side of a statement about `result`, such as the gradient by `variable`.

    Args:
        form: `value`, `d`, `elem`, `jac`, `grad`, `hess` or `vjp`.
        result: the variable which stands for the function's value.
        variable: the variable it is about; needed by all forms but `value` and `d`.
    """
    return _HEADS[form](layout(result), layout(result if variable is None else variable))


def _partial(top: Layout, bottom: Layout) -> Layout:
    return fraction(row(sign(glyphs.PARTIAL), top), row(sign(glyphs.PARTIAL), bottom))


def _gradient_head(result: Layout, variable: Layout) -> Layout:
    return row(sub(sign(glyphs.NABLA), variable), sign(glyphs.APPLY_BARE), result)


def _hessian_head(result: Layout, variable: Layout) -> Layout:
    top = row(sup(sign(glyphs.PARTIAL_BARE), number("2")), result)
    by = row(sign(glyphs.PARTIAL), variable)
    again = row(sign(glyphs.PARTIAL), sup(variable, sign(glyphs.TOP)))
    return fraction(top, row(by, sign(glyphs.THIN_TIMES), again))


_HEADS: Mapping[str, Callable[[Layout, Layout], Layout]] = {
    "value": lambda result, _: result,
    "d": lambda result, _: differential(result),
    "elem": _partial,
    "jac": _partial,
    "grad": _gradient_head,
    "hess": _hessian_head,
    "vjp": lambda _, variable: accent("bar", variable),
}


# Brackets, signs, orientation


def _bracketed(piece: Piece, level: int) -> Layout:
    """The piece's box, in brackets if it is looser than `level`."""
    return piece.layout if piece.level >= level else fence("parens", piece.layout)


def _signed(piece: Piece) -> bool:
    """Whether the piece begins with a plus or minus of its own."""
    return first(piece.layout).glyph in (glyphs.NEGATIVE, glyphs.POSITIVE)


def _negate(piece: Piece) -> Piece:
    box = row(sign(glyphs.NEGATIVE), _bracketed(piece, PRODUCT))
    column = _negate(piece.column) if piece.column else None
    return Piece(box, SUM, piece.rank, negated=piece, column=column)


def _column(piece: Piece) -> Piece:
    return piece.column or piece


def _row_of(piece: Piece) -> Piece:
    """A vector written as a row."""
    return piece if piece.column else replace(_raise_transpose(piece), column=piece)


def _aligned(build: Callable[..., Piece], *pieces: Piece) -> Piece:
    """What `build` makes of the pieces, with all vectors as columns unless all are rows."""
    columns = build(*map(_column, pieces))
    vectors = [piece for piece in pieces if piece.rank == 1]
    if vectors and all(vector.column for vector in vectors):
        return replace(build(*pieces), column=columns)
    return columns


# Leaves


def _variable(node: Expression, _: Pieces) -> Piece:
    return _named(str(node["name"]), len(node.shape))


def _named(text: str, rank: int) -> Piece:
    box = name(text, rank)
    return Piece(box, SCRIPT if box.kind == "differential" else ATOM)


def _dimension(node: Expression, _: Pieces) -> Piece:
    return Piece(_size(str(node["name"])))


def _size(size: Dimension) -> Layout:
    """A size: a number, a letter, or a sum of products of these."""
    terms = [term.split("*") for term in str(size).split(" + ")]
    if not all(factor.isalnum() for term in terms for factor in term):
        return words(str(size))
    products = [separated(glyphs.TIMES, map(_letter, term)) for term in terms]
    return separated(glyphs.PLUS, products)


def _letter(size: str) -> Layout:
    return number(size) if size.isdigit() else name(size)


def _constant(node: Expression, _: Pieces) -> Piece:
    return _literal(node["value"])


def _literal(value: Any) -> Piece:
    if isinstance(value, bool):
        return Piece(upright(str(value)))
    if isnan(value):
        return Piece(upright("nan"))
    return _negate(_magnitude(-value)) if value < 0 else _magnitude(value)


def _magnitude(value: float) -> Piece:
    if value in _KNOWN_NUMBERS:
        return _KNOWN_NUMBERS[value]
    if isinf(value):
        return Piece(sign(glyphs.INFINITY))
    if value == int(value) and value < 1e16:
        return Piece(number(str(int(value))))
    digits, _, exponent = repr(value).partition("e")
    return _scientific(digits, int(exponent)) if exponent else Piece(number(digits))


_KNOWN_NUMBERS = {
    0.5: Piece(fraction(number("1"), number("2")), SCRIPT),
    pi: Piece(name("pi")),
}


def _scientific(digits: str, exponent: int) -> Piece:
    power = Piece(sup(number("10"), _literal(exponent).layout), SCRIPT)
    if digits == "1":
        return power
    return Piece(row(number(digits), sign(glyphs.DOT), power.layout), PRODUCT, joint="scale")


# Sums and logic


def _add(_: Expression, pieces: Pieces) -> Piece:
    return _aligned(_sum, *pieces)


def _sum(left: Piece, right: Piece) -> Piece:
    if right.negated:
        return _difference(left, right.negated)
    box = fence("parens", right.layout) if _signed(right) else _bracketed(right, SUM)
    return Piece(row(_bracketed(left, SUM), sign(glyphs.PLUS), box), SUM)


def _subtract(_: Expression, pieces: Pieces) -> Piece:
    return _aligned(_difference, *pieces)


def _difference(left: Piece, right: Piece) -> Piece:
    parts = (_bracketed(left, SUM), sign(glyphs.MINUS), _bracketed(right, PRODUCT))
    return Piece(row(*parts), SUM)


def _negative(_: Expression, pieces: Pieces) -> Piece:
    return _negate(pieces[0])


def _positive(_: Expression, pieces: Pieces) -> Piece:
    return Piece(row(sign(glyphs.POSITIVE), _bracketed(pieces[0], PRODUCT)), SUM)


def _relation(node: Expression, pieces: Pieces) -> Piece:
    boxes = [_bracketed(piece, SUM) for piece in pieces]
    return Piece(separated(glyphs.RELATIONS[node.operation], boxes), RELATION)


def _connective(node: Expression, pieces: Pieces) -> Piece:
    level = AND if node.operation == "logical_and" else OR
    boxes = [_bracketed(p, level if p.level == level else RELATION) for p in pieces]
    return Piece(separated(glyphs.CONNECTIVES[node.operation], boxes), level)


def _not(_: Expression, pieces: Pieces) -> Piece:
    return Piece(row(sign(glyphs.NOT), _bracketed(pieces[0], ATOM)), RELATION)


def _where(_: Expression, pieces: Pieces) -> Piece:
    condition, then, otherwise = pieces
    branch = (then.layout, row(words("if "), condition.layout))
    rest = otherwise.rows if otherwise.mark == "cases" else _last_branch(otherwise)
    rows = (branch, *rest)
    return Piece(table("cases", rows), LOOSE, mark="cases", rows=rows)


def _last_branch(piece: Piece) -> tuple[tuple[Layout, ...], ...]:
    return ((piece.layout, words("otherwise")),)


# Products


@dataclass(frozen=True, slots=True)
class _Joint:
    """How a kind of product joins its factors, and which products may be factors unbracketed."""

    glyph: Glyph | None
    inside: frozenset[str]


_JOINTS = {
    "scale": _Joint(None, frozenset({"scale"})),
    "matrix": _Joint(None, frozenset({"scale", "matrix"})),
    "hadamard": _Joint(glyphs.HADAMARD, frozenset({"scale", "hadamard"})),
    "kron": _Joint(glyphs.KRONECKER, frozenset({"scale", "kron"})),
    "dot": _Joint(glyphs.DOT, frozenset({"scale"})),
    "cross": _Joint(glyphs.CROSS, frozenset({"scale"})),
}


def _product(joint: str, left: Piece, right: Piece) -> Piece:
    """Two factors side by side; a minus before the left one goes before the product."""
    if left.negated:
        return _negate(_product_of_magnitude(joint, left.negated, right))
    a, b = _factor(left, joint), _factor(right, joint, after=left)
    between = _JOINTS[joint].glyph or _juxtaposition(a, b)
    kind = right.joint if joint == "scale" and b is right.layout and right.joint else joint
    return Piece(row(a, sign(between), b), PRODUCT, max(left.rank, right.rank), kind)


def _product_of_magnitude(joint: str, left: Piece, right: Piece) -> Piece:
    one = joint == "scale" and left.layout.glyph == Glyph("1", "1", "mn")
    return right if one else _product(joint, left, right)


def _factor(piece: Piece, joint: str, after: Piece | None = None) -> Layout:
    inside = _JOINTS[joint].inside
    if joint == "scale" and after is not None and not after.rank:
        inside = inside | {"matrix", "hadamard", "kron"}  # a scalar before them is no ambiguity
    counted = joint == "matrix" and after is not None and _is_number(first(piece.layout))
    if counted or (piece.joint and piece.joint not in inside):
        return fence("parens", piece.layout)
    return _bracketed(piece, PRODUCT)


def _juxtaposition(left: Layout, right: Layout) -> Glyph:
    """The glyph between two factors without a sign of their own."""
    end, start = last(left), first(right)
    if _is_number(start) or (_is_number(end) and start.kind == "fraction"):
        return glyphs.DOT
    if _is_function(start):
        return glyphs.SPACED_TIMES
    bracket_after_letter = start.kind == "fence" and end.kind == "glyph" and _is_italic(end)
    after_bracket = end.kind == "fence" and start.kind != "fence"
    spaced = _is_wide(end) or _is_wide(start) or bracket_after_letter or after_bracket
    return glyphs.THIN_TIMES if spaced else glyphs.TIMES


def _is_number(box: Layout) -> bool:
    return box.glyph.tag == "mn" and box.glyph.text.isascii() and box.kind == "glyph"


def _is_italic(box: Layout) -> bool:
    return box.glyph.tag == "mi" and "{" not in box.glyph.latex


def _is_function(box: Layout) -> bool:
    latex = box.glyph.latex
    return latex.startswith(r"\operatorname") or latex[1:] in glyphs.COMMANDS


def _is_wide(box: Layout) -> bool:
    """Whether the box is a word or a differential, which need space to be told apart."""
    while box.kind in glyphs.SCRIPTS:
        box = box.parts[0]
    word = box.glyph.tag == "mi" and len(box.glyph.text) > 1
    return box.kind == "differential" or word


def _multiply(_: Expression, pieces: Pieces) -> Piece:
    joint = "hadamard" if all(piece.rank for piece in pieces) else "scale"
    return _aligned(lambda left, right: _product(joint, left, right), *pieces)


def _matmul(_: Expression, pieces: Pieces) -> Piece:
    left, right = pieces[0], _column(pieces[1])
    if left.rank != 1:
        return _product("matrix", left, right)
    made = _product("matrix", _row_of(left), right)
    if right.rank < 2:
        return made
    return replace(made, column=_product("matrix", _raise_transpose(right), replace(_column(left))))


def _dot(node: Expression, pieces: Pieces) -> Piece:
    ranks = [piece.rank for piece in pieces]
    if ranks == [1, 1]:
        return _product("dot", *map(_column, pieces))
    return _matmul(node, pieces) if all(ranks) else _multiply(node, pieces)


def _outer(_: Expression, pieces: Pieces) -> Piece:
    return _product("matrix", _column(pieces[0]), _row_of(pieces[1]))


def _joined(joint: str) -> Arrange:
    def arrange(_: Expression, pieces: Pieces) -> Piece:
        return _product(joint, *map(_column, pieces))

    return arrange


def _divide(_: Expression, pieces: Pieces) -> Piece:
    return _aligned(_quotient, *pieces)


def _quotient(top: Piece, bottom: Piece) -> Piece:
    if top.negated:
        return _negate(_quotient(top.negated, bottom))
    return Piece(fraction(top.layout, bottom.layout), SCRIPT, max(top.rank, bottom.rank))


def _reciprocal(_: Expression, pieces: Pieces) -> Piece:
    return _quotient(_literal(1), pieces[0])


# Powers, inverses, transposes


def _power(_: Expression, pieces: Pieces) -> Piece:
    base, exponent = pieces
    return _raise_entries(base, _in_line(exponent.layout))


def _square(_: Expression, pieces: Pieces) -> Piece:
    return _raise_entries(pieces[0], number("2"))


def _raise_entries(base: Piece, exponent: Layout) -> Piece:
    """A power of each entry; of a matrix with a ring, since a plain one is the matrix power."""
    above = row(sign(glyphs.RING), exponent) if base.rank > 1 else exponent
    return Piece(sup(_bracketed(base, ATOM), above), SCRIPT)


def _matrix_power(node: Expression, pieces: Pieces) -> Piece:
    exponent = pieces[1].layout if len(pieces) > 1 else _value(_only_parameter(node))
    return Piece(sup(_bracketed(pieces[0], ATOM), exponent), SCRIPT)


def _only_parameter(node: Expression) -> Any:
    return node.parameters[0][1]


def _in_line(exponent: Layout) -> Layout:
    """A small fraction with a slash, as exponents have it."""
    if exponent.kind == "fraction" and all(p.kind in _SINGLE for p in exponent.parts):
        top, bottom = exponent.parts
        return row(top, sign(glyphs.SLASH), bottom)
    if exponent.kind == "row" and exponent.parts[0].glyph == glyphs.NEGATIVE:
        return row(exponent.parts[0], *map(_in_line, exponent.parts[1:]))
    return exponent


_SINGLE = ("glyph", "accent", *glyphs.SCRIPTS)

_INVERSE = row(sign(glyphs.NEGATIVE), number("1"))
_INVERSE_TRANSPOSE = row(sign(glyphs.NEGATIVE), sign(glyphs.TOP))


def _inverse(_: Expression, pieces: Pieces) -> Piece:
    return _raise_inverse(pieces[0])


def _raise_inverse(piece: Piece) -> Piece:
    if piece.mark == "transpose" and piece.inner:
        return Piece(sup(_bracketed(piece.inner, ATOM), _INVERSE_TRANSPOSE), SCRIPT, piece.rank)
    box = sup(_bracketed(piece, ATOM), _INVERSE)
    return Piece(box, SCRIPT, piece.rank, mark="inverse", inner=piece)


def _raise_transpose(piece: Piece) -> Piece:
    if piece.negated:
        return _negate(_raise_transpose(piece.negated))
    if piece.mark == "inverse" and piece.inner:
        return Piece(sup(_bracketed(piece.inner, ATOM), _INVERSE_TRANSPOSE), SCRIPT, piece.rank)
    base = piece.layout if piece.layout.kind == "differential" else _bracketed(piece, ATOM)
    box = sup(base, sign(glyphs.TOP))
    return Piece(box, SCRIPT, piece.rank, mark="transpose", inner=piece)


def _transpose(node: Expression, pieces: Pieces) -> Piece:
    (piece,) = pieces
    axes = _parameter(node, "axes")
    if axes is not None and tuple(axes) != tuple(range(piece.rank))[::-1]:
        return _function(node, pieces)
    if piece.rank == 1:
        return _row_of(_column(piece))
    return _raise_transpose(piece) if piece.rank else piece


def _pseudoinverse(_: Expression, pieces: Pieces) -> Piece:
    return Piece(sup(_bracketed(pieces[0], ATOM), sign(glyphs.PLUS_MARK)), SCRIPT)


def _solve(_: Expression, pieces: Pieces) -> Piece:
    return _product("matrix", _raise_inverse(pieces[0]), _column(pieces[1]))


# Functions


def _applied(function: Layout, arguments: Iterable[Layout]) -> Layout:
    inside = separated(glyphs.COMMA, arguments)
    return row(function, sign(glyphs.APPLY), fence("parens", inside))


def _boxes(pieces: Pieces) -> list[Layout]:
    return [piece.layout for piece in pieces]


def _parameter(node: Expression, key: str, default: Any = None) -> Any:
    return dict(node.parameters).get(key, default)


_DEFAULTS: Mapping[str, Any] = {"offset": 0, "k": 0, "axis1": 0, "axis2": 1, "ddof": 0}
"""Static parameters which go without saying when they have these values."""


def _told(node: Expression, *ignored: str) -> list[tuple[str, Any]]:
    """The static parameters worth printing."""
    return [
        (key, value)
        for key, value in node.parameters
        if key not in ignored and value not in (None, _DEFAULTS.get(key, False))
    ]


def _function(node: Expression, pieces: Pieces) -> Piece:
    """A function with its arguments and keywords: what is printed for unknown operations."""
    keywords = [_keyword(key, value) for key, value in _told(node)]
    return Piece(_applied(operator(node.operation), [*_boxes(pieces), *keywords]))


def _keyword(key: str, value: Any) -> Layout:
    return row(upright(key), sign(glyphs.EQUALS), _value(value))


def _value(value: object) -> Layout:
    """A static value: a number, a word, a tuple."""
    if isinstance(value, tuple):
        return fence("parens", separated(glyphs.COMMA, map(_value, value)))
    if isinstance(value, int | float):
        return _literal(value).layout
    if isinstance(value, Size):
        return _size(value)
    return words(value) if isinstance(value, str) else upright(str(value))


def _reduction(node: Expression, pieces: Pieces) -> Piece:
    """A function along axes, which stand as its subscript; `keepdims` is not printed."""
    axis = _parameter(node, "axis")
    function = operator(node.operation)
    shown = function if axis is None else sub(function, _axes(axis))
    keywords = [_keyword(key, value) for key, value in _told(node, "axis", "keepdims")]
    return Piece(_applied(shown, [*_boxes(pieces), *keywords]))


def _axes(axis: Any) -> Layout:
    return separated(glyphs.COMMA, map(_value, axis if isinstance(axis, tuple) else (axis,)))


def _written(function: Layout) -> Arrange:
    def arrange(_: Expression, pieces: Pieces) -> Piece:
        return Piece(_applied(function, _boxes(pieces)))

    return arrange


def _fenced(label: str, *below: Layout) -> Arrange:
    def arrange(_: Expression, pieces: Pieces) -> Piece:
        box = fence(label, pieces[0].layout)
        return Piece(sub(box, *below) if below else box)

    return arrange


def _rooted(*index: Layout) -> Arrange:
    def arrange(_: Expression, pieces: Pieces) -> Piece:
        return Piece(glyphs.root(pieces[0].layout, *index), SCRIPT)

    return arrange


def _exp(node: Expression, pieces: Pieces) -> Piece:
    (argument,) = pieces
    if argument.rank > 1 or not _is_short(node.operands[0]):
        return _function(node, pieces)
    return Piece(sup(sign(glyphs.EULER), _in_line(argument.layout)), SCRIPT)


def _matrix_exp(_: Expression, pieces: Pieces) -> Piece:
    return Piece(sup(sign(glyphs.EULER), _in_line(pieces[0].layout)), SCRIPT)


_LEAVES = (VARIABLE, CONSTANT, DIMENSION)
_SHORT = frozenset({*_LEAVES, "negative", "multiply", "divide", "power", "square", "getitem"})


def _is_short(root: Expression) -> bool:
    """Whether an exponent is a leaf or a single product of leaves."""
    for count, node in enumerate(postorder(root)):
        if count > 6 or node.operation not in _SHORT:
            return False
    return True


def _log_determinant(label: str) -> Arrange:
    def arrange(_: Expression, pieces: Pieces) -> Piece:
        inside = _applied(operator("det"), _boxes(pieces))
        bare, gap = label == "", glyphs.APPLY_BARE if label == "" else glyphs.APPLY
        shown = inside if bare else fence(label, inside)
        return Piece(row(operator("log"), sign(gap), shown), SCRIPT)

    return arrange


# Arrays


def _getitem(node: Expression, pieces: Pieces) -> Piece:
    index: Any = node["index"]
    items = separated(glyphs.COMMA, map(_index_item, index))
    whole = all(isinstance(item, int) for item in index)
    base = pieces[0].layout
    if pieces[0].level < ATOM and base.kind != "differential" or (whole and base.kind == "sub"):
        base = fence("parens", base)
    return Piece(sub(base, items) if whole else row(base, fence("brackets", items)))


def _index_item(item: int | Slice | None) -> Layout:
    if isinstance(item, Slice):
        return _slice(item)
    return _value(item)


def _slice(item: Slice) -> Layout:
    colon = sign(glyphs.COLON)
    ends = [item.start, item.stop] + ([] if item.step is None else [item.step])
    shown = [box for end in ends for box in (*_end(end), colon)]
    return row(*shown[:-1])


def _end(end: int | None) -> tuple[Layout, ...]:
    return () if end is None else (_value(end),)


def _stack(node: Expression, pieces: Pieces) -> Piece:
    rows = _stacked(pieces, _parameter(node, "axis", 0))
    if rows is None:
        return _function(node, pieces)
    return Piece(table("matrix", rows), mark="stack", rows=rows)


def _stacked(pieces: Pieces, axis: int) -> tuple[tuple[Layout, ...], ...] | None:
    ranks = {piece.rank for piece in pieces}
    if ranks == {0}:
        return tuple((piece.layout,) for piece in pieces)
    if ranks != {1} or axis not in (0, 1, -1):
        return None
    rows = _nested_rows(pieces)
    if rows is not None:
        return rows if axis == 0 else tuple(zip(*rows, strict=True))
    if axis == 0:
        return tuple((_row_of(piece).layout,) for piece in pieces)
    return (tuple(_column(piece).layout for piece in pieces),)


def _nested_rows(pieces: Pieces) -> tuple[tuple[Layout, ...], ...] | None:
    """The rows of a matrix whose operands are stacks of numbers."""
    if any(piece.mark != "stack" or len(piece.rows[0]) > 1 for piece in pieces):
        return None
    return tuple(tuple(cell for (cell,) in piece.rows) for piece in pieces)


def _concatenate(node: Expression, pieces: Pieces) -> Piece:
    axis = _parameter(node, "axis", 0)
    rank = len(node.shape)
    if axis not in (0, 1, -1) or rank > 2:
        return _function(node, pieces)
    separator = glyphs.SEMICOLON if axis % rank == 0 else glyphs.COMMA
    return Piece(fence("brackets", separated(separator, _boxes(pieces))))


def _constructor(letter: Layout) -> Arrange:
    def arrange(node: Expression, _: Pieces) -> Piece:
        return Piece(sub(letter, _sizes(node)) if node.shape else letter)

    return arrange


def _sizes(node: Expression) -> Layout:
    """The sizes of a constant array; a square identity names its size once."""
    once = node.operation == "eye" and len(set(node.shape)) == 1
    return separated(glyphs.BY, map(_size, node.shape[:1] if once else node.shape))


def _unit(letter: Layout) -> Arrange:
    """A constant array with a single one, whose place is its subscript."""

    def arrange(node: Expression, pieces: Pieces) -> Piece:
        given = [*_boxes(pieces), *(_place(value) for _, value in node.parameters)]
        return Piece(sub(letter, separated(glyphs.COMMA, given[: len(node.shape)])))

    return arrange


def _place(value: object) -> Layout:
    return name(value) if isinstance(value, str) and value.isidentifier() else _value(value)


# Abstract functions


def _call(node: Expression, pieces: Pieces) -> Piece:
    function = name(str(node["name"]), len(node.shape))
    return Piece(_applied(function, _boxes(pieces)))


def _jacobian(node: Expression, pieces: Pieces) -> Piece:
    position = _parameter(node, "arg", 0)
    argument = node.operands[position]
    function = name(str(node["name"]), _function_rank(node.shape, argument.shape))
    if argument.operation in (VARIABLE, CALL):
        short = name(str(argument["name"]), len(argument.shape))
        return Piece(_partial(function, short), SCRIPT)
    below = [function] if len(pieces) == 1 else [function, number(str(position))]
    return Piece(_applied(sub(upright("J", bold=True), _listed(below)), _boxes(pieces)))


def _function_rank(derivative: Shape, *arguments: Shape) -> int:
    return len(derivative) - sum(map(len, arguments))


def _listed(boxes: Sequence[Layout]) -> Layout:
    return separated(glyphs.COMMA, boxes)


def _elementwise_derivative(node: Expression, pieces: Pieces) -> Piece:
    function = name(str(node["name"]), len(node.shape))
    if len(pieces) == 1:
        return Piece(_applied(sup(function, sign(glyphs.PRIME)), _boxes(pieces)))
    by = sub(sign(glyphs.PARTIAL_BARE), number(str(_parameter(node, "arg", 0))))
    return Piece(_applied(row(by, function), _boxes(pieces)))


def _partial_column(node: Expression, pieces: Pieces) -> Piece:
    argument, *index = pieces
    place = index[0].layout if index else _place(_parameter(node, "i", 0))
    bottom = sub(_bracketed(argument, ATOM), place)
    rank = _function_rank(node.shape, node.operands[0].shape[1:])
    return Piece(_partial(name(str(node["name"]), rank), bottom), SCRIPT)


def _hessian(node: Expression, pieces: Pieces) -> Piece:
    argument = node.operands[0].shape
    function = name(str(node["name"]), _function_rank(node.shape, argument, argument))
    nabla = sup(sign(glyphs.NABLA), number("2"))
    return Piece(row(nabla, sign(glyphs.APPLY_BARE), _applied(function, _boxes(pieces))))


# Which operation is arranged how

_REDUCTIONS = (
    "sum mean prod max min amax amin cumsum cumprod std var any all argmax argmin ptp median "
    "softmax log_softmax logsumexp nansum nanmean nanprod nanmax nanmin"
)

_ARRANGEMENTS: dict[str, Arrange] = {
    VARIABLE: _variable,
    CONSTANT: _constant,
    DIMENSION: _dimension,
    "add": _add,
    "subtract": _subtract,
    "negative": _negative,
    "positive": _positive,
    "multiply": _multiply,
    "divide": _divide,
    "true_divide": _divide,
    "reciprocal": _reciprocal,
    "power": _power,
    "float_power": _power,
    "square": _square,
    "matmul": _matmul,
    "dot": _dot,
    "outer": _outer,
    "kron": _joined("kron"),
    "cross": _joined("cross"),
    "transpose": _transpose,
    "matrix_transpose": _transpose,
    "inv": _inverse,
    "pinv": _pseudoinverse,
    "solve": _solve,
    "matrix_power": _matrix_power,
    "logical_not": _not,
    "where": _where,
    "absolute": _fenced("bars"),
    "abs": _fenced("bars"),
    "fabs": _fenced("bars"),
    "floor": _fenced("floor"),
    "ceil": _fenced("ceil"),
    "norm1": _fenced("norm", number("1")),
    "norm2": _fenced("norm", number("2")),
    "normF": _fenced("norm", name("F")),
    "norminf": _fenced("norm", sign(glyphs.INFINITY)),
    "sqrt": _rooted(),
    "cbrt": _rooted(number("3")),
    "exp": _exp,
    "expm": _matrix_exp,
    "log2": _written(sub(operator("log"), number("2"))),
    "log10": _written(sub(operator("log"), number("10"))),
    "gamma": _written(name("Gamma")),
    "digamma": _written(name("psi")),
    "logabsdet": _log_determinant("bars"),
    "logdet": _log_determinant(""),
    "getitem": _getitem,
    "stack": _stack,
    "concatenate": _concatenate,
    "eye": _constructor(upright("I", bold=True)),
    "ones": _constructor(glyphs.bold_number("1")),
    "zeros": _constructor(glyphs.bold_number("0")),
    "basis": _unit(upright("e", bold=True)),
    "single": _unit(upright("E", bold=True)),
    "call": _call,
    "J": _jacobian,
    "De": _elementwise_derivative,
    "partial": _partial_column,
    "H": _hessian,
    **dict.fromkeys(glyphs.RELATIONS, _relation),
    **dict.fromkeys(glyphs.CONNECTIVES, _connective),
    **dict.fromkeys(_REDUCTIONS.split(), _reduction),
}

_ARRAY_CONSTANTS = ("eye", "ones", "zeros", "basis", "single")
_KNOWN_PARAMETERS: dict[str, frozenset[str]] = {
    "transpose": frozenset({"axes"}),
    "matrix_power": frozenset({"n"}),
    "getitem": frozenset({"index"}),
    "stack": frozenset({"axis"}),
    "concatenate": frozenset({"axis"}),
}
"""Parameters which an arrangement prints; with any other the operation prints as a function."""

_PRINTS_ALL = frozenset(
    {*_LEAVES, *_REDUCTIONS.split(), *_ARRAY_CONSTANTS, "call", "J", "De", "partial", "H"}
)
_NOTHING: frozenset[str] = frozenset()


def _arrange(node: Expression) -> Arrange:
    """The function which arranges `node` without dropping one of its parameters."""
    known = _KNOWN_PARAMETERS.get(node.operation, _NOTHING)
    complete = node.operation in _PRINTS_ALL or not _told(node, *known)
    return _ARRANGEMENTS.get(node.operation, _function) if complete else _function
