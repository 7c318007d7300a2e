"""The Jacobian of a constant vector."""

from jacobook import TestVector, identity

rule = identity(
    id="structural.constant",
    title="Jacobian of a constant vector",
    summary="A vector that does not contain the variable has a Jacobian of zeros.",
    function="a",
    operands="a:(m); x:(n)",
    derivative={"jac[x]": "zeros((m, n))"},
    conditions="a does not depend on x.",
    why=(
        "Each entry of the value is a constant and has n partial derivatives, all 0. The zeros "
        "fill a matrix of shape (m, n), one row for each output: the shape of a derivative does "
        "not depend on its numbers."
    ),
    pitfalls="The answer is a matrix of zeros and not the number 0; sums of Jacobians rely on it.",
    vectors=(
        TestVector(
            operands={"a": [3.0, -1.0], "x": [1.0, 2.0, 4.0]},
            value=[3.0, -1.0],
            gradients={"a": [1.0, 1.0], "x": [0.0, 0.0, 0.0]},
        ),
    ),
    references=(
        "Wikipedia, Matrix calculus (vector-by-vector)",
        "Parr & Howard 2018, section 2 (table)",
    ),
    see_also=("scalar.constant", "diff.constant", "structural.linearity"),
    tags=("constant rule", "derivative of a constant", "zero Jacobian"),
)
