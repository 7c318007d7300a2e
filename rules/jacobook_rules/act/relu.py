"""The rectified linear unit."""

from jacobook import TestVector, derived, nan, shapes
from jacobook import operations as op
from jacobook.rule import Array


def expand(x: Array) -> Array:
    """The larger of each entry of `x` and 0."""
    return op.maximum(x, 0)


rule = derived(
    id="act.relu",
    title="Rectified linear unit (ReLU)",
    summary="Each entry, or 0 where it is negative: the usual activation of a neuron.",
    function="maximum(x, 0)",
    operands="x:(n) nonzero",
    derivative={
        "elem[x]": "where(x > 0, 1.0, 0.0)",
        "jac[x]": "diag(where(x > 0, 1.0, 0.0))",
        "vjp[x]": "y_bar * where(x > 0, 1.0, 0.0)",
        "same": "relu(x)",
    },
    conditions="No entry is zero.",
    expand=expand,
    shape=shapes.broadcast,
    why="Right of 0 the output is `x`, with slope 1; left of it the constant 0, with slope 0.",
    pitfalls=(
        "A neuron whose input is negative for every example has gradient 0 and stays as it is."
    ),
    vectors=(
        TestVector(
            operands={"x": [3.0, -2.0, 0.5]},
            cotangent=[10.0, 20.0, 30.0],
            value=[3.0, 0.0, 0.5],
            gradients={"x": [10.0, 0.0, 30.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="kink",
            operands={"x": [0.0]},
            value=[0.0],
            gradients={"x": [0.0]},
            why="The subgradient of least size, as in the article.",
        ),
        TestVector(
            name="nan",
            operands={"x": [nan]},
            value=[nan],
            gradients={"x": [nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=(
        "Parr & Howard 2018, section 5",
        "Nair & Hinton 2010",
    ),
    see_also=(
        "ufunc.threshold",
        "elementwise.maximum",
        "ufunc.tanh",
    ),
)
