"""The tangent."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="ufunc.tan",
    title="Tangent",
    summary="The tangent of each entry, an angle in radians.",
    function="tan(x)",
    operands="x:(n) unit",
    partials={"x": "1 + y**2"},
    also={"elem[x]": ("1 + tan(x)**2", "1 / cos(x)**2")},
    conditions="The cosine of x is not zero.",
    primal="numpy.tan",
    analytic=True,
    why=(
        "The quotient rule on `sin(x) / cos(x)` gives `(cos(x)**2 + sin(x)**2) / cos(x)**2`, "
        "which is `1 + tan(x)**2`."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -0.75]},
            value=[0.5463024898437905, -0.9315964599440725],
            gradients={"x": [1.2984464104095248, 1.8678719641803279]},
            source="mpmath, 50 digits",
        ),
    ),
    references=(
        "NumPy ufunc reference",
        "DLMF, section 4.20",
    ),
    see_also=(
        "ufunc.sin",
        "ufunc.cos",
        "ufunc.arctan",
    ),
)
