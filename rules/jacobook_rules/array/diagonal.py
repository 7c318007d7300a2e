"""The diagonal of a matrix, or of each matrix in a stack."""

from jacobook import TestVector, linear, shapes
from jacobook import operations as op
from jacobook.rule import Array


def adjoint(y_bar: Array, y: Array, m: Array, *, offset: int, axis1: int, axis2: int) -> Array:
    """`m_bar`: zeros, with the cotangent on the diagonal."""
    order = shapes.matrices_last(m.ndim, axis1, axis2)
    *stack, rows, columns = (m.shape[i] for i in order)
    places = shapes.diagonal_places(rows, columns, offset)
    flat = op.scatter(y_bar, index=(..., places), shape=(*stack, rows * columns))
    matrices = op.reshape(flat, shape=(*stack, rows, columns))
    return op.transpose(matrices, axes=shapes.inverse_order(order))


rule = linear(
    id="array.diagonal",
    title="Diagonal of a matrix",
    summary="The entries of a matrix whose row and column have the same number.",
    function="diagonal(M)",
    operands="M:(n,n)",
    derivative={
        "vjp[M]": "diag(y_bar)",
        "jac[M]": "eye(n)[:, :, None] * eye(n)[:, None, :]",
        "d": "diagonal(dM)",
    },
    primal="numpy.diagonal",
    parameters={"offset": 0, "axis1": 0, "axis2": 1},
    shape=shapes.diagonal,
    adjoint=adjoint,
    variants=(
        {"offset": 1},
        {"offset": -1},
        {"axis1": 1, "axis2": 0},
        {"axis1": -1, "axis2": 0, "offset": 1},
        {"axis1": 1, "axis2": 2},
    ),
    analytic=True,
    why="Entry `i` of the result is the entry `(i, i)`: its cotangent goes back there.",
    vectors=(
        TestVector(
            operands={"M": [[1.0, 2.0], [3.0, 4.0]]},
            cotangent=[10.0, 100.0],
            value=[1.0, 4.0],
            gradients={"M": [[10.0, 0.0], [0.0, 100.0]]},
        ),
        TestVector(
            name="below the diagonal of a tall matrix",
            operands={"M": [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]},
            parameters={"offset": -1},
            cotangent=[10.0, 100.0],
            value=[3.0, 6.0],
            gradients={"M": [[0.0, 0.0], [10.0, 0.0], [0.0, 100.0]]},
        ),
    ),
    references=("NumPy reference, diagonal",),
    see_also=("array.diag", "linalg.trace"),
)
