"""The outer product of a vector with itself."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.form.outer_self",
    title="Outer product x x^T",
    summary="The cotangent counts by its symmetric part, since the result is symmetric.",
    function="outer(x, x)",
    operands="x:(n)",
    result="Y",
    derivative={"vjp[x]": "(Y_bar + Y_bar.T) @ x", "d": "outer(dx, x) + outer(x, dx)"},
    why=(
        "The product rule moves one of the two equal factors at a time. Entry `(i, j)` of the "
        "cotangent meets `x[i] * x[j]`, which moves with `x[i]` and with `x[j]`: so the "
        "cotangent comes back once as it is and once transposed."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.0, -1.0]},
            cotangent=[[1.0, 10.0], [3.0, 0.0]],
            value=[[4.0, -2.0], [-2.0, 1.0]],
            gradients={"x": [-9.0, 26.0]},
        ),
    ),
    references=("Magnus & Neudecker 1999, chapter 9",),
    see_also=("linalg.outer", "linalg.gram_outer", "identity.form.quadratic"),
    tags=("outer product", "x x^T", "rank one matrix", "covariance"),
)
