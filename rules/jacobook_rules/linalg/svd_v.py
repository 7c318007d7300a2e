"""The right singular vectors."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def svd_v(a: Array) -> Array:
    """The right singular vectors as columns. Shapes: (..., m, n) to (..., n, min(m, n))."""
    return op.svd_parts(a)[..., a.shape[-2] + 1 :, :]


def target(a: shapes.Shape) -> shapes.Shape:
    """A column for each singular value; of two letters the second, as for a tall matrix."""
    m, n = a[-2:]
    return (*a[:-2], n, min(m, n) if isinstance(m, int) and isinstance(n, int) else n)


rule = derived(
    id="linalg.svd.v",
    title="Right singular vectors",
    summary="The right singular vectors of a tall matrix as columns, by descending singular values.",
    function="svd_v(A)",
    operands="A:(m,n) rank",
    result="V",
    derivative={
        "d": "V @ (gap_recip(svdvals(A)**2) * (V.T @ dA.T @ A @ V + V.T @ A.T @ dA @ V))",
        "vjp[A]": "A @ V @ (gap_recip(svdvals(A)**2) * (V.T @ V_bar - V_bar.T @ V)) @ V.T",
        "true": ("V.T @ V == eye(n)", "A @ V == svd_u(A) @ diag(svdvals(A))"),
    },
    conditions="A is square or tall; its singular values are all different.",
    op="svd_v",
    expand=svd_v,
    shape=target,
    why=(
        "The columns of `V` are eigenvectors of `A.T @ A`, whose change is `dA.T @ A + A.T @ dA`. "
        "In a tall matrix they fill their space, so they can only turn among themselves, as "
        "eigenvectors do, by the gaps of the squared singular values."
    ),
    pitfalls=(
        "NumPy's `svd` returns `V.T`, whose rows are these columns. In a wide matrix `V` also "
        "turns out of its space, as `U` does in a tall one."
    ),
    vectors=(
        TestVector(
            operands={"A": [[3.0, 0.0], [0.0, 1.0], [0.0, 0.0]]},
            cotangent=[[0.0, 0.0], [8.0, 0.0]],
            value=[[1.0, 0.0], [0.0, 1.0]],
            gradients={"A": [[0.0, 3.0], [1.0, 0.0], [0.0, 0.0]]},
        ),
    ),
    references=("Townsend 2016", "Papadopoulo & Lourakis 2000"),
    see_also=("linalg.svd.u", "linalg.svdvals", "linalg.svd_parts", "linalg.gap_recip"),
    tags=("singular vectors", "principal component analysis"),
)
