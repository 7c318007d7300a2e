"""The variance of a sample."""

from jacobook import TestVector, identity

rule = identity(
    id="stat.variance",
    title="Variance of a sample",
    summary="The mean squared distance of the values from their mean.",
    function="mean((x - mean(x))**2)",
    operands="x:(n)",
    derivative={
        "grad[x]": "2 * (x - mean(x)) / n",
        "hess[x]": "2 / n * (eye(n) - ones((n, n)) / n)",
        "same": ("var(x)", "mean(x**2) - mean(x)**2"),
    },
    why=(
        "Moving one value moves the mean too. That second effect cancels, because the distances "
        "from the mean sum to zero. What is left is the slope of one square, divided by `n`. "
        "The Hessian is the centering matrix, scaled: shifting all values changes nothing."
    ),
    pitfalls=(
        "Written as `mean(x**2) - mean(x)**2` it is the difference of two large numbers when the "
        "mean is large, and loses its digits."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 3.0, 4.0, 8.0]},
            value=6.5,
            gradients={"x": [-1.5, -0.5, 0.0, 2.0]},
        ),
    ),
    references=("Standard, chain rule",),
    see_also=("reduce.var", "stat.variance_sample", "stat.std", "stat.centering"),
    tags=("population variance", "second moment"),
)
