"""A copy of an array."""

from jacobook import TestVector, linear, shapes

rule = linear(
    id="array.copy",
    title="Copy",
    summary="The same entries in memory of their own.",
    function="copy(x)",
    operands="x:(n)",
    derivative={"vjp[x]": "y_bar", "jac[x]": "eye(n)", "d": "dx"},
    primal="numpy.copy",
    shape=shapes.unchanged,
    adjoint="y_bar",
    analytic=True,
    why="The value is that of the operand, so the slope is 1.",
    pitfalls="A copy can be differentiated but not written into while it is.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0]},
            cotangent=[3.0, 10.0],
            value=[1.0, 2.0],
            gradients={"x": [3.0, 10.0]},
        ),
    ),
    references=("NumPy reference, copy",),
    see_also=("ufunc.positive", "array.astype"),
)
