"""Linear equations with an array read as a square matrix."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def tensorsolve(a: Array, b: Array, axes: tuple[int, ...] | None = None) -> Array:
    """The array `x` with `tensordot(a, x, x.ndim) = b`; `axes` of `a` are moved to its end first."""
    last = [axis % a.ndim for axis in axes or ()]
    order = (*(i for i in range(a.ndim) if i not in last), *last)
    moved = op.transpose(a, axes=order)
    unknown = moved.shape[b.ndim :]
    size = shapes.count(unknown)
    matrix = op.reshape(moved, shape=(size, size), order="C")
    found = op.solve(matrix, op.reshape(b, shape=(size,), order="C"))
    return op.reshape(found, shape=unknown, order="C")


def target(
    a: shapes.Shape, b: shapes.Shape, *, axes: tuple[int, ...] | None = None
) -> shapes.Shape:
    """The axes of the matrix that are left when those of the right side are taken."""
    last = [axis % len(a) for axis in axes or ()]
    order = [i for i in range(len(a)) if i not in last]
    return tuple(a[i] for i in (*order, *last))[len(b) :]


rule = derived(
    id="linalg.tensorsolve",
    title="Linear solve with a tensor",
    summary="The solution of linear equations whose matrix is an array with several axes.",
    function="tensorsolve(A, b)",
    operands="A:(n,n) inv; b:(n)",
    derivative={
        "vjp[b]": "solve(A.T, y_bar)",
        "vjp[A]": "-outer(solve(A.T, y_bar), y)",
        "d": "solve(A, db - dA @ y)",
        "same": "solve(A, b)",
    },
    conditions="Read as a matrix, A is square and invertible.",
    expand=tensorsolve,
    numpy=("numpy.linalg.tensorsolve",),
    parameters={"axes": None},
    shape=target,
    variants=({"axes": (0,)},),
    why="It is a linear solve with a matrix whose axes have been split.",
    vectors=(
        TestVector(
            operands={"A": [[2.0, 1.0], [0.0, 4.0]], "b": [3.0, 8.0]},
            cotangent=[1.0, 10.0],
            value=[0.5, 2.0],
            gradients={"A": [[-0.25, -1.0], [-1.1875, -4.75]], "b": [0.5, 2.375]},
        ),
        TestVector(
            name="axes moved",
            operands={"A": [[2.0, 0.0], [1.0, 4.0]], "b": [3.0, 8.0]},
            parameters={"axes": (0,)},
            cotangent=[1.0, 10.0],
            value=[0.5, 2.0],
            gradients={"A": [[-0.25, -1.1875], [-1.0, -4.75]], "b": [0.5, 2.375]},
        ),
    ),
    references=("NumPy reference, linalg.tensorsolve",),
    see_also=("linalg.solve", "linalg.tensorinv", "linalg.tensordot"),
)
