"""The solution of the weighted normal equations."""

from jacobook import TestVector, identity

NORMAL = "X.T @ (v[:, None] * X)"

rule = identity(
    id="robust.model.weighted_solution",
    title="One reweighting step: the solution of the weighted normal equations",
    summary="Weighted least squares as a function of the weights and of the data.",
    function=f"solve({NORMAL}, X.T @ (v * y))",
    operands="X:(m,n) rank; v:(m) pos; y:(m)",
    result="w",
    derivative={
        "jac[y]": f"solve({NORMAL}, X.T @ diag(v))",
        "jac[v]": f"solve({NORMAL}, X.T @ diag(y - X @ w))",
        "vjp[v]": f"(X @ solve({NORMAL}, w_bar)) * (y - X @ w)",
    },
    conditions="X has full column rank, and the weights are positive.",
    why=(
        "Differentiate the equations `X.T @ (v * (y - X @ w)) = 0`. A change `dv` leaves "
        "`X.T @ (dv * r)` with `r = y - X @ w`, which the change of `w` must balance: "
        "`dw = solve(X.T @ diag(v) @ X, X.T @ (dv * r))`. A point moves the fit by its residual: one "
        "on the line can have any weight."
    ),
    pitfalls=(
        "With weights of 0 the matrix may be singular. Forming it squares the condition number; for "
        "data that are nearly collinear scale the rows by the root of their weights and use QR."
    ),
    vectors=(
        TestVector(
            operands={
                "X": [[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]],
                "v": [1.0, 1.0, 1.0],
                "y": [1.0, 2.0, 6.0],
            },
            cotangent=[3.0, 0.0],
            value=[2.0, 3.0],
            gradients={"v": [-2.0, 1.0, 1.0], "y": [2.0, -1.0, 1.0]},
        ),
    ),
    references=("Holland & Welsch 1977, section 2", "Björck 1996, section 4.5"),
    see_also=("robust.model.irls", "reduce.weighted_mean", "linalg.solve"),
    tags=("IRLS", "weighted least squares", "normal equations"),
)
