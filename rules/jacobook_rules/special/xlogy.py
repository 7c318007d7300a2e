"""A number times a logarithm."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="special.xlogy",
    title="x log y",
    summary="The product of a number and a logarithm, which is 0 wherever the number is.",
    function="xlogy(x, a)",
    operands="x:(n) pos; a:(n) pos",
    partials={"x": "log(a)", "a": "x / where((x == 0) & (a == 0), inf, where(y == y, a, nan))"},
    also={"elem[a]": "x / a", "same": "x * log(a)"},
    conditions="a > 0, or x and a are both 0.",
    primal="scipy.special.xlogy",
    why=(
        "The product rule on `x * log(a)`: the logarithm by `x`, and `x / a` by `a`. The "
        "conditions settle the corner, where `x / a` would be 0/0, and negative `a`, where the "
        "value is undefined."
    ),
    pitfalls=(
        "`x * log(a)` is NaN where both are 0; `xlogy(x, a)` is 0 there, which is what entropies "
        "and likelihoods mean."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.0, 0.5], "a": [3.0, 0.25]},
            value=[2.1972245773362196, -0.6931471805599453],
            gradients={
                "x": [1.0986122886681098, -1.3862943611198906],
                "a": [0.6666666666666666, 2.0],
            },
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="corner",
            operands={"x": [0.0], "a": [0.0]},
            value=[0.0],
            gradients={"x": [-inf], "a": [0.0]},
            why="By `x` the limit of `log(a)`; by `a` nothing moves, because `x` is 0.",
        ),
        TestVector(
            name="edge",
            operands={"x": [1.0, 1.0], "a": [0.0, -1.0]},
            value=[-inf, nan],
            gradients={"x": [-inf, nan], "a": [inf, nan]},
            why=(
                "At 0 the curve falls without bound; below it an undefined value has an undefined slope."
            ),
        ),
    ),
    references=("SciPy special reference", "Standard, product rule"),
    see_also=("special.xlog1py", "special.entr", "special.rel_entr"),
    tags=("cross entropy", "likelihood", "zero times log zero"),
)
