"""A reduction applied along several axes, one after the other."""

from collections.abc import Callable
from typing import Any

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def apply_over_axes(func: Callable[..., Array], a: Array, axes: Any) -> Array:
    """`func(a, axis)` along each of `axes`; an axis that it removes is put back with size one."""
    for axis in axes if shapes.of(axes) else (axes,):
        (place,) = shapes.normalise_axes(int(axis), len(a.shape))
        made = func(a, place)
        a = made if len(made.shape) == len(a.shape) else op.expand_dims(made, axis=place)
    return a


def total(a: Array, axis: int) -> Array:
    """The sum along an axis."""
    return op.sum(a, axis=axis)


rule = derived(
    id="array.apply_over_axes",
    title="Apply a reduction over several axes",
    summary="A reduction along one axis after another, each kept with size one.",
    function="sum(a, axis=0, keepdims=True)",
    operands="a:(m,n)",
    conditions="The formulas take the sum along the first axis.",
    derivative={"d": "sum(da, axis=0, keepdims=True)"},
    expand=apply_over_axes,
    numpy=("numpy.apply_over_axes",),
    parameters={"func": total, "axes": 0},
    variants=({"axes": (0, 1)}, {"axes": -1}),
    analytic=True,
    why="It is a composition of reductions, and the chain rule joins their derivatives.",
    vectors=(
        TestVector(
            operands={"a": [[1.0, 2.0], [3.0, 4.0]]},
            parameters={"axes": (0, 1)},
            cotangent=[[5.0]],
            value=[[10.0]],
            gradients={"a": [[5.0, 5.0], [5.0, 5.0]]},
        ),
    ),
    references=("NumPy reference, apply_over_axes",),
    see_also=("array.apply_along_axis", "reduce.sum"),
)
