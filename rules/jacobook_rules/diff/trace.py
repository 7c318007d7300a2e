"""The differential of a trace."""

from jacobook import TestVector, structural

rule = structural(
    id="diff.trace",
    title="Trace and differential commute",
    summary="The derivative of a trace is the trace of the derivative.",
    function="trace(f(x))",
    operands="x:()",
    functions={"f(x) -> (n, n)": "array([[x, 5], [x**2, x**3]])"},
    derivative={"elem[x]": "trace(J(f, x))", "d": "trace(J(f, x) * dx)"},
    conditions="f is differentiable at x; f(x) is a square matrix.",
    why=(
        "The trace is a sum of entries, and so a linear map: `trace(X + dX) = trace(X) + "
        "trace(dX)` without any remainder. Hence `d trace(X) = trace(dX)`. The same holds for "
        "every linear map: a sum, a transpose, a diagonal, a product with a constant matrix."
    ),
    pitfalls=(
        "Under a trace factors may be turned in a circle, `trace(A @ dX) = trace(dX @ A)`, "
        "and the whole may be transposed. This brings `dX` to the end, where the gradient can be "
        "read off; without the trace neither step is allowed."
    ),
    vectors=(TestVector(operands={"x": 2.0}, value=10.0, gradients={"x": 13.0}),),
    references=("Matrix Cookbook, equation 36",),
    see_also=(
        "linalg.trace",
        "diff.transpose",
        "diff.linearity",
        "diff.differential_to_derivative",
    ),
    tags=("differential of a trace", "d tr(X)", "calculating with differentials"),
)
