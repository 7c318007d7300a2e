"""The triangular factor of a QR decomposition."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def qr_r(a: Array) -> Array:
    """The upper triangular factor. Shapes: (..., m, n) to (..., min(m, n), n)."""
    return op.qr_parts(a)[..., a.shape[-2] :, :].mT


def target(a: shapes.Shape) -> shapes.Shape:
    """As many rows as the smaller size; of two letters the second, as for a tall matrix."""
    m, n = a[-2:]
    return (*a[:-2], min(m, n) if isinstance(m, int) and isinstance(n, int) else n, n)


rule = derived(
    id="linalg.qr.r",
    title="QR factorisation: the triangular factor",
    summary="The upper triangular matrix which takes orthonormal columns to those of a matrix.",
    function="qr_r(A)",
    operands="A:(m,n) rank",
    result="R",
    derivative={
        "d": ("(triu(qr_q(A).T @ dA @ inv(R)) + tril(qr_q(A).T @ dA @ inv(R), -1).T) @ R"),
        "vjp[A]": "qr_q(A) @ mirror(R @ triu(R_bar).T) @ inv(R).T",
        "true": ("R.T @ R == A.T @ A", "qr_q(A) @ R == A"),
    },
    conditions="A is square or tall, and its columns are linearly independent.",
    op="qr_r",
    expand=qr_r,
    shape=target,
    why=(
        "As for the other factor: `dR @ inv(R)` is the upper triangle of `Q.T @ dA @ inv(R)`, plus "
        "its lower triangle mirrored. It is the Cholesky factor of `A.T @ A`, but for the signs of "
        "its rows, and has the same derivative."
    ),
    pitfalls="The diagonal may be negative; for `log(abs(diagonal(R)))` that makes no difference.",
    vectors=(
        TestVector(
            operands={"A": [[2.0, 6.0], [0.0, 4.0], [0.0, 0.0]]},
            cotangent=[[1.0, 5.0], [0.0, 7.0]],
            value=[[2.0, 6.0], [0.0, 4.0]],
            gradients={"A": [[1.0, 5.0], [-11.0, 7.0], [0.0, 0.0]]},
        ),
    ),
    references=("Walter & Lehmann 2010", "Seeger et al. 2017, gelqf (transposed)"),
    see_also=("linalg.qr.q", "linalg.qr_parts", "linalg.cholesky", "linalg.qr"),
    tags=("QR decomposition", "triangular factor"),
)
