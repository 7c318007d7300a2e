"""The variance with Bessel's correction."""

from jacobook import TestVector, identity

rule = identity(
    id="stat.variance_sample",
    title="Sample variance",
    summary="The squared distances from the mean, summed and divided by one less than the count.",
    function="sum((x - mean(x))**2) / (n - 1)",
    operands="x:(n)",
    derivative={
        "grad[x]": "2 * (x - mean(x)) / (n - 1)",
        "hess[x]": "2 / (n - 1) * (eye(n) - ones((n, n)) / n)",
        "same": "var(x, ddof=1)",
    },
    conditions="There are at least two values.",
    why=(
        "It is the population variance times `n / (n - 1)`, a constant, and its slope is that of "
        "the population variance times the same constant. The factor makes the estimate unbiased: "
        "the mean is fitted to the same values, and takes one degree of freedom."
    ),
    pitfalls="With one value it is 0/0. NumPy divides by `n` unless `ddof=1` is given.",
    vectors=(
        TestVector(
            operands={"x": [2.0, 4.0, 6.0, 12.0]},
            value=56 / 3,
            gradients={"x": [-8 / 3, -4 / 3, 0.0, 4.0]},
        ),
    ),
    references=("Standard, chain rule",),
    see_also=("stat.variance", "reduce.var", "stat.cov"),
    tags=("unbiased variance", "Bessel's correction", "ddof"),
)
