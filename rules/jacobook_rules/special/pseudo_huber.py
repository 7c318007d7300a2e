"""The pseudo-Huber loss."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="special.pseudo_huber",
    title="Pseudo-Huber loss",
    summary=(
        "A smooth form of the Huber loss: close to half a square near 0, close to a line far out."
    ),
    function="scipy_pseudo_huber(delta, r)",
    op="scipy_pseudo_huber",
    operands="delta:(n) pos; r:(n)",
    partials={
        "delta": "y / delta * (y / (delta * hypot(delta, r)))",
        "r": "r * (delta / hypot(delta, r))",
    },
    also={
        "elem[r]": "r / sqrt(1 + (r / delta)**2)",
        "same": "delta**2 * (sqrt(1 + (r / delta)**2) - 1)",
    },
    conditions="delta > 0.",
    primal="scipy.special.pseudo_huber",
    why=(
        "With `s = sqrt(1 + (r / delta)**2)` the chain rule gives `r / s` by `r`, and `delta * s` "
        "is `hypot(delta, r)`. By `delta` the terms combine to `delta * (s - 1)**2 / s`, a "
        "perfect square."
    ),
    pitfalls="The threshold comes first.",
    vectors=(
        TestVector(
            operands={"delta": [1.0, 2.0], "r": [0.75, -1.5]},
            value=[0.25, 1.0],
            gradients={"delta": [0.05, 0.1], "r": [0.6, -1.2]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="no residual",
            operands={"delta": [1.0], "r": [0.0]},
            value=[0.0],
            gradients={"delta": [0.0], "r": [0.0]},
            why="The bottom of the bowl.",
        ),
    ),
    references=("SciPy special reference", "Standard, chain rule"),
    see_also=("special.huber", "ufunc.hypot"),
    tags=("Charbonnier loss", "robust regression", "smooth absolute value"),
)
