"""The same entries in another shape."""

from jacobook import TestVector, linear, shapes
from jacobook import operations as op
from jacobook.errors import UnsupportedKeywordError
from jacobook.rule import Array


def adjoint(y_bar: Array, y: Array, x: Array, *, shape: shapes.Shape, order: str) -> Array:
    """`x_bar`: the cotangent reshaped back.

    Raises:
        UnsupportedKeywordError: the order is the one in memory, which the cotangent may not have.
    """
    if order not in ("C", "F"):
        raise UnsupportedKeywordError(f'array.reshape: order={order!r}; use "C" or "F"')
    return op.reshape(y_bar, shape=x.shape, order=order)


def target(x: shapes.Shape, *, shape: shapes.Shape, order: str) -> shapes.Shape:
    """The shape asked for; -1 stands for the size that is left."""
    wanted = shape if isinstance(shape, tuple) else (shape,)
    return shapes.filled_in(x, wanted)


rule = linear(
    id="array.reshape",
    title="Reshape",
    summary="The same entries in another shape.",
    function="reshape(X, (m*n,))",
    operands="X:(m,n)",
    derivative={"d": "reshape(dX, (m*n,))", "vjp[X]": "reshape(y_bar, (m, n))"},
    conditions="Entries are taken in row-major order unless `order` says otherwise.",
    primal="numpy.reshape",
    parameters={"shape": (-1,), "order": "C"},
    shape=target,
    adjoint=adjoint,
    variants=({"shape": (-1,), "order": "F"},),
    analytic=True,
    why="A reshape moves every entry to one place; its adjoint moves it back.",
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [3.0, 4.0]]},
            parameters={"shape": (4,)},
            cotangent=[1.0, 10.0, 100.0, 1000.0],
            value=[1.0, 2.0, 3.0, 4.0],
            gradients={"X": [[1.0, 10.0], [100.0, 1000.0]]},
        ),
    ),
    references=("NumPy reference, reshape",),
    see_also=("array.transpose",),
)
