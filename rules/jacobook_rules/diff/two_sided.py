"""The differential of a matrix between two constant ones."""

from jacobook import TestVector, structural

rule = structural(
    id="diff.two_sided",
    title="A matrix between two constant factors",
    summary="Constant factors on both sides stay where they are.",
    function="A @ f(x) @ B",
    operands="x:(); A:(p,m); B:(n,q)",
    functions={"f(x) -> (m, n)": "array([[x, x**2], [3, x]])"},
    sizes={"m": 2, "n": 2},
    derivative={"jac[x]": "A @ J(f, x) @ B"},
    conditions="A and B do not depend on x; f is differentiable at x.",
    why=(
        "The product rule has three terms, `dA @ X @ B + A @ dX @ B + A @ X @ dB`, and the first "
        "and the last vanish with `dA = 0` and `dB = 0`. What is left is `d(A @ X @ B) = A @ dX "
        "@ B`; divide by `dx`. This is the step that carries a differential out of the "
        "innermost factor of a product."
    ),
    pitfalls="The factors cannot change sides: `A` stays on the left, `B` on the right.",
    vectors=(
        TestVector(
            operands={"x": 2.0, "A": [[1.0, 2.0]], "B": [[1.0, 0.0, 2.0], [0.0, -1.0, 1.0]]},
            cotangent=[[1.0, 2.0, 3.0]],
            value=[[8.0, -8.0, 24.0]],
            gradients={"x": 13.0},
        ),
    ),
    references=("Wikipedia, Matrix calculus (matrix-by-scalar)",),
    see_also=("diff.product", "diff.constant", "linalg.axb"),
    tags=("constant factors", "differential of A X B", "calculating with differentials"),
)
