"""The transpose, or any other order of the axes."""

from jacobook import TestVector, linear, shapes
from jacobook import operations as op
from jacobook.rule import Array


def adjoint(y_bar: Array, y: Array, x: Array, *, axes: tuple[int, ...] | None) -> Array:
    """`x_bar`: the cotangent with the axes put back."""
    return op.transpose(y_bar, axes=None if axes is None else shapes.inverse_order(axes))


def target(x: shapes.Shape, *, axes: tuple[int, ...] | None) -> shapes.Shape:
    """The sizes in their new order."""
    return shapes.transposed(x, axes)


rule = linear(
    id="array.transpose",
    title="Transpose",
    summary="Rows become columns; in general, the axes in another order.",
    function="X.T",
    operands="X:(m,n)",
    result="Y",
    derivative={
        "d": "dX.T",
        "vjp[X]": "Y_bar.T",
        "jac[X]": "eye(m)[None, :, :, None] * eye(n)[:, None, None, :]",
    },
    primal="numpy.transpose",
    numpy=("numpy.permute_dims",),
    parameters={"axes": None},
    shape=target,
    adjoint=adjoint,
    analytic=True,
    why="A transpose moves entry `(i, j)` to `(j, i)`; its adjoint moves it back.",
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [3.0, 4.0]]},
            cotangent=[[1.0, 10.0], [100.0, 1000.0]],
            value=[[1.0, 3.0], [2.0, 4.0]],
            gradients={"X": [[1.0, 100.0], [10.0, 1000.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 44",),
    see_also=("array.transpose_axes", "linalg.matmul"),
)
