"""The paper's example of a Jacobian."""

from jacobook import TestVector, identity

rule = identity(
    id="structural.example.jacobian",
    title="Worked example: Jacobian of [3 x1^2 x2, 2 x1 + x2^8]",
    summary="Two gradients stacked as the rows of a Jacobian.",
    function="array([3 * x[0]**2 * x[1], 2 * x[0] + x[1]**8])",
    operands="x:(2)",
    derivative={"jac[x]": "array([[6 * x[0] * x[1], 3 * x[0]**2], [2, 8 * x[1]**7]])"},
    why=(
        "The first component has the gradient with entries `6 * x[0] * x[1]` and `3 * x[0]**2`, "
        "the second the one with entries 2 and `8 * x[1]**7`. Stacked as rows they are the "
        "Jacobian; its column j belongs to entry j of `x`."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0]},
            cotangent=[10.0, 1.0],
            value=[6.0, 258.0],
            gradients={"x": [122.0, 1054.0]},
        ),
    ),
    references=(
        "Parr & Howard 2018, section 4 (worked example)",
        "The Matrix Calculus You Need For Deep Learning (article), 'Matrix calculus'",
    ),
    see_also=(
        "structural.jacobian",
        "structural.example.gradient",
        "structural.example.gradient_g",
    ),
    tags=(
        "worked example",
        "Jacobian",
    ),
)
