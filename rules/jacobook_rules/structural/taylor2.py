"""The second-order Taylor expansion along a line."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.taylor2",
    title="Second-order Taylor expansion",
    summary="Along a line, gradient and Hessian give the slope and the curvature of a function.",
    function="f(x + t * v)",
    operands="t:(); x:(n); v:(n)",
    functions={"f(x)": "x[0]**2 * x[1]"},
    sizes={"n": 2},
    derivative={
        "elem[t]": "dot(J(f, x + t * v), v)",
        "hess[t]": "v @ H(f, x + t * v) @ v",
        "true": (
            "abs(f(x + t * v) - f(x) - t * dot(J(f, x), v) - t**2 / 2 * (v @ H(f, x) @ v)) "
            "<= (abs(t) * sum(abs(v)))**3"
        ),
    },
    conditions=(
        "f is twice continuously differentiable near x. For the error to be of the order t^3, as "
        "in the instance, the second derivatives must be differentiable too."
    ),
    why=(
        "From `x` walk along `v` for the time `t`. The chain rule gives the slope, gradient dot "
        "`v`, and once more the curvature, `v @ H @ v`. An ordinary function of `t` is its value "
        "plus `t` times its slope plus `t**2 / 2` times its curvature at 0, and a remainder. So "
        "near `x` the function is `f(x) + t * dot(J(f, x), v) + t**2 / 2 * (v @ H(f, x) @ v)`, and "
        "the remainder shrinks faster than `t**2`."
    ),
    pitfalls=(
        "The expansion holds near `t = 0`. In the instance at `x = [1, 2]` along `[2, -1]` its "
        "terms for `t = 1` are 2 + 7 + 4 = 13, and the value is 9; for `t = 0.1` the error is "
        "0.004."
    ),
    vectors=(
        TestVector(
            operands={"t": 1.0, "x": [1.0, 2.0], "v": [2.0, -1.0]},
            value=9.0,
            gradients={"t": 3.0, "x": [6.0, 9.0], "v": [6.0, 9.0]},
        ),
    ),
    references=("Matrix Cookbook, equation 488",),
    see_also=("structural.hvp", "structural.layout.hessian", "structural.gradient"),
    tags=(
        "Taylor expansion",
        "quadratic approximation",
        "directional derivative",
        "Newton's method",
    ),
)
