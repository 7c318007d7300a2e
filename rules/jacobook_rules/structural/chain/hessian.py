"""The chain rule for Hessians."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.chain.hessian",
    title="Chain rule for Hessians",
    summary="The curvature of the outer function, plus the curvatures of the inner ones.",
    function="g(u(x))",
    operands="x:(n)",
    functions={
        "u(x) -> (k)": "array([u1(x), u2(x)])",
        "u1(x)": "x[0] * x[1]",
        "u2(x)": "x[0]**2",
        "D(x) -> (k, n)": "J(u, x)",
        "g(u)": "u[0]**2 * u[1]",
    },
    sizes={"n": 2, "k": 2},
    derivative={
        "grad[x]": "J(u, x).T @ J(g, u(x))",
        "hess[x]": (
            "J(u, x).T @ H(g, u(x)) @ J(u, x) + J(g, u(x))[0] * H(u1, x) + J(g, u(x))[1] * H(u2, x)",
            "J(u, x).T @ H(g, u(x)) @ J(u, x) + tensordot(J(g, u(x)), J(D, x), 1)",
        ),
    },
    conditions="u is twice differentiable at x, and g at u(x).",
    why=(
        "The gradient is `J(u, x).T @ J(g, u(x))`, and both factors depend on `x`. Where the "
        "second one changes, the vector chain rule gives `J(u, x).T @ H(g, u(x)) @ J(u, x)`. "
        "Where the first one changes, each row of `J(u, x)` is the gradient of one component, and "
        "its derivative is that component's Hessian, weighted with its slope in `g`. The Hessians "
        "of all components are `J(D, x)`, the Jacobian of `D(x) = J(u, x)`; for any number of "
        "components `tensordot` sums them."
    ),
    pitfalls=(
        "The first term alone is the Gauss-Newton matrix. It is the whole Hessian only where "
        "`u` is affine or the slopes of `g` vanish."
    ),
    vectors=(TestVector(operands={"x": [1.0, 2.0]}, value=4.0, gradients={"x": [16.0, 4.0]}),),
    references=("Magnus & Neudecker 1999, chapter 6",),
    see_also=("structural.chain.scalar_of_vector", "structural.layout.hessian"),
    tags=("chain rule", "Hessian of a composition", "Gauss-Newton", "second derivatives"),
)
