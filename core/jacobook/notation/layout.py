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
    signals,
    special,
)
from jacobook.notation.glyphs import Layout, name, number, operator, separated, sign, sub, upright
from jacobook.notation.pieces import Arrange, Piece
from jacobook.notation.usual import told

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
    "softmax logsumexp nansum nanmean nanprod nanmax nanmin nanstd nanvar nanmedian average "
    "quantile percentile nanquantile nanpercentile"
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
    "floor_divide": arithmetic.floor_divide,
    "reciprocal": arithmetic.reciprocal,
    "power": arithmetic.power,
    "float_power": arithmetic.power,
    "power_literal": arithmetic.power,
    "square": arithmetic.square,
    "logical_not": arithmetic.negation,
    "where": arithmetic.where,
    "absolute": functions.fenced("bars"),
    "abs": functions.fenced("bars"),
    "fabs": functions.fenced("bars"),
    "conjugate": linear_algebra.conjugate,
    "conj": linear_algebra.conjugate,
    "floor": functions.fenced("floor"),
    "ceil": functions.fenced("ceil"),
    "clip": functions.clip,
    "norm": functions.fenced("norm"),
    "vector_norm": functions.fenced("norm"),
    "matrix_norm": functions.fenced("norm"),
    "normp": functions.norm(),
    "norm1": functions.norm(number("1")),
    "norm2": functions.norm(number("2")),
    "normF": functions.norm(name("F")),
    "nuclear": functions.norm(sign(glyphs.STAR)),
    "spectral": functions.norm(number("2")),
    "norminf": functions.norm(sign(glyphs.INFINITY)),
    "sqrt": functions.rooted(),
    "cbrt": functions.rooted(number("3")),
    "exp": functions.power_of(sign(glyphs.EULER)),
    "exp2": functions.power_of(number("2")),
    "exp10": functions.power_of(number("10")),
    "log2": functions.written(sub(operator("log"), number("2"))),
    "log10": functions.written(sub(operator("log"), number("10"))),
    "log_softmax": functions.log_of(functions.reduction),
    "prod_others": functions.written(sub(operator("prod"), sign(glyphs.UNEQUAL))),
    "einsum": functions.einsum,
    "reshape": functions.sized(operator("reshape")),
    "broadcast_to": functions.sized(operator("broadcast")),
    "sum_to": functions.sized(operator("sum"), glyphs.ONTO),
    "scatter": functions.sized(operator("scatter")),
    "unvec": functions.unvec,
    "getitem": arrays.getitem,
    "take": arrays.take,
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
    **linear_algebra.ARRANGEMENTS,
    **special.ARRANGEMENTS,
    **signals.ARRANGEMENTS,
}

_ARRAY_CONSTANTS = ("eye", "ones", "zeros", "basis", "single", "commutation")
_SIZED = ("reshape", "broadcast_to", "sum_to", "scatter", "unvec")
_KNOWN_PARAMETERS: dict[str, frozenset[str]] = {
    "transpose": frozenset({"axes"}),
    "matrix_power": frozenset({"n"}),
    "normp": frozenset({"p", "axis", "keepdims"}),
    **dict.fromkeys(("norm1", "norm2", "norminf"), frozenset({"axis", "keepdims"})),
    "einsum": frozenset({"subscripts"}),
    "getitem": frozenset({"index"}),
    "take": frozenset({"indices", "axis"}),
    "stack": frozenset({"axis"}),
    "concatenate": frozenset({"axis"}),
    "clip": frozenset({"a_min", "a_max"}),
    "solve_triangular": frozenset({"lower", "trans"}),
    "cho_solve": frozenset({"lower"}),
    **dict.fromkeys(
        ("symmetric_function", "symmetric_slope", "frechet", "divided_difference"),
        frozenset({"function"}),
    ),
    "multigammaln": frozenset({"d"}),
    "lambertw": frozenset({"k"}),
    "airy_part": frozenset({"part"}),
    **dict.fromkeys(("erfcx_derivative", "sinc_derivative"), frozenset({"order"})),
    **dict.fromkeys(signals.FOLDED, frozenset({"mode"})),
}
"""Parameters which an arrangement prints; with any other the operation prints as a function."""

_PRINTS_ALL = frozenset(
    {*leaves.LEAVES, *_REDUCTIONS.split(), *_ARRAY_CONSTANTS, *_SIZED}
    | {"log_softmax", "call", "J", "De", "partial", "H"}
)
_NOTHING: frozenset[str] = frozenset()


def _arrange(node: Expression) -> Arrange:
    """The function which arranges `node` without dropping one of its parameters."""
    operation = node.operation.removeprefix(glyphs.COMPLEX)
    known = _KNOWN_PARAMETERS.get(operation, _NOTHING)
    complete = operation in _PRINTS_ALL or not told(node, *known)
    if not complete:
        return functions.as_function
    return _ARRANGEMENTS.get(operation, functions.as_function)
