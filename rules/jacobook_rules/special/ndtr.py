"""The standard normal distribution function."""

from jacobook import TestVector, elementwise, inf

rule = elementwise(
    id="special.ndtr",
    title="Normal distribution function",
    summary="The probability that a standard normal variable is at most the entry.",
    function="ndtr(x)",
    operands="x:(n)",
    partials={"x": "exp(-(x**2) / 2) / sqrt(2 * pi)"},
    also={"same": "(1 + erf(x / sqrt(2))) / 2"},
    primal="scipy.special.ndtr",
    analytic=True,
    why=(
        "`y` is the integral of the normal density from minus infinity to `x`; the density at `x` "
        "is the slope."
    ),
    pitfalls=(
        "Below about -38 the value underflows to 0. Its logarithm should be written "
        "`log_ndtr(x)`, and the probability of the other tail `ndtr(-x)`."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -1.25]},
            value=[0.6914624612740131, 0.10564977366685525],
            gradients={"x": [0.35206532676429947, 0.18264908538902191]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"x": [-10.0, -inf, inf]},
            value=[7.619853024160525e-24, 0.0, 1.0],
            gradients={"x": [7.694598626706419e-23, 0.0, 0.0]},
            why="On the left `1 + erf(x / sqrt(2))` would be 0.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 7.2.1"),
    see_also=("special.log_ndtr", "special.ndtri", "special.erf"),
    tags=("normal distribution", "Gaussian", "cumulative distribution function", "probit", "Phi"),
)
