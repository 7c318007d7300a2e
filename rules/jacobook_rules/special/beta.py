"""The beta function."""

from jacobook import TestVector, elementwise, inf

rule = elementwise(
    id="special.beta",
    title="Beta function",
    summary=(
        "The integral of a product of two powers over the unit interval, made of gamma functions."
    ),
    function="beta(x, a)",
    operands="x:(n) pos; a:(n) pos",
    partials={"x": "y * (digamma(x) - digamma(x + a))", "a": "y * (digamma(a) - digamma(x + a))"},
    also={"same": "gamma(x) * gamma(a) / gamma(x + a)"},
    conditions="x > 0 and a > 0.",
    primal="scipy.special.beta",
    why=(
        "`log(y)` is `gammaln(x) + gammaln(a) - gammaln(x + a)`. Its slope by `x` is `digamma(x) "
        "- digamma(x + a)`, and times `y` it is the slope of `y` itself."
    ),
    pitfalls=(
        "Where one operand is far larger than the other, the difference for the large one is "
        "small and has lost digits."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.5, 0.75], "a": [1.25, 3.0]},
            value=[0.2724215640822982, 0.5541125541125541],
            gradients={
                "x": [-0.13059365315199034, -1.2569479582466596],
                "a": [-0.38411193230982943, -0.14393242792080574],
            },
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="pole",
            operands={"x": [0.0], "a": [2.0]},
            value=[inf],
            gradients={"x": [-inf]},
            why="The integral diverges as the first operand goes to 0.",
        ),
    ),
    references=("SciPy special reference", "DLMF, section 5.12"),
    see_also=("special.betaln", "special.gamma", "special.digamma"),
    tags=("beta function", "Euler integral"),
)
