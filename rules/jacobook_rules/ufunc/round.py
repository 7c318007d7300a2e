"""Rounding to a number of decimals."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="ufunc.round",
    title="Round to decimals",
    summary="Each entry rounded to a number of decimals; halves go to the even digit.",
    function="round(x)",
    operands="x:(n) nonint",
    partials={"x": "0"},
    conditions="x is not halfway between two rounded numbers.",
    primal="numpy.round",
    numpy=("numpy.around",),
    parameters={"decimals": 0},
    variants=({"decimals": 1}, {"decimals": -1}),
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
        TestVector(
            name="two decimals",
            operands={"x": [3.14159]},
            parameters={"decimals": 2},
            value=[3.14],
            gradients={"x": [0.0]},
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
    see_also=("ufunc.rint",),
)
