"""For each place the entry of one of several arrays, named by its number."""

from typing import Any

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def choose(a: Any, choices: Any, *, mode: str = "raise") -> Array:
    """At each place the entry of the array of `choices` whose number stands there in `a`."""
    import numpy as np

    options = list(choices)
    shape: Any = shapes.broadcast(*map(shapes.of, options))
    numbers = [np.full(shape, k) for k in range(len(options))]
    number = np.choose(a, numbers, mode=mode)  # type: ignore[call-overload]
    y = op.where(number == 0, options[0], 0.0)
    for k, option in enumerate(options[1:], 1):
        y = op.where(number == k, option, y)
    return y


rule = derived(
    id="array.choose",
    title="Choose by number",
    summary="For each place the entry of one of several arrays, whose number is given.",
    function="where(a == 0, choices[0], choices[1])",
    operands="a:(n) index(2); choices:(2,n)",
    derivative={"d": "where(a == 0, dchoices[0], dchoices[1])"},
    expand=choose,
    numpy=("numpy.choose",),
    parameters={"mode": "raise"},
    variants=({"mode": "wrap"}, {"mode": "clip"}),
    why="The result is the chosen entry and moves with it; the others have no influence.",
    vectors=(
        TestVector(
            operands={"a": [1, 0, 1], "choices": [[1.0, 2.0, 3.0], [10.0, 20.0, 30.0]]},
            cotangent=[1.0, 2.0, 3.0],
            value=[10.0, 2.0, 30.0],
            gradients={"choices": [[0.0, 2.0, 0.0], [1.0, 0.0, 3.0]]},
        ),
    ),
    references=("NumPy reference, choose",),
    see_also=("array.select", "ufunc.where", "array.take_along_axis"),
)
