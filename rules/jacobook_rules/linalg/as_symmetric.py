"""A matrix as the symmetric one that NumPy takes it for."""

from jacobook import TestVector, derived, shapes, stop
from jacobook import operations as op
from jacobook.rule import Array

NOISE = 100.0
"""Entries that differ by so many units of rounding error from their mirror images are equal."""


def as_symmetric(x: Array, *, uplo: str = "L") -> Array:
    """The symmetric part of a symmetric matrix, and one triangle mirrored of any other.

    Raises:
        ValueError: `uplo` names no triangle.
    """
    import numpy as np

    side = str(uplo).upper()
    if side not in ("L", "U"):
        raise ValueError("UPLO argument must be 'L' or 'U'")
    held = stop(x)
    gap = np.abs(held - held.mT).max(initial=0.0)
    noise = NOISE * held.shape[-1] * np.finfo(np.result_type(held, np.float32)).eps
    if gap <= noise * np.abs(held).max(initial=0.0):
        return op.sym(x)
    return op.mirror(x, uplo=side)


def target(x: shapes.Shape, *, uplo: str = "L") -> shapes.Shape:
    """The shape of the matrix."""
    return shapes.square(x)


rule = derived(
    id="linalg.as_symmetric",
    title="The symmetric matrix that is read",
    summary="What functions of symmetric matrices see of a matrix: itself, or one triangle of it.",
    function="as_symmetric(X)",
    operands="X:(n,n) sym*",
    result="Y",
    derivative={"vjp[X]": "sym(Y_bar)", "d": "sym(dX)", "same": "X"},
    conditions="X is symmetric, and moves along symmetric matrices.",
    expand=as_symmetric,
    parameters={"uplo": "L"},
    shape=target,
    variants=({"uplo": "U"},),
    why=(
        "NumPy's functions for symmetric matrices read one triangle. A matrix that is symmetric "
        "is one point of the space of symmetric matrices, and a gradient in that space is "
        "symmetric. A matrix that is not symmetric can only be meant as its triangle: then the "
        "entries of this triangle have the slopes, and the other triangle has none."
    ),
    pitfalls=(
        "Moving one entry of a symmetric matrix alone gives other differences than the symmetric "
        "gradient says: NumPy then sees both places move, or none. A triangle that happens to be "
        "diagonal looks symmetric too. If a triangle holds your parameters, say so: "
        "`np.tril(X) + np.tril(X, -1).T`."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [2.0, 3.0]]},
            cotangent=[[1.0, 10.0], [100.0, 1000.0]],
            value=[[1.0, 2.0], [2.0, 3.0]],
            gradients={"X": [[1.0, 55.0], [55.0, 1000.0]]},
        ),
        TestVector(
            name="a triangle",
            operands={"X": [[1.0, 0.0], [2.0, 3.0]]},
            cotangent=[[1.0, 10.0], [100.0, 1000.0]],
            value=[[1.0, 2.0], [2.0, 3.0]],
            gradients={"X": [[1.0, 0.0], [110.0, 1000.0]]},
        ),
    ),
    references=("NumPy reference, linalg.eigh",),
    see_also=("linalg.mirror", "array.sym", "linalg.eigh", "linalg.cholesky"),
    tags=("UPLO", "symmetric matrix"),
)
