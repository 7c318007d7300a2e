"""Values added to an array at given places, as a new array."""

from typing import Any

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def index_add(x: Array, v: Array, *, index: Any) -> Array:
    """`x` with `v` added at `index`; a place named twice receives both."""
    spread = op.broadcast_to(v, shape=shapes.indexed(shapes.of(x), index=index))
    return x + op.scatter(spread, index=index, shape=shapes.of(x))


def like_x(x: shapes.Shape, v: shapes.Shape, *, index: Any) -> shapes.Shape:
    """The shape of the array."""
    return x


rule = derived(
    id="array.index_add",
    title="Add at given places",
    summary="A new array: values added to another one at given places.",
    function="index_add(x, v, index=(0,))",
    operands="x:(n); v:()",
    derivative={
        "vjp[x]": "y_bar",
        "vjp[v]": "y_bar[0]",
        "same": "concatenate([x[:1] + v, x[1:]])",
    },
    expand=index_add,
    parameters={"index": (0,)},
    shape=like_x,
    variants=({"index": (-1,)}, {"index": (slice(0, 2),)}, {"index": ([0, 0],)}),
    analytic=True,
    why="Each place moves with what was there and with every value added to it.",
    pitfalls=(
        "NumPy has no function for it: `np.add.at` writes into its operand, which is refused. Call "
        "`jacobook.operations.index_add(x, v, index=...)`, or `np.bincount` with weights."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0, 3.0], "v": [10.0, 20.0, 30.0]},
            parameters={"index": ([0, 2, 2],)},
            cotangent=[1.0, 10.0, 100.0],
            value=[11.0, 2.0, 53.0],
            gradients={"x": [1.0, 10.0, 100.0], "v": [1.0, 100.0, 100.0]},
        ),
    ),
    references=("NumPy reference, ufunc.at",),
    see_also=("array.index_update", "array.scatter", "array.bincount"),
    tags=("scatter add", "add.at", "accumulate"),
)
