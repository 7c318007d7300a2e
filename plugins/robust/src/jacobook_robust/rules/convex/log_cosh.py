"""The logarithm of the hyperbolic cosine."""

from jacobook import TestVector, elementwise
from jacobook import operations as op
from jacobook.rule import Array


def primal(c: Array, r: Array) -> Array:
    """`c**2 * log(cosh(x))` at `x = r / c`: `cosh(x)` is `exp(x) * (1 + expm1(-2 * x) / 2)`."""
    x = abs(r) / c
    return c * (c * (x + op.log1p(op.expm1(-2 * x) / 2)))


rule = elementwise(
    id="robust.convex.log_cosh",
    title="Log-cosh loss",
    summary="A smooth convex loss whose influence is a hyperbolic tangent.",
    function="log_cosh(c, r)",
    operands="c:() pos; r:(n)",
    partials={"c": "2 * y / c - r * tanh(r / c)", "r": "c * tanh(r / c)"},
    also={"same": "c**2 * log(cosh(r / c))"},
    primal=primal,
    rewrites={"log(cosh(r))": "log_cosh(1, r)"},
    why=(
        "The slope of `log(cosh(x))` is `sinh(x) / cosh(x)`, which is `tanh(x)`. Scaled with `c` it "
        "follows `r` near zero and never passes `c`. Up to constants this is the negative "
        "logarithm of the density of a logistic variable: the loss is its maximum likelihood."
    ),
    pitfalls=(
        "`log(cosh(x))` overflows from about 710 on, though its value there is `abs(x) - log(2)`."
    ),
    vectors=(
        TestVector(
            operands={"c": 2.0, "r": [1.0, -6.0]},
            value=[0.4804580278331101, 9.237314018311141],
            gradients={"c": 3.2853263667638582, "r": [0.9242343145200195, -1.9901095073734612]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"c": 2.0, "r": [-1e200]},
            value=[2e200],
            gradients={"r": [-2.0]},
            why="The hyperbolic cosine would overflow, and is not computed.",
        ),
    ),
    references=("Holland & Welsch 1977, table 1 (logistic)",),
    see_also=("robust.convex.huber", "robust.convex.pseudo_huber", "ufunc.tanh"),
    aliases=("logcosh",),
    tags=("robust loss", "symmetric", "convex", "bounded influence", "logistic"),
)
