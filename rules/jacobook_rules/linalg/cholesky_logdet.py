"""The log-determinant from a Cholesky factor."""

from jacobook import TestVector, identity

rule = identity(
    id="linalg.cholesky.logdet",
    title="Log-determinant from the Cholesky factor",
    summary="The log-determinant of a positive definite matrix, read off its triangular factor.",
    function="2 * sum(log(diagonal(L)))",
    operands="L:(n,n) tril* pos",
    derivative={"grad[L]": "diag(2 / diagonal(L))", "same": "logdet(L @ L.T)"},
    conditions="L is lower triangular with a positive diagonal.",
    why=(
        "The determinant of a triangular matrix is the product of its diagonal, and that of "
        "`L @ L.T` is its square: `logdet(L @ L.T) = 2 * sum(log(diagonal(L)))`. Each entry on the "
        "diagonal has the slope `2 / L[i, i]`; the entries below do not occur."
    ),
    pitfalls="Leave the factor 2 out and you get `log(det(L))`, half of what is wanted.",
    vectors=(
        TestVector(
            operands={"L": [[2.0, 0.0], [1.0, 4.0]]},
            value=4.1588830833596715,
            gradients={"L": [[1.0, 0.0], [0.0, 0.5]]},
        ),
    ),
    references=("Seeger et al. 2017, sumlogdiag",),
    see_also=("linalg.cholesky", "linalg.logdet", "array.diagonal"),
    tags=("log determinant", "Cholesky factor"),
)
