"""The RBF kernel matrix of the rows of a matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="kernel.rbf_matrix",
    title="RBF kernel matrix",
    summary="The squared exponential covariances of all pairs of rows of a matrix.",
    function="exp(-0.5 * pdist2(X, X) / s**2)",
    operands="X:(m,n); s:() pos",
    result="K",
    derivative={
        "vjp[X]": (
            "(((K_bar + K_bar.T) * K) @ X - diag(sum((K_bar + K_bar.T) * K, axis=1)) @ X) / s**2"
        ),
        "vjp[s]": "sum(K_bar * K * pdist2(X, X)) / s**3",
    },
    conditions="s is positive.",
    why=(
        "Row `i` of `X` occurs in row `i` and in column `i` of `K`, so both the cotangent and its "
        "transpose are collected, weighted by `K`. The result is minus the Laplacian of these "
        "weights, times `X`."
    ),
    pitfalls=(
        "The matrix is positive definite, but for close rows barely so: add the noise variance, or "
        "a small number, to its diagonal before factorising it."
    ),
    vectors=(
        TestVector(
            operands={"X": [[0.0], [1.0]], "s": 1.0},
            cotangent=[[5.0, 1.0], [2.0, 7.0]],
            value=[[1.0, 0.6065306597126334], [0.6065306597126334, 1.0]],
            gradients={
                "X": [[1.8195919791379003], [-1.8195919791379003]],
                "s": 1.8195919791379003,
            },
            source="by hand, with exp(-1/2) = 0.6065306597126334",
        ),
    ),
    references=("Rasmussen & Williams 2006, section 5.4.1",),
    see_also=("kernel.rbf", "kernel.rbf_cross", "dist.pairwise_sq", "kernel.gp.hyperparameter"),
    tags=("kernel matrix", "Gram matrix", "squared exponential"),
)
