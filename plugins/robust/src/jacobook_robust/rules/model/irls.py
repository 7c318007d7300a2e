"""Iteratively reweighted least squares."""

from jacobook import TestVector, structural

rule = structural(
    id="robust.model.irls",
    title="Iteratively reweighted least squares: the gradient as one of weighted squares",
    summary=(
        "A robust loss has the gradient of a weighted sum of squares, with weights taken from the "
        "current residuals."
    ),
    function="sum(rho(y - X @ w))",
    operands="X:(m,n); w:(n); y:(m)",
    result="C",
    sizes={"m": 3, "n": 2},
    functions={
        "rho(r) -> (m)": "huber(1.5, r)",
        "v(r) -> (m)": "huber_weight(1.5, r)",
    },
    derivative={
        "true": "v(y - X @ w) * (y - X @ w) == De(rho, y - X @ w)",
        "grad[w]": (
            "-X.T @ (v(y - X @ w) * (y - X @ w))",
            "X.T @ diag(v(y - X @ w)) @ X @ w - X.T @ diag(v(y - X @ w)) @ y",
        ),
        "d": "-dot(v(y - X @ w) * (y - X @ w), X @ dw + dX @ w - dy)",
    },
    conditions="The weight is the influence divided by the residual: v(r) * r = rho'(r).",
    why=(
        "With weights `v` held fixed, `sum(v * r**2) / 2` has the gradient `-X.T @ (v * r)`. If "
        "each weight is the influence of its residual divided by it, that is the gradient of the "
        "robust loss. So a minimum solves the normal equations "
        "`X.T @ diag(v) @ X @ w = X.T @ diag(v) @ y` with its own weights: solve them with the weights "
        "of the last residuals, again and again. For a weight that falls with the size of the "
        "residual every step lowers the loss, because the weighted squares touch it from above."
    ),
    pitfalls=(
        "The Hessians differ: the weights move with `w`. Near the solution the steps therefore "
        "shrink by a constant factor only. At a zero residual the quotient is 0 / 0: use a weight "
        "rule, which gives the limit."
    ),
    vectors=(
        TestVector(
            operands={
                "X": [[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]],
                "w": [1.0, 2.0],
                "y": [4.0, 3.0, 3.0],
            },
            value=3.875,
            gradients={"w": [-1.5, -1.0], "y": [1.5, 1.0, 0.0]},
        ),
    ),
    references=("Beaton & Tukey 1974", "Holland & Welsch 1977, section 2"),
    see_also=("robust.model.weighted_solution", "robust.model.linear", "robust.weight.huber"),
    tags=("IRLS", "iteratively reweighted least squares", "normal equations"),
)
