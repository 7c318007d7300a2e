"""The derivatives of the cardinal sine, of every order."""

from jacobook import TestVector, general, pi, shapes
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array, *, order: int) -> Array:
    """The derivative of `order`: a power series near 0, a recurrence further out."""
    import numpy as np

    z = pi * np.asarray(x)
    near = np.abs(z) <= order + 1
    inner, outer = np.where(near, z, 0.0), np.where(near, order + 2.0, z)
    y: Array = np.where(near, _series(inner, order), _recurrence(outer, order))
    return y[()] * pi**order


def _series(z: Array, order: int) -> Array:
    """The derivative of `sin(z) / z` as the sum of `+-z**m / m! / (m + order + 1)`."""
    m = order % 2
    term = z**m * (1.0 if order % 4 in (0, 3) else -1.0)
    total = term / (m + order + 1)
    for _ in range(20 + 2 * order):
        term = -term * z * z / ((m + 1) * (m + 2))
        m += 2
        total = total + term / (m + order + 1)
    return total


def _recurrence(z: Array, order: int) -> Array:
    """The derivative of `y = sin(z) / z`, from the derivatives of `z * y = sin(z)`."""
    sine, cosine = op.sin(z), op.cos(z)
    y = sine / z
    for k in range(1, order + 1):
        y = ((sine, cosine, -sine, -cosine)[k % 4] - k * y) / z
    return y


def along_x(direction: Array, y: Array, x: Array, *, order: int) -> Array:
    """`x_bar` or `y_dot`: the direction times the derivative of the next order."""
    return direction * op.sinc_derivative(x, order=order + 1)


def unchanged(x: shapes.Shape, *, order: int) -> shapes.Shape:
    """The shape of `x`."""
    return x


rule = general(
    id="ufunc.sinc_derivative",
    title="Derivatives of the cardinal sine",
    summary="The derivative of a given order of the cardinal sine, also at 0.",
    function="sinc_derivative(x)",
    operands="x:(n) nonzero",
    derivative={"elem[x]": "sinc_derivative(x, order=2)", "same": "(cos(pi * x) - sinc(x)) / x"},
    op="sinc_derivative",
    primal=primal,
    parameters={"order": 1},
    shape=unchanged,
    pushforward={"x": along_x},
    pullback={"x": along_x},
    variants=({"order": 2}, {"order": 3}),
    why=(
        "Differentiating `x * sinc(x) = sin(pi * x) / pi` again and again expresses each "
        "derivative by the one before. Near 0, where that divides by a small number, the "
        "power series of the sine is differentiated term by term instead."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -1.25]},
            value=[-1.2732395447351628, 0.42163481436410105],
            gradients={"x": [-1.1902271282389358, 2.4517688782459084]},
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="third order",
            operands={"x": [0.125, 2.5]},
            parameters={"order": 3},
            value=[2.3907871306465975, 1.4590720752052706],
            gradients={"x": [18.419518898339096, 10.067995351791495]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="slope at the top",
            operands={"x": [0.0]},
            value=[0.0],
            gradients={"x": [-3.289868133696453]},
            why="The power series starts 1 - pi**2 * x**2 / 6.",
        ),
        TestVector(
            name="curvature at the top",
            operands={"x": [0.0]},
            parameters={"order": 2},
            value=[-3.289868133696453],
            gradients={"x": [0.0]},
            why="The power series starts 1 - pi**2 * x**2 / 6.",
        ),
    ),
    references=("Standard, power series of the sine",),
    see_also=("ufunc.sinc",),
)
