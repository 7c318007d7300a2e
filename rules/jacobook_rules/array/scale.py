"""A number times an array."""

from jacobook import TestVector, identity

rule = identity(
    id="array.scale",
    title="Scalar times array",
    summary="Every entry of a matrix times the same number.",
    function="a * X",
    operands="a:(); X:(m,n)",
    result="Y",
    derivative={"vjp[a]": "sum(Y_bar * X)", "vjp[X]": "a * Y_bar", "d": "da * X + a * dX"},
    why=(
        "Every entry of the result has the slope `X[i, j]` in `a`; as `a` is in all of them, its "
        "gradient is the sum over all entries."
    ),
    vectors=(
        TestVector(
            operands={"a": 3.0, "X": [[1.0, -2.0], [4.0, 5.0]]},
            cotangent=[[1.0, 2.0], [0.0, 10.0]],
            value=[[3.0, -6.0], [12.0, 15.0]],
            gradients={"a": 47.0, "X": [[3.0, 6.0], [0.0, 30.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 34", "Wikipedia, Matrix calculus"),
    see_also=("expansion.multiply", "array.hadamard"),
)
