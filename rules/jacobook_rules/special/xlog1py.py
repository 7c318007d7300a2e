"""A number times the logarithm of one plus another."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="special.xlog1py",
    title="x log(1 + y)",
    summary=(
        "The product of a number and the logarithm of one plus another, which is 0 wherever the "
        "first is."
    ),
    function="xlog1py(x, a)",
    operands="x:(n) pos; a:(n) pos",
    partials={
        "x": "log1p(a)",
        "a": "x / where((x == 0) & (a == -1), inf, where(y == y, 1 + a, nan))",
    },
    also={"elem[a]": "x / (1 + a)", "same": ("x * log1p(a)", "xlogy(x, 1 + a)")},
    conditions="a > -1, or x is 0 and a is -1.",
    primal="scipy.special.xlog1py",
    why=(
        "The product rule on `x * log1p(a)`. The conditions settle the corner, where `x / (1 + "
        "a)` would be 0/0, and `a` below -1, where the value is undefined."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.0, 0.5], "a": [3.0, -0.25]},
            value=[2.772588722239781, -0.14384103622589045],
            gradients={
                "x": [1.3862943611198906, -0.2876820724517809],
                "a": [0.5, 0.6666666666666666],
            },
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="corner",
            operands={"x": [0.0], "a": [-1.0]},
            value=[0.0],
            gradients={"x": [-inf], "a": [0.0]},
            why="By `x` the limit of `log1p(a)`; by `a` nothing moves, because `x` is 0.",
        ),
        TestVector(
            name="edge",
            operands={"x": [1.0, 1.0], "a": [-1.0, -2.0]},
            value=[-inf, nan],
            gradients={"x": [-inf, nan], "a": [inf, nan]},
            why=(
                "At -1 the curve falls without bound; below it an undefined value has an undefined slope."
            ),
        ),
    ),
    references=("SciPy special reference", "Standard, product rule"),
    see_also=("special.xlogy", "ufunc.log1p"),
    tags=("Bernoulli likelihood", "zero times log zero"),
)
