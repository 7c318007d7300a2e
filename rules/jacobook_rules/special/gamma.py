"""The gamma function."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="special.gamma",
    title="Gamma function",
    summary=(
        "The smooth curve through the factorials: at a whole number, the product of all smaller "
        "ones."
    ),
    function="gamma(x)",
    operands="x:(n) range(0.6,3)",
    partials={"x": "y * digamma(x)"},
    conditions="x is not 0 or a negative whole number.",
    primal="scipy.special.gamma",
    why=(
        "`digamma` is by definition the slope of the logarithm of `gamma`: the slope divided by "
        "the value."
    ),
    pitfalls=(
        "`gamma(n)` is the factorial of `n - 1`. It overflows beyond 171.6; work with "
        "`gammaln(x)` instead."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.5, 0.75, -1.75]},
            value=[1.329340388179137, 1.2254167024651776, 2.7623694538833585],
            gradients={"x": [0.9347345216260855, -1.3306320586438753, -6.4161324056749]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="poles",
            operands={"x": [0.0, -1.0]},
            value=[inf, nan],
            gradients={"x": [-inf, nan]},
            why=(
                "At 0 the limits from the right, as by IEEE division; at -1 the two sides go to opposite "
                "infinities."
            ),
        ),
        TestVector(
            name="overflow",
            operands={"x": [172.0]},
            value=[inf],
            gradients={"x": [inf]},
            why="Value and slope are too large for a float.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 5.2.2"),
    see_also=("special.gammaln", "special.digamma", "special.rgamma", "special.beta"),
    tags=("factorial", "Euler"),
)
