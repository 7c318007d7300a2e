"""NumPy's svd."""

from typing import NamedTuple

from jacobook import TestVector, derived, stop
from jacobook import operations as op
from jacobook.errors import NotImplementedRuleError
from jacobook.rule import Array


class SVDResult(NamedTuple):
    """What NumPy's `svd` returns; the rows of `Vh` are the right singular vectors."""

    U: Array
    S: Array
    Vh: Array


def svd(
    a: Array, full_matrices: bool = True, compute_uv: bool = True, hermitian: bool = False
) -> Array | SVDResult:
    """The singular value decomposition, or the singular values alone.

    Raises:
        NotImplementedRuleError: full matrices are asked for that have columns without derivative.
    """

    m, n = a.shape[-2:]
    if compute_uv and full_matrices and m != n:
        raise NotImplementedRuleError(
            "linalg.svd: the extra columns which full_matrices=True adds to a matrix that is not "
            "square are an arbitrary basis, and have no derivative. Write full_matrices=False."
        )
    known = hasattr(stop(a), "dtype")
    if hermitian and known:
        return of_symmetric(op.as_symmetric(a, uplo="L"), compute_uv)
    if not compute_uv:
        return op.svdvals(a)
    if not known:  # a symbol: each part has its own name
        return SVDResult(op.svd_u(a), op.svdvals(a), op.svd_v(a).mT)
    parts = op.svd_parts(a)
    return SVDResult(parts[..., 1 : m + 1, :], parts[..., 0, :], parts[..., m + 1 :, :].mT)


def of_symmetric(a: Array, compute_uv: bool) -> Array | SVDResult:
    """The decomposition from eigenvalues `w`: their sizes, and their vectors with their signs."""
    if not compute_uv:
        return op.svdvals(a)
    import numpy as np

    parts = op.eigh_parts(a)
    order = np.argsort(np.abs(stop(parts)[..., 0, :]), axis=-1)[..., ::-1]
    sorted_parts = op.take_along_axis(parts, indices=order[..., None, :], axis=-1)
    w, u = sorted_parts[..., 0, :], sorted_parts[..., 1:, :]
    return SVDResult(u, op.absolute(w), (u * op.sign(w)[..., None, :]).mT)


rule = derived(
    id="linalg.svd",
    title="Singular value decomposition",
    summary="A matrix as a rotation, a stretching along axes, and another rotation.",
    function="concatenate([svdvals(A)[None, :], svd_u(A), svd_v(A)])",
    operands="A:(m,n) rank",
    expand=svd,
    numpy=("numpy.linalg.svd", "scipy.linalg.svd"),
    parameters={"full_matrices": False, "compute_uv": True, "hermitian": False},
    variants=({"compute_uv": False},),
    why="The three results come from one decomposition and have one joint rule.",
    pitfalls=(
        "NumPy's default, full matrices, adds arbitrary columns when the matrix is not square, and "
        "is refused: write `full_matrices=False`. A loss made of vectors should not depend on "
        "their signs."
    ),
    vectors=(
        TestVector(
            operands={"A": [[3.0, 0.0], [0.0, 1.0], [0.0, 0.0]]},
            cotangent=[
                [[0.0, 8.0], [0.0, 0.0], [6.0, 2.0]],
                [5.0, 7.0],
                [[0.0, 4.0], [0.0, 0.0]],
            ],
            value=[[[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]], [3.0, 1.0], [[1.0, 0.0], [0.0, 1.0]]],
            gradients={"A": [[5.0, 0.5], [-2.5, 7.0], [2.0, 2.0]]},
        ),
        TestVector(
            name="symmetric",
            operands={"A": [[1.0, 0.0], [0.0, -3.0]]},
            parameters={"hermitian": True},
            cotangent=[[[8.0, 0.0], [0.0, 0.0]], [5.0, 7.0], [[0.0, 0.0], [0.0, 0.0]]],
            value=[[[0.0, 1.0], [1.0, 0.0]], [3.0, 1.0], [[0.0, -1.0], [1.0, 0.0]]],
            gradients={"A": [[7.0, -1.0], [-1.0, -5.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="full matrices of a tall one",
            operands={"A": [[3.0, 0.0], [0.0, 1.0], [0.0, 0.0]]},
            parameters={"full_matrices": True},
            raises="NotImplementedRuleError",
            why="The third left vector is any that completes a basis: it has no derivative.",
        ),
    ),
    references=("NumPy reference, linalg.svd", "Townsend 2016", "Papadopoulo & Lourakis 2000"),
    see_also=("linalg.svd_parts", "linalg.svdvals", "linalg.svd.u", "linalg.svd.v"),
    tags=("SVD", "singular value decomposition"),
)
