"""What the rules of the pack have in common: shapes of stacks, and products with stacks of matrices.

Every operation takes one vector or matrix in its last axes, and any axes in front of them.
"""

from __future__ import annotations

import functools

from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array
from jacobook.shapes import Shape, show


def stack_of(shape: Shape, last: Shape, operation: str) -> Shape:
    """The axes in front of the last ones, which must have the sizes `last`.

    >>> stack_of((7, 3, 3), (3, 3), "vee")
    (7,)

    Raises:
        ShapeError: they have others.
    """
    if tuple(shape[-len(last) :]) != last:
        raise ShapeError(
            f"{operation}: the last sizes must be {show(last)}; the shape is {show(shape)}"
        )
    return shape[: -len(last)]


def times(matrix: Array, vector: Array) -> Array:
    """The product of matrices and vectors. Shapes: (..., m, n) and (..., n) to (..., m)."""
    return (matrix @ vector[..., None])[..., 0]


def dot(a: Array, b: Array) -> Array:
    """The inner products of vectors. Shapes: (..., n) and (..., n) to (..., 1)."""
    return op.sum(a * b, axis=-1, keepdims=True)


def is_number(x: Array) -> bool:
    """Whether something is a number or an array of them, and no symbol of a proof."""

    return isinstance(x, float | int) or hasattr(x, "dtype")


@functools.cache
def identity() -> Array:
    """The identity in space, of small integers: sums with it keep their other term's number type."""
    import numpy as np

    made = np.eye(3, dtype=np.int8)
    made.flags.writeable = False
    return made
