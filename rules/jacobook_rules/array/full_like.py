"""An array of one number, with the shape of another array."""

from typing import Any

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def full_like(
    a: Array, fill_value: Array, dtype: Any = None, shape: shapes.Shape | int | None = None
) -> Array:
    """`fill_value` broadcast to the shape of `a`, in its number type."""
    wanted = a.shape if shape is None else (shape,) if isinstance(shape, int) else tuple(shape)
    filled = op.broadcast_to(fill_value, shape=wanted)
    return op.astype(filled, dtype=a.dtype if dtype is None else dtype)


rule = derived(
    id="array.full_like",
    title="Fill with a number",
    summary="An array of the shape of another, filled with one number.",
    function="c * ones(n) + 0 * x",
    operands="x:(n); c:()",
    derivative={"vjp[x]": "0 * y_bar", "vjp[c]": "sum(y_bar)", "d": "dc * ones(n)"},
    expand=full_like,
    numpy=("numpy.full_like",),
    why="Every entry is the number itself, so its gradient is the sum of all cotangents.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0], "c": 3.0},
            cotangent=[1.0, 10.0],
            value=[3.0, 3.0],
            gradients={"x": [0.0, 0.0], "c": 11.0},
        ),
    ),
    references=("NumPy reference, full_like",),
    see_also=("array.broadcast_to",),
)
