"""SciPy's eigh."""

from jacobook import TestVector, derived, stop
from jacobook import operations as op
from jacobook.errors import NotImplementedRuleError
from jacobook.rule import Array


def eigh(
    a: Array,
    b: Array | None = None,
    *,
    lower: bool = True,
    eigvals_only: bool = False,
    overwrite_a: bool = False,
    overwrite_b: bool = False,
    type: int = 1,
    check_finite: bool = True,
    driver: str | None = None,
) -> Array | tuple[Array, Array]:
    """The eigenvalues, and the eigenvectors unless only values are asked for.

    With `b` the problem is `A @ v = w * B @ v`, and it is solved through the Cholesky factor of B.

    Raises:
        NotImplementedRuleError: another type of the problem is asked for.
    """
    uplo = "L" if lower else "U"
    if b is None:
        return decomposed(read(a, uplo), eigvals_only, uplo=uplo, driver=driver or "evr")
    if type != 1:
        raise NotImplementedRuleError(
            "linalg.eigh_scipy: of the problems with b only type=1 has a rule."
        )
    factor = op.cholesky(read(b, uplo))
    half = op.solve(factor, read(a, uplo))
    found = decomposed(op.sym(op.solve(factor, half.mT)), eigvals_only, uplo=uplo)
    return found if eigvals_only else (found[0], op.solve(factor.mT, found[1]))


def read(a: Array, uplo: str) -> Array:
    """A matrix as it is read; a symbol stands for a symmetric one."""

    return op.as_symmetric(a, uplo=uplo) if hasattr(stop(a), "dtype") else a


def decomposed(a: Array, values_only: bool, **by: str) -> Array | tuple[Array, Array]:
    """The eigenvalues of a symmetric matrix, and its eigenvectors unless only values are wanted."""

    if values_only:
        return op.eigvalsh(a)
    if not hasattr(stop(a), "dtype"):
        return op.eigvalsh(a), op.eigvecs(a)
    parts = op.eigh_parts(a, **by)
    return parts[..., 0, :], parts[..., 1:, :]


rule = derived(
    id="linalg.eigh_scipy",
    title="SciPy's eigh",
    summary="The eigenvalues and vectors of a symmetric matrix, or of a pair of such matrices.",
    function="concatenate([eigvalsh(A)[None, :], eigvecs(A)])",
    operands="A:(n,n) sym*",
    expand=eigh,
    numpy=("scipy.linalg.eigh",),
    parameters={"lower": True, "eigvals_only": False, "driver": "evd"},
    variants=({"lower": False}, {"eigvals_only": True}),
    why=(
        "For one matrix it is NumPy's function. For a pair, write `B = C @ C.T`: then "
        "`inv(C) @ A @ inv(C).T` has the same eigenvalues, and vectors `C.T @ v`."
    ),
    pitfalls=(
        "SciPy's usual driver, `evr`, may turn the sign of a vector for the smallest move of the "
        "matrix; so the checks here use `evd`, which does not. The vectors of a pair are scaled "
        "so that `v @ B @ v` is 1. A part of the spectrum (`subset_by_index`) is refused: take the "
        "part of the result."
    ),
    vectors=(
        TestVector(
            operands={"A": [[1.0, 0.0], [0.0, 3.0]]},
            cotangent=[[5.0, 7.0], [[0.0, 8.0], [4.0, 0.0]]],
            value=[[1.0, 3.0], [[1.0, 0.0], [0.0, 1.0]]],
            gradients={"A": [[5.0, 1.0], [1.0, 7.0]]},
        ),
    ),
    references=("SciPy reference, linalg.eigh",),
    see_also=("linalg.eigh", "linalg.eigvalsh_scipy", "linalg.cholesky"),
    tags=("generalised eigenvalue problem",),
)
