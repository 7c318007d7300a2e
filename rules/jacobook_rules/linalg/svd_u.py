"""The left singular vectors."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def svd_u(a: Array) -> Array:
    """The left singular vectors as columns. Shapes: (..., m, n) to (..., m, min(m, n))."""
    return op.svd_parts(a)[..., 1 : a.shape[-2] + 1, :]


def target(a: shapes.Shape) -> shapes.Shape:
    """A column for each singular value; of two letters the second, as for a tall matrix."""
    m, n = a[-2:]
    return (*a[:-1], min(m, n) if isinstance(m, int) and isinstance(n, int) else n)


rule = derived(
    id="linalg.svd.u",
    title="Left singular vectors",
    summary="The left singular vectors of a tall matrix as columns, by descending singular values.",
    function="svd_u(A)",
    operands="A:(m,n) rank",
    result="U",
    derivative={
        "d": (
            "U @ (gap_recip(svdvals(A)**2) * (U.T @ dA @ A.T @ U + U.T @ A @ dA.T @ U))"
            " + (dA - U @ U.T @ dA) @ svd_v(A) / svdvals(A)"
        ),
        "vjp[A]": (
            "(U @ (gap_recip(svdvals(A)**2) * (U.T @ U_bar - U_bar.T @ U) * svdvals(A))"
            " + (U_bar - U @ U.T @ U_bar) / svdvals(A)) @ svd_v(A).T"
        ),
        "true": ("U.T @ U == eye(n)", "U @ diag(svdvals(A)) @ svd_v(A).T == A"),
    },
    conditions="A is square or tall; its singular values are all different, and none is zero.",
    op="svd_u",
    expand=svd_u,
    shape=target,
    why=(
        "The columns of `U` are eigenvectors of `A @ A.T`, whose change is "
        "`dA @ A.T + A @ dA.T`. Among themselves they turn as eigenvectors do, by the gaps of the "
        "squared singular values. What of `dA` lies outside the space of the columns turns them "
        "out of it, faster where the singular value is small."
    ),
    pitfalls=(
        "Signs are a choice of the library, made for pairs: `U[:, i]` and `V[:, i]` together. With "
        "equal singular values the derivative is NaN."
    ),
    vectors=(
        TestVector(
            operands={"A": [[3.0, 0.0], [0.0, 1.0], [0.0, 0.0]]},
            cotangent=[[0.0, 8.0], [0.0, 0.0], [6.0, 2.0]],
            value=[[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]],
            gradients={"A": [[0.0, -1.0], [-3.0, 0.0], [2.0, 2.0]]},
        ),
    ),
    references=("Townsend 2016", "Papadopoulo & Lourakis 2000"),
    see_also=("linalg.svd.v", "linalg.svdvals", "linalg.svd_parts", "linalg.gap_recip"),
    tags=("singular vectors", "singular value decomposition"),
)
