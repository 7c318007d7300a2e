"""The covariance matrix of a table of observations."""

from jacobook import Reference, TestVector, identity

rule = identity(
    id="stat.covariance_matrix",
    title="Covariance matrix of a table",
    summary="The covariances of all pairs of columns, each row being one observation.",
    function="(X - mean(X, axis=0)).T @ (X - mean(X, axis=0)) / m",
    operands="X:(m,n)",
    result="C",
    derivative={
        "vjp[X]": "(X - mean(X, axis=0)) @ (C_bar + C_bar.T) / m",
        "d": "(dX.T @ (X - mean(X, axis=0)) + (X - mean(X, axis=0)).T @ dX) / m",
        "same": ("X.T @ (X - mean(X, axis=0)) / m", "cov(X, rowvar=False, bias=True)"),
    },
    why=(
        "A Gram matrix of the centred table, so its pullback is the centred table times the "
        "cotangent and its transpose. Centering would act once more on the way back. It changes "
        "nothing, because the columns of the centred table sum to zero; for the same reason `dX` "
        "need not be centred."
    ),
    pitfalls=(
        "Here rows are observations. `np.cov` takes columns for observations unless "
        "`rowvar=False`, and divides by `m - 1` unless `bias=True`."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [0.0, -1.0], [5.0, 5.0]]},
            cotangent=[[1.0, 10.0], [0.0, 0.0]],
            value=[[14 / 3, 5.0], [5.0, 6.0]],
            gradients={"X": [[-2 / 3, -10 / 3], [-34 / 3, -20 / 3], [12.0, 10.0]]},
        ),
    ),
    references=(Reference("Mardia, Kent & Bibby 1979", "section 1.4.1"),),
    see_also=("stat.cov", "stat.covariance_scalar", "stat.centering", "linalg.gram"),
    tags=("covariance matrix", "scatter matrix", "sample covariance"),
)
