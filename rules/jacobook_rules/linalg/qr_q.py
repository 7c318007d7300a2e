"""The orthonormal factor of a QR decomposition."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def qr_q(a: Array) -> Array:
    """The factor with orthonormal columns. Shapes: (..., m, n) to (..., m, min(m, n))."""
    return op.qr_parts(a)[..., : a.shape[-2], :]


def target(a: shapes.Shape) -> shapes.Shape:
    """As many columns as the smaller size; of two letters the second, as for a tall matrix."""
    m, n = a[-2:]
    return (*a[:-1], min(m, n) if isinstance(m, int) and isinstance(n, int) else n)


rule = derived(
    id="linalg.qr.q",
    title="QR factorisation: the orthonormal factor",
    summary="The orthonormal columns that Gram and Schmidt make of the columns of a matrix.",
    function="qr_q(A)",
    operands="A:(m,n) rank",
    result="Q",
    derivative={
        "d": (
            "dA @ inv(qr_r(A)) - Q @ (triu(Q.T @ dA @ inv(qr_r(A)))"
            " + tril(Q.T @ dA @ inv(qr_r(A)), -1).T)"
        ),
        "vjp[A]": "(Q_bar - Q @ mirror(Q_bar.T @ Q)) @ inv(qr_r(A)).T",
        "true": ("Q.T @ Q == eye(n)", "Q @ qr_r(A) == A"),
    },
    conditions="A is square or tall, and its columns are linearly independent.",
    op="qr_q",
    expand=qr_q,
    shape=target,
    why=(
        "With `B = dA @ inv(R)` the differential of `A = Q @ R` reads `dQ = B - Q @ S`, where `S = "
        "dR @ inv(R)` is upper triangular. As `Q.T @ dQ` must be skew, `S` is the upper triangle of "
        "`Q.T @ B` plus its lower triangle mirrored."
    ),
    pitfalls=(
        "The signs of the columns are those that the library chose. A loss that depends on the "
        "space of the columns alone is better written with the projection `Q @ Q.T`."
    ),
    vectors=(
        TestVector(
            operands={"A": [[2.0, 6.0], [0.0, 4.0], [0.0, 0.0]]},
            cotangent=[[0.0, 0.0], [4.0, 0.0], [6.0, 8.0]],
            value=[[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]],
            gradients={"A": [[0.0, 0.0], [2.0, 0.0], [-3.0, 2.0]]},
        ),
    ),
    references=(
        "Walter & Lehmann 2010",
        "Seeger et al. 2017, gelqf (transposed)",
        "Liao et al. 2019",
    ),
    see_also=("linalg.qr.r", "linalg.qr_parts", "linalg.qr", "linalg.polar"),
    tags=("QR decomposition", "Gram-Schmidt", "orthonormalisation"),
)
