"""Values added into an array of zeros at given places: the adjoint of indexing."""

from typing import Any

from jacobook import TestVector, linear, shapes
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array, *, index: Any, shape: Any) -> Array:
    """Zeros of `shape`, with `x` added at `index`; a place named twice receives both."""
    import numpy as np

    y = np.zeros(shape, x.dtype)
    if shapes.is_basic_index(index):
        y[index] = x
    else:
        np.add.at(y, index, x)
    return y


def adjoint(y_bar: Array, y: Array, x: Array, *, index: Any, shape: shapes.Shape) -> Array:
    """`x_bar`: the cotangents at those places."""
    return op.getitem(y_bar, index=index)


def target(x: shapes.Shape, *, index: Any, shape: shapes.Shape) -> shapes.Shape:
    """The shape asked for."""
    return shape


rule = linear(
    id="array.scatter",
    title="Scatter: add values into zeros",
    summary="An array of zeros with values added at given places.",
    function="scatter(x, index=(0,), shape=(3,))",
    operands="x:()",
    derivative={"d": "scatter(dx, index=(0,), shape=(3,))", "vjp[x]": "y_bar[0]"},
    primal=primal,
    parameters={"index": (), "shape": ()},
    shape=target,
    adjoint=adjoint,
    analytic=True,
    why="Each place moves with the values added to it: the adjoint reads the cotangents there.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0, 3.0]},
            parameters={"index": ([0, 2, 2],), "shape": (3,)},
            cotangent=[1.0, 10.0, 100.0],
            value=[1.0, 0.0, 5.0],
            gradients={"x": [1.0, 100.0, 100.0]},
        ),
    ),
    references=("NumPy reference, ufunc.at",),
    see_also=("array.index", "array.take"),
)
