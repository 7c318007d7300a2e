"""The cyclic property of the trace."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.trace.cyclic",
    title="Cyclic property of the trace",
    summary="The factors under a trace can be turned round in a circle.",
    function="trace(A @ B @ C)",
    operands="A:(m,n); B:(n,p); C:(p,m)",
    derivative={"same": ("trace(B @ C @ A)", "trace(C @ A @ B)")},
    why=(
        "For two factors the trace is the sum of all `A[i, j] * B[j, i]`, and the order of numbers "
        "does not matter: `trace(A @ B) = trace(B @ A)`. Take a longer product for two factors, "
        "the first one and the rest, to move the first to the end. In proofs this brings a "
        "differential to the last place: `trace(G.T @ dX)` shows the gradient `G`."
    ),
    pitfalls=(
        "Only turning is allowed, not swapping: `trace(A @ C @ B)` is another number, if it exists "
        "at all. Transposing the whole product is allowed too, and reverses the order."
    ),
    vectors=(
        TestVector(
            operands={
                "A": [[1.0, 0.0, 2.0], [3.0, 1.0, 0.0]],
                "B": [[1.0], [2.0], [-1.0]],
                "C": [[4.0, 1.0]],
            },
            value=1.0,
            gradients={
                "A": [[4.0, 8.0, -4.0], [1.0, 2.0, -1.0]],
                "B": [[7.0], [1.0], [8.0]],
                "C": [[-1.0, 5.0]],
            },
        ),
    ),
    references=("Matrix Cookbook, equation 16",),
    see_also=("identity.trace.product_sum", "identity.trace.axb", "linalg.trace"),
    tags=("cyclic property", "cyclic permutation", "trace trick"),
)
