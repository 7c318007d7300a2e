"""The logarithm of the normal density."""

from jacobook import TestVector, identity

rule = identity(
    id="stat.normal_1d_log",
    title="Normal log density in mean and standard deviation",
    summary="The log density of one normal variable, by its mean and its standard deviation.",
    function="-(x - m)**2 / (2 * s**2) - 0.5 * log(2 * pi * s**2)",
    operands="x:(); m:(); s:() pos",
    derivative={
        "elem[m]": "(x - m) / s**2",
        "elem[s]": "((x - m)**2 / s**2 - 1) / s",
    },
    conditions="s > 0.",
    why=(
        "The square gives `(x - m) / s**2` in `m` and `(x - m)**2 / s**3` in `s`. The logarithm "
        "adds `-1 / s`. Set to zero over a sample, they give its mean and its standard deviation."
    ),
    pitfalls=(
        "A network that predicts `s` should predict its logarithm: `s` stays positive, and the "
        "slope `(x - m)**2 / s**2 - 1` does not blow up with `1 / s`."
    ),
    vectors=(
        TestVector(
            operands={"x": 5.0, "m": 1.0, "s": 2.0},
            value=-3.612085713764618,
            gradients={"x": -1.0, "m": 1.0, "s": 1.5},
            source="mpmath, 50 digits; gradients by hand",
        ),
    ),
    references=("Matrix Cookbook, equations 556 and 558",),
    see_also=("stat.normal_1d", "stat.gaussian_logpdf"),
    tags=("normal distribution", "log likelihood", "score function"),
)
