"""The determinant of the matrix exponential."""

from jacobook import TestVector, identity

rule = identity(
    id="matfun.expm.det",
    title="det exp(A) = exp Tr A",
    summary="The determinant of an exponential is the exponential of the trace.",
    function="det(expm(A))",
    operands="A:(n,n)",
    derivative={"same": "exp(trace(A))", "grad[A]": "exp(trace(A)) * eye(n)"},
    why=(
        "The determinant is the product of the eigenvalues, which are `exp(w)` for the eigenvalues "
        "`w` of `A`; and their sum is the trace. So only the diagonal of `A` matters."
    ),
    pitfalls="As `exp(trace(A))` it costs nothing and cannot lose digits; with `expm` it does both.",
    vectors=(
        TestVector(
            operands={"A": [[1.0, 5.0], [-2.0, -1.0]]},
            value=1.0,
            gradients={"A": [[1.0, 0.0], [0.0, 1.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 502",),
    see_also=("linalg.expm", "linalg.det", "linalg.trace"),
    tags=("Jacobi's formula",),
)
