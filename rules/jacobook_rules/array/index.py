"""Entries and slices, chosen by an index."""

from typing import Any

from jacobook import TestVector, linear, shapes
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array, *, index: Any) -> Array:
    """`x[index]`."""
    return x[index]


def adjoint(y_bar: Array, y: Array, x: Array, *, index: Any) -> Array:
    """`x_bar`: zeros, with the cotangent added at the chosen places."""
    return op.scatter(y_bar, index=index, shape=x.shape)


rule = linear(
    id="array.index",
    title="Single entry",
    summary="One entry, a slice, or entries chosen by a list or a mask.",
    function="X[1, 0]",
    operands="X:(m,n)",
    derivative={"grad[X]": "single(1, 0, m, n)", "d": "dX[1, 0]"},
    op="getitem",
    primal=primal,
    parameters={"index": ()},
    shape=shapes.indexed,
    adjoint=adjoint,
    sizes={"m": 3, "n": 2},
    variants=(
        {"index": (slice(None), 0)},
        {"index": (slice(None, None, -1),)},
        {"index": ([0, 2, 2],)},
        {"index": (None, Ellipsis, slice(1, None))},
    ),
    analytic=True,
    why="The value moves with the chosen entry and with no other.",
    pitfalls="An entry chosen twice receives both cotangents.",
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [3.0, 4.0]]},
            parameters={"index": (1, 0)},
            value=3.0,
            gradients={"X": [[0.0, 0.0], [1.0, 0.0]]},
        ),
        TestVector(
            name="an entry chosen twice",
            operands={"X": [5.0, 6.0, 7.0]},
            parameters={"index": ([0, 2, 2],)},
            cotangent=[1.0, 10.0, 100.0],
            value=[5.0, 7.0, 7.0],
            gradients={"X": [1.0, 0.0, 110.0]},
        ),
    ),
    references=("NumPy reference, indexing", "Matrix Cookbook, equation 73"),
    see_also=("array.slice", "array.take", "array.scatter"),
)
