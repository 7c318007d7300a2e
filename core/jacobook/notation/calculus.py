"""Abstract functions: their values and their derivatives.

Change this file for how the derivative of a function without a formula is written.
"""

from __future__ import annotations

from jacobook.expression import VARIABLE, Expression
from jacobook.language import CALL
from jacobook.notation import glyphs
from jacobook.notation.functions import applied
from jacobook.notation.glyphs import (
    Layout,
    fence,
    fraction,
    name,
    number,
    row,
    separated,
    sign,
    sub,
    sup,
    upright,
)
from jacobook.notation.leaves import place_box
from jacobook.notation.pieces import ATOM, SCRIPT, Piece, Pieces, boxes, bracketed, parameter
from jacobook.shapes import Shape


def call(node: Expression, pieces: Pieces) -> Piece:
    """The value of an abstract function."""
    function = name(str(node["name"]), len(node.shape))
    return Piece(applied(function, boxes(pieces)))


def jacobian(node: Expression, pieces: Pieces) -> Piece:
    """The Jacobian: a fraction for a plain argument, `J` otherwise."""
    position = parameter(node, "arg", 0)
    argument = node.operands[position]
    function = name(str(node["name"]), _function_rank(node.shape, argument.shape))
    if argument.operation in (VARIABLE, CALL):
        short = name(str(argument["name"]), len(argument.shape))
        return Piece(derivative_fraction(function, short), SCRIPT)
    below = [function] if len(pieces) == 1 else [function, number(str(position))]
    function_and_place = separated(glyphs.COMMA, below)
    return Piece(applied(sub(upright("J", bold=True), function_and_place), boxes(pieces)))


def _function_rank(derivative: Shape, *arguments: Shape) -> int:
    return len(derivative) - sum(map(len, arguments))


def elementwise_derivative(node: Expression, pieces: Pieces) -> Piece:
    """The derivative of an element-wise function: a prime."""
    function = name(str(node["name"]), len(node.shape))
    if len(pieces) == 1:
        return Piece(applied(sup(function, sign(glyphs.PRIME)), boxes(pieces)))
    by = sub(sign(glyphs.PARTIAL_BARE), number(str(parameter(node, "arg", 0))))
    return Piece(applied(row(by, function), boxes(pieces)))


def partial(node: Expression, pieces: Pieces) -> Piece:
    """The derivative by one entry of the argument."""
    argument, *index = pieces
    place = index[0].layout if index else place_box(parameter(node, "i", 0))
    bottom = sub(bracketed(argument, ATOM), place)
    rank = _function_rank(node.shape, node.operands[0].shape[1:])
    return Piece(derivative_fraction(name(str(node["name"]), rank), bottom), SCRIPT)


def hessian(node: Expression, pieces: Pieces) -> Piece:
    """The Hessian: nabla squared."""
    argument = node.operands[0].shape
    function = name(str(node["name"]), _function_rank(node.shape, argument, argument))
    nabla = sup(sign(glyphs.NABLA), number("2"))
    return Piece(row(nabla, sign(glyphs.APPLY_BARE), applied(function, boxes(pieces))))


def change(node: Expression, pieces: Pieces) -> Piece:
    """The differential of an expression: an upright d before it, in brackets."""
    (inside,) = boxes(pieces)
    return Piece(row(sign(glyphs.UPRIGHT_D), fence("parens", inside)))


def derivative_fraction(top: Layout, bottom: Layout) -> Layout:
    """A derivative as a fraction of two differentials."""
    return fraction(row(sign(glyphs.PARTIAL), top), row(sign(glyphs.PARTIAL), bottom))
