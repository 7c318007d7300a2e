"""The log-cosh loss."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.log_cosh",
    title="Log-cosh loss",
    summary="A smooth loss that is a parabola for small errors and a straight line for large ones.",
    function="sum(log(cosh(p - t)))",
    operands="p:(n); t:(n)",
    result="C",
    derivative={
        "grad[p]": "tanh(p - t)",
        "hess[p]": "diag(1 - tanh(p - t)**2)",
        "same": "sum(ln_cosh(p - t))",
    },
    why=(
        "By the chain rule the slope in each error `r` is `sinh(r) / cosh(r)`, which is `tanh(r)`: "
        "close to `r` for a small error, and never beyond 1. The slope of the hyperbolic tangent "
        "is `1 - tanh(r)**2`, so the loss is convex."
    ),
    pitfalls=(
        "Written as it stands, it overflows from errors of about 710 on. The book recognises the "
        "logarithm of the hyperbolic cosine where it differentiates, and computes it without."
    ),
    vectors=(
        TestVector(
            operands={"p": [1.0, -2.0], "t": [0.0, 1.0]},
            value=2.7431093350608124,
            gradients={
                "p": [0.7615941559557649, -0.9950547536867305],
                "t": [-0.7615941559557649, 0.9950547536867305],
            },
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"p": [1000.0], "t": [0.0]},
            gradients={"p": [1.0], "t": [-1.0]},
            why="The hyperbolic cosine overflows; the slope does not.",
        ),
    ),
    references=("Standard, chain rule",),
    see_also=("loss.log_cosh.term", "loss.huber", "loss.mae", "ufunc.tanh"),
    tags=("log-cosh loss", "robust regression"),
)
