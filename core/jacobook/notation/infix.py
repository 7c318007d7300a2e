"""Expressions as one line of text: the catalogue's grammar, and NumPy source.

Both are infix with as few brackets as possible; they differ only in how a function is called
(`det(X)` or `np.linalg.det(X)`), which the caller says.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from fractions import Fraction
from math import inf, pi

from jacobook import language
from jacobook.expression import (
    CONSTANT,
    DIMENSION,
    VARIABLE,
    Expression,
    postorder,
)
from jacobook.shapes import Dimension

_COMPARISON = 1
_SUM, _PRODUCT, _UNARY, _POWER, _ATOM = 4, 5, 6, 7, 8
_INFIX = {  # Python binds & and | more tightly than comparisons
    **{name: (sign, _COMPARISON) for name, sign in language.COMPARISONS.items()},
    "logical_or": ("|", 2),
    "logical_and": ("&", 3),
    "add": ("+", _SUM),
    "subtract": ("-", _SUM),
    "multiply": ("*", _PRODUCT),
    "divide": ("/", _PRODUCT),
    "matmul": ("@", _PRODUCT),
}
# `a - (b - c)`, `a / (b / c)` and comparisons need brackets on the right; so do products, because
# floating point and matrix products are not reassociated silently.
_TIGHT = {"*", "/", "@"}

LISTED = frozenset(
    {"stack", "concatenate", "block", "einsum", "multi_dot"}
    | {"hstack", "vstack", "dstack", "column_stack", "divided_difference", "symmetric_slope"}
)
"""Operations which take their operands as one list."""

CallName = Callable[[str], str]
"""How a function of the grammar is written: `det` to `np.linalg.det`."""


def infix(
    root: Expression,
    call_name: CallName = str,
    known: Mapping[Expression, str] | None = None,
    *,
    loose: bool = False,
) -> str:
    """`root` as one line.

    Args:
        root: the expression.
        call_name: how the name of an operation is written when it is called.
        known: expressions that already have a name, which is written instead.
        loose: leave out the brackets in `2*(A @ x)`, so that the text reads as `(2*A) @ x`, which
            has the same value but for its rounding.
    """
    written: dict[Expression, tuple[str, int]] = {
        expression: (name, _ATOM) for expression, name in (known or {}).items()
    }
    for current in postorder(root):
        if current not in written:
            parts = [written[operand] for operand in current.operands]
            if loose and _is_number_of_product(current):
                parts = [(f"({parts[0][0]})", _ATOM), *parts[1:]]
            if loose and _scales_a_product(current):
                written[current] = _scaled(*parts)
            else:
                written[current] = _write(current, parts, call_name)
    return written[root][0]


_JOINS = ("multiply", "matmul")


def _is_number_of_product(current: Expression) -> bool:
    """Whether this is `(x @ x)*A`, which is right without brackets, and hard to read."""
    first = current.operands[0] if current.operands else current
    return current.operation == "multiply" and first.operation == "matmul" and not first.shape


def _scales_a_product(current: Expression) -> bool:
    """Whether this is a scalar times a product, which needs no brackets."""
    if current.operation != "multiply":
        return False
    left, right = current.operands
    return not left.shape and right.operation in _JOINS


def _scaled(left: tuple[str, int], right: tuple[str, int]) -> tuple[str, int]:
    plain = not right[0].startswith(("-", "1/"))  # `a*-b`, `a*1/b` would be hard to read
    return (
        f"{_at_least(left, _PRODUCT)}*{_at_least(right, _PRODUCT if plain else _UNARY)}",
        _PRODUCT,
    )


def _write(
    current: Expression, parts: Sequence[tuple[str, int]], call_name: CallName
) -> tuple[str, int]:
    """One node's text and how tightly it binds, given those of its operands."""
    operation = current.operation
    if operation in _INFIX:
        return _binary(*_INFIX[operation], *parts)
    if operation == "power":
        base, exponent = parts
        return f"{_at_least(base, _ATOM)}**{_at_least(exponent, _UNARY)}", _POWER
    if operation in ("negative", "logical_not"):
        sign = "-" if operation == "negative" else "~"
        return f"{sign}{_at_least(parts[0], _UNARY)}", _UNARY
    if operation in ("transpose", "matrix_transpose") and not current.parameters:
        suffix = ".T" if operation == "transpose" else ".mT"
        return f"{_at_least(parts[0], _ATOM)}{suffix}", _ATOM
    if operation == "getitem":
        return f"{_at_least(parts[0], _ATOM)}[{_index(current)}]", _ATOM
    if operation in (VARIABLE, DIMENSION):
        name = str(current["name"])
        return name, _ATOM if name.isidentifier() else _SUM
    if operation == CONSTANT:
        return _constant(current["value"])
    return _call(current, [text for text, _ in parts], call_name), _ATOM


