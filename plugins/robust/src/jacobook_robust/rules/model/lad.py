"""Least absolute deviations."""

from jacobook import TestVector, identity

rule = identity(
    id="robust.model.lad",
    title="Least absolute deviations",
    summary="The sum of the absolute residuals of a linear model.",
    function="sum(abs(y - X @ w))",
    operands="X:(m,n); w:(n); y:(m)",
    result="C",
    derivative={
        "grad[w]": "-X.T @ sign(y - X @ w)",
        "grad[X]": "-outer(sign(y - X @ w), w)",
        "grad[y]": "sign(y - X @ w)",
        "hess[w]": "zeros((n, n))",
    },
    conditions="No residual is zero.",
    why=(
        "Every point pulls with the same force, whatever its residual: only the side counts. So the "
        "fit is a median: moving a point without crossing the line changes nothing."
    ),
    pitfalls=(
        "At the minimum as many residuals are zero as there are weights, so the gradient does not "
        "vanish there, it jumps: use linear programming, or a smooth neighbour such as Charbonnier. "
        "A zero residual counts with the slope 0."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [1.0, -1.0]], "w": [1.0, 1.0], "y": [5.0, -3.0]},
            value=5.0,
            gradients={"w": [0.0, -3.0], "y": [1.0, -1.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="a point on the line",
            operands={"X": [[1.0], [2.0]], "w": [1.0], "y": [1.0, 5.0]},
            value=3.0,
            gradients={"w": [-2.0], "y": [0.0, 1.0]},
            why="The subgradient of least size: a point on the fitted line does not pull.",
        ),
    ),
    references=("Koenker 2005, section 1.2",),
    see_also=("robust.model.quantile", "robust.convex.charbonnier", "reduce.median"),
    tags=("robust regression", "LAD", "least absolute deviations", "L1"),
)
