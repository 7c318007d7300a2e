"""The trace of a product with a symmetric matrix, by its free entries."""

from jacobook import TestVector, structural

rule = structural(
    id="structured.symmetric.trace",
    title="Trace of A X, X symmetric, in the free entries",
    summary="Each free entry off the diagonal collects the two entries of A that it meets.",
    function="trace(A @ (tril(P) + tril(P, -1).T))",
    operands="P:(n,n); A:(n,n)",
    derivative={"grad[P]": "tril(A + A.T - A * eye(n))"},
    conditions=(
        "The free parameters are the entries on and below the diagonal of P; the ones above are "
        "ignored."
    ),
    why=(
        "The unconstrained gradient of `trace(A @ X)` is `A.T`. A free entry below the diagonal "
        "stands in `X` twice and collects `A[j, i] + A[i, j]`; one on the diagonal stands there "
        "once."
    ),
    pitfalls=(
        "This is the gradient in the free entries: an entry off the diagonal stands in two "
        "places and collects both slopes. The Frobenius-projected gradient, which a step among "
        "symmetric matrices needs, is another object; see `structured.symmetric.projection`."
    ),
    vectors=(
        TestVector(
            operands={"P": [[1.0, 9.0], [2.0, 3.0]], "A": [[1.0, 4.0], [5.0, 6.0]]},
            value=37.0,
            gradients={"P": [[1.0, 0.0], [9.0, 6.0]], "A": [[1.0, 2.0], [2.0, 3.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 139",),
    see_also=("structured.symmetric.rule", "structured.symmetric.projection", "linalg.trace"),
    tags=("symmetric matrix", "free entries", "trace", "Tr(A X)"),
)
