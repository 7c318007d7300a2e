"""Dawson's integral."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="special.dawsn",
    title="Dawson's integral",
    summary=(
        "The imaginary error function times a decaying exponential: odd, with one hump on each "
        "side."
    ),
    function="dawsn(x)",
    operands="x:(n)",
    partials={"x": "hyp1f1(1, 0.5, -(x**2))"},
    also={"elem[x]": "1 - 2 * x * y", "same": "sqrt(pi) / 2 * exp(-x**2) * erfi(x)"},
    primal="scipy.special.dawsn",
    why=(
        "The product rule on `sqrt(pi) / 2 * exp(-x**2) * erfi(x)`: the exponential brings `-2 * "
        "x * y`, the other factor 1. For large `x` the two terms nearly cancel; their difference "
        "is a confluent hypergeometric function, which is computed as a whole."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -1.25]},
            value=[0.4244363835020223, -0.4958270739643261],
            gradients={"x": [0.5755636164979777, -0.2395676849108153]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"x": [1000.0]},
            value=[0.000500000250000375],
            gradients={"x": [-5.00000750001875e-07]},
            why="`2 * x * y` agrees with 1 in six digits.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 7.2.5"),
    see_also=("special.erfi", "special.hyp1f1"),
    tags=("Dawson function", "dawsn"),
)
