"""Vectors as the columns of a matrix."""

from collections.abc import Iterable

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def columns(x: Array) -> Array:
    """A vector or a number as a matrix with one column; anything else as it is."""
    shape = shapes.of(x)
    return op.reshape(x, shape=(*shape, *(1,) * (2 - len(shape))))


def column_stack(tup: Iterable[Array]) -> Array:
    """The arrays of a list side by side; vectors are columns."""
    return op.concatenate(*map(columns, tup), axis=1)


rule = derived(
    id="array.column_stack",
    title="Stack as columns",
    summary="Vectors as columns and matrices, side by side.",
    function="stack([xs], axis=1)",
    operands="*xs:(n)",
    expand=column_stack,
    numpy=("numpy.column_stack",),
    analytic=True,
    why="Vectors become columns, and the columns are concatenated.",
    vectors=(
        TestVector(
            operands={"xs": [[1.0, 2.0], [[3.0, 4.0], [5.0, 6.0]]]},
            cotangent=[[1.0, 2.0, 3.0], [10.0, 20.0, 30.0]],
            value=[[1.0, 3.0, 4.0], [2.0, 5.0, 6.0]],
            gradients={"xs": [[1.0, 10.0], [[2.0, 3.0], [20.0, 30.0]]]},
        ),
    ),
    references=("NumPy reference, column_stack",),
    see_also=("array.concatenate_all", "array.stack_all"),
)
