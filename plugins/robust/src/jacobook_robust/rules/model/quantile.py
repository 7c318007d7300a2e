"""Quantile regression."""

from jacobook import TestVector, identity

rule = identity(
    id="robust.model.quantile",
    title="Quantile regression",
    summary="The tilted absolute residuals of a linear model, summed.",
    function="sum(pinball(tau, y - X @ w))",
    operands="X:(m,n); w:(n); y:(m); tau:() unit01",
    result="C",
    derivative={
        "grad[w]": (
            "X.T @ (where(y - X @ w < 0, 1.0, 0.0) - tau)",
            "-X.T @ (sign(y - X @ w) + 2 * tau - 1) / 2",
        ),
        "grad[tau]": "sum(y - X @ w)",
        "hess[w]": "zeros((n, n))",
    },
    conditions="No residual is zero.",
    why=(
        "A point above the line pulls with `tau`, one below with `1 - tau`. With a column of ones in "
        "`X` the pulls balance where a part `tau` of the points lies below the line. Half of the sum "
        "for `tau = 1/2` is least absolute deviations."
    ),
    pitfalls=(
        "Lines fitted for two quantiles can cross. The minimum is at a kink, as with least absolute "
        "deviations; a residual that is zero there counts with the slope 0."
    ),
    vectors=(
        TestVector(
            operands={
                "X": [[1.0, 2.0], [1.0, -1.0]],
                "w": [1.0, 1.0],
                "y": [5.0, -4.0],
                "tau": 0.75,
            },
            value=2.5,
            gradients={"w": [-0.5, -1.75], "y": [0.75, -0.25], "tau": -2.0},
        ),
    ),
    special_points=(
        TestVector(
            name="a point on the line",
            operands={"X": [[1.0], [2.0]], "w": [1.0], "y": [1.0, 6.0], "tau": 0.75},
            value=3.0,
            gradients={"w": [-1.5], "y": [0.0, 0.75]},
            why="The subgradient of least size: a point on the fitted line does not pull.",
        ),
    ),
    references=("Koenker & Bassett 1978", "Koenker 2005, section 2.2"),
    see_also=("robust.quantile.pinball", "robust.model.lad"),
    tags=("quantile regression", "robust regression"),
)
