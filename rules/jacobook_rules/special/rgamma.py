"""The reciprocal of the gamma function."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="special.rgamma",
    title="Reciprocal gamma function",
    summary=(
        "One over the gamma function: smooth everywhere, with zeros where the gamma function has "
        "poles."
    ),
    function="rgamma(x)",
    operands="x:(n) pos",
    partials={
        "x": "where(x < 0.5, gamma(1 - minimum(x, 0.5)) * (cos(pi * x) - sin(pi * x) / pi * digamma(1 - minimum(x, 0.5))), -digamma(maximum(x, 0.25)) * y)"
    },
    also={"elem[x]": "-digamma(x) * y", "same": "1 / gamma(x)"},
    primal="scipy.special.rgamma",
    why=(
        "The reciprocal rule gives `-digamma(x) / gamma(x)`, which is infinity over infinity at "
        "the poles. For `x < 1/2` the reflection formula `y = sin(pi * x) * gamma(1 - x) / pi` is "
        "differentiated instead, where every factor is finite."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.5, 0.75, -1.75, 0.5]},
            value=[0.7522527780636751, 0.8160489390982629, 0.3620080574646497, 0.5641895835477563],
            gradients={
                "x": [
                    -0.5289515363393055,
                    0.8861156189580571,
                    0.8408330845640883,
                    1.107791903872871,
                ]
            },
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="zeros",
            operands={"x": [0.0, -1.0, -2.0]},
            value=[0.0, 0.0, 0.0],
            gradients={"x": [1.0, -1.0, 2.0]},
            why=(
                "Where the gamma function has poles. At `-n` the slope is the factorial of `n`, with the "
                "sign of `cos(pi * n)`."
            ),
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 5.5.3"),
    see_also=("special.gamma", "special.digamma"),
    tags=("1/Gamma", "entire function"),
)
