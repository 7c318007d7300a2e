"""The scaled exponential linear unit."""

from jacobook import TestVector, elementwise, inf, nan
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array) -> Array:
    """The exponential linear unit with fixed constants, times a third one."""
    return 1.0507009873554805 * op.elu(x, 1.6732632423543772)


rule = elementwise(
    id="act.selu",
    title="Scaled exponential linear unit (SELU)",
    summary=(
        "An exponential linear unit whose constants keep the mean 0 and the variance 1 through "
        "the layers."
    ),
    function="selu(x)",
    operands="x:(n) nonzero",
    partials={
        "x": "1.0507009873554805 * where(x >= 0, 1.0, 1.6732632423543772 * exp(minimum(x, 0)))"
    },
    also={
        "true": (
            "1.0507009873554805 * where(x > 0, 1.0, 1.6732632423543772 * exp(x)) == "
            "where(x > 0, 1.0507009873554805, y + 1.7580993408473766)"
        ),
        "same": "1.0507009873554805 * where(x > 0, x, 1.6732632423543772 * (exp(x) - 1))",
    },
    conditions="No entry is zero.",
    primal=primal,
    why=(
        "A constant times the exponential linear unit, so its slope times that constant. The "
        "two constants are those for which inputs with mean 0 and variance 1 give outputs with "
        "mean 0 and variance 1, on average over random weights."
    ),
    pitfalls="The slope jumps at 0, from 1.758 to 1.051; PyTorch and JAX have 1.758 there.",
    vectors=(
        TestVector(
            operands={"x": [2.0, -1.0, -3.0]},
            value=[2.101401974710961, -1.1113307378125628, -1.6705687287671118],
            gradients={"x": [1.0507009873554805, 0.646768603034814, 0.08753061208026487]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="kink",
            operands={"x": [0.0]},
            value=[0.0],
            gradients={"x": [1.0507009873554805]},
            why="Of the two slopes the smaller one, which is that from the right.",
        ),
        TestVector(
            name="far out",
            operands={"x": [1000.0, -inf, nan]},
            value=[1050.7009873554805, -1.7580993408473766, nan],
            gradients={"x": [1.0507009873554805, 0.0, nan]},
            why=(
                "No exponential of a large entry is computed; "
                "an undefined value has an undefined slope."
            ),
        ),
    ),
    references=("Klambauer et al. 2017",),
    see_also=("act.elu", "act.celu"),
    tags=("SELU", "self-normalising networks", "activation"),
)
