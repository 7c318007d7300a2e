"""The Gaussian loss with a predicted variance."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.gaussian_nll",
    title="Gaussian negative log-likelihood with predicted variance",
    summary="The cost of a predicted mean and variance when the targets are known.",
    function="0.5 * sum(log(v) + (p - t)**2 / v)",
    operands="p:(n); v:(n) pos; t:(n)",
    result="C",
    derivative={
        "grad[p]": "(p - t) / v",
        "grad[v]": "0.5 * (1 / v - (p - t)**2 / v**2)",
    },
    conditions="Every variance is positive.",
    why=(
        "In the mean this is a squared error, weighted by `1 / v`. In the variance the logarithm "
        "has the slope `1 / v` and the quotient `-(p - t)**2 / v**2`; they balance where `v` is "
        "the squared error."
    ),
    pitfalls=(
        "As a variance goes to 0 the loss has no lower bound if the error vanishes too, and the "
        "gradient explodes. Predict the logarithm of the variance, or add a small constant to it."
    ),
    vectors=(
        TestVector(
            operands={"p": [1.0, 5.0], "v": [1.0, 1.0], "t": [3.0, 2.0]},
            value=6.5,
            gradients={"p": [-2.0, 3.0], "v": [-1.5, -4.0], "t": [2.0, -3.0]},
        ),
        TestVector(
            name="other variances",
            operands={"p": [1.0, 5.0], "v": [4.0, 0.5], "t": [3.0, 2.0]},
            value=9.846573590279972,
            gradients={"p": [-0.5, 6.0], "v": [0.0, -17.0], "t": [0.5, -6.0]},
            source="mpmath, 50 digits",
        ),
    ),
    references=("Nix & Weigend 1994",),
    see_also=("loss.mse", "loss.poisson_nll"),
    tags=("Gaussian likelihood", "heteroscedastic regression", "negative log-likelihood"),
)
