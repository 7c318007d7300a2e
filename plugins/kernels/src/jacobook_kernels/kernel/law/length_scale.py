"""The law of length scales: the slope in the scale from the slope in the points."""

from jacobook import TestVector, structural

rule = structural(
    id="kernel.law.length_scale",
    title="Slope of a kernel in its length scale",
    summary="Longer scales act as if the points moved towards each other.",
    function="f((x - y) / s)",
    operands="x:(n); y:(n); s:() pos",
    result="k",
    functions={"f(u)": "exp(-0.5 * sum(u**2)) * cos(3 * u[0])"},
    derivative={
        "grad[s]": "-dot(J(f, (x - y) / s), x - y) / s**2",
        "grad[x]": "J(f, (x - y) / s) / s",
        "grad[y]": "-J(f, (x - y) / s) / s",
    },
    conditions="s is positive, and f is differentiable at `(x - y) / s`.",
    why=(
        "The inner function `(x - y) / s` has the slope `-(x - y) / s**2` in `s`. So `s` times the "
        "slope in the scale is minus the slope in `x` along `x - y`: a derivative that is known "
        "already."
    ),
    pitfalls="The slope in the logarithm of the scale is `s` times this one.",
    vectors=(
        TestVector(
            operands={"x": [0.0, 3.0], "y": [0.0, 1.0], "s": 1.0},
            value=0.1353352832366127,
            gradients={
                "x": [0.0, -0.2706705664732254],
                "y": [0.0, 0.2706705664732254],
                "s": 0.5413411329464508,
            },
            source="by hand, with exp(-2) = 0.1353352832366127",
        ),
    ),
    references=("Standard, chain rule",),
    see_also=("kernel.law.stationary", "kernel.rbf_ard", "kernel.gp.hyperparameter"),
    tags=("length scale", "scaling"),
)
