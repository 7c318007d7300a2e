"""The product of a Hessian and a vector."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.hvp",
    title="Hessian-vector product",
    summary="The gradient of a directional derivative is the Hessian times the direction.",
    function="dot(J(f, x), v)",
    operands="x:(n); v:(n)",
    functions={"f(x)": "x[0]**2 * x[1] + x[1] * x[2]", "g(x) -> (n)": "J(f, x)"},
    sizes={"n": 3},
    derivative={"grad[x]": ("H(f, x) @ v", "J(g, x) @ v"), "grad[v]": "J(f, x)"},
    conditions="f is twice continuously differentiable; v does not depend on x.",
    why=(
        "With `v` held constant, the directional derivative `dot(J(f, x), v)` is a number that "
        "depends on `x`. Its gradient is `J(g, x).T @ v` for the gradient function `g`. That "
        "Jacobian is the Hessian, which is symmetric; so `J(g, x) @ v`, the change of the "
        "gradient along `v`, is the same vector. Either way no Hessian is formed: the cost is "
        "that of a few gradients, for any number of variables."
    ),
    pitfalls=(
        "A direction computed from `x` must be held constant, as by `stop`, or its own derivative "
        "joins in. Forward over reverse, `jb.hvp`, needs less memory than reverse twice."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0, 3.0], "v": [1.0, -1.0, 2.0]},
            value=4.0,
            gradients={"x": [2.0, 4.0, -1.0], "v": [4.0, 4.0, 2.0]},
        ),
    ),
    references=("Pearlmutter 1994, fast exact multiplication by the Hessian",),
    see_also=("structural.layout.hessian", "structural.taylor2", "structural.vjp_jvp_adjoint"),
    tags=("Hessian-vector product", "hvp", "forward over reverse", "Pearlmutter"),
)
