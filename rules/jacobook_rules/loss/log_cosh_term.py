"""The logarithm of the hyperbolic cosine."""

from jacobook import TestVector, elementwise, inf, nan
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array) -> Array:
    """`log(cosh(x))`: the larger exponential is taken out, so that none overflows."""
    return abs(x) + op.log1p(op.expm1(-2 * abs(x)) / 2)


rule = elementwise(
    id="loss.log_cosh.term",
    title="Logarithm of the hyperbolic cosine",
    summary="A smooth distance from zero: a parabola near it, a straight line far out.",
    function="ln_cosh(x)",
    operands="x:(n)",
    op="ln_cosh",
    partials={"x": "tanh(x)"},
    also={"same": "log(cosh(x))"},
    primal=primal,
    rewrites={
        "log(cosh(x))": "ln_cosh(x)",
        "abs(x) + softplus(-2 * abs(x))": "ln_cosh(x) + 0.6931471805599453",
    },
    why=(
        "The chain rule gives `sinh(x) / cosh(x)`, which is `tanh(x)`. For the value, "
        "`exp(abs(x))` is taken out of `cosh(x)`, and its logarithm `abs(x)` stands in front."
    ),
    pitfalls=(
        "`log(cosh(x))` overflows from about 710 on, though the value there is `abs(x) - log(2)`."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.0, 1.0, -3.0]},
            value=[0.0, 0.4337808304830272, 2.309328504577785],
            gradients={"x": [0.0, 0.7615941559557649, -0.9950547536867305]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"x": [1000.0, -inf]},
            value=[999.3068528194401, inf],
            gradients={"x": [1.0, -1.0]},
            why="The hyperbolic cosine would overflow, and is not computed.",
        ),
        TestVector(
            name="nan",
            operands={"x": [nan]},
            value=[nan],
            gradients={"x": [nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("Standard, chain rule",),
    see_also=("loss.log_cosh", "ufunc.tanh", "ufunc.cosh", "act.softplus"),
    tags=("log cosh", "smooth absolute value"),
)
