"""How an expression is arranged: brackets, fractions, scripts, decided once for every printer.

`layout` goes from the leaves upwards and makes a `Piece` of each node: its box with what a node
above must know to set it without ambiguity and without needless brackets. One table says which
function arranges which operation; an operation that is not in it prints as a function. A new
arrangement is a line in that table, and a function in the module of its kind.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from jacobook.expression import CONSTANT, DIMENSION, VARIABLE, Expression, postorder
from jacobook.notation import (
    arithmetic,
    arrays,
    calculus,
    functions,
    glyphs,
    leaves,
    linear_algebra,
)
from jacobook.notation.glyphs import Layout, name, number, operator, separated, sign, sub, upright
from jacobook.notation.pieces import Arrange, Piece

Side: TypeAlias = Expression | Layout
"""One side of an equation: an expression, or a `head`."""


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


# Which operation is arranged how

_REDUCTIONS = (
    "sum mean prod max min amax amin cumsum cumprod std var any all argmax argmin ptp median "
    "softmax log_softmax logsumexp nansum nanmean nanprod nanmax nanmin"
)

_ARRANGEMENTS: dict[str, Arrange] = {
    VARIABLE: leaves.variable,
    CONSTANT: leaves.constant,
    DIMENSION: leaves.dimension,
    "add": arithmetic.add,
    "subtract": arithmetic.subtract,
    "negative": arithmetic.negative,
    "positive": arithmetic.positive,
    "multiply": arithmetic.multiply,
    "divide": arithmetic.divide,
    "true_divide": arithmetic.divide,
    "reciprocal": arithmetic.reciprocal,
    "power": arithmetic.power,
    "float_power": arithmetic.power,
    "square": arithmetic.square,
    "matmul": linear_algebra.matmul,
    "dot": linear_algebra.dot,
    "outer": linear_algebra.outer,
    "kron": linear_algebra.joined("kron"),
    "cross": linear_algebra.joined("cross"),
    "transpose": linear_algebra.transpose,
    "matrix_transpose": linear_algebra.transpose,
    "inv": linear_algebra.inverse,
    "pinv": linear_algebra.pseudoinverse,
    "solve": linear_algebra.solve,
    "matrix_power": linear_algebra.matrix_power,
    "logical_not": arithmetic.negation,
    "where": arithmetic.where,
    "absolute": functions.fenced("bars"),
    "abs": functions.fenced("bars"),
    "fabs": functions.fenced("bars"),
    "floor": functions.fenced("floor"),
    "ceil": functions.fenced("ceil"),
    "norm": functions.fenced("norm"),
    "vector_norm": functions.fenced("norm"),
    "matrix_norm": functions.fenced("norm"),
    "normp": functions.norm,
    "norm1": functions.fenced("norm", number("1")),
    "norm2": functions.fenced("norm", number("2")),
    "normF": functions.fenced("norm", name("F")),
    "nuclear": functions.fenced("norm", sign(glyphs.STAR)),
    "spectral": functions.fenced("norm", number("2")),
    "skew": functions.fenced("brackets", sign(glyphs.BY)),
    "norminf": functions.fenced("norm", sign(glyphs.INFINITY)),
    "sqrt": functions.rooted(),
    "cbrt": functions.rooted(number("3")),
    "exp": functions.exp,
    "expm": linear_algebra.matrix_exp,
    "log2": functions.written(sub(operator("log"), number("2"))),
    "log10": functions.written(sub(operator("log"), number("10"))),
    "gamma": functions.written(name("Gamma")),
    "digamma": functions.written(name("psi")),
    "logabsdet": linear_algebra.log_determinant("bars"),
    "logdet": linear_algebra.log_determinant(""),
    "einsum": functions.einsum,
    "getitem": arrays.getitem,
    "stack": arrays.stack,
    "concatenate": arrays.concatenate,
    "eye": arrays.constructor(upright("I", bold=True)),
    "ones": arrays.constructor(glyphs.bold_number("1")),
    "zeros": arrays.constructor(glyphs.bold_number("0")),
    "basis": arrays.unit(upright("e", bold=True)),
    "single": arrays.unit(upright("E", bold=True)),
    "commutation": arrays.commutation,
    "differential": calculus.change,
    "call": calculus.call,
    "J": calculus.jacobian,
    "De": calculus.elementwise_derivative,
    "partial": calculus.partial,
    "H": calculus.hessian,
    **dict.fromkeys(glyphs.RELATIONS, arithmetic.relation),
    **dict.fromkeys(glyphs.CONNECTIVES, arithmetic.connective),
    **dict.fromkeys(_REDUCTIONS.split(), functions.reduction),
}

_ARRAY_CONSTANTS = ("eye", "ones", "zeros", "basis", "single", "commutation")
_KNOWN_PARAMETERS: dict[str, frozenset[str]] = {
    "transpose": frozenset({"axes"}),
    "matrix_power": frozenset({"n"}),
    "normp": frozenset({"p"}),
    "einsum": frozenset({"subscripts"}),
    "getitem": frozenset({"index"}),
    "stack": frozenset({"axis"}),
    "concatenate": frozenset({"axis"}),
}
"""Parameters which an arrangement prints; with any other the operation prints as a function."""

_PRINTS_ALL = frozenset(
    {*leaves.LEAVES, *_REDUCTIONS.split(), *_ARRAY_CONSTANTS, "call", "J", "De", "partial", "H"}
)
_NOTHING: frozenset[str] = frozenset()


def _arrange(node: Expression) -> Arrange:
    """The function which arranges `node` without dropping one of its parameters."""
    known = _KNOWN_PARAMETERS.get(node.operation, _NOTHING)
    complete = node.operation in _PRINTS_ALL or not functions.told(node, *known)
    if not complete:
        return functions.as_function
    return _ARRANGEMENTS.get(node.operation, functions.as_function)
