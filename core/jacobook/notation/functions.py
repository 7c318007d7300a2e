"""Functions: a name with arguments and keywords, or a sign of their own such as bars and roots.

`as_function` also prints every operation that has no arrangement. Change this file for a new way of
writing functions, or for keywords that go without saying.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jacobook.expression import Expression, postorder
from jacobook.notation import glyphs
from jacobook.notation.glyphs import (
    Layout,
    fence,
    operator,
    row,
    separated,
    sign,
    sub,
    sup,
    upright,
)
from jacobook.notation.leaves import LEAVES, value_box
from jacobook.notation.pieces import SCRIPT, Arrange, Piece, Pieces, boxes, in_line, parameter


def applied(function: Layout, arguments: Iterable[Layout]) -> Layout:
    """A function's box with arguments in brackets."""
    inside = separated(glyphs.COMMA, arguments)
    return row(function, sign(glyphs.APPLY), fence("parens", inside))


_DEFAULTS: Mapping[str, Any] = {"offset": 0, "k": 0, "axis1": 0, "axis2": 1, "ddof": 0}
"""Static parameters which go without saying when they have these values."""


def told(node: Expression, *ignored: str) -> list[tuple[str, Any]]:
    """The static parameters worth printing."""
    return [
        (key, value)
        for key, value in node.parameters
        if key not in ignored and not _goes_without_saying(key, value)
    ]


def _goes_without_saying(key: str, value: Any) -> bool:
    """Whether a parameter is off or has its usual value; the axis 0 is not "off"."""
    return value is None or value is False or (key in _DEFAULTS and value == _DEFAULTS[key])


def as_function(node: Expression, pieces: Pieces) -> Piece:
    """A function with its arguments and keywords: what is printed for unknown operations."""
    keywords = [_keyword(key, value) for key, value in told(node)]
    return Piece(applied(operator(node.operation), [*boxes(pieces), *keywords]))


def _keyword(key: str, value: Any) -> Layout:
    return row(upright(key), sign(glyphs.EQUALS), value_box(value))


def reduction(node: Expression, pieces: Pieces) -> Piece:
    """A function along axes, which stand as its subscript; `keepdims` is not printed."""
    axis = parameter(node, "axis")
    function = operator(node.operation)
    shown = function if axis is None else sub(function, _axes(axis))
    keywords = [_keyword(key, value) for key, value in told(node, "axis", "keepdims")]
    return Piece(applied(shown, [*boxes(pieces), *keywords]))


def _axes(axis: Any) -> Layout:
    return separated(glyphs.COMMA, map(value_box, axis if isinstance(axis, tuple) else (axis,)))


def written(function: Layout) -> Arrange:
    """A function whose name is the given box."""

    def arrange(_: Expression, pieces: Pieces) -> Piece:
        return Piece(applied(function, boxes(pieces)))

    return arrange


def fenced(label: str, *below: Layout) -> Arrange:
    """A function written as a fence, such as bars, with a subscript if there is one."""

    def arrange(_: Expression, pieces: Pieces) -> Piece:
        box = fence(label, pieces[0].layout)
        return Piece(sub(box, *below) if below else box)

    return arrange


def norm(node: Expression, pieces: Pieces) -> Piece:
    """A norm of the order `p`, which stands as its subscript."""
    return fenced("norm", value_box(parameter(node, "p")))(node, pieces)


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


def exp(node: Expression, pieces: Pieces) -> Piece:
    """A power of e if the exponent is short, else the function."""
    (argument,) = pieces
    if argument.rank > 1 or not _is_short(node.operands[0]):
        return as_function(node, pieces)
    return Piece(sup(sign(glyphs.EULER), in_line(argument.layout)), SCRIPT)


_SHORT = frozenset({*LEAVES, "negative", "multiply", "divide", "power", "square", "getitem"})


def _is_short(root: Expression) -> bool:
    """Whether an exponent is a leaf or a single product of leaves."""
    for count, node in enumerate(postorder(root)):
        if count > 6 or node.operation not in _SHORT:
            return False
    return True
