"""The product of two scalar functions of a matrix."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.product.matrix_scalar",
    title="Product rule for scalar functions of a matrix",
    summary="Each gradient, a matrix, is scaled by the value of the other function.",
    function="u(X) * v(X)",
    operands="X:(m,n)",
    functions={"u(X)": "sum(X)", "v(X)": "sum(X**2)"},
    derivative={"grad[X]": "u(X) * J(v, X) + v(X) * J(u, X)"},
    conditions="u and v are differentiable at X.",
    why=(
        "By each entry of `X` the ordinary product rule holds: `u` times the slope of `v`, plus "
        "`v` times the slope of `u`. The slopes stand at the places of their entries, so "
        "both gradients have the shape of `X`, and `u(X)` and `v(X)` are plain numbers."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0, 0.0], [-1.0, 0.0, 1.0]]},
            value=21.0,
            gradients={"X": [[13.0, 19.0, 7.0], [1.0, 7.0, 13.0]]},
        ),
    ),
    references=("Wikipedia, Matrix calculus (scalar-by-matrix)",),
    see_also=("scalar.product", "structural.product.scalar_vector", "structural.gradient.matrix"),
    tags=("product rule", "gradient by a matrix"),
)
