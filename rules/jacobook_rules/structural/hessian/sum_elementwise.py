"""The Hessian of a sum of an element-wise function."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.hessian.sum_elementwise",
    title="Hessian of a sum of an element-wise function",
    summary="Entries that do not meet in the function do not meet in the Hessian: it is diagonal.",
    function="sum(f(x))",
    operands="x:(n)",
    functions={"f(x) -> (n)": "x**3", "s(x) -> (n)": "De(f, x)"},
    derivative={"grad[x]": "De(f, x)", "hess[x]": "diag(De(s, x))"},
    conditions="Entry i of f(x) depends on entry i of x only, by a twice differentiable map.",
    why=(
        "The gradient is the vector of slopes, `s(x) = De(f, x)`, and slope i contains entry i of "
        "`x` only. Its Jacobian, the Hessian, is therefore diagonal, with the second "
        "derivatives as entries. A Newton step then costs n divisions, one for each variable."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, -2.0, 3.0]}, value=20.0, gradients={"x": [3.0, 12.0, 27.0]}
        ),
    ),
    references=("Wikipedia, Hessian matrix",),
    see_also=("reduce.sum_elementwise", "elementwise.unary", "structural.layout.hessian"),
    tags=("diagonal Hessian", "separable function", "second derivative"),
)
