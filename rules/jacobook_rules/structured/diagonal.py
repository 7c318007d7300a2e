"""The trace of a product with a diagonal matrix."""

from jacobook import TestVector, structural

rule = structural(
    id="structured.diagonal",
    title="Trace of A X, X diagonal",
    summary="Only the diagonal of A meets a diagonal matrix.",
    function="trace(A @ diag(d))",
    operands="d:(n); A:(n,n)",
    derivative={"grad[d]": "diagonal(A)", "same": "diagonal(A) @ d"},
    why=(
        "The unconstrained gradient is `A.T`. The only entries that can move stand on the "
        "diagonal, and entry `d[i]` collects the slope `A[i, i]` of its place."
    ),
    pitfalls=(
        "The Matrix Cookbook writes the gradient as a diagonal matrix, the entrywise product of "
        "`A` and the identity; here it has the shape of the free parameters, a vector."
    ),
    vectors=(
        TestVector(
            operands={"d": [2.0, 3.0], "A": [[1.0, 4.0], [5.0, 6.0]]},
            value=20.0,
            gradients={"d": [1.0, 6.0], "A": [[2.0, 0.0], [0.0, 3.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 142",),
    see_also=("structured.general", "array.diag", "linalg.trace", "identity.diag.products"),
    tags=("diagonal matrix", "trace", "Tr(A X)"),
)
