"""The M-estimator of location."""

from jacobook import TestVector, identity

rule = identity(
    id="robust.model.location",
    title="M-estimator of location: the estimating equation",
    summary="The robust losses around a centre, whose slope is minus the sum of the influences.",
    function="sum(rho((x - mu) / s))",
    operands="x:(n); mu:(); s:() pos",
    functions={
        "rho(u) -> (n)": "pseudo_huber(1.5, u)",
        "v(u) -> (n)": "pseudo_huber_weight(1.5, u)",
    },
    derivative={
        "grad[mu]": (
            "-sum(De(rho, (x - mu) / s)) / s",
            "sum(v((x - mu) / s)) / s**2 * (mu - sum(v((x - mu) / s) * x) / sum(v((x - mu) / s)))",
        ),
        "grad[x]": "De(rho, (x - mu) / s) / s",
    },
    conditions="rho is differentiable, and the weight is its slope divided by the residual.",
    why=(
        "Moving the centre moves all residuals by the same amount. The estimate is where the "
        "influences balance, `sum(psi((x - mu) / s)) = 0`: the mean for `psi(u) = u`, the median for "
        "`psi(u) = sign(u)`. With weights, influences divided by residuals, the same "
        "equation says that the estimate is the weighted mean of the points. Solving it for `mu` and "
        "differentiating shows why the influence has its name: a point far away moves the "
        "estimate by its influence, divided by the sum of the slopes of all."
    ),
    pitfalls=(
        "The scale must itself be robust, such as the median of the absolute residuals divided by "
        "0.6745. A redescending influence has several balances; take the one nearest to the median."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 3.0, 2.0], "mu": 2.0, "s": 1.0},
            value=0.9083269131959838,
            gradients={"mu": 0.0},
        ),
    ),
    references=("Huber 1964, section 1", "Hampel et al. 1986, section 2.3"),
    see_also=("robust.model.linear", "robust.model.irls", "reduce.median", "reduce.mean"),
    tags=("location", "estimating equation", "influence function", "M-estimator"),
)
