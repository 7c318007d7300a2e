"""The infinity norm."""

from jacobook import TestVector, derived, nan, shapes
from jacobook import operations as op
from jacobook.rule import Array


def norminf(x: Array, *, axis: shapes.Axis = None, keepdims: bool = False) -> Array:
    """The largest absolute value, of all entries or along `axis`."""
    return op.max(op.absolute(x), axis=axis, keepdims=keepdims)


rule = derived(
    id="linalg.norminf",
    title="Infinity norm",
    summary="The largest absolute value of the entries.",
    function="norminf(x)",
    operands="x:(n) distinct",
    derivative={
        "grad[x]": "where(abs(x) == norminf(x), sign(x), 0.0)",
        "d": "sum(where(abs(x) == norminf(x), sign(x) * dx, 0.0))",
        "same": "amax(abs(x))",
    },
    conditions="One entry is larger in absolute value than all others.",
    expand=norminf,
    parameters={"axis": None, "keepdims": False},
    shape=shapes.reduced,
    variants=({"axis": 0}, {"axis": -1}, {"axis": 0, "keepdims": True}),
    why="The value moves with the entry of largest absolute value, with the sign of that entry.",
    pitfalls="At a tie the slope is shared equally by the tied entries.",
    vectors=(
        TestVector(
            operands={"x": [3.0, -4.0, 0.5]},
            value=4.0,
            gradients={"x": [0.0, -1.0, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="tie",
            operands={"x": [1.0, -1.0, 0.0]},
            value=1.0,
            gradients={"x": [0.5, -0.5, 0.0]},
            why="The subgradient of least norm gives tied entries equal shares.",
        ),
        TestVector(
            name="origin",
            operands={"x": [0.0, 0.0]},
            value=0.0,
            gradients={"x": [0.0, 0.0]},
            why="The subgradient of least norm at the minimum is 0.",
        ),
        TestVector(
            name="nan",
            operands={"x": [nan, 1.0]},
            value=nan,
            gradients={"x": [nan, nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("Matrix Cookbook, equation 528 (definition)",),
    see_also=("reduce.max", "linalg.norm1", "linalg.norm"),
)
