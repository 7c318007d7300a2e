"""An array put together from nested lists of blocks."""

from typing import Any

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def depth(arrays: Any) -> int:
    """How many lists lie inside each other."""
    return 1 + max(map(depth, arrays), default=0) if isinstance(arrays, list) else 0


def rank(arrays: Any) -> int:
    """The largest number of axes among the blocks."""
    if isinstance(arrays, list):
        return max(map(rank, arrays), default=0)
    return len(shapes.of(arrays))


def joined(arrays: Any, axes: int, level: int) -> Array:
    """The blocks of one level of lists, each given `axes` axes, joined along its axis."""
    if isinstance(arrays, list):
        return op.concatenate(*(joined(part, axes, level - 1) for part in arrays), axis=-level)
    shape = shapes.of(arrays)
    return op.reshape(arrays, shape=(1,) * (axes - len(shape)) + shape)


def block(arrays: Any) -> Array:
    """The innermost lists are joined along the last axis, those around them along the one before."""
    level = depth(arrays)
    return joined(arrays, max(level, rank(arrays)), level)


rule = derived(
    id="array.block_all",
    title="Put together from any number of blocks",
    summary="An array put together from nested lists of arrays.",
    function="concatenate([xs])",
    operands="*xs:(n)",
    op="block",
    expand=block,
    numpy=("numpy.block",),
    analytic=True,
    why="A block array is made by concatenations, and their rule gives its derivative.",
    vectors=(
        TestVector(
            operands={"xs": [[1.0, 2.0], [3.0]]},
            cotangent=[1.0, 10.0, 100.0],
            value=[1.0, 2.0, 3.0],
            gradients={"xs": [[1.0, 10.0], [100.0]]},
        ),
    ),
    references=("NumPy reference, block",),
    see_also=("array.block", "array.concatenate_all"),
)
