"""Expressions as one line in the syntax of matrixcalculus.org: MATLAB's operators and primes.

A vector is a column: `x'` is its row, `x'*y` an inner and `x*y'` an outer product. What has no
operator of its own is called by the name it has in the catalogue's grammar. Products may lose their
grouping where that changes no value but its rounding: `A*(B*x)` is printed `A*B*x`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import isnan, pi
from typing import Any, TypeAlias

from jacobook import language
from jacobook.expression import (
    CONSTANT,
    DIMENSION,
    VARIABLE,
    Expression,
    is_constant,
    postorder,
)
from jacobook.language import Slice
from jacobook.notation.infix import LISTED, abstract_call, constructor_arguments
from jacobook.notation.pieces import parameter
from jacobook.notation.usual import told
from jacobook.shapes import Dimension, Shape

_OR, _AND, _COMPARISON, _SUM, _PRODUCT, _POWER, _PRIME, _ATOM = range(8)


@dataclass(frozen=True, slots=True)
class _Part:
    """The text of a node, and what the node above must know of it.

    Attributes:
        text: the text.
        level: how tightly it binds.
        joint: for a product, what joins the arrays in it: `matrix`, `entries`, or `scalar` for a
            division by a scalar.
        scaled: whether a product has a scalar factor or divisor.
        over: whether it begins as `1/`, which nothing can be multiplied to without brackets.
        negated: the part without its leading minus.
        row: a vector written as a row, if that is not the column with a prime.
        inner: what the part is the transpose of.
        vector: for a matrix of one column, the vector which it was made of.
        number: a comparison as a number: `step(x)` for `x > 0`.
    """

    text: str
    level: int = _ATOM
    joint: str = ""
    scaled: bool = False
    over: bool = False
    negated: _Part | None = None
    row: _Part | None = None
    inner: _Part | None = None
    vector: _Part | None = None
    number: _Part | None = None


_Parts: TypeAlias = tuple[_Part, ...]
_Writer: TypeAlias = Callable[[Expression, _Parts], _Part]


def matlab(root: Expression, known: Mapping[Expression, str] | None = None) -> str:
    """`root` as one line.

    Args:
        root: the expression.
        known: expressions that already have a name, which is written instead.

    >>> from jacobook.expression import node, variable
    >>> A, x = variable("A", ("m", "n")), variable("x", ("m",))
    >>> matlab(node("matmul", [node("transpose", [A], ("n", "m")), x], ("n",)))
    "A'*x"
    """
    written = {expression: _Part(name) for expression, name in (known or {}).items()}
    for current in postorder(root):
        if current not in written:
            parts = tuple(
                _operand(current, place, written[operand])
                for place, operand in enumerate(current.operands)
            )
            written[current] = _WRITERS.get(current.operation, _call)(current, parts)
    return _as_number(written[root]).text


_TRUTHS = frozenset({*language.LOGIC, "any", "all", "count_nonzero"})


def _operand(current: Expression, place: int, part: _Part) -> _Part:
    """An operand, a comparison with zero as a step unless a truth value is wanted."""
    is_truth = current.operation in _TRUTHS or (current.operation == "where" and place == 0)
    return part if is_truth else _as_number(part)


def _as_number(part: _Part) -> _Part:
    return part.number or part


def _at_least(part: _Part, level: int) -> str:
    """The part's text, in brackets if it binds less tightly than `level`."""
    return part.text if part.level >= level else f"({part.text})"


def _negate(part: _Part) -> _Part:
    """The part with a minus before it; of several, only one can be moved."""
    movable = None if part.negated else part
    return _Part(f"-{_at_least(part, _PRODUCT)}", _SUM, negated=movable)


# Leaves


def _name(current: Expression, _: _Parts) -> _Part:
    """A variable or a size."""
    return _size(str(current["name"]))


def _size(text: str) -> _Part:
    """A letter, or a product or a sum of letters."""
    return _Part(text, _ATOM if text.isidentifier() else _SUM)


def _constant(current: Expression, _: _Parts) -> _Part:
    return _number(current["value"])


def _number(value: Any) -> _Part:
    """A number; a fraction is a quotient, a negative number has a minus before it."""
    if isinstance(value, bool) or (isinstance(value, float) and isnan(value)):
        return _Part(str(value))
    if value < 0:
        return _negate(_number(-value))
    if isinstance(value, Fraction) and value.denominator != 1:
        return _Part(str(value), _PRODUCT, scaled=True, over=value.numerator == 1)
    return _Part("pi" if value == pi else str(value))


# Sums


