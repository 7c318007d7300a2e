"""The inverse of an array read as a square matrix."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def tensorinv(a: Array, ind: int = 2) -> Array:
    """The inverse of the matrix whose rows are the first `ind` axes, and columns the others."""
    size = shapes.count(a.shape[ind:], None)
    matrix = op.reshape(a, shape=(size, size), order="C")
    return op.reshape(op.inv(matrix), shape=(*a.shape[ind:], *a.shape[:ind]), order="C")


def target(a: shapes.Shape, *, ind: int = 2) -> shapes.Shape:
    """The last axes first.

    Raises:
        ShapeError: both groups of axes do not hold as many entries.
    """
    if shapes.count(a[:ind]) != shapes.count(a[ind:]):
        raise ShapeError(f"tensorinv: {shapes.show(a)} is not square when split after axis {ind}")
    return (*a[ind:], *a[:ind])


rule = derived(
    id="linalg.tensorinv",
    title="Inverse of a tensor",
    summary="The inverse of an array whose first axes are read as rows and the others as columns.",
    function="tensorinv(A, 1)",
    operands="A:(n,n) inv",
    result="Y",
    derivative={"vjp[A]": "-Y.T @ Y_bar @ Y.T", "d": "-Y @ dA @ Y", "same": "inv(A)"},
    conditions="Read as a matrix, A is square and invertible.",
    expand=tensorinv,
    numpy=("numpy.linalg.tensorinv",),
    parameters={"ind": 2},
    shape=target,
    variants=({"ind": 1},),
    why="It is the inverse of a matrix whose axes have been split; the statements show `ind=1`.",
    vectors=(
        TestVector(
            operands={"A": [[2.0, 1.0], [0.0, 4.0]]},
            parameters={"ind": 1},
            cotangent=[[1.0, 0.0], [0.0, 0.0]],
            value=[[0.5, -0.125], [0.0, 0.25]],
            gradients={"A": [[-0.25, 0.0], [0.0625, 0.0]]},
        ),
    ),
    references=("NumPy reference, linalg.tensorinv",),
    see_also=("linalg.inv", "linalg.tensorsolve"),
)
