"""The log marginal likelihood in a hyperparameter of the kernel."""

from jacobook import TestVector, structural

rule = structural(
    id="kernel.gp.hyperparameter",
    title="Log marginal likelihood in a hyperparameter",
    summary="The slope of the log marginal likelihood in any number that the kernel depends on.",
    function="-0.5 * y @ solve(K(X, s), y) - 0.5 * logdet(K(X, s))",
    operands="X:(m,n); y:(m); s:() pos",
    result="f",
    functions={"K(X, s) -> (m, m)": "exp(-0.5 * pdist2(X, X) / s**2) + 0.5 * eye(m)"},
    derivative={
        "elem[s]": (
            "0.5 * sum((outer(solve(K(X, s), y), solve(K(X, s), y)) - inv(K(X, s)))"
            " * J(K, X, s, arg=1))"
        ),
        "grad[y]": "-solve(K(X, s), y)",
    },
    conditions="`K(X, s)` is symmetric positive definite and differentiable in s.",
    why=(
        "The chain rule pairs the gradient in the kernel matrix with the slope of that matrix. The "
        "instance is the RBF kernel with noise; there the slope by the length scale is the kernel "
        "times the squared distances, divided by `s**3`."
    ),
    pitfalls=(
        "For a positive hyperparameter optimise its logarithm: the slope is `s` times this one, "
        "and no step can leave the domain. The gradient in the matrix is the same for all "
        "hyperparameters; compute it once."
    ),
    vectors=(
        TestVector(
            operands={"X": [[0.0], [1.0]], "y": [1.0, -1.0], "s": 1.0},
            value=-1.4354321347297658,
            gradients={"s": -0.5643297024290835, "y": [-1.119232585729657, 1.119232585729657]},
            source="mpmath, 50 digits",
        ),
    ),
    references=("Rasmussen & Williams 2006, equation 5.9",),
    see_also=("kernel.gp_marginal", "kernel.rbf_matrix", "structural.chain.scalar_of_vector"),
    tags=("Gaussian process", "length scale", "empirical Bayes", "model selection"),
)
