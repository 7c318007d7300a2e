"""A vector brought to mean 0 and standard deviation 1."""

from jacobook import TestVector, identity, nan

rule = identity(
    id="nn.standardize",
    title="Standardisation (x - mean) / std",
    summary="A vector brought to mean 0 and standard deviation 1: its standard scores.",
    function="(x - mean(x)) / std(x)",
    operands="x:(n) distinct",
    derivative={
        "vjp[x]": "(y_bar - mean(y_bar) - y * mean(y * y_bar)) / std(x)",
        "jac[x]": "(eye(n) - (ones((n, n)) + outer(y, y)) / n) / std(x)",
    },
    conditions="The entries of x are not all equal.",
    why=(
        "Subtracting the mean takes the mean of the cotangent away; dividing by the standard "
        "deviation, whose gradient is `y / n`, takes away its part along `y`. So the Jacobian is "
        "the projection across the vector of ones and across `y`, divided by the deviation: "
        "neither shifting nor stretching `x` changes the scores."
    ),
    pitfalls=(
        "Two entries always have the scores 1 and -1, so their Jacobian is 0. With `ddof=1` the "
        "scores have a factor, and `y * mean(y * y_bar)` becomes `y * sum(y * y_bar) / (n - 1)`."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 1.0, 1.0, 1.0, 6.0]},
            cotangent=[8.0, 0.0, 0.0, 0.0, 2.0],
            value=[-0.5, -0.5, -0.5, -0.5, 2.0],
            gradients={"x": [3.0, -1.0, -1.0, -1.0, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="constant",
            operands={"x": [3.0, 3.0, 3.0]},
            value=[nan, nan, nan],
            gradients={"x": [nan, nan, nan]},
            why="Zero divided by zero: an undefined value has an undefined slope.",
        ),
    ),
    references=("Standard, quotient rule",),
    see_also=("nn.layer_norm", "reduce.std", "linalg.normalize"),
    tags=("z-score", "standard score", "whitening"),
)
