"""The eigenvectors of a symmetric matrix."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def eigvecs(a: Array) -> Array:
    """The eigenvectors as columns, by ascending eigenvalues. Shapes: (..., n, n)."""
    return op.eigh_parts(a)[..., 1:, :]


rule = derived(
    id="linalg.eigvecs",
    title="Eigenvectors of a symmetric matrix",
    summary="The eigenvectors of a symmetric matrix as columns, by ascending eigenvalues.",
    function="eigvecs(A)",
    operands="A:(n,n) sym*",
    result="V",
    derivative={
        "d": "V @ (gap_recip(eigvalsh(A)) * (V.T @ dA @ V))",
        "vjp[A]": "sym(V @ (gap_recip(eigvalsh(A)) * (V.T @ V_bar)) @ V.T)",
        "true": ("A @ V == V @ diag(eigvalsh(A))", "V.T @ V == eye(n)"),
    },
    conditions="A is symmetric, moves along symmetric matrices, and has no two equal eigenvalues.",
    expand=eigvecs,
    shape=shapes.square,
    why=(
        "Vectors of length 1 can only turn: `dV = V @ W` with a skew `W`. Put this into "
        "`dA @ V + A @ dV = dV @ diag(w) + V @ diag(dw)` and multiply by `V.T`: off the diagonal "
        "`W[i, j] * (w[j] - w[i]) = V[:, i] @ dA @ V[:, j]`."
    ),
    pitfalls=(
        "The sign of each column is a choice of the library; a loss should not depend on it. Two "
        "close eigenvalues make their vectors turn fast, and with equal ones the derivative is NaN."
    ),
    vectors=(
        TestVector(
            operands={"A": [[1.0, 0.0], [0.0, 3.0]]},
            cotangent=[[0.0, 8.0], [4.0, 0.0]],
            value=[[1.0, 0.0], [0.0, 1.0]],
            gradients={"A": [[0.0, 1.0], [1.0, 0.0]]},
        ),
    ),
    references=(
        "Matrix Cookbook, equation 68",
        "Giles 2008, eigenvalues and eigenvectors",
        "Seeger et al. 2017, syevd",
    ),
    see_also=("linalg.eigh", "linalg.eigvalsh", "linalg.gap_recip", "linalg.svd.u"),
    tags=("eigenvectors", "principal components"),
)
