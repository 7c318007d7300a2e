"""The diagonal of each matrix in a stack."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def diagonal(x: Array, *, offset: int = 0) -> Array:
    """A diagonal of the last two axes. Shapes: (..., m, n) to (..., k)."""
    return op.diagonal(x, offset=offset, axis1=-2, axis2=-1)


def target(x: shapes.Shape, *, offset: int = 0) -> shapes.Shape:
    """The stack's shape with the length of the diagonal."""
    rows, columns = x[-2], x[-1]
    if isinstance(rows, int) and isinstance(columns, int):
        return (*x[:-2], len(range(max(0, -offset), min(rows, columns - offset))))
    return (*x[:-2], rows)


rule = derived(
    id="linalg.diagonal_last",
    title="Diagonals of a stack of matrices",
    summary="The diagonal of each matrix, taken over the last two axes.",
    function="diagonal_last(X)",
    operands="X:(k,n,n)",
    derivative={
        "vjp[X]": "y_bar[:, :, None] * eye(n)",
        "d": "diagonal_last(dX)",
        "same": "einsum([X], 'kii->ki')",
    },
    expand=diagonal,
    numpy=("numpy.linalg.diagonal",),
    parameters={"offset": 0},
    shape=target,
    variants=({"offset": 1}, {"offset": -1}),
    analytic=True,
    why="Each place of a diagonal is one entry of its matrix: the cotangent goes back there.",
    vectors=(
        TestVector(
            operands={"X": [[[1.0, 2.0], [3.0, 4.0]], [[5.0, 6.0], [7.0, 9.0]]]},
            cotangent=[[10.0, 20.0], [100.0, 200.0]],
            value=[[1.0, 4.0], [5.0, 9.0]],
            gradients={"X": [[[10.0, 0.0], [0.0, 20.0]], [[100.0, 0.0], [0.0, 200.0]]]},
        ),
    ),
    references=("NumPy reference, linalg.diagonal",),
    see_also=("array.diagonal", "linalg.trace_last"),
)
