"""A weighted squared distance."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.form.mahalanobis_x",
    title="Weighted squared distance (Mahalanobis)",
    summary=(
        "The gradients by the two points are opposite: twice the weight matrix times their "
        "difference."
    ),
    function="(x - s) @ W @ (x - s)",
    operands="x:(n); s:(n); W:(n,n) sym",
    derivative={"grad[x]": "2 * W @ (x - s)", "grad[s]": "-2 * W @ (x - s)", "hess[x]": "2 * W"},
    conditions="W is symmetric.",
    why=(
        "The value depends on the difference `x - s` alone. By the difference the gradient is "
        "`2 * W @ (x - s)`, since `W` is symmetric; the difference moves with `x` one to one, "
        "and against `s`."
    ),
    pitfalls=(
        "With a covariance matrix `S` the weight is its inverse: solve with `S`, and do not "
        "invert it."
    ),
    vectors=(
        TestVector(
            operands={"x": [3.0, 1.0], "s": [1.0, 2.0], "W": [[2.0, 1.0], [1.0, 3.0]]},
            value=7.0,
            gradients={"x": [6.0, -2.0], "s": [-6.0, 2.0]},
        ),
    ),
    references=("Matrix Cookbook, equations 85 and 86",),
    see_also=("identity.form.quadratic_sym", "identity.form.wls_x", "linalg.norm2.distance"),
    tags=("Mahalanobis distance", "weighted distance", "squared distance", "precision matrix"),
)
