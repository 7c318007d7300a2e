"""The density of the normal distribution."""

from jacobook import TestVector, identity

rule = identity(
    id="stat.normal_1d",
    title="Normal density in mean and standard deviation",
    summary="The bell curve of one variable, by its centre and its width.",
    function="exp(-(x - m)**2 / (2 * s**2)) / sqrt(2 * pi * s**2)",
    operands="x:(); m:(); s:() pos",
    derivative={
        "elem[m]": "y * (x - m) / s**2",
        "elem[s]": "y / s * ((x - m)**2 / s**2 - 1)",
    },
    conditions="s > 0.",
    why=(
        "The slope of the density is the density times the slope of its logarithm. A wider curve "
        "is lower within one standard deviation of the mean and higher beyond: there the slope "
        "in `s` changes its sign."
    ),
    vectors=(
        TestVector(
            operands={"x": 5.0, "m": 1.0, "s": 2.0},
            value=0.026995483256594026,
            gradients={
                "x": -0.026995483256594026,
                "m": 0.026995483256594026,
                "s": 0.04049322488489104,
            },
            source="mpmath, 50 digits",
        ),
    ),
    references=("Matrix Cookbook, equations 555 and 557",),
    see_also=("stat.normal_1d_log", "stat.gaussian_pdf"),
    tags=("normal distribution", "Gaussian", "bell curve"),
)
