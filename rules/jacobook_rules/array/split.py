"""An array cut into equal pieces, or at given places."""

from typing import Any

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def split(ary: Array, indices_or_sections: Any, axis: int = 0) -> list[Array]:
    """That many equal pieces, or those between the given places."""
    size = ary.shape[axis]
    if not shapes.of(indices_or_sections) and size % indices_or_sections:
        raise ShapeError(
            f"split: an axis of size {size} has no {indices_or_sections} equal parts; "
            "np.array_split makes parts that differ by one"
        )
    pieces: list[Array] = op.array_split(ary, indices_or_sections=indices_or_sections, axis=axis)
    return pieces


rule = derived(
    id="array.split",
    title="Split",
    summary="The equal pieces of an array along an axis, or those between given places.",
    function="x",
    operands="x:(4)",
    derivative={"vjp[x]": "y_bar", "d": "dx"},
    conditions="The formulas speak of all pieces of a vector, laid end to end.",
    expand=split,
    numpy=("numpy.split",),
    parameters={"indices_or_sections": 2, "axis": 0},
    variants=({"indices_or_sections": (1, 2)}, {"indices_or_sections": (1,), "axis": 1}),
    analytic=True,
    why="Each piece is a slice, which passes its cotangent to its own place.",
    vectors=(
        TestVector(
            name="two rows",
            operands={"x": [[1.0, 2.0], [3.0, 4.0]]},
            cotangent=[1.0, 10.0, 100.0, 1000.0],
            value=[1.0, 2.0, 3.0, 4.0],
            gradients={"x": [[1.0, 10.0], [100.0, 1000.0]]},
        ),
        TestVector(
            name="two columns",
            operands={"x": [[1.0, 2.0], [3.0, 4.0]]},
            parameters={"axis": 1},
            cotangent=[1.0, 10.0, 100.0, 1000.0],
            value=[1.0, 3.0, 2.0, 4.0],
            gradients={"x": [[1.0, 100.0], [10.0, 1000.0]]},
        ),
    ),
    references=("NumPy reference, split",),
    see_also=("array.array_split", "array.hsplit", "array.vsplit", "array.concatenate"),
)
