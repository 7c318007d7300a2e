"""Huber's loss."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="special.huber",
    title="Huber function",
    summary="Half a square for small residuals, a straight line for large ones.",
    function="scipy_huber(delta, r)",
    op="scipy_huber",
    operands="delta:(n) range(0.9,1.1); r:(n)",
    partials={
        "delta": "where(abs(r) <= delta, 0, abs(r) - delta)",
        "r": "where(abs(r) <= delta, r, delta * sign(r))",
    },
    also={
        "elem[r]": "minimum(maximum(r, -delta), delta)",
        "elem[delta]": "maximum(abs(r) - delta, 0)",
        "same": "where(abs(r) <= delta, r**2 / 2, delta * (abs(r) - delta / 2))",
    },
    conditions="delta > 0.",
    primal="scipy.special.huber",
    why=(
        "Inside, the slope of `r**2 / 2` is `r`; outside, that of `delta * abs(r)` is `delta` "
        "with the sign of `r`. At the border both agree, so the slope is the residual, clipped."
    ),
    pitfalls=("The threshold comes first. The second derivative jumps from 1 to 0 at the border."),
    vectors=(
        TestVector(
            operands={"delta": [1.0, 2.0, 1.0], "r": [0.5, -3.0, -0.25]},
            value=[0.125, 4.0, 0.03125],
            gradients={"delta": [0.0, 1.0, 0.0], "r": [0.5, -2.0, -0.25]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="border",
            operands={"delta": [1.0], "r": [1.0]},
            value=[0.5],
            gradients={"delta": [0.0], "r": [1.0]},
            why="Both pieces have this slope.",
        ),
    ),
    references=("SciPy special reference", "Huber 1964"),
    see_also=("special.pseudo_huber", "loss.mse", "ufunc.clip"),
    tags=("Huber loss", "robust regression", "smooth L1"),
)
