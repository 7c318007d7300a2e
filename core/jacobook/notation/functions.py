"""Functions: a name with arguments and keywords, or a sign of their own such as bars and roots.

`as_function` also prints every operation that has no arrangement. Change this file for a new way of
writing functions; which keywords go without saying is in `usual`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jacobook.expression import Expression, postorder
from jacobook.notation import glyphs
from jacobook.notation.glyphs import (
    Glyph,
    Layout,
    fence,
    operator,
    row,
    separated,
    sign,
    sub,
    sup,
    upright,
    words,
)
from jacobook.notation.leaves import LEAVES, size_box, value_box
from jacobook.notation.pieces import (
    INVERSE,
    SCRIPT,
    Arrange,
    Piece,
    Pieces,
    boxes,
    in_line,
    parameter,
)
from jacobook.notation.usual import told


def applied(function: Layout, arguments: Iterable[Layout]) -> Layout:
    """A function's box with arguments in brackets."""
    inside = separated(glyphs.COMMA, arguments)
    return row(function, sign(glyphs.APPLY), fence("parens", inside))


_BARE = frozenset(
    {"repeats", "reps", "shift", "num", "pad_width", "kth", "indices", "index", "place", "dtype"}
    | {"decimals", "window_shape", "size", "shape"}
)
"""Static parameters which are printed like operands, without their keyword."""


def as_function(node: Expression, pieces: Pieces) -> Piece:
    """A function with its arguments and keywords: what is printed for unknown operations."""
    return Piece(applied(operator(node.operation), [*boxes(pieces), *_keywords(told(node))]))


def _keywords(given: Iterable[tuple[str, Any]]) -> list[Layout]:
    """The static parameters of a call, those that need no keyword first."""
    bare = {key: value_box(value) for key, value in given if key in _BARE}
    return [*bare.values(), *(keyword(key, value) for key, value in given if key not in _BARE)]


def keyword(key: str, value: Any) -> Layout:
    """A static parameter by its name, in which underscores are spaces."""
    shown = words(key.replace("_", " ")) if "_" in key else upright(key)
    return row(shown, sign(glyphs.EQUALS), value_box(value))


def reduction(node: Expression, pieces: Pieces) -> Piece:
    """A function along axes, which stand as its subscript; `keepdims` is not printed."""
    axis = parameter(node, "axis")
    function = operator(node.operation.removeprefix("log_"))
    shown = function if axis is None else sub(function, _axes(axis))
    one_axis = axis is not None or pieces[0].rank < 2
    keywords = _keywords(told(node, "keepdims", *(("axis",) if one_axis else ())))
    return Piece(applied(shown, [*boxes(pieces), *keywords]))


def _axes(axis: Any) -> Layout:
    return separated(glyphs.COMMA, map(value_box, axis if isinstance(axis, tuple) else (axis,)))


def written(function: Layout) -> Arrange:
    """A function whose name is the given box."""

    def arrange(_: Expression, pieces: Pieces) -> Piece:
        return Piece(applied(function, boxes(pieces)))

    return arrange


def indexed(letter: Layout) -> Arrange:
    """A function whose first operand, its order, stands as its subscript."""

    def arrange(_: Expression, pieces: Pieces) -> Piece:
        order, *rest = boxes(pieces)
        return Piece(applied(sub(letter, in_line(order)), rest))

    return arrange


def sized(function: Layout, *mark: Glyph) -> Arrange:
    """A function which makes an array of the sizes that stand as its subscript, after a mark."""

    def arrange(node: Expression, pieces: Pieces) -> Piece:
        below = row(*map(sign, mark), separated(glyphs.BY, map(size_box, node.shape)))
        shown = sub(function, below) if node.shape else function
        return Piece(applied(shown, [*boxes(pieces), *_keywords(told(node, "shape"))]))

    return arrange


def unvec(node: Expression, pieces: Pieces) -> Piece:
    """The matrix of these sizes which has this vector of its columns."""
    sizes = separated(glyphs.BY, map(size_box, node.shape))
    return Piece(applied(sup(sub(operator("vec"), sizes), INVERSE), boxes(pieces)))


def log_of(function: Arrange, *, bars: bool = False) -> Arrange:
    """The logarithm of what another arrangement makes, or of its absolute value."""

    def arrange(node: Expression, pieces: Pieces) -> Piece:
        inside = function(node, pieces).layout
        gap, shown = (glyphs.APPLY, fence("bars", inside)) if bars else (glyphs.APPLY_BARE, inside)
        return Piece(row(operator("log"), sign(gap), shown), SCRIPT)

    return arrange


def clip(node: Expression, pieces: Pieces) -> Piece:
    """Numbers kept between two bounds, or above or below one."""
    low, high = parameter(node, "a_min"), parameter(node, "a_max")
    function = "min" if low is None else "max" if high is None else "clip"
    bounds = (value_box(bound) for bound in (low, high) if bound is not None)
    return Piece(applied(operator(function), [*boxes(pieces), *bounds]))


def fenced(label: str, *below: Layout) -> Arrange:
    """A function written as a fence, such as bars, with a subscript if there is one."""

    def arrange(_: Expression, pieces: Pieces) -> Piece:
        box = fence(label, pieces[0].layout)
        return Piece(sub(box, *below) if below else box)

    return arrange


def norm(order: Layout | None = None) -> Arrange:
    """A norm with its order as its subscript, or its parameter `p`; and the axis if there is one."""

    def arrange(node: Expression, pieces: Pieces) -> Piece:
        axis = parameter(node, "axis")
        below = order or value_box(parameter(node, "p", 3))
        if axis is not None:
            below = separated(glyphs.COMMA, (below, keyword("axis", axis)))
        return fenced("norm", below)(node, pieces)

    return arrange


def einsum(node: Expression, pieces: Pieces) -> Piece:
    """A sum of products; the indices of the operands and of the value are its subscript."""
    given, arrow, made = str(node["subscripts"]).replace(" ", "").partition("->")
    indices = separated(glyphs.COMMA, map(upright, given.split(",")))
    if arrow:
        value = upright(made) if made else fence("parens", row())
        indices = row(indices, sign(glyphs.ARROW), value)
    return Piece(applied(sub(operator("einsum"), indices), boxes(pieces)))


def rooted(*index: Layout) -> Arrange:
    """A root, with its index if it is not the square root."""

    def arrange(_: Expression, pieces: Pieces) -> Piece:
        return Piece(glyphs.root(pieces[0].layout, *index), SCRIPT)

    return arrange


def power_of(base: Layout) -> Arrange:
    """A power of a number if the exponent is short, else the function."""

    def arrange(node: Expression, pieces: Pieces) -> Piece:
        (argument,) = pieces
        if argument.rank > 1 or not _is_short(node.operands[0]):
            return as_function(node, pieces)
        return Piece(sup(base, in_line(argument.layout)), SCRIPT)

    return arrange


_SHORT = frozenset({*LEAVES, "negative", "multiply", "divide", "power", "square", "getitem"})


def _is_short(root: Expression) -> bool:
    """Whether an exponent is a leaf or a single product of leaves."""
    for count, node in enumerate(postorder(root)):
        if count > 6 or node.operation not in _SHORT:
            return False
    return True
