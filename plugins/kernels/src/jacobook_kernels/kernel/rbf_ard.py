"""The RBF kernel with a length scale for each input."""

from jacobook import TestVector, identity

rule = identity(
    id="kernel.rbf_ard",
    title="RBF kernel with one length scale per input",
    summary="A squared exponential covariance that can learn which inputs matter.",
    function="exp(-0.5 * sum(((x - y) / s)**2))",
    operands="x:(n); y:(n); s:(n) pos",
    result="k",
    derivative={
        "grad[s]": "k * (x - y)**2 / s**3",
        "grad[x]": "-k * (x - y) / s**2",
        "grad[y]": "k * (x - y) / s**2",
        "hess[x]": "k * (outer((x - y) / s**2, (x - y) / s**2) - diag(1 / s**2))",
    },
    conditions="All length scales are positive.",
    why=(
        "Each input has its own term in the exponent, `-0.5 * ((x[i] - y[i]) / s[i])**2`, and no "
        "other term contains its length scale."
    ),
    pitfalls=(
        "An input that does not matter gets a length scale that grows without end. Learn the "
        "logarithms of the length scales, whose gradient is `s` times this one."
    ),
    vectors=(
        TestVector(
            operands={"x": [3.0, 1.0], "y": [1.0, 0.0], "s": [2.0, 1.0]},
            value=0.36787944117144233,
            gradients={
                "x": [-0.18393972058572117, -0.36787944117144233],
                "y": [0.18393972058572117, 0.36787944117144233],
                "s": [0.18393972058572117, 0.36787944117144233],
            },
            source="mpmath, 50 digits",
        ),
    ),
    references=("Rasmussen & Williams 2006, section 5.1",),
    see_also=("kernel.rbf", "dist.mahalanobis"),
    tags=("kernel function", "automatic relevance determination", "ARD"),
)
