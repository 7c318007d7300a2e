"""The Poisson loss."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.poisson_nll",
    title="Poisson negative log-likelihood",
    summary="The cost of predicted logarithms of rates when counts were observed.",
    function="sum(exp(z) - t * z)",
    operands="z:(n); t:(n) pos",
    result="C",
    derivative={"grad[z]": "exp(z) - t", "hess[z]": "diag(exp(z))"},
    why=(
        "A Poisson variable of rate `exp(z)` has the log-likelihood `t * z - exp(z)`, up to terms "
        "without `z`. Its negative has the slope rate less count, and as the exponential is its "
        "own slope the loss is convex."
    ),
    pitfalls="The exponential overflows from about 709 on, and so does the loss itself.",
    vectors=(
        TestVector(
            operands={"z": [0.0, 1.0], "t": [3.0, 2.0]},
            value=1.7182818284590453,
            gradients={"z": [-2.0, 0.7182818284590452], "t": [0.0, -1.0]},
            source="mpmath, 50 digits",
        ),
    ),
    references=("Standard, chain rule",),
    see_also=("loss.gaussian_nll", "loss.bce_logits", "ufunc.exp"),
    tags=("Poisson regression", "count data", "negative log-likelihood"),
)
