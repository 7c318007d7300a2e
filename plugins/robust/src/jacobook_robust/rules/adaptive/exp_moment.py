"""Moments of the exponential function on the unit interval."""

from jacobook import TestVector, general, shapes
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array, *, order: int) -> Array:
    """The integral of `t**order * exp(x * t)` for `t` from 0 to 1."""
    near = abs(x) <= order + 1
    inner, outer = op.where(near, x, 0.0), op.where(near, order + 2.0, x)
    return op.where(near, _series(inner, order), _recurrence(outer, order)) * 1.0


def _series(x: Array, order: int) -> Array:
    """The sum of `x**m / m! / (m + order + 1)`: the power series, integrated term by term.

    It is summed to 50 digits, so that the symbolic proof can follow.
    """
    term = x * 0 + 1
    total = term / (order + 1)
    for m in range(1, 48 + 6 * order):
        term = term * x / m
        total = total + term / (m + order + 1)
    return total


def _recurrence(x: Array, order: int) -> Array:
    """By parts: `x * y = exp(x) - order * (the moment of one order less)`."""
    y = op.expm1(x) / x
    for k in range(1, order + 1):
        y = (op.exp(x) - k * y) / x
    return y


def along_x(direction: Array, y: Array, x: Array, *, order: int) -> Array:
    """`x_bar` or `y_dot`: the direction times the moment of the next order."""
    return direction * op.exp_moment(x, order=order + 1)


def unchanged(x: shapes.Shape, *, order: int) -> shapes.Shape:
    """The shape of `x`."""
    return x


rule = general(
    id="robust.adaptive.exp_moment",
    title="Moments of the exponential",
    summary="The integral of a power times the exponential over the unit interval, also at 0.",
    function="exp_moment(x)",
    operands="x:(n) nonzero",
    derivative={"elem[x]": "exp_moment(x, order=1)", "same": "expm1(x) / x"},
    op="exp_moment",
    primal=primal,
    parameters={"order": 0},
    shape=unchanged,
    pushforward={"x": along_x},
    pullback={"x": along_x},
    variants=({"order": 1}, {"order": 2}),
    why=(
        "Differentiating `t**k * exp(x * t)` by `x` brings another factor `t`: the derivative of a "
        "moment is the next one. Of order 0 it is `expm1(x) / x` with its gap at 0 closed. The "
        "slope of Barron's loss by its shape is written with the moment of order 1."
    ),
    pitfalls="The quotients have a removable singularity at 0; near it a power series is summed.",
    vectors=(
        TestVector(
            operands={"x": [1.0, -3.0]},
            value=[1.718281828459045, 0.3167376438773787],
            gradients={"x": [1.0, 0.08898352516983825]},
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="second order",
            operands={"x": [0.5, -8.0]},
            parameters={"order": 2},
            value=[0.48721270700128147, 0.0038525235634999883],
            gradients={"x": [0.37416629939256748, 0.0014027635078246816]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="zero",
            operands={"x": [0.0]},
            value=[1.0],
            gradients={"x": [0.5]},
            why="The integrals of 1 and of `t`.",
        ),
    ),
    references=("DLMF, section 8.19",),
    see_also=("robust.adaptive.barron", "ufunc.expm1"),
)
