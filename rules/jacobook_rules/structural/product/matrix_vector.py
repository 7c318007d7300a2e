"""A constant matrix times a vector function."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.product.matrix_vector",
    title="Constant matrix times a vector function",
    summary="A constant matrix multiplies the Jacobian as it multiplies the function.",
    function="A @ u(x)",
    operands="x:(n); A:(p,q)",
    functions={"u(x) -> (q)": "array([x[0] * x[1], x[0]**2, 3 * x[1]])"},
    sizes={"n": 2, "q": 3},
    derivative={"jac[x]": "A @ J(u, x)", "vjp[x]": "J(u, x).T @ (A.T @ y_bar)"},
    conditions="u is differentiable at x; A does not depend on x.",
    why=(
        "The map `u -> A @ u` is linear and is its own Jacobian. The vector chain rule puts it "
        "in front of the Jacobian of the inner function: `d(A @ u) = A @ du = A @ J(u, x) @ dx`. "
        "A linear layer of a network, with `u` as the layers below, is this function."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.0, 1.0], "A": [[1.0, 2.0, 0.0], [0.0, 1.0, -1.0]]},
            cotangent=[1.0, 2.0],
            value=[10.0, 1.0],
            gradients={"x": [17.0, -4.0]},
        ),
    ),
    references=("Wikipedia, Matrix calculus (vector-by-vector)",),
    see_also=("identity.form.matvec", "structural.chain.vector", "diff.two_sided"),
    tags=("linear map of a function", "Jacobian of A u(x)", "linear layer"),
)
