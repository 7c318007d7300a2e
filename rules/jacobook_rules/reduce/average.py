"""NumPy's weighted average."""

from typing import Any

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def average(
    a: Array,
    axis: shapes.Axis = None,
    weights: Any = None,
    returned: bool = False,
    *,
    keepdims: bool = False,
) -> Array | tuple[Array, Array]:
    """`sum(a * weights) / sum(weights)` along `axis`; without weights, the mean.

    With `returned`, also the sum of the weights.
    """
    if weights is None:
        mean = op.mean(a, axis=axis, keepdims=keepdims)
        return (mean, _count(a, axis, mean.shape)) if returned else mean
    if isinstance(weights, list | tuple):
        weights = op.stack(*weights, axis=0)
    if weights.shape != a.shape:
        weights = _spread(weights, a.shape, axis)
    total = op.sum(weights, axis=axis, keepdims=keepdims)
    mean = op.sum(a * weights, axis=axis, keepdims=keepdims) / total
    return (mean, total) if returned else mean


def _count(a: Array, axis: shapes.Axis, shape: Any) -> Array:
    """How many entries each mean is of, as floating numbers."""
    import numpy as np

    return np.full(shape, shapes.count(a.shape, axis), a.dtype)[()]


def _spread(weights: Array, shape: shapes.Shape, axis: shapes.Axis) -> Array:
    """Weights given along `axis` alone, as an array of `shape`."""
    axes = (axis,) if isinstance(axis, int) else tuple(axis or ())
    places = [i % len(shape) for i in axes]
    if not places or weights.shape != tuple(shape[i] for i in places):
        raise ShapeError(
            f"average: weights of shape {shapes.show(weights.shape)} fit neither the array's "
            f"shape {shapes.show(shape)} nor its axis {axis}"
        )
    order = tuple(sorted(range(len(places)), key=places.__getitem__))
    kept = tuple(size if i in places else 1 for i, size in enumerate(shape))
    ordered = op.reshape(op.transpose(weights, axes=order), shape=kept, order="C")
    return op.broadcast_to(ordered, shape=shape)


rule = derived(
    id="reduce.average",
    title="Average",
    summary="The mean of the entries, each counted with its weight if weights are given.",
    function="average(x)",
    operands="x:(n)",
    derivative={"grad[x]": "ones(n) / n", "d": "mean(dx)", "same": "mean(x)"},
    expand=average,
    numpy=("numpy.average",),
    parameters={"axis": None, "keepdims": False},
    shape=shapes.reduced,
    variants=({"axis": 0}, {"axis": -1}, {"axis": (0, 1)}, {"axis": 0, "keepdims": True}),
    why="Without weights it is the mean. With weights it is `sum(w * x) / sum(w)`.",
    pitfalls=(
        "Weights may be differentiated by as well: see the weighted mean. They must not sum to "
        "zero."
    ),
    vectors=(TestVector(operands={"x": [1.0, 2.0, 6.0]}, value=3.0, gradients={"x": [1 / 3] * 3}),),
    references=("NumPy reference, average",),
    see_also=("reduce.weighted_mean", "reduce.mean"),
)
