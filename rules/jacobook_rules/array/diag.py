"""A vector as the diagonal of a matrix; and the diagonal of a matrix as a vector."""

from jacobook import TestVector, linear, shapes
from jacobook import operations as op
from jacobook.rule import Array


def adjoint(y_bar: Array, y: Array, v: Array, *, k: int) -> Array:
    """`v_bar`: the diagonal of the cotangent; for a matrix, zeros with it on the diagonal."""
    if v.ndim == 1:
        return op.diagonal(y_bar, offset=k)
    rows, columns = v.shape
    places = shapes.diagonal_places(rows, columns, k)
    return op.reshape(op.scatter(y_bar, index=(places,), shape=(rows * columns,)), shape=v.shape)


def target(v: shapes.Shape, *, k: int) -> shapes.Shape:
    """A square matrix for a vector, the diagonal's length for a matrix."""
    if len(v) == 1:
        return (shapes.plus(v[0], abs(k)),) * 2
    return shapes.diagonal(v, offset=k)


rule = linear(
    id="array.diag",
    title="Vector to diagonal matrix",
    summary="A matrix of zeros with a vector on its diagonal.",
    function="diag(v)",
    operands="v:(n)",
    result="Y",
    derivative={
        "vjp[v]": "diagonal(Y_bar)",
        "jac[v]": "eye(n)[:, :, None] * eye(n)",
        "d": "diag(dv)",
    },
    primal="numpy.diag",
    parameters={"k": 0},
    shape=target,
    adjoint=adjoint,
    variants=({"k": 1}, {"k": -2}),
    analytic=True,
    why="Entry `v[i]` moves to the place `(i, i)`, and reads its cotangent there.",
    pitfalls="Given a matrix, `diag` returns its diagonal instead.",
    vectors=(
        TestVector(
            operands={"v": [2.0, 3.0]},
            cotangent=[[1.0, 10.0], [100.0, 1000.0]],
            value=[[2.0, 0.0], [0.0, 3.0]],
            gradients={"v": [1.0, 1000.0]},
        ),
        TestVector(
            name="above the diagonal",
            operands={"v": [2.0]},
            parameters={"k": 1},
            cotangent=[[1.0, 10.0], [100.0, 1000.0]],
            value=[[0.0, 2.0], [0.0, 0.0]],
            gradients={"v": [10.0]},
        ),
        TestVector(
            name="the diagonal of a matrix",
            operands={"v": [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]},
            parameters={"k": 1},
            cotangent=[10.0, 100.0],
            value=[2.0, 6.0],
            gradients={"v": [[0.0, 10.0, 0.0], [0.0, 0.0, 100.0]]},
        ),
    ),
    references=("NumPy reference, diag", "Parr & Howard 2018, section 9"),
    see_also=("array.diagonal", "linalg.trace"),
)
