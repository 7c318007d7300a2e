"""The Hessian as the Jacobian of the gradient."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.layout.hessian",
    title="The Hessian is the Jacobian of the gradient, and symmetric",
    summary="Differentiating the gradient once more gives a symmetric matrix.",
    function="H(f, x)",
    operands="x:(n)",
    functions={"f(x)": "x[0]**2 * x[1] + x[1] * x[2]", "g(x) -> (n)": "J(f, x)"},
    sizes={"n": 3},
    derivative={"same": ("J(g, x)", "H(f, x).T")},
    conditions="f is twice continuously differentiable.",
    why=(
        "The gradient `g` is a vector function of `x`; row i of its Jacobian tells how slope i "
        "answers to every entry of `x`. Entry `(i, j)` is the second derivative first by entry i, "
        "then by entry j. For continuous second derivatives the order does not matter (Schwarz's "
        "theorem), so the matrix is its own transpose, and both layouts print the same."
    ),
    pitfalls=(
        "At a point where the second derivatives jump, the two mixed ones can differ. A computed "
        "Hessian is symmetric up to rounding only."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0, 3.0]},
            value=[[4.0, 2.0, 0.0], [2.0, 0.0, 1.0], [0.0, 1.0, 0.0]],
        ),
    ),
    references=("Wikipedia, Matrix calculus (scalar-by-vector)", "Matrix Cookbook, equation 98"),
    see_also=("structural.hvp", "structural.jacobian", "structural.taylor2"),
    tags=("Hessian matrix", "second derivatives", "Schwarz's theorem", "symmetry", "Hessian"),
)
