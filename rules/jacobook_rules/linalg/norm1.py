"""The 1-norm."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def norm1(x: Array, *, axis: shapes.Axis = None, keepdims: bool = False) -> Array:
    """The sum of absolute values, of all entries or along `axis`."""
    return op.sum(op.absolute(x), axis=axis, keepdims=keepdims)


rule = derived(
    id="linalg.norm1",
    title="1-norm",
    summary="The sum of the absolute values of the entries.",
    function="norm1(x)",
    operands="x:(n) nonzero",
    derivative={"grad[x]": "sign(x)", "d": "dot(sign(x), dx)", "same": "sum(abs(x))"},
    conditions="No entry of x is zero.",
    expand=norm1,
    parameters={"axis": None, "keepdims": False},
    shape=shapes.reduced,
    variants=({"axis": 0}, {"axis": -1}, {"axis": 0, "keepdims": True}),
    why="Each entry adds its distance from zero, which grows at rate 1 away from zero.",
    pitfalls="An entry at zero may stay there: with the slope 0, gradient descent does not move it.",
    vectors=(
        TestVector(
            operands={"x": [3.0, -4.0, 0.5]},
            value=7.5,
            gradients={"x": [1.0, -1.0, 1.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="zero entry",
            operands={"x": [0.0, -2.0]},
            value=2.0,
            gradients={"x": [0.0, -1.0]},
            why="Any number from -1 to 1 is a subgradient of the absolute value at 0; the least is 0.",
        ),
    ),
    references=("Matrix Cookbook, equation 525 (definition)",),
    see_also=("ufunc.absolute", "linalg.norminf", "linalg.norm"),
    tags=("L1 norm", "Manhattan norm"),
)
