"""Normalisation by the root mean square."""

from jacobook import TestVector, identity, nan

rule = identity(
    id="nn.rms_norm",
    title="RMS normalisation",
    summary="A vector divided by the root of its mean square, then scaled entry by entry.",
    function="g * x / sqrt(mean(x**2) + c)",
    operands="x:(n); g:(n); c:() pos",
    derivative={
        "vjp[x]": (
            "(g * y_bar - x * mean(g * y_bar * x) / (mean(x**2) + c)) / sqrt(mean(x**2) + c)"
        ),
        "vjp[g]": "y_bar * x / sqrt(mean(x**2) + c)",
        "jac[x]": (
            "diag(g) @ (eye(n) - outer(x, x) / (n * (mean(x**2) + c))) / sqrt(mean(x**2) + c)"
        ),
    },
    conditions="c is positive, or x is not zero.",
    why=(
        "Let `h = g * y_bar` and let `r` be the root. The numerator passes `h / r`. The root moves "
        "by `x / (n * r)`, and dividing by it takes away `mean(h * x) / r**2` for each unit of "
        "`x / r`: the part of `h` along `x`."
    ),
    pitfalls="Unlike layer normalisation it subtracts no mean, so a shift of `x` has an effect.",
    vectors=(
        TestVector(
            operands={"x": [3.0, -1.0], "g": [1.0, 2.0], "c": 4.0},
            cotangent=[9.0, 9.0],
            value=[1.0, -2 / 3],
            gradients={"x": [2.5, 6.0 + 1 / 6], "g": [9.0, -3.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="zero",
            operands={"x": [0.0, 0.0], "g": [1.0, 2.0], "c": 4.0},
            cotangent=[3.0, 5.0],
            value=[0.0, 0.0],
            gradients={"x": [1.5, 5.0], "g": [0.0, 0.0]},
            why="The constant `c` under the root keeps the slope finite.",
        ),
        TestVector(
            name="zero, nothing added",
            operands={"x": [0.0, 0.0], "g": [1.0, 2.0], "c": 0.0},
            value=[nan, nan],
            gradients={"x": [nan, nan], "g": [nan, nan]},
            why="Zero divided by zero: an undefined value has an undefined slope.",
        ),
    ),
    references=("Zhang & Sennrich 2019",),
    see_also=("nn.layer_norm", "nn.l2_normalize"),
    tags=("RMSNorm", "root mean square", "normalisation layer"),
)
