"""A gradient in the stacked lower triangle."""

from jacobook import TestVector, structural

rule = structural(
    id="identity.vec.vech_gradient",
    title="Symmetric matrix: the gradient in vech coordinates",
    summary=(
        "The duplication matrix, transposed, collects the unconstrained gradient into the free "
        "entries."
    ),
    function="g(unvec(D @ s, (2, 2)))",
    operands="D:(4,3); s:(3)",
    functions={"g(A)": "A[0, 0] * A[0, 1] + A[1, 0]**2 + 5 * A[1, 1]"},
    derivative={"grad[s]": "D.T @ vec(J(g, unvec(D @ s, (2, 2))))"},
    conditions=(
        "D is the duplication matrix; the test vector has it for n = 2. The formula holds for "
        "every matrix D, so for all linear parametrisations."
    ),
    why=(
        "The vector `s`, called vech, lists the columns of the lower triangle. The duplication "
        "matrix `D` copies its entries to all places of the symmetric matrix: `vec(S) = D @ s`. "
        "This is linear, so the chain rule carries the stacked gradient back by `D.T`, and each "
        "free entry off the diagonal collects the slopes of its two places."
    ),
    pitfalls=(
        "This is the gradient in the free entries, as in `structured.symmetric.rule`: the "
        "slopes of the two places of an entry are added. The gradient in the Frobenius inner "
        "product is `sym(G)`; see `structured.symmetric.projection`."
    ),
    vectors=(
        TestVector(
            operands={
                "D": [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
                "s": [2.0, 3.0, 4.0],
            },
            value=35.0,
            gradients={"s": [3.0, 8.0, 5.0]},
        ),
    ),
    references=("Magnus & Neudecker 1999, chapter 3, section 8", "Matrix Cookbook, equation 138"),
    see_also=("structured.symmetric.rule", "structured.general", "identity.vec.vec", "array.unvec"),
    tags=("vech", "duplication matrix", "half-vectorisation", "symmetric matrix"),
)
