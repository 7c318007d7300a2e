"""NumPy's eigh."""

from typing import NamedTuple

from jacobook import TestVector, derived, stop
from jacobook import operations as op
from jacobook.rule import Array


class EighResult(NamedTuple):
    """What NumPy's `eigh` returns."""

    eigenvalues: Array
    eigenvectors: Array


def eigh(a: Array, UPLO: str = "L") -> EighResult:
    """The eigenvalues and eigenvectors of a matrix of which one triangle is read."""

    if not hasattr(stop(a), "dtype"):
        return EighResult(op.eigvalsh(a), op.eigvecs(a))  # a symbol: each part has its own name
    parts = op.eigh_parts(op.as_symmetric(a, uplo=UPLO), uplo=UPLO.upper())
    return EighResult(parts[..., 0, :], parts[..., 1:, :])


rule = derived(
    id="linalg.eigh",
    title="Eigenvalues and eigenvectors of a symmetric matrix",
    summary="The eigenvalues of a symmetric matrix, and its eigenvectors as columns.",
    function="concatenate([eigvalsh(A)[None, :], eigvecs(A)])",
    operands="A:(n,n) sym*",
    expand=eigh,
    numpy=("numpy.linalg.eigh",),
    parameters={"UPLO": "L"},
    variants=({"UPLO": "U"},),
    why=(
        "Both results come from one decomposition and have one joint rule. The matrix is read as "
        "NumPy reads it."
    ),
    pitfalls=(
        "A symmetric matrix gets a symmetric gradient; of one that is not symmetric only the "
        "triangle that is read has slopes. A loss made of vectors should not depend on their "
        "signs."
    ),
    vectors=(
        TestVector(
            operands={"A": [[1.0, 0.0], [0.0, 3.0]]},
            cotangent=[[5.0, 7.0], [[0.0, 8.0], [4.0, 0.0]]],
            value=[[1.0, 3.0], [[1.0, 0.0], [0.0, 1.0]]],
            gradients={"A": [[5.0, 1.0], [1.0, 7.0]]},
        ),
        TestVector(
            name="lower triangle",
            operands={"A": [[1.0, 9.0], [0.0, 3.0]]},
            cotangent=[[5.0, 7.0], [[0.0, 8.0], [4.0, 0.0]]],
            value=[[1.0, 3.0], [[1.0, 0.0], [0.0, 1.0]]],
            gradients={"A": [[5.0, 0.0], [2.0, 7.0]]},
        ),
    ),
    references=("NumPy reference, linalg.eigh", "Giles 2008, eigenvalues and eigenvectors"),
    see_also=("linalg.eigh_parts", "linalg.eigvalsh", "linalg.eigvecs", "linalg.as_symmetric"),
    tags=("eigenvalue decomposition", "principal component analysis"),
)