def _add(current: Expression, parts: _Parts) -> _Part:
    left, right = _stretched(current, parts)
    return _sum(left, right)


def _sum(left: _Part, right: _Part) -> _Part:
    """A sum; a right side which begins with a minus is subtracted."""
    before, after = _at_least(left, _SUM), _at_least(right, _SUM)
    if after.startswith("-"):
        return _Part(f"{before} - {after[1:]}", _SUM)
    return _Part(f"{before} + {after}", _SUM)


def _subtract(current: Expression, parts: _Parts) -> _Part:
    left, right = _stretched(current, parts)
    return _Part(f"{_at_least(left, _SUM)} - {_at_least(right, _PRODUCT)}", _SUM)


def _negative(_: Expression, parts: _Parts) -> _Part:
    return _negate(parts[0])


# Products


def _multiply(current: Expression, parts: _Parts) -> _Part:
    """A product of entries, or of a scalar and an array."""
    if all(operand.shape for operand in current.operands):
        return _by_entries(*_stretched(current, parts))
    return _scaled(parts[0], parts[1], bool(current.operands[0].shape))


def _by_entries(left: _Part, right: _Part) -> _Part:
    if left.negated:
        return _negate(_by_entries(left.negated, right))
    text = f"{_left(left, 'entries')}.*{_right(right, 'entries')}"
    return _Part(text, _PRODUCT, "entries", left.scaled, left.over)


def _scaled(left: _Part, right: _Part, array_first: bool) -> _Part:
    """A product with a scalar, which may stand before any product without brackets."""
    if left.negated:
        one = left.negated.text == "1"
        return _negate(right if one else _scaled(left.negated, right, array_first))
    flat = right.level == _PRODUCT and not array_first and not right.over
    factor = right.text if flat else _at_least(right, _POWER)
    text = f"{_at_least(left, _PRODUCT)}*{factor}"
    return _Part(text, _PRODUCT, right.joint or left.joint, True, left.over)


def _matrix_product(left: _Part, right: _Part) -> _Part:
    if left.negated:
        return _negate(_matrix_product(left.negated, right))
    text = f"{_left(left, 'matrix')}*{_right(right, 'matrix')}"
    return _Part(text, _PRODUCT, "matrix", left.scaled, left.over)


def _left(part: _Part, joint: str) -> str:
    """A left factor; products of entries and of matrices bind alike, so they are kept apart."""
    mixed = part.level == _PRODUCT and (joint, part.joint) in _MIXED
    return f"({part.text})" if mixed else _at_least(part, _PRODUCT)


_MIXED = {("entries", "matrix"), ("entries", "scalar"), ("matrix", "entries")}


def _right(part: _Part, joint: str) -> str:
    """A right factor, without brackets if it is a product of the same kind."""
    same = part.joint == joint and not (part.scaled or part.over)
    return _at_least(part, _PRODUCT if same else _POWER)


def _divide(current: Expression, parts: _Parts) -> _Part:
    if current.operands[1].shape:
        return _quotient("./", *_stretched(current, parts))
    return _quotient("/", *parts)


def _quotient(sign: str, top: _Part, bottom: _Part) -> _Part:
    if top.negated:
        return _negate(_quotient(sign, top.negated, bottom))
    joint = "entries" if sign == "./" else top.joint or "scalar"
    text = f"{_left(top, joint)}{sign}{_at_least(bottom, _POWER)}"
    return _Part(text, _PRODUCT, joint, sign == "/" or top.scaled, top.text == "1" or top.over)


def _matmul(current: Expression, parts: _Parts) -> _Part:
    """A product of matrices and vectors; a vector on the left is a row."""
    ranks = tuple(len(operand.shape) for operand in current.operands)
    left, right = parts
    if ranks == (1, 1):
        return _matrix_product(_row(left), right)
    if ranks == (1, 2):
        column = _matrix_product(_primed(right), left)
        return replace(column, row=_matrix_product(_row(left), right))
    return _matrix_product(left, right) if max(ranks) == 2 else _call(current, parts)


def _dot(current: Expression, parts: _Parts) -> _Part:
    ranks = [len(operand.shape) for operand in current.operands]
    return _matmul(current, parts) if all(ranks) else _multiply(current, parts)


def _inner(current: Expression, parts: _Parts) -> _Part:
    """An inner product of two vectors; of other arrays a function."""
    vectors = all(len(operand.shape) == 1 for operand in current.operands)
    return _matmul(current, parts) if vectors else _call(current, parts)


def _outer(current: Expression, parts: _Parts) -> _Part:
    if any(len(operand.shape) != 1 for operand in current.operands):
        return _call(current, parts)
    return _matrix_product(parts[0], _row(parts[1]))


