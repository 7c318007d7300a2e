"""The divergence of a diagonal Gaussian from the standard one."""

from jacobook import TestVector, identity

rule = identity(
    id="stat.kl_diag_gaussian",
    title="KL divergence of a diagonal Gaussian from the standard normal",
    summary="The regulariser of variational autoencoders, by mean and log variance.",
    function="0.5 * sum(exp(v) + m**2 - 1 - v)",
    operands="m:(n); v:(n)",
    result="d",
    derivative={
        "grad[m]": "m",
        "grad[v]": "0.5 * (exp(v) - 1)",
        "hess[m]": "eye(n)",
        "hess[v]": "diag(0.5 * exp(v))",
    },
    conditions="v is the logarithm of the variance.",
    why=(
        "Each entry has its own term, so the slopes are those of one term. The mean is drawn to "
        "0 and the log variance to 0, where the two distributions agree."
    ),
    pitfalls=(
        "With the variance `u = exp(v)` as the variable, the slope is `0.5 * (1 - 1 / u)`. Near "
        "`v = 0` write `expm1(v)` for `exp(v) - 1`."
    ),
    vectors=(
        TestVector(
            operands={"m": [1.0, -2.0], "v": [0.0, 1.0]},
            value=2.8591409142295228,
            gradients={"m": [1.0, -2.0], "v": [0.0, 0.8591409142295226]},
            source="mpmath, 50 digits",
        ),
    ),
    references=("Kingma & Welling 2014, appendix B",),
    see_also=("stat.kl_gaussians", "stat.normal_1d_log"),
    tags=("variational autoencoder", "VAE", "Kullback-Leibler divergence", "evidence lower bound"),
)
