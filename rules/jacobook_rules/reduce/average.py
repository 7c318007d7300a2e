"""NumPy's weighted average."""

from typing import Any

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def average(
    a: Array,
    axis: shapes.Axis = None,
    weights: Any = None,
    returned: bool = False,
    *,
    keepdims: bool = False,
) -> Any:
    """`sum(a * weights) / sum(weights)` along `axis`, and the sum of weights if `returned`."""
    if weights is None:
        weights = a**0
    elif isinstance(weights, list | tuple):
        weights = op.stack(*weights, axis=0)
    if weights.shape != a.shape:
        weights = _spread(weights, a.shape, axis)
    scale = op.sum(weights, axis=axis, keepdims=keepdims)
    mean = op.sum(a * weights, axis=axis, keepdims=keepdims) / scale
    return (mean, scale) if returned else mean


def _spread(weights: Array, shape: shapes.Shape, axis: shapes.Axis) -> Array:
    """Weights given along `axis` alone, as an array of `shape`."""
    axes = (axis,) if isinstance(axis, int) else tuple(axis or ())
    places = [i % len(shape) for i in axes]
    if weights.shape != tuple(shape[i] for i in places):
        raise shapes.ShapeError(
            f"average: weights of shape {shapes.show(weights.shape)} fit neither the array's "
            f"shape {shapes.show(shape)} nor its axis {axis}"
        )
    order = sorted(range(len(places)), key=places.__getitem__)
    kept = tuple(size if i in places else 1 for i, size in enumerate(shape))
    ordered = op.transpose(weights, axes=tuple(order))
    return op.broadcast_to(op.reshape(ordered, shape=kept, order="C"), shape=shape)


def target(
    x: shapes.Shape,
    w: shapes.Shape,
    *,
    axis: shapes.Axis = None,
    keepdims: bool = False,
) -> shapes.Shape:
    """The shape left by a reduction."""
    return shapes.reduced(x, axis, keepdims)


rule = None
