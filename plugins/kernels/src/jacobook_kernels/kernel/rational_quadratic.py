"""The rational quadratic kernel of two points."""

from jacobook import TestVector, identity

rule = identity(
    id="kernel.rational_quadratic",
    title="Rational quadratic kernel",
    summary="A mixture of squared exponential covariances of many length scales.",
    function="exp(-a * log1p(sum((x - y)**2) / (2 * a * s**2)))",
    operands="x:(n); y:(n); s:() pos; a:() pos",
    result="k",
    derivative={
        "grad[x]": "-k * (x - y) / (s**2 + sum((x - y)**2) / (2 * a))",
        "grad[y]": "k * (x - y) / (s**2 + sum((x - y)**2) / (2 * a))",
        "grad[s]": "k * sum((x - y)**2) / (s * (s**2 + sum((x - y)**2) / (2 * a)))",
        "grad[a]": (
            "k * (sum((x - y)**2) / (2 * a * s**2 + sum((x - y)**2))"
            " - log1p(sum((x - y)**2) / (2 * a * s**2)))"
        ),
        "same": "(1 + sum((x - y)**2) / (2 * a * s**2))**(-a)",
    },
    conditions="s and a are positive.",
    why=(
        "Write the power as an exponential of a logarithm. The exponent is `-a * log1p(z)` with "
        "`z = sum((x - y)**2) / (2 * a * s**2)`; its slope in `z` is `-a / (1 + z)`, and `a` itself "
        "is felt as a factor and inside `z`."
    ),
    pitfalls=(
        "For large `a` it is the RBF kernel. Written as a power of `1 + z` it rounds away a small "
        "`z`; `log1p` keeps it."
    ),
    vectors=(
        TestVector(
            operands={"x": [3.0, 1.0], "y": [1.0, 0.0], "s": 1.0, "a": 2.5},
            value=0.1767766952966369,
            gradients={
                "x": [-0.1767766952966369, -0.08838834764831845],
                "y": [0.1767766952966369, 0.08838834764831845],
                "s": 0.4419417382415922,
                "a": -0.03414392028524996,
            },
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="equal points",
            operands={"x": [1.0, 2.0], "y": [1.0, 2.0], "s": 0.5, "a": 2.0},
            value=1.0,
            gradients={"x": [0.0, 0.0], "y": [0.0, 0.0], "s": 0.0, "a": 0.0},
            why="The kernel is largest there, and smooth.",
        ),
    ),
    references=("Rasmussen & Williams 2006, equation 4.19",),
    see_also=("kernel.rbf", "kernel.matern52"),
    tags=("kernel function", "stationary", "scale mixture"),
)
