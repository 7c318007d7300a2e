"""An array cut into pieces, which may differ in size by one."""

from typing import Any

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def array_split(ary: Array, indices_or_sections: Any, axis: int = 0) -> list[Array]:
    """The pieces between the given places, or that many pieces of about equal size."""
    size = ary.shape[axis]
    if shapes.of(indices_or_sections):
        ends = [*(int(end) for end in indices_or_sections), size]
    else:
        sections = int(indices_or_sections)
        if sections < 1:
            raise ShapeError(f"array_split: {sections} sections; at least 1 is needed")
        least, longer = divmod(size, sections)
        ends = [least * (i + 1) + min(i + 1, longer) for i in range(sections)]
    pieces = zip([0, *ends], ends, strict=False)
    return [
        op.getitem(ary, index=shapes.along(axis, slice(start, end), ary.ndim))
        for start, end in pieces
    ]


rule = derived(
    id="array.array_split",
    title="Cut into about equal pieces",
    summary="The pieces of an array along an axis, which may differ in size by one.",
    function="x",
    operands="x:(n)",
    derivative={"vjp[x]": "y_bar", "d": "dx"},
    expand=array_split,
    numpy=("numpy.array_split",),
    parameters={"indices_or_sections": 2, "axis": 0},
    variants=(
        {"indices_or_sections": 3, "axis": -1},
        {"indices_or_sections": (1, 2)},
        {"indices_or_sections": (1,), "axis": 1},
    ),
    analytic=True,
    conditions="The formulas speak of all pieces of a vector, laid end to end.",
    why="Each piece is a slice, which passes its cotangent to its own place.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0, 3.0, 4.0]},
            parameters={"indices_or_sections": 2},
            cotangent=[1.0, 10.0, 100.0, 1000.0],
            value=[1.0, 2.0, 3.0, 4.0],
            gradients={"x": [1.0, 10.0, 100.0, 1000.0]},
        ),
    ),
    references=("NumPy reference, array_split",),
    see_also=("array.split", "array.concatenate"),
)
