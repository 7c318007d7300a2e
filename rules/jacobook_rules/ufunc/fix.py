"""Rounding towards zero."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="ufunc.fix",
    title="Round towards zero (fix)",
    summary="Each entry without its fractional part, as numpy.fix writes it.",
    function="fix(x)",
    operands="x:(n) nonint",
    partials={"x": "0"},
    conditions="x is not a whole number other than 0.",
    primal="numpy.fix",
    why="Between two jumps the value is constant, so the slope is 0.",
    pitfalls=(
        "The gradient is 0 everywhere, so nothing behind it can be learnt. The "
        "straight-through estimator uses 1 instead, which is no derivative."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.75, -1.75]},
            value=[1.0, -1.0],
            gradients={"x": [0.0, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="jump",
            operands={"x": [-2.0]},
            value=[-2.0],
            gradients={"x": [0.0]},
            why="A step function is flat by convention, also at its jumps.",
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=("ufunc.trunc",),
)
