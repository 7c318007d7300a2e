"""A function of a symmetric matrix, in the space of symmetric matrices."""

from jacobook import TestVector, structural

rule = structural(
    id="structured.symmetric.projection",
    title="Symmetric matrix: the projected gradient",
    summary=(
        "Among symmetric matrices the gradient is the symmetric part of the unconstrained one, "
        "in the Frobenius inner product."
    ),
    function="g(A)",
    operands="A:(n,n) sym*",
    functions={"g(A)": "A[0, 0] * A[0, 1] + A[1, 0]**2 + 5 * A[1, 1]"},
    sizes={"n": 2},
    derivative={"grad[A]": "sym(J(g, A))"},
    conditions="A is symmetric, and so are the directions in which it moves.",
    why=(
        "A step that keeps the matrix symmetric is itself a symmetric matrix `dA`. Its inner "
        "product with the unconstrained gradient `G` sees the symmetric part of `G` only, "
        "because a skew part is orthogonal to every symmetric matrix. So among the symmetric "
        "matrices `sym(G)` is the one that gives all slopes."
    ),
    pitfalls=(
        "This is the gradient that a descent step among symmetric matrices needs. The handbook "
        "form in the free entries is twice as large off the diagonal; see "
        "`structured.symmetric.rule`. The two are not interchangeable."
    ),
    vectors=(
        TestVector(
            operands={"A": [[2.0, 3.0], [3.0, 4.0]]},
            value=35.0,
        ),
    ),
    references=(
        "Srinivasan & Panda 2023, What is the gradient of a scalar function of a symmetric matrix?",
    ),
    see_also=("structured.symmetric.rule", "array.sym", "structured.triangular"),
    tags=("symmetric matrix", "projected gradient", "Frobenius inner product", "sym(G)"),
)
