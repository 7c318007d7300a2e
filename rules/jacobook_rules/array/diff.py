"""Differences of neighbours."""

from jacobook import TestVector, linear, shapes
from jacobook import operations as op
from jacobook.rule import Array


def target(x: shapes.Shape, *, n: int, axis: int) -> shapes.Shape:
    """The axis is shorter by the number of differences taken."""
    (place,) = shapes.normalise_axes(axis, len(x))
    left = shapes.plus(x[place], -n)
    return (*x[:place], max(0, left) if isinstance(left, int) else left, *x[place + 1 :])


def adjoint(y_bar: Array, y: Array, x: Array, *, n: int, axis: int) -> Array:
    """`x_bar`: the difference of the cotangent padded with zeros, negated once for each difference."""
    (place,) = shapes.normalise_axes(axis, x.ndim)
    if x.shape[place] < n:
        return op.scatter(y_bar, index=shapes.along(place, slice(0), x.ndim), shape=x.shape)
    width = tuple((n, n) if i == place else (0, 0) for i in range(x.ndim))
    x_bar = op.diff(op.pad(y_bar, pad_width=width), n=n, axis=place)
    return -x_bar if n % 2 else x_bar


rule = linear(
    id="array.diff",
    title="First difference",
    summary="Each entry minus the one before it.",
    function="diff(x)",
    operands="x:(n)",
    derivative={
        "vjp[x]": "concatenate([zeros(1), y_bar]) - concatenate([y_bar, zeros(1)])",
        "jac[x]": "eye(n)[1:] - eye(n)[:-1]",
        "d": "diff(dx)",
        "same": "x[1:] - x[:-1]",
    },
    primal="numpy.diff",
    full_call="diff_call",
    parameters={"n": 1, "axis": -1},
    shape=target,
    adjoint=adjoint,
    variants=({"n": 2}, {"axis": 0}, {"n": 2, "axis": 0}, {"n": 0}, {"n": 9}),
    analytic=True,
    why=(
        "Entry `x[i]` is added in difference `i - 1` and subtracted in difference `i`, so it "
        "receives the cotangent of the one minus that of the other."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 4.0, 9.0]},
            cotangent=[1.0, 10.0],
            value=[3.0, 5.0],
            gradients={"x": [-1.0, -9.0, 10.0]},
        ),
        TestVector(
            name="second difference",
            operands={"x": [1.0, 4.0, 9.0, 11.0]},
            parameters={"n": 2},
            cotangent=[1.0, 10.0],
            value=[2.0, -3.0],
            gradients={"x": [1.0, 8.0, -19.0, 10.0]},
        ),
    ),
    references=("NumPy reference, diff",),
    see_also=("array.cumsum", "array.trapezoid"),
)
