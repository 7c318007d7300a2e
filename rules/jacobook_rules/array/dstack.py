"""Arrays one behind the other."""

from collections.abc import Iterable

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def block(x: Array) -> Array:
    """An array with at least three axes: the last is new, and the first too for a vector."""
    shape = shapes.of(x)
    return op.reshape(
        x, shape=((1,) * (2 - len(shape)) + shape + (1,)) if len(shape) < 3 else shape
    )


def dstack(tup: Iterable[Array]) -> Array:
    """The arrays of a list joined along the third axis."""
    return op.concatenate(*map(block, tup), axis=2)


rule = derived(
    id="array.dstack",
    title="Stack in depth",
    summary="Matrices one behind the other, along a third axis.",
    function="stack([xs[None]], axis=2)",
    operands="*xs:(n)",
    expand=dstack,
    numpy=("numpy.dstack",),
    analytic=True,
    why="Each operand gets a third axis, and they are concatenated along it.",
    vectors=(
        TestVector(
            operands={"xs": [[1.0, 2.0], [3.0, 4.0]]},
            cotangent=[[[1.0, 10.0], [2.0, 20.0]]],
            value=[[[1.0, 3.0], [2.0, 4.0]]],
            gradients={"xs": [[1.0, 2.0], [10.0, 20.0]]},
        ),
    ),
    references=("NumPy reference, dstack",),
    see_also=("array.concatenate_all", "array.stack_all"),
)
