"""Numbers added up by the class they belong to."""

from typing import Any

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def bincount(x: Any, weights: Array = None, minlength: int = 0) -> Array:
    """For each whole number from 0 on, the sum of the `weights` at the places where it is in `x`.

    Raises:
        ShapeError: there are not as many weights as numbers.
    """
    import numpy as np

    bins = np.asarray(x)
    count = max(minlength, int(bins.max(initial=-1)) + 1)
    if isinstance(weights, list | tuple):
        weights = op.stack(*weights, axis=0)
    if shapes.of(weights) != bins.shape:
        raise ShapeError(
            f"bincount: weights of shape {shapes.show(shapes.of(weights))} for classes of shape "
            f"{shapes.show(bins.shape)}"
        )
    return op.scatter(weights, index=(bins,), shape=(count,))


rule = derived(
    id="array.bincount",
    title="Sums by class",
    summary="Numbers added up by the class, a whole number, that each belongs to.",
    function="stack([weights[0] + weights[2], 0.0, weights[1]])",
    operands="weights:(3)",
    derivative={"vjp[weights]": "stack([y_bar[0], y_bar[2], y_bar[0]])"},
    expand=bincount,
    numpy=("numpy.bincount",),
    parameters={"x": (0, 2, 0), "minlength": 0},
    analytic=True,
    why="Each weight is added to one sum, and reads the cotangent of that sum.",
    pitfalls="This is the way to add into places by number that NumPy has without writing.",
    vectors=(
        TestVector(
            operands={"weights": [1.0, 2.0, 4.0]},
            cotangent=[10.0, 100.0, 1000.0],
            value=[5.0, 0.0, 2.0],
            gradients={"weights": [10.0, 1000.0, 10.0]},
        ),
    ),
    references=("NumPy reference, bincount",),
    see_also=("array.index_add", "array.scatter"),
)