def _binary(
    sign: str, level: int, left: tuple[str, int], right: tuple[str, int]
) -> tuple[str, int]:
    need = level + 1 if sign in _TIGHT or sign in "-&|" or level == _COMPARISON else level
    first = _at_least(left, level + 1 if level == _COMPARISON else level)
    text = f"{first}{sign if sign in '*/' else f' {sign} '}{_at_least(right, need)}"
    return text, level


def _at_least(part: tuple[str, int], level: int) -> str:
    text, bound = part
    return text if bound >= level else f"({text})"


def _constant(value: Hashable) -> tuple[str, int]:
    if isinstance(value, Fraction):
        return str(value), _PRODUCT if value.denominator != 1 or value < 0 else _ATOM
    text = {inf: "inf", -inf: "-inf", pi: "pi"}.get(value, repr(value))  # type: ignore[call-overload]
    return text, _UNARY if text.startswith("-") else _ATOM


def _index(current: Expression) -> str:
    return ", ".join(map(str, current["index"]))  # type: ignore[call-overload]


def size(dimension: Dimension) -> str:
    """A size as source."""
    return str(dimension)


def _sizes(shape: Sequence[Dimension]) -> str:
    return size(shape[0]) if len(shape) == 1 else f"({', '.join(map(size, shape))})"


def _call(current: Expression, parts: Sequence[str], call_name: CallName) -> str:
    """A function call: operands, then static parameters by keyword."""
    operation = current.operation
    if operation in language.ABSTRACT:
        return abstract_call(current, parts)
    if operation in language.CONSTRUCTORS:
        return f"{call_name(operation)}({', '.join(constructor_arguments(current))})"
    name = "d" if operation == language.DIFFERENTIAL else call_name(operation)
    listed = operation in LISTED and not name.startswith("op.")  # `op` takes them one by one
    operands = [f"[{', '.join(parts)}]"] if listed else list(parts)
    keywords = [f"{key}={_static(value)}" for key, value in current.parameters]
    return f"{name}({', '.join([*operands, *keywords])})"


def constructor_arguments(current: Expression) -> list[str]:
    """What a constant array is made from: its sizes, and the place of its one."""
    if current.operation == "eye":
        return [size(current.shape[0])]
    if current.operation in ("ones", "zeros"):
        return [_sizes(current.shape) if current.shape else "()"]
    if current.operation == "commutation":
        return [str(value) for _, value in current.parameters]
    return [*(str(value) for _, value in current.parameters), *map(size, current.shape)]


def abstract_call(current: Expression, parts: Sequence[str]) -> str:
    """A call or a derivative of an abstract function."""
    if current.operation == language.CALL:
        return f"{current['name']}({', '.join(parts)})"
    given = {k: v for k, v in current.parameters if k != "name"}
    place = [str(given.pop("i"))] if "i" in given else []
    extra = [f"{k}={v}" for k, v in given.items()]
    return f"{current.operation}({', '.join([str(current['name']), *parts, *place, *extra])})"


def _static(value: Hashable) -> str:
    """A static parameter: a literal, a tuple of them, or a size as a bare word."""
    if isinstance(value, tuple):
        inner = ", ".join(map(_static, value))
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    if isinstance(value, language.Slice):
        return f"slice({value.start}, {value.stop}{f', {value.step}' if value.step else ''})"
    return str(value) if isinstance(value, language.Size) else repr(value)
