"""The RBF kernel matrix of two sets of points."""

from jacobook import TestVector, identity

rule = identity(
    id="kernel.rbf_cross",
    title="RBF kernel matrix of two sets",
    summary="The covariances between each row of one matrix and each row of another.",
    function="exp(-0.5 * pdist2(X, Y) / s**2)",
    operands="X:(m,n); Y:(k,n); s:() pos",
    result="K",
    derivative={
        "vjp[X]": "((K_bar * K) @ Y - diag(sum(K_bar * K, axis=1)) @ X) / s**2",
        "vjp[Y]": "((K_bar * K).T @ X - diag(sum(K_bar * K, axis=0)) @ Y) / s**2",
        "vjp[s]": "sum(K_bar * K * pdist2(X, Y)) / s**3",
    },
    conditions="s is positive.",
    why=(
        "Entry `(i, j)` pulls `X[i]` towards `Y[j]` with the strength `K_bar[i, j] * K[i, j] / "
        "s**2`. The sums of these pulls are the products with `Y` less those with `X`."
    ),
    pitfalls="Inducing points are learnt by the gradient in `Y`; far ones have none, `K` being 0.",
    vectors=(
        TestVector(
            operands={"X": [[3.0, 1.0]], "Y": [[1.0, 0.0], [3.0, 1.0]], "s": 2.0},
            cotangent=[[1.0, 5.0]],
            value=[[0.5352614285189903, 1.0]],
            gradients={
                "X": [[-0.26763071425949514, -0.13381535712974757]],
                "Y": [[0.26763071425949514, 0.13381535712974757], [0.0, 0.0]],
                "s": 0.3345383928243689,
            },
            source="mpmath, 50 digits",
        ),
    ),
    references=("Rasmussen & Williams 2006, sections 2.2 and 8.3",),
    see_also=("kernel.rbf_matrix", "kernel.gp.mean", "dist.pairwise_sq"),
    tags=("kernel matrix", "cross-covariance", "inducing points"),
)
