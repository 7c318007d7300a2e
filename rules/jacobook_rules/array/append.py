"""One array joined to the end of another."""

from jacobook import TestVector, derived
from jacobook import operations as op
from jacobook.rule import Array


def append(arr: Array, values: Array, axis: int | None = None) -> Array:
    """`values` after `arr`; without an axis, after its entries as a vector."""
    return op.concatenate(arr, values, axis=axis)


rule = derived(
    id="array.append",
    title="Append",
    summary="One array joined to the end of another.",
    function="concatenate([x, y])",
    operands="x:(2); y:(3)",
    result="z",
    derivative={"vjp[x]": "z_bar[:2]", "vjp[y]": "z_bar[2:]", "d": "concatenate([dx, dy])"},
    expand=append,
    numpy=("numpy.append",),
    parameters={"axis": None},
    variants=({"axis": 0},),
    analytic=True,
    why="It is a concatenation of two arrays.",
    pitfalls="Appending in a loop copies everything each time; collect a list and stack it once.",
    vectors=(
        TestVector(
            operands={"x": [[1.0, 2.0]], "y": 3.0},
            cotangent=[1.0, 10.0, 100.0],
            value=[1.0, 2.0, 3.0],
            gradients={"x": [[1.0, 10.0]], "y": 100.0},
        ),
    ),
    references=("NumPy reference, append",),
    see_also=("array.concatenate",),
)
