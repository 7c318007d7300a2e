"""The Matern 5/2 kernel matrix of two sets of points."""

from jacobook import TestVector, identity

rule = identity(
    id="kernel.matern52_matrix",
    title="Matern 5/2 kernel matrix of two sets",
    summary="The covariances between each row of one matrix and each row of another.",
    function="matern52(pdist2(X, Y) / s**2)",
    operands="X:(m,n); Y:(k,n); s:() pos",
    result="K",
    derivative={
        "vjp[X]": (
            "5 / (3 * s**2) * ((K_bar * matern32(5 / 3 * pdist2(X, Y) / s**2)) @ Y"
            " - diag(sum(K_bar * matern32(5 / 3 * pdist2(X, Y) / s**2), axis=1)) @ X)"
        ),
        "vjp[s]": (
            "5 / (3 * s**3) * sum(K_bar * matern32(5 / 3 * pdist2(X, Y) / s**2) * pdist2(X, Y))"
        ),
    },
    conditions="s is positive.",
    why=(
        "Each entry is a profile of a squared distance. The pullback of the distances is a weighted "
        "sum of differences, and the weights are the cotangent times the slope of the profile, a "
        "Matern 3/2 kernel matrix of a shorter length scale."
    ),
    pitfalls=(
        "With `Y = X` the matrix depends on `X` twice, and both parts of the gradient add up. The "
        "same form with `matern12` or `matern32` gives the rougher kernels."
    ),
    vectors=(
        TestVector(
            operands={"X": [[4.0, 1.0]], "Y": [[1.0, 5.0], [4.0, 1.0]], "s": 5.0},
            value=[[0.5239941088318203, 1.0]],
            gradients={
                "X": [[-0.06917284654623548, 0.09223046206164731]],
                "Y": [[0.06917284654623548, -0.09223046206164731], [0.0, 0.0]],
                "s": 0.11528807757705913,
            },
            source="mpmath, 50 digits",
        ),
    ),
    references=("Rasmussen & Williams 2006, sections 2.2 and 4.2.1",),
    see_also=("kernel.profile.matern52", "kernel.matern52", "dist.pairwise_sq"),
    tags=("kernel matrix", "cross-covariance"),
)
