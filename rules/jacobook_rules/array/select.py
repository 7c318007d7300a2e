"""A choice among several values by several conditions."""

from collections.abc import Iterable
from typing import Any

from jacobook import TestVector, derived
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def select(condlist: Iterable[Any], choicelist: Iterable[Array], default: Array = 0) -> Array:
    """For each entry the choice of the first condition that holds, or the default.

    Raises:
        ShapeError: there are not as many choices as conditions.
    """
    chosen, conditions, choices = default, list(condlist), list(choicelist)
    if len(conditions) != len(choices):
        raise ShapeError(f"select: {len(choices)} choices for {len(conditions)} conditions")
    for condition, choice in zip(conditions[::-1], choices[::-1], strict=True):
        chosen = op.where(condition, choice, chosen)
    return chosen


rule = derived(
    id="array.select",
    title="Select by several conditions",
    summary="For each entry the choice of the first condition that holds, or else a default.",
    function="where(condlist[0], choicelist[0], where(condlist[1], choicelist[1], default))",
    operands="condlist:(2,n) bool; choicelist:(2,n); default:(n)",
    derivative={"vjp[default]": "where(condlist[0] | condlist[1], 0.0, y_bar)"},
    expand=select,
    numpy=("numpy.select",),
    why="Where a condition chooses a value, the result moves with it and with no other.",
    pitfalls="All choices are computed everywhere, also where they are not chosen.",
    vectors=(
        TestVector(
            operands={
                "condlist": [[True, False, False], [True, True, False]],
                "choicelist": [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]],
                "default": [7.0, 8.0, 9.0],
            },
            cotangent=[1.0, 10.0, 100.0],
            value=[1.0, 5.0, 9.0],
            gradients={
                "choicelist": [[1.0, 0.0, 0.0], [0.0, 10.0, 0.0]],
                "default": [0.0, 0.0, 100.0],
            },
        ),
    ),
    references=("NumPy reference, select",),
    see_also=("ufunc.where",),
)
