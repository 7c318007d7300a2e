"""Arrays one below the other."""

from collections.abc import Iterable
from typing import Any

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def matrix(x: Array) -> Array:
    """A vector or a number as a matrix with one row; anything else as it is."""
    shape = shapes.of(x)
    return op.reshape(x, shape=(1,) * (2 - len(shape)) + shape)


def vstack(tup: Iterable[Array], *, dtype: Any = None) -> Array:
    """The arrays of a list below each other; vectors are rows."""
    y = op.concatenate(*map(matrix, tup), axis=0)
    return y if dtype is None else op.astype(y, dtype=dtype)


rule = derived(
    id="array.vstack",
    title="Stack vertically",
    summary="Matrices and row vectors, one below the other.",
    function="concatenate([xs[None]])",
    operands="*xs:(n)",
    expand=vstack,
    numpy=("numpy.vstack",),
    analytic=True,
    why="Vectors become rows, and the rows are concatenated.",
    vectors=(
        TestVector(
            operands={"xs": [[1.0, 2.0], [[3.0, 4.0], [5.0, 6.0]]]},
            cotangent=[[1.0, 2.0], [10.0, 20.0], [100.0, 200.0]],
            value=[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]],
            gradients={"xs": [[1.0, 2.0], [[10.0, 20.0], [100.0, 200.0]]]},
        ),
    ),
    references=("NumPy reference, vstack",),
    see_also=("array.concatenate_all", "array.stack_all"),
)
