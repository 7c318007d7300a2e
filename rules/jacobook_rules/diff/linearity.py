"""The differential of a linear combination."""

from jacobook import TestVector, structural

rule = structural(
    id="diff.linearity",
    title="Differential of a linear combination",
    summary="Differentials go through sums and constant factors.",
    function="a * f(x) + b * g(x)",
    operands="a:(); b:(); x:()",
    functions={
        "f(x) -> (m, n)": "array([[x, x**2], [1, 3 * x]])",
        "g(x) -> (m, n)": "array([[x**3, 2], [x, 0]])",
    },
    derivative={"jac[x]": "a * J(f, x) + b * J(g, x)"},
    conditions="a and b do not depend on x; f(x) and g(x) have the same shape.",
    why=(
        "In differentials: `d(a * X + b * Y) = a * dX + b * dY`. The change of a sum is the sum "
        "of the changes, and a constant factor scales the change with the value. Here `X = f(x)` "
        "and `dX = J(f, x) * dx`; divide by `dx` to have the derivative, a matrix of the shape "
        "of `f(x)`."
    ),
    pitfalls="A factor that depends on `x` itself is no constant: use the product rule.",
    vectors=(
        TestVector(
            operands={"a": 3.0, "b": -1.0, "x": 2.0},
            cotangent=[[1.0, 0.0], [2.0, 1.0]],
            value=[[-2.0, 10.0], [1.0, 18.0]],
            gradients={"a": 10.0, "b": 12.0, "x": -2.0},
        ),
    ),
    references=(
        "Matrix Cookbook, equations 34 and 35",
        "Wikipedia, Matrix calculus (matrix-by-scalar)",
        "Giles 2008, section 2.2.1",
    ),
    see_also=("diff.constant", "diff.product", "structural.linearity", "scalar.sum"),
    tags=("differential of a sum", "d(X + Y)", "linearity", "calculating with differentials"),
)
