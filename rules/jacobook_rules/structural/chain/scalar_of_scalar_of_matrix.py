"""A scalar function of a scalar function of a matrix."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.chain.scalar_of_scalar_of_matrix",
    title="Chain rule through one scalar, by a matrix",
    summary="The outer function scales the matrix of slopes of the inner one.",
    function="g(u(X))",
    operands="X:(m,n)",
    functions={"u(X)": "sum(X**2)", "g(u)": "log(1 + u)"},
    derivative={"grad[X]": "J(g, u(X)) * J(u, X)"},
    conditions="u is differentiable at X, and g at u(X).",
    why=(
        "A change `dX` moves the inner value by `du = sum(J(u, X) * dX)`, and the result by `J(g, "
        "u(X)) * du`. The outer derivative is one number, which scales all slopes alike. So the "
        "gradient of `log det` follows from that of `det`, and the gradient of a norm from that "
        "of its square."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, -2.0, 0.0], [1.0, 0.0, 3.0]]},
            value=2.772588722239781,
            gradients={"X": [[0.125, -0.25, 0.0], [0.125, 0.0, 0.375]]},
            source="log 16, by hand",
        ),
    ),
    references=("Wikipedia, Matrix calculus (scalar-by-matrix)",),
    see_also=(
        "structural.chain.scalar_of_scalar_of_vector",
        "structural.chain.matrix",
        "structural.gradient.matrix",
    ),
    tags=("chain rule", "gradient by a matrix"),
)
