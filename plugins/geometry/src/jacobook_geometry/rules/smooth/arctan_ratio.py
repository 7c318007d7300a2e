"""The angle divided by its tangent, as a smooth function of the tangent's square."""

import math

from jacobook import TestVector, general, shapes
from jacobook import operations as op
from jacobook.rule import Array
from jacobook_geometry.spaces import is_number


def primal(x: Array, *, order: int) -> Array:
    """The series near 0, the recurrence further out; on symbols always the recurrence."""
    import numpy as np

    if not is_number(x):
        return recurrence(x, order)
    near = (x >= -1 / 3) & (x <= 1)
    inner, outer = np.where(near, x, 0.0), np.where(near, 2.0, x)
    y: Array = np.where(near, series(inner, order), recurrence(outer, order))
    return y[()]


def series(x: Array, order: int) -> Array:
    """Powers of `x/(1 + x)`, which is at most a half in size."""
    z = x / (1 + x)
    term = math.factorial(order) / (2 * order + 1) * (-1 / (1 + x)) ** order / (1 + x)
    total = term
    for j in range(56):
        term = term * z * (order + 1 + j) / (order + 1.5 + j)
        total = total + term
    return total


def recurrence(x: Array, order: int) -> Array:
    """From the function upwards, by differentiating `2*x*y' + y = 1/(1 + x)`."""
    above, below = op.where(x > 0, x, 1.0), op.where(x > 0, 0.5, -x)
    t, u = op.sqrt(above), op.sqrt(below)
    y = op.where(x > 0, op.arctan(t) / t, op.arctanh(u) / u)
    for k in range(order):
        y = (math.factorial(k) * (-1 / (1 + x)) ** k / (1 + x) - (2 * k + 1) * y) / (2 * x)
    return y


def along_x(direction: Array, y: Array, x: Array, *, order: int) -> Array:
    """`x_bar` or `y_dot`: the direction times the derivative of the next order."""
    return direction * op.arctan_ratio(x, order=order + 1)


def target(x: shapes.Shape, *, order: int) -> shapes.Shape:
    """The shape of `x`."""
    return x


rule = general(
    id="geom.smooth.arctan_ratio",
    title="Angle by its tangent",
    summary="The angle divided by its tangent, as a function of the square of the tangent.",
    function="arctan_ratio(x)",
    operands="x:(n) pos",
    derivative={
        "elem[x]": ("arctan_ratio(x, order=1)", "(1/(1 + x) - y) / (2*x)"),
        "same": "arctan(sqrt(x)) / sqrt(x)",
    },
    conditions="x > -1; the forms with roots need x > 0.",
    op="arctan_ratio",
    primal=primal,
    parameters={"order": 0},
    shape=target,
    pushforward={"x": along_x},
    pullback={"x": along_x},
    variants=({"order": 1}, {"order": 2}, {"order": 3}),
    why=(
        "Differentiate `sqrt(x) * y = arctan(sqrt(x))`: `2*x*y' + y = 1/(1 + x)`. Differentiating "
        "again and again expresses each slope by the one before. Near 0, where that divides by a "
        "small number, the slopes are summed as series in `x/(1 + x)`, all of one sign for "
        "`x > 0`."
    ),
    pitfalls=(
        "With it the logarithm of a rotation is `u * arctan_ratio(dot(u, u))` times a constant, "
        "which is smooth at `u = 0`; the angle `arctan(norm2(u))` alone has a kink there."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.25, 3.0, -0.5]},
            value=[0.9272952180016122, 0.6045997880780726, 1.246450480280461],
            gradients={"x": [-0.25459043600322445, -0.05909996467967877, -0.753549519719539]},
            source="mpmath, 60 digits",
        ),
        TestVector(
            name="second order",
            operands={"x": [0.25, 3.0, -0.5]},
            parameters={"order": 2},
            value=[0.2475426160193468, 0.019133315673172717, 1.739351440841383],
            gradients={"x": [-0.4274261601934679, -0.010736096394310599, -7.303242795793085]},
            source="mpmath, 60 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="no angle",
            operands={"x": [0.0]},
            value=[1.0],
            gradients={"x": [-0.3333333333333333]},
            why="The series begins 1 - x/3: the limit of the ratio is 1.",
        ),
    ),
    references=("DLMF, sections 4.24 and 15.4",),
    see_also=("geom.rotation.log", "geom.quaternion.log", "ufunc.arctan"),
    tags=("inverse tangent", "small angles", "smooth at zero"),
)
