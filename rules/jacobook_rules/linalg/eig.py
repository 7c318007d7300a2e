"""NumPy's eigenvalues and eigenvectors of a general matrix."""

from typing import Any

from jacobook import TestVector, derived
from jacobook import operations as op
from jacobook.rule import Array


def eig(a: Array) -> Any:
    """The pair `(eigenvalues, eigenvectors)` by one decomposition."""
    import numpy as np

    y = op.eig_parts(a)
    return type(np.linalg.eig(np.eye(1)))(y[..., 0, :], y[..., 1:, :])


rule = derived(
    id="linalg.eig",
    title="Eigenvalues and eigenvectors, general matrix",
    summary="The eigenvalues of a square matrix and a matrix of its eigenvectors.",
    function="eig_parts(A)",
    operands="A:(n,n) realspec",
    conditions="The eigenvalues differ from each other.",
    expand=eig,
    numpy=("numpy.linalg.eig",),
    why="Both come from one decomposition; `linalg.eig_parts` has their derivative.",
    pitfalls=(
        "A real matrix may have complex eigenvalues. Then both results are complex, and a loss "
        "must make them real: `np.abs(w)`, `np.real(w)`."
    ),
    vectors=(
        TestVector(
            operands={"A": [[2.0, 1.0], [0.0, 3.0]]},
            cotangent=[1.0, 10.0, 0.0, 0.0, 0.0, 0.0],
            value=[2.0, 3.0, 1.0, 0.7071067811865475, 0.0, 0.7071067811865475],
            gradients={"A": [[1.0, 0.0], [9.0, 10.0]]},
        ),
    ),
    references=("NumPy reference, linalg.eig",),
    see_also=("linalg.eig_parts", "linalg.eigvals"),
    tags=("eigenvalue", "eigenvector"),
)
