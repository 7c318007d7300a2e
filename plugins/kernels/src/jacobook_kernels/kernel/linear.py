"""The linear kernel of two points."""

from jacobook import TestVector, identity

rule = identity(
    id="kernel.linear",
    title="Linear kernel",
    summary="The covariance of linear functions whose weights are random.",
    function="x @ A @ y",
    operands="x:(n); A:(n,n); y:(n)",
    result="k",
    derivative={"grad[x]": "A @ y", "grad[A]": "outer(x, y)", "grad[y]": "A.T @ x"},
    why=(
        "The number is linear in each of its three parts. If `w` is random with covariance `A`, "
        "it is the covariance of `dot(w, x)` and `dot(w, y)`."
    ),
    pitfalls="It is a covariance only if `A` is symmetric and positive semi-definite.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0], "A": [[2.0, 1.0], [1.0, 3.0]], "y": [3.0, -1.0]},
            value=5.0,
            gradients={
                "x": [5.0, 0.0],
                "A": [[3.0, -1.0], [6.0, -2.0]],
                "y": [4.0, 7.0],
            },
        ),
    ),
    references=("Rasmussen & Williams 2006, section 2.1.2", "Matrix Cookbook, equation 70"),
    see_also=("kernel.linear_matrix", "kernel.polynomial"),
    tags=("dot product kernel", "Bayesian linear regression"),
)