def _row(part: _Part) -> _Part:
    """A vector written as a row."""
    if part.negated:
        return _negate(_row(part.negated))
    return part.row or _primed(part)


def _primed(part: _Part) -> _Part:
    """The transpose of a matrix, or a vector as a row."""
    if part.inner:
        return part.inner
    if part.negated:
        return _negate(_primed(part.negated))
    return _Part(f"{_at_least(part, _PRIME)}'", _PRIME, inner=part)


def _transpose(current: Expression, parts: _Parts) -> _Part:
    rank = len(current.shape)
    if rank < 2:
        return parts[0]
    return _primed(parts[0]) if rank == 2 and not told(current) else _call(current, parts)


# Broadcasting


def _stretched(current: Expression, parts: _Parts) -> _Parts:
    """The operands of an entrywise operation, a vector stretched to the matrix it meets."""
    return tuple(
        _stretch(operand, part, current.shape)
        for operand, part in zip(current.operands, parts, strict=True)
    )


def _stretch(operand: Expression, part: _Part, shape: Shape) -> _Part:
    """A row vector repeated below itself, a single column beside itself."""
    if len(shape) != 2 or len(operand.shape) == 2:
        return _stretch_column(operand, part, shape)
    if len(operand.shape) != 1:
        return part
    return _matrix_product(_ones(shape[0]), _row(part))


def _stretch_column(operand: Expression, part: _Part, shape: Shape) -> _Part:
    is_column = len(shape) == 2 and operand.shape[1:] == (1,) and shape[1] != 1
    if not is_column or part.vector is None:
        return part
    return _matrix_product(part.vector, _primed(_ones(shape[1])))


def _ones(size: Dimension) -> _Part:
    return _Part(f"ones({size})")


# Powers


def _power(current: Expression, parts: _Parts) -> _Part:
    base, exponent = _stretched(current, parts)
    return _raised(base, ".^" if current.shape else "^", exponent)


def _raised(base: _Part, sign: str, exponent: _Part) -> _Part:
    """A power; a negative number may be an exponent without brackets."""
    signed = exponent.negated is not None and exponent.negated.text.isdigit()
    above = exponent.text if signed else _at_least(exponent, _ATOM)
    return _Part(f"{_at_least(base, _PRIME)}{sign}{above}", _POWER)


def _square(current: Expression, parts: _Parts) -> _Part:
    return _raised(parts[0], ".^" if current.shape else "^", _Part("2"))


def _matrix_power(current: Expression, parts: _Parts) -> _Part:
    exponent = parameter(current, "n", 2)
    if len(current.shape) != 2:
        return _call(current, parts)
    shown = _size(exponent) if isinstance(exponent, str) else _number(exponent)
    return _raised(parts[0], "^", shown)


# Comparisons


def _compare(current: Expression, parts: _Parts) -> _Part:
    """A comparison; of what is greater than zero also its step."""
    sign = _SIGNS[current.operation]
    left, right = _stretched(current, parts)
    text = f"{_at_least(left, _SUM)} {sign} {_at_least(right, _SUM)}"
    positive = current.operation == "greater" and is_constant(current.operands[1], 0)
    return _Part(text, _COMPARISON, number=_step(parts[0]) if positive else None)


_SIGNS = {**language.COMPARISONS, "not_equal": "~="}


def _step(part: _Part) -> _Part:
    return _Part(f"step({part.text})")


def _connect(current: Expression, parts: _Parts) -> _Part:
    """Statements joined by `&` or `|`, each in brackets."""
    sign, level = ("&", _AND) if current.operation == "logical_and" else ("|", _OR)
    left, right = (_at_least(part, _SUM) for part in parts)
    return _Part(f"{left} {sign} {right}", level)


def _deny(_: Expression, parts: _Parts) -> _Part:
    return _Part(f"~{_at_least(parts[0], _PRIME)}", _POWER)


def _where(current: Expression, parts: _Parts) -> _Part:
    """A choice; between one and zero by what is positive, a step."""
    _, then, otherwise = current.operands
    if is_constant(then, 1) and is_constant(otherwise, 0) and parts[0].number:
        return parts[0].number
    return _call(current, parts)


# Functions

_NAMES = {"differential": "d", "trace": "tr", "normF": "norm2", "absolute": "abs"}


def _call(current: Expression, parts: _Parts) -> _Part:
    """A function of its operands, with the static parameters that do not go without saying."""
    return _called(current, parts, told(current))


