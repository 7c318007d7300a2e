"""Running minima."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def cummin(x: Array, *, axis: int = 0) -> Array:
    """The smallest entry so far, along `axis`."""
    return -op.cummax(-x, axis=axis)


def unchanged(x: shapes.Shape, *, axis: int = 0) -> shapes.Shape:
    """The shape of the operand."""
    return x


rule = derived(
    id="array.cummin",
    title="Running minimum",
    summary="The smallest of each entry and all those before it.",
    function="cummin(x)",
    operands="x:(n) distinct",
    derivative={
        "vjp[x]": "y_bar @ where(y[:, None] == x, 1.0, 0.0)",
        "d": "where(y[:, None] == x, 1.0, 0.0) @ dx",
        "same": "-cummax(-x)",
    },
    conditions="The entries are distinct.",
    expand=cummin,
    parameters={"axis": 0},
    shape=unchanged,
    variants=({"axis": 1}, {"axis": -1}),
    why="It is the running maximum of the numbers with the other sign, with its sign changed back.",
    vectors=(
        TestVector(
            operands={"x": [3.0, 4.0, -1.0, 0.0]},
            cotangent=[1.0, 10.0, 100.0, 1000.0],
            value=[3.0, 3.0, -1.0, -1.0],
            gradients={"x": [11.0, 0.0, 1100.0, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="tie",
            operands={"x": [1.0, 1.0, 2.0]},
            value=[1.0, 1.0, 1.0],
            gradients={"x": [2.0, 1.0, 0.0]},
            why="Equal shares, as for the running maximum.",
        ),
    ),
    references=("NumPy reference, ufunc.accumulate",),
    see_also=("array.cummax", "reduce.min"),
    tags=("cumulative minimum", "accumulate"),
)
