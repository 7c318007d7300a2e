"""The Gaussian error linear unit."""

from jacobook import TestVector, elementwise, nan
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array) -> Array:
    """`x` times the standard normal distribution function, which keeps its digits in the tail."""
    return x * op.ndtr(x)


rule = elementwise(
    id="act.gelu",
    title="Gaussian error linear unit (GELU)",
    summary="Each entry weighted by the share of a normal distribution that lies below it.",
    function="gelu(x)",
    operands="x:(n)",
    partials={"x": "ndtr(x) + x * exp(-x * x / 2) / sqrt(2 * pi)"},
    also={
        "same": ("x * ndtr(x)", "0.5 * x * (1 + erf(x / sqrt(2)))", "0.5 * x * erfc(-x / sqrt(2))")
    },
    primal=primal,
    why=(
        "The product rule on `x * ndtr(x)`: the distribution function `ndtr` has the density "
        "`exp(-x**2 / 2) / sqrt(2 * pi)` for its slope."
    ),
    pitfalls=(
        "Written as `0.5 * x * (1 + erf(x / sqrt(2)))`, the sum is 0 from about -8.3 on, although "
        "the tail is not. The function is not monotone: it falls until -0.752."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.0, 1.0, -3.0, -20.0]},
            value=[0.0, 0.8413447460685429, -0.0040496940948902835, -5.507248237212468e-88],
            gradients={
                "x": [0.5, 1.0833154705876864, -0.011945647204183927, -1.1014360483133464e-86]
            },
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"x": [1000.0, -1000.0, nan]},
            value=[1000.0, 0.0, nan],
            gradients={"x": [1.0, 0.0, nan]},
            why="Right the entry itself, left 0; an undefined value has an undefined slope.",
        ),
    ),
    references=("Hendrycks & Gimpel 2016",),
    see_also=("act.gelu_tanh", "act.silu", "act.mish"),
    tags=("GELU", "normal distribution", "transformer", "activation"),
)
