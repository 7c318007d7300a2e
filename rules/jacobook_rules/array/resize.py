"""An array of any shape, filled with the entries of another again and again."""

from typing import Any

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def resize(a: Array, new_shape: Any) -> Array:
    """The entries of `a` in their order, repeated or cut off to fill `new_shape`."""
    import numpy as np

    size = shapes.count(shapes.of(a))
    if not size:
        return np.resize(op.stop(a), new_shape)
    order = np.resize(np.arange(size), new_shape)
    return op.getitem(op.reshape(a, shape=(-1,)), index=(order,))


rule = derived(
    id="array.resize",
    title="Resize",
    summary="The entries of an array in another shape, repeated or cut off to fill it.",
    function="concatenate([x, x[:1]])",
    operands="x:(3)",
    derivative={"vjp[x]": "y_bar[:3] + concatenate([y_bar[3:], zeros(2)])"},
    expand=resize,
    numpy=("numpy.resize",),
    parameters={"new_shape": 4},
    variants=({"new_shape": (2, 3)}, {"new_shape": 2}),
    analytic=True,
    why="An entry that is repeated collects the cotangents of its copies; one cut off gets none.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0, 3.0]},
            parameters={"new_shape": (2, 2)},
            cotangent=[[1.0, 10.0], [100.0, 1000.0]],
            value=[[1.0, 2.0], [3.0, 1.0]],
            gradients={"x": [1001.0, 10.0, 100.0]},
        ),
    ),
    references=("NumPy reference, resize",),
    see_also=("array.reshape", "array.tile"),
)
