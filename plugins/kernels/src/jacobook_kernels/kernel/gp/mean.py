"""The predictive mean of a Gaussian process at a point."""

from jacobook import TestVector, identity

rule = identity(
    id="kernel.gp.mean",
    title="Gaussian process predictive mean",
    summary="What a Gaussian process with the RBF kernel predicts at a point, and its slope there.",
    function="exp(-0.5 * sum((X - x)**2, axis=1) / s**2) @ a",
    operands="x:(n); X:(m,n); a:(m); s:() pos",
    result="f",
    derivative={
        "grad[x]": "(X - x).T @ (a * exp(-0.5 * sum((X - x)**2, axis=1) / s**2)) / s**2",
        "grad[a]": "exp(-0.5 * sum((X - x)**2, axis=1) / s**2)",
    },
    conditions="s is positive; a solves the kernel matrix of X for the observations.",
    why=(
        "The mean is a sum of kernels around the observed points, with weights `a`. Each pulls the "
        "point `x` towards its own centre, as strong as its weight times its kernel."
    ),
    pitfalls=(
        "Far from all data the mean and its slope are 0: a search that follows the slope must "
        "start near the data."
    ),
    vectors=(
        TestVector(
            operands={"x": [3.0, 1.0], "X": [[1.0, 0.0], [3.0, 1.0]], "a": [1.0, 2.0], "s": 2.0},
            value=2.5352614285189903,
            gradients={
                "x": [-0.26763071425949514, -0.13381535712974757],
                "X": [[0.26763071425949514, 0.13381535712974757], [0.0, 0.0]],
                "a": [0.5352614285189903, 1.0],
                "s": 0.3345383928243689,
            },
            source="mpmath, 50 digits",
        ),
    ),
    references=("Rasmussen & Williams 2006, equation 2.25",),
    see_also=("kernel.rbf_cross", "kernel.gp.variance", "kernel.gp_marginal"),
    tags=("Gaussian process", "kriging", "Bayesian optimisation", "kernel ridge regression"),
)
