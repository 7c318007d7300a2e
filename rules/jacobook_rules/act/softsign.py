"""Softsign."""

from jacobook import TestVector, elementwise, nan
from jacobook.rule import Array


def primal(x: Array) -> Array:
    """`x / (1 + |x|)`."""
    return x / (1 + abs(x))


rule = elementwise(
    id="act.softsign",
    title="Softsign",
    summary="A smooth step from -1 to 1 with slow tails.",
    function="softsign(x)",
    operands="x:(n)",
    partials={"x": "(1 / (1 + abs(x)))**2"},
    also={
        "elem[x]": "1 / (1 + abs(x))**2",
        "same": "x / (1 + abs(x))",
    },
    conditions="None: the slope is continuous, also at 0, where the absolute value has a kink.",
    primal=primal,
    why=(
        "The quotient rule gives `(1 + abs(x) - x * sign(x)) / (1 + abs(x))**2`, and "
        "`x * sign(x)` is `abs(x)`. Left and right of 0 the slope is the same: it depends on the "
        "size of the entry only."
    ),
    pitfalls="Its tails approach 1 like `1 / x`, far slower than those of the hyperbolic tangent.",
    vectors=(
        TestVector(
            operands={"x": [1.0, -3.0]}, value=[0.5, -0.75], gradients={"x": [0.25, 0.0625]}
        ),
    ),
    special_points=(
        TestVector(
            name="middle and far out",
            operands={"x": [0.0, -1e200, nan]},
            value=[0.0, -1.0, nan],
            gradients={"x": [1.0, 0.0, nan]},
            why=(
                "The kink of the absolute value is multiplied by 0, and no square overflows; "
                "an undefined value has an undefined slope."
            ),
        ),
    ),
    references=("Bergstra et al. 2009", "PyTorch and JAX, activation functions"),
    see_also=("ufunc.tanh", "act.sigmoid"),
    tags=("softsign", "activation"),
)
