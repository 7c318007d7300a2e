"""The hard threshold."""

from jacobook import TestVector, elementwise, nan
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array, a: Array) -> Array:
    """`x` where its size exceeds `a`, 0 elsewhere."""
    return op.where(abs(x) <= a, 0 * x, x)


rule = elementwise(
    id="act.hardshrink",
    title="Hard threshold",
    summary="Each entry as it is, or zero where it is small.",
    function="hardshrink(x, a)",
    operands="x:(n) nonint; a:() range(0.97,1.03)",
    partials={"x": "where(abs(x) > a, 1.0, where(abs(x) <= a, 0.0, nan))", "a": "0"},
    also={"elem[x]": "where(abs(x) > a, 1.0, 0.0)", "same": "where(abs(x) > a, x, 0.0)"},
    conditions="No entry has the size a; a is positive.",
    primal=primal,
    why=(
        "An entry that is kept moves with itself, at rate 1; one that is set to zero does not "
        "move. The threshold only decides which is which, so its derivative is 0."
    ),
    pitfalls=(
        "The value jumps by `a` at the threshold, and no derivative sees the jump: the gradient "
        "by `a` is 0 everywhere, so a threshold cannot be learned with it."
    ),
    vectors=(
        TestVector(
            operands={"x": [3.0, -2.0, 0.5, -4.0], "a": 1.5},
            cotangent=[1.0, 10.0, 100.0, 1000.0],
            value=[3.0, -2.0, 0.0, -4.0],
            gradients={"x": [1.0, 10.0, 0.0, 1000.0], "a": 0.0},
        ),
    ),
    special_points=(
        TestVector(
            name="jump",
            operands={"x": [1.5, -1.5], "a": 1.5},
            value=[0.0, 0.0],
            gradients={"x": [0.0, 0.0], "a": 0.0},
            why="The threshold itself counts as small.",
        ),
        TestVector(
            name="nan",
            operands={"x": [nan], "a": 1.5},
            value=[nan],
            gradients={"x": [nan], "a": 0.0},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("Donoho & Johnstone 1994", "PyTorch and JAX, activation functions"),
    see_also=("act.softshrink", "ufunc.where"),
    tags=("hard thresholding", "activation"),
)
