"""The leaky rectified linear unit."""

from jacobook import TestVector, elementwise, nan
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array, a: Array) -> Array:
    """`x` where it is positive, `a * x` elsewhere."""
    return op.where(x > 0, x, a * x)


rule = elementwise(
    id="act.leaky_relu",
    title="Leaky ReLU",
    summary="Each entry, or a small multiple of it where it is negative.",
    function="leaky_relu(x, a)",
    operands="x:(n) nonzero; a:() unit01",
    partials={
        "x": "where(x > 0, 1.0, where(x <= 0, a, nan))",
        "a": "where(x > 0, 0.0, x)",
    },
    also={
        "elem[x]": "where(x > 0, 1.0, a)",
        "jac[a]": "where(x > 0, 0.0, x)",
        "vjp[a]": "sum(y_bar * where(x > 0, 0.0, x))",
        "same": "where(x > 0, x, a * x)",
    },
    conditions="No entry of x is zero.",
    primal=primal,
    why=(
        "Right of 0 the output is `x`, with slope 1; left of it `a * x`, with slope `a`. So the "
        "gradient of a negative entry is small, but not lost. The slope `a` itself is felt by the "
        "negative entries only, each at the rate `x`."
    ),
    pitfalls="At 0 PyTorch has the slope `a`, as here, and JAX has 1.",
    vectors=(
        TestVector(
            operands={"x": [3.0, -2.0, -4.0], "a": 0.25},
            cotangent=[1.0, 10.0, 100.0],
            value=[3.0, -0.5, -1.0],
            gradients={"x": [1.0, 2.5, 25.0], "a": -420.0},
        ),
    ),
    special_points=(
        TestVector(
            name="kink",
            operands={"x": [0.0], "a": 0.25},
            value=[0.0],
            gradients={"x": [0.25], "a": 0.0},
            why="The slope from the left, which is the subgradient of least size if a is below 1.",
        ),
        TestVector(
            name="nan",
            operands={"x": [nan], "a": 0.25},
            value=[nan],
            gradients={"x": [nan], "a": nan},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("Maas, Hannun & Ng 2013", "PyTorch and JAX, activation functions"),
    see_also=("act.relu", "act.prelu", "act.elu"),
    tags=("leaky rectifier", "LeakyReLU", "activation"),
)
