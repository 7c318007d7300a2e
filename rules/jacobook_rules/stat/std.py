"""The standard deviation of a sample."""

from jacobook import TestVector, identity

rule = identity(
    id="stat.std",
    title="Standard deviation of a sample",
    summary="The root of the mean squared distance of the values from their mean.",
    function="std(x)",
    operands="x:(n) distinct",
    derivative={
        "grad[x]": "(x - mean(x)) / (n * y)",
        "same": ("sqrt(mean((x - mean(x))**2))", "norm2(x - mean(x)) / sqrt(n)"),
    },
    conditions="The values are not all equal.",
    why=(
        "The root has the slope `1 / (2 * y)`, and the variance `2 * (x - mean(x)) / n`. Seen as "
        "a vector, `x - mean(x)` has the length `sqrt(n) * y`, so the gradient is the unit vector "
        "along it, divided by `sqrt(n)`."
    ),
    pitfalls=(
        "Layers that divide by a standard deviation add a small number to the variance first: "
        "for nearly equal values the direction of the gradient is noise."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]},
            value=2.0,
            gradients={"x": [-0.1875, -0.0625, -0.0625, -0.0625, 0.0, 0.0, 0.125, 0.25]},
        ),
    ),
    special_points=(
        TestVector(
            name="constant",
            operands={"x": [3.0, 3.0, 3.0]},
            value=0.0,
            gradients={"x": [0.0, 0.0, 0.0]},
            why="The least value of a scaled norm: the subgradient of least norm is 0.",
        ),
    ),
    references=("Standard, chain rule",),
    see_also=("reduce.std", "stat.variance", "linalg.norm2"),
    tags=("standard deviation", "spread"),
)
