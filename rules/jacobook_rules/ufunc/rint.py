"""Rounding to the nearest whole number."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="ufunc.rint",
    title="Round to the nearest",
    summary="The whole number nearest to each entry; halves go to the even one.",
    function="rint(x)",
    operands="x:(n) nonint",
    partials={"x": "0"},
    conditions="x is not halfway between two whole numbers.",
    primal="numpy.rint",
    numpy=("scipy.special.round",),
    why="Between two jumps the value is constant, so the slope is 0.",
    pitfalls=(
        "The gradient is 0 everywhere, so nothing behind it can be learnt. The "
        "straight-through estimator uses 1 instead, which is no derivative."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.75, -0.75]},
            value=[2.0, -1.0],
            gradients={"x": [0.0, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="jump",
            operands={"x": [2.5]},
            value=[2.0],
            gradients={"x": [0.0]},
            why="A step function is flat by convention, also at its jumps.",
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=(
        "ufunc.round",
        "ufunc.floor",
    ),
)
