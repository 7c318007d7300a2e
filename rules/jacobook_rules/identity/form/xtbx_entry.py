"""The quadratic form of a matrix, entry by entry."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.form.xtbx_entry",
    title="X^T B X, entry by entry",
    summary=(
        "Each entry of the quadratic form of a matrix depends on two columns, and gets one term "
        "from each."
    ),
    function="X.T @ B @ X",
    operands="X:(m,n); B:(m,m)",
    result="Y",
    derivative={
        "jac[X]": "einsum([eye(n), X.T @ B], 'lj,ki->klij') + einsum([eye(n), B @ X], 'kj,il->klij')",
        "vjp[X]": "B @ X @ Y_bar.T + B.T @ X @ Y_bar",
        "d": "dX.T @ B @ X + X.T @ dB @ X + X.T @ B @ dX",
    },
    why=(
        "Entry `(k, l)` is column `k` of `X` times `B` times column `l`. So it moves with "
        "`X[i, j]` only if `j` is `k` or `l`: the slope is `(B @ X)[i, l]` in the first case "
        "and `(X.T @ B)[k, i]` in the second. On the diagonal both count. The pullback sums "
        "these slopes, weighted with the cotangent."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 0.0, 1.0], [0.0, 2.0, 1.0]], "B": [[1.0, 1.0], [0.0, 2.0]]},
            cotangent=[[0.0, 1.0, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, 2.0]],
            value=[[1.0, 2.0, 2.0], [0.0, 8.0, 4.0], [1.0, 6.0, 4.0]],
            gradients={"X": [[2.0, 1.0, 6.0], [4.0, 1.0, 10.0]], "B": [[2.0, 4.0], [2.0, 2.0]]},
        ),
    ),
    references=("Matrix Cookbook, equations 79 and 80", "Giles 2008, section 2.3.2"),
    see_also=(
        "identity.form.congruence",
        "identity.form.quadratic",
        "linalg.gram",
        "structural.single_entry",
    ),
    tags=("X^T B X", "quadratic form", "index form", "single-entry matrix"),
)
