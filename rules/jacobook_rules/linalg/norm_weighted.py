"""The norm of a vector in a metric."""

from jacobook import TestVector, identity

rule = identity(
    id="linalg.norm_weighted",
    title="Weighted norm",
    summary="The length of a vector in a metric given by a matrix.",
    function="sqrt(x @ A @ x)",
    operands="x:(n); A:(n,n) dominant",
    derivative={
        "grad[x]": "0.5 * (A + A.T) @ x / sqrt(x @ A @ x)",
        "grad[A]": "0.5 * outer(x, x) / sqrt(x @ A @ x)",
    },
    conditions="`x @ A @ x` is positive.",
    pitfalls="If A is not symmetric, only its symmetric part counts.",
    why=(
        "The slope of the root is one over twice its value; the gradient of the quadratic form is "
        "`(A + A.T) @ x` in `x` and `outer(x, x)` in `A`."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0], "A": [[5.0, 1.0], [-1.0, 1.0]]},
            value=3.0,
            gradients={
                "x": [5 / 3, 2 / 3],
                "A": [[1 / 6, 1 / 3], [1 / 3, 2 / 3]],
            },
        ),
    ),
    references=("Matrix Cookbook, equation 81",),
    see_also=("linalg.norm2", "linalg.norm2.hessian"),
)
