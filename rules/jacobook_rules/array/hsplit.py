"""An array cut along its second axis."""

from typing import Any

from jacobook import TestVector, derived
from jacobook import operations as op
from jacobook.rule import Array


def hsplit(ary: Array, indices_or_sections: Any) -> list[Array]:
    """The pieces side by side; a vector is cut along its only axis."""
    pieces: list[Array] = op.split(
        ary, indices_or_sections=indices_or_sections, axis=1 if ary.ndim > 1 else 0
    )
    return pieces


rule = derived(
    id="array.hsplit",
    title="Split along the second axis",
    summary="The pieces of an array along its second axis.",
    function="concatenate([reshape(X[:, :1], (-1,)), reshape(X[:, 1:], (-1,))])",
    operands="X:(m,2)",
    derivative={"d": "concatenate([reshape(dX[:, :1], (-1,)), reshape(dX[:, 1:], (-1,))])"},
    conditions="The formulas speak of all pieces, their entries laid end to end.",
    expand=hsplit,
    numpy=("numpy.hsplit",),
    parameters={"indices_or_sections": 2},
    variants=({"indices_or_sections": (1,)},),
    analytic=True,
    why="It is a split along the second axis.",
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [3.0, 4.0]]},
            cotangent=[1.0, 10.0, 100.0, 1000.0],
            value=[1.0, 3.0, 2.0, 4.0],
            gradients={"X": [[1.0, 100.0], [10.0, 1000.0]]},
        ),
    ),
    references=("NumPy reference, hsplit",),
    see_also=("array.split", "array.hstack"),
)
