"""An array cut along its first axis."""

from typing import Any

from jacobook import TestVector, derived
from jacobook import operations as op
from jacobook.rule import Array


def vsplit(ary: Array, indices_or_sections: Any) -> list[Array]:
    """The pieces one below the other."""
    pieces: list[Array] = op.split(ary, indices_or_sections=indices_or_sections, axis=0)
    return pieces


rule = derived(
    id="array.vsplit",
    title="Split along the first axis",
    summary="The pieces of an array along its first axis.",
    function="reshape(X, (2*n,))",
    operands="X:(2,n)",
    derivative={"d": "reshape(dX, (2*n,))"},
    conditions="The formulas speak of all pieces, their entries laid end to end.",
    expand=vsplit,
    numpy=("numpy.vsplit",),
    parameters={"indices_or_sections": 2},
    variants=({"indices_or_sections": (1,)},),
    analytic=True,
    why="It is a split along the first axis.",
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [3.0, 4.0]]},
            cotangent=[1.0, 10.0, 100.0, 1000.0],
            value=[1.0, 2.0, 3.0, 4.0],
            gradients={"X": [[1.0, 10.0], [100.0, 1000.0]]},
        ),
    ),
    references=("NumPy reference, vsplit",),
    see_also=("array.split", "array.vstack"),
)
