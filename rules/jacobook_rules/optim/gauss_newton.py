"""Nonlinear least squares."""

from jacobook import TestVector, structural

rule = structural(
    id="optim.gauss_newton",
    title="Nonlinear least squares: gradient and Hessian",
    summary="Half the squared length of a residual, with the two parts of its Hessian.",
    function="0.5 * sum(r(x)**2)",
    operands="x:(n)",
    functions={
        "r(x) -> (m)": "array([x[0] * x[1], x[0]**2 - x[1]])",
        "p(x)": "x[0] * x[1]",
        "q(x)": "x[0]**2 - x[1]",
    },
    sizes={"n": 2, "m": 2},
    result="C",
    derivative={
        "grad[x]": "J(r, x).T @ r(x)",
        "hess[x]": "J(r, x).T @ J(r, x) + p(x) * H(p, x) + q(x) * H(q, x)",
    },
    conditions="The residuals, here the two entries `p` and `q` of `r`, have second derivatives.",
    why=(
        "The cost has the residual for its slope, and the chain rule carries it back with the "
        "transposed Jacobian. The product rule then differentiates `J(r, x).T` and `r(x)`: the "
        "second gives `J(r, x).T @ J(r, x)`, the first adds the curvature of each residual, times "
        "that residual."
    ),
    pitfalls=(
        "Gauss and Newton's method drops the curvature part. That is good where residuals are "
        "small or nearly linear, and keeps the matrix from having negative eigenvalues; far from "
        "a solution the step may still be too long, which Levenberg and Marquardt's method damps."
    ),
    vectors=(TestVector(operands={"x": [2.0, 1.0]}, value=6.5, gradients={"x": [14.0, 1.0]}),),
    references=("Nocedal & Wright 2006, section 10.1",),
    see_also=("structural.chain.scalar_of_vector", "optim.linear_regression", "reduce.sum_squares"),
    tags=("Gauss-Newton", "Levenberg-Marquardt", "nonlinear least squares", "curve fitting"),
)
