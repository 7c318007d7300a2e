"""Huber regression."""

from jacobook import TestVector, identity

rule = identity(
    id="robust.model.huber",
    title="Huber regression",
    summary="Gradient and Hessian of the Huber losses of a linear model.",
    function="sum(huber(c, y - X @ w))",
    operands="X:(m,n); w:(n); y:(m); c:() range(0.9,1.1)",
    result="C",
    derivative={
        "grad[w]": (
            "-X.T @ minimum(maximum(y - X @ w, -c), c)",
            "-X.T @ (huber_weight(c, y - X @ w) * (y - X @ w))",
        ),
        "hess[w]": "X.T @ diag(where(abs(y - X @ w) <= c, 1.0, 0.0)) @ X",
        "grad[c]": "sum(maximum(abs(y - X @ w) - c, 0))",
    },
    conditions="No residual has the size of the scale.",
    why=(
        "The influence is the residual, cut off at the scale. Its own slope is 1 inside and 0 "
        "outside, so the Hessian is that of least squares on the points which are inside: Newton's "
        "method drops the others, while the gradient still counts them with their sign."
    ),
    pitfalls=(
        "With few points inside the Hessian is singular, and Newton's method needs a damping term. "
        "Between two Newton steps points change sides: the Hessian jumps there."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [1.0, -1.0]], "w": [1.0, 1.0], "y": [3.5, 4.0], "c": 1.0},
            value=3.625,
            gradients={"w": [-1.5, 0.0], "y": [0.5, 1.0], "c": 3.0},
        ),
    ),
    special_points=(
        TestVector(
            name="a residual at the scale",
            operands={"X": [[1.0]], "w": [1.0], "y": [2.0], "c": 1.0},
            value=0.5,
            gradients={"w": [-1.0]},
            why="The influence is continuous there.",
        ),
    ),
    references=("Huber & Ronchetti 2009, sections 7.3 and 7.8",),
    see_also=("robust.convex.huber", "robust.model.linear", "robust.model.concomitant"),
    tags=("robust regression", "Hessian"),
)
