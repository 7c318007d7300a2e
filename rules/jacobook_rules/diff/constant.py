"""The differential of a constant matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="diff.constant",
    title="Differential of a constant matrix",
    summary="A matrix that does not contain the variable has differential zero.",
    function="A",
    operands="A:(p,q); X:(m,n)",
    derivative={"jac[X]": "zeros((p, q, m, n))"},
    conditions="A does not depend on X.",
    why=(
        "A differential is the part of a change that is linear in `dX`: replace `X` by `X + dX`, "
        "subtract the old value, and keep the terms with one `dX`. For a constant nothing is left "
        "after the subtraction, so `dA = 0`, a zero matrix of the shape of `A`. The Jacobian by "
        "`X` is zero for all pairs of entries."
    ),
    pitfalls=(
        "Constant means not depending on the variable at hand. In a long calculation cross out "
        "the differentials of constants first; most terms of a product rule vanish that way."
    ),
    vectors=(
        TestVector(
            operands={"A": [[2.0, -1.0, 5.0]], "X": [[1.0], [4.0]]},
            value=[[2.0, -1.0, 5.0]],
            gradients={"X": [[0.0], [0.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 33", "Wikipedia, Matrix calculus (differentials)"),
    see_also=("scalar.constant", "structural.constant", "diff.linearity", "diff.product"),
    tags=("differential of a constant", "dA = 0", "calculating with differentials"),
)
