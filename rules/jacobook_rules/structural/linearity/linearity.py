"""The Jacobian of a linear combination."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.linearity",
    title="Jacobian of a linear combination",
    summary="Jacobians add up and scale as their functions do.",
    function="a * u(x) + b * v(x)",
    operands="a:(); b:(); x:(n)",
    functions={
        "u(x) -> (m)": "array([x[0] * x[1], x[0]**2, x[1]])",
        "v(x) -> (m)": "array([x[1], 3 * x[0], x[0] * x[1]])",
    },
    sizes={"n": 2},
    derivative={"jac[x]": "a * J(u, x) + b * J(v, x)"},
    conditions="a and b do not depend on x; u(x) and v(x) have the same length.",
    why=(
        "Entry `(i, j)` of the Jacobian is an ordinary derivative, of output i by input j. For it "
        "the sum rule and the rule for constant factors hold, and they hold for all entries at "
        "once. So differentiation is itself a linear map."
    ),
    vectors=(
        TestVector(
            operands={"a": 3.0, "b": -1.0, "x": [2.0, 1.0]},
            cotangent=[1.0, 2.0, -1.0],
            value=[5.0, 6.0, 1.0],
            gradients={"a": 9.0, "b": 11.0, "x": [22.0, 4.0]},
        ),
    ),
    references=(
        "Wikipedia, Matrix calculus (vector-by-vector)",
        "Wikipedia, Matrix calculus (scalar-by-vector)",
    ),
    see_also=("scalar.sum", "scalar.multiple", "structural.linearity.matrix", "diff.linearity"),
    tags=("linearity", "sum rule", "constant factor"),
)
