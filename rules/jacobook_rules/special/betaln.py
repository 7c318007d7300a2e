"""The logarithm of the beta function."""

from jacobook import TestVector, elementwise, inf

rule = elementwise(
    id="special.betaln",
    title="Log-beta function",
    summary="The logarithm of the absolute value of the beta function, without overflow.",
    function="betaln(x, a)",
    operands="x:(n) pos; a:(n) pos",
    partials={"x": "digamma(x) - digamma(x + a)", "a": "digamma(a) - digamma(x + a)"},
    also={"same": ("gammaln(x) + gammaln(a) - gammaln(x + a)", "log(beta(x, a))")},
    conditions="x > 0 and a > 0.",
    primal="scipy.special.betaln",
    why=(
        "It is `gammaln(x) + gammaln(a) - gammaln(x + a)`, and each term has `digamma` for its "
        "slope."
    ),
    pitfalls=(
        "Where one operand is far larger than the other, the difference for the large one is "
        "small and has lost digits."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.5, 0.75], "a": [1.25, 3.0]},
            value=[-1.3004045445423111, -0.5903874466021763],
            gradients={
                "x": [-0.47938074796655306, -2.2683982683982684],
                "a": [-1.4099909219880615, -0.2597530535133291],
            },
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="pole",
            operands={"x": [0.0], "a": [1.0]},
            value=[inf],
            gradients={"x": [-inf], "a": [0.0]},
            why="Near 0 it is `-log(x)`, whatever the other operand is.",
        ),
    ),
    references=("SciPy special reference", "DLMF, section 5.12"),
    see_also=("special.beta", "special.gammaln"),
    tags=("log-beta", "Dirichlet distribution"),
)
