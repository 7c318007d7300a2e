"""How the ridge solution depends on the data."""

from jacobook import TestVector, identity

rule = identity(
    id="optim.ridge_solution",
    title="Ridge solution by data and penalty",
    summary="How the best weights of ridge regression move with targets, penalty and features.",
    function="solve(X.T @ X + c * eye(n), X.T @ y)",
    operands="X:(m,n); y:(m); c:() pos",
    result="w",
    derivative={
        "jac[y]": "solve(X.T @ X + c * eye(n), X.T)",
        "jac[c]": "-solve(X.T @ X + c * eye(n), w)",
        "vjp[X]": (
            "outer(y - X @ w, solve(X.T @ X + c * eye(n), w_bar))"
            " - outer(X @ solve(X.T @ X + c * eye(n), w_bar), w)"
        ),
    },
    conditions="`X.T @ X + c * eye(n)` is invertible, as it is for every `c > 0`.",
    why=(
        "Differentiate the equations that define `w`, `(X.T @ X + c * eye(n)) @ w = X.T @ y`, and "
        "solve for `dw`: the right-hand side is `X.T @ dy - dc * w + dX.T @ (y - X @ w) - "
        "X.T @ dX @ w`. The matrix is symmetric, so the pullback solves with it once, for "
        "`v`, and pairs `v` with each of these terms."
    ),
    pitfalls=(
        "There is no need to differentiate through the iterations of an optimiser: the solution's "
        "own equations give its derivative."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 1.0], [0.0, 1.0], [1.0, 0.0]], "y": [1.0, -1.0, 7.0], "c": 1.0},
            cotangent=[0.0, 8.0],
            value=[3.0, -1.0],
            gradients={
                "X": [[-5.0, -1.0], [-9.0, 3.0], [-1.0, 11.0]],
                "y": [2.0, 3.0, -1.0],
                "c": 6.0,
            },
        ),
    ),
    references=("Standard, implicit differentiation of the normal equations",),
    see_also=("optim.ridge", "linalg.solve", "optim.normal_equations"),
    tags=("implicit differentiation", "hyperparameter gradient", "bilevel optimisation"),
)
