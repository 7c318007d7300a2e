"""The relative error exponential."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="special.exprel",
    title="Relative exponential",
    summary=(
        "The mean of the exponential between 0 and the entry: the change of the exponential "
        "divided by the entry, and 1 at 0."
    ),
    function="exprel(x)",
    operands="x:(n) nonzero",
    partials={"x": "hyp1f1(2, 3, x) / 2"},
    also={"elem[x]": "(exp(x) - y) / x", "same": "(exp(x) - 1) / x"},
    primal="scipy.special.exprel",
    rewrites={"expm1(x) / x": "exprel(x)", "(exp(x) - 1) / x": "exprel(x)"},
    why=(
        "The quotient rule on `(exp(x) - 1) / x`. Near 0 numerator and denominator of the result "
        "both vanish; the same function is `hyp1f1(2, 3, x) / 2`, which has a power series there."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -1.25]},
            value=[1.2974425414002564, 0.570796162511848],
            gradients={"x": [0.7025574585997437, 0.22743309252132626]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="zero",
            operands={"x": [0.0, 1e-06]},
            value=[1.0, 1.0000005000001666],
            gradients={"x": [0.5, 0.5000003333334583]},
            why=(
                "The power series starts `1 + x / 2`; close to 0 `(exp(x) - y) / x` would lose its "
                "digits."
            ),
        ),
        TestVector(
            name="far left",
            operands={"x": [-1000.0]},
            value=[0.001],
            gradients={"x": [1e-06]},
            why="The exponential has vanished, and `-1 / x` is left.",
        ),
    ),
    references=("SciPy special reference", "Standard, quotient rule"),
    see_also=("special.hyp1f1", "ufunc.expm1", "special.spence"),
    tags=("exponential integrator", "phi function", "expm1"),
)