def _called(current: Expression, parts: _Parts, keywords: Iterable[tuple[str, Any]]) -> _Part:
    operands = [part.text for part in parts]
    if current.operation in LISTED:
        operands = [f"[{', '.join(operands)}]"]
    shown = [f"{key}={_static(value)}" for key, value in keywords]
    name = _NAMES.get(current.operation, current.operation)
    return _Part(f"{name}({', '.join([*operands, *shown])})")


def _static(value: Hashable) -> str:
    """A static parameter; text is in double quotes, since a single one is a transpose."""
    if isinstance(value, tuple):
        inner = ", ".join(map(_static, value))
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    if isinstance(value, language.Slice):
        return f"slice({value.start}, {value.stop}{f', {value.step}' if value.step else ''})"
    return f'"{value}"' if isinstance(value, str) and type(value) is str else str(value)


_WEIGHTS = ("softmax", "log_softmax")
"""Operations which mean the last axis if no axis is named, so that `axis=None` must be said."""


def _reduction(current: Expression, parts: _Parts) -> _Part:
    """A reduction; of a vector without its axis, as there is only one."""
    rank = len(current.operands[0].shape)
    spoken = current.parameters if current.operation in _WEIGHTS else told(current)
    keywords = [(key, value) for key, value in spoken if rank > 1 or key != "axis"]
    return _called(current, parts, keywords)


def _total(current: Expression, parts: _Parts) -> _Part:
    """A sum of entries; of the rows or columns of a matrix, a product with a vector of ones."""
    axis = parameter(current, "axis")
    plain = len(current.operands[0].shape) == 2 and [key for key, _ in told(current)] == ["axis"]
    if not plain or axis not in (0, 1, -1, -2):
        return _reduction(current, parts)
    matrix = _primed(parts[0]) if axis % 2 == 0 else parts[0]
    return _matrix_product(matrix, _Part("vector(1)"))


def _softmax(current: Expression, parts: _Parts) -> _Part:
    """A softmax; of the rows of a matrix a function of its own name."""
    rows = len(current.shape) == 2 and parameter(current, "axis") in (1, -1)
    return _Part(f"softmax_rows({parts[0].text})") if rows else _reduction(current, parts)


def _norm(current: Expression, parts: _Parts) -> _Part:
    """The norm that NumPy takes when no order is given."""
    return _call(current, parts) if told(current) else _Part(f"norm2({parts[0].text})")


def _getitem(current: Expression, parts: _Parts) -> _Part:
    """Entries and slices; of a vector set up as a column, remember the vector."""
    index: Any = current["index"]
    text = f"{_at_least(parts[0], _ATOM)}[{', '.join(map(str, index))}]"
    is_column = index == (Slice(), None) and len(current.operands[0].shape) == 1
    return _Part(text, vector=parts[0] if is_column else None)


def _constructor(current: Expression, _: _Parts) -> _Part:
    """A constant array by its sizes."""
    if current.operation in ("ones", "zeros") and not current.shape:
        return _Part("1" if current.operation == "ones" else "0")
    arguments = constructor_arguments(current)
    square = current.operation == "eye" and len(set(current.shape)) == 1
    if current.operation in ("eye", "ones", "zeros") and not square:
        arguments = [str(size) for size in current.shape]
    return _Part(f"{current.operation}({', '.join(arguments)})")


def _abstract(current: Expression, parts: _Parts) -> _Part:
    return _Part(abstract_call(current, [part.text for part in parts]))


_REDUCTIONS = (
    "mean prod max min amax amin std var any all softmax log_softmax logsumexp cumsum cumprod"
)

_WRITERS: dict[str, _Writer] = {
    VARIABLE: _name,
    DIMENSION: _name,
    CONSTANT: _constant,
    **dict.fromkeys(_REDUCTIONS.split(), _reduction),
    **dict.fromkeys(language.COMPARISONS, _compare),
    **dict.fromkeys(language.CONSTRUCTORS, _constructor),
    **dict.fromkeys(language.ABSTRACT, _abstract),
    "add": _add,
    "subtract": _subtract,
    "negative": _negative,
    "multiply": _multiply,
    "divide": _divide,
    "matmul": _matmul,
    "dot": _dot,
    "inner": _inner,
    "vdot": _inner,
    "vecdot": _inner,
    "outer": _outer,
    "transpose": _transpose,
    "matrix_transpose": _transpose,
    "power": _power,
    "square": _square,
    "matrix_power": _matrix_power,
    "logical_and": _connect,
    "logical_or": _connect,
    "logical_not": _deny,
    "where": _where,
    "sum": _total,
    "softmax": _softmax,
    "norm": _norm,
    "getitem": _getitem,
}
