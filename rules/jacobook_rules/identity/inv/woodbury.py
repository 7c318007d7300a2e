"""The inverse of a matrix with a correction of low rank."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.inv.woodbury",
    title="Woodbury identity",
    summary="The inverse of a matrix plus a correction of low rank, by way of a small inverse.",
    function="inv(A + C @ B @ C.T)",
    operands="A:(n,n) spd; B:(k,k) spd; C:(n,k)",
    result="Y",
    derivative={
        "same": "inv(A) - inv(A) @ C @ inv(inv(B) + C.T @ inv(A) @ C) @ C.T @ inv(A)",
    },
    conditions="A, B and `inv(B) + C.T @ inv(A) @ C` are invertible; then the sum is too.",
    why=(
        "With `S = inv(B) + C.T @ inv(A) @ C` multiply the stated form by `A + C @ B @ C.T`. The "
        "result is `eye(n) + C @ B @ C.T @ inv(A) - C @ (eye(k) + B @ C.T @ inv(A) @ C) @ inv(S) @ "
        "C.T @ inv(A)`. The bracket is `B @ S`, so `S` cancels, the last two terms cancel, and "
        "`eye(n)` is left."
    ),
    pitfalls=(
        "It pays when `k` is much smaller than `n` and `A` is easy to solve with, as a diagonal "
        "one is. If `A` is nearly singular the two terms cancel and digits are lost."
    ),
    vectors=(
        TestVector(
            operands={"A": [[2.0, 0.0], [0.0, 1.0]], "B": [[2.0]], "C": [[1.0], [1.0]]},
            value=[[0.375, -0.25], [-0.25, 0.5]],
        ),
    ),
    special_points=(
        TestVector(
            name="singular sum",
            operands={"A": [[1.0, 0.0], [0.0, 1.0]], "B": [[-1.0]], "C": [[1.0], [0.0]]},
            raises="SingularMatrixError",
            why="The sum is singular, and so is the small matrix `inv(B) + C.T @ inv(A) @ C`.",
        ),
    ),
    references=("Matrix Cookbook, equation 156",),
    see_also=("linalg.inv", "identity.logdet.gram_shift", "identity.inv.trace_shift"),
    tags=("matrix inversion lemma", "Sherman-Morrison-Woodbury formula", "low rank update"),
)
