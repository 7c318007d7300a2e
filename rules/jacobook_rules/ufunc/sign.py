"""The sign."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="ufunc.sign",
    title="Sign",
    summary="1 for positive entries, -1 for negative ones, 0 for zero.",
    function="sign(x)",
    operands="x:(n) nonzero",
    partials={"x": "0"},
    conditions="No entry is zero.",
    primal="numpy.sign",
    complex="complex_sign",
    why="Away from zero a small change of `x` does not change its sign, so the slope is 0.",
    pitfalls=(
        "The value jumps at 0, where no derivative exists; 0 is reported there too, so "
        "gradients through `sign` never move anything."
    ),
    vectors=(
        TestVector(
            operands={"x": [3.0, -0.5]},
            value=[1.0, -1.0],
            gradients={"x": [0.0, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="jump",
            operands={"x": [0.0]},
            value=[0.0],
            gradients={"x": [0.0]},
            why="A step function is flat by convention, also at its jump.",
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=(
        "ufunc.absolute",
        "elementwise.greater",
    ),
)
