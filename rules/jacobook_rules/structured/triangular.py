"""A function of a triangular matrix."""

from jacobook import TestVector, structural

rule = structural(
    id="structured.triangular",
    title="Lower triangular matrix: the gradient is masked",
    summary=(
        "Among lower triangular matrices the gradient is the lower triangle of the "
        "unconstrained one."
    ),
    function="g(L)",
    operands="L:(n,n) tril*",
    functions={"g(L)": "L[0, 0] * L[0, 1] + L[1, 0]**2 + 5 * L[1, 1]"},
    sizes={"n": 2},
    derivative={"grad[L]": "tril(J(g, L))"},
    conditions="L is lower triangular, and so are the directions in which it moves.",
    why=(
        "A step that keeps the matrix lower triangular has zeros above the diagonal. Its inner "
        "product with the unconstrained gradient never meets the entries there, so they are "
        "dropped. Every free entry stands in one place, so none is doubled, and this is also "
        "the gradient in the free entries."
    ),
    vectors=(
        TestVector(
            operands={"L": [[2.0, 0.0], [3.0, 4.0]]},
            value=29.0,
        ),
    ),
    references=("Matrix Cookbook, equation 133",),
    see_also=(
        "array.tril",
        "structured.general",
        "structured.symmetric.projection",
        "linalg.cholesky",
    ),
    tags=("triangular matrix", "Cholesky factor", "masked gradient", "projected gradient"),
)
