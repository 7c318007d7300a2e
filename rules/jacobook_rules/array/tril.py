"""The lower triangle of a matrix."""

from jacobook import TestVector, linear, shapes
from jacobook import operations as op
from jacobook.rule import Array


def adjoint(y_bar: Array, y: Array, x: Array, *, k: int) -> Array:
    """`x_bar`: the lower triangle of the cotangent, summed over rows if `x` is a vector."""
    return op.sum_to(op.tril(y_bar, k=k), shape=x.shape)


rule = linear(
    id="array.tril",
    title="Lower triangle",
    summary="A matrix with zeros above its diagonal.",
    function="tril(X)",
    operands="X:(n,n)",
    result="Y",
    derivative={"vjp[X]": "tril(Y_bar)", "d": "tril(dX)"},
    primal="numpy.tril",
    parameters={"k": 0},
    shape=shapes.triangular,
    adjoint=adjoint,
    variants=({"k": 1}, {"k": -1}),
    analytic=True,
    why="The kept entries move with themselves; the zeros do not move.",
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [3.0, 4.0]]},
            cotangent=[[1.0, 10.0], [100.0, 1000.0]],
            value=[[1.0, 0.0], [3.0, 4.0]],
            gradients={"X": [[1.0, 0.0], [100.0, 1000.0]]},
        ),
        TestVector(
            name="without the diagonal",
            operands={"X": [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]},
            parameters={"k": -1},
            cotangent=[[1.0, 10.0, 100.0], [2.0, 20.0, 200.0]],
            value=[[0.0, 0.0, 0.0], [4.0, 0.0, 0.0]],
            gradients={"X": [[0.0, 0.0, 0.0], [2.0, 0.0, 0.0]]},
        ),
    ),
    references=("NumPy reference, tril",),
    see_also=("array.triu", "array.diag"),
)
