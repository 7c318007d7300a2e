"""Huber's concomitant scale."""

from jacobook import TestVector, identity

rule = identity(
    id="robust.model.concomitant",
    title="Huber's concomitant scale",
    summary="Weights and scale of a robust linear model fitted together by one convex function.",
    function="s * sum(huber(c, (y - X @ w) / s) + a)",
    operands="X:(m,n); w:(n); y:(m); s:() range(0.9,1.1); c:() range(1.3,1.5); a:() pos",
    result="C",
    derivative={
        "grad[w]": "-X.T @ minimum(maximum((y - X @ w) / s, -c), c)",
        "grad[s]": "sum(a - minimum(abs(y - X @ w) / s, c)**2 / 2)",
        "grad[y]": "minimum(maximum((y - X @ w) / s, -c), c)",
    },
    conditions="s > 0, and no scaled residual has the size of c.",
    why=(
        "The factor `s` in front cancels the `1 / s` of the chain rule, so the slopes by the weights "
        "are the influences themselves. By the scale the product rule gives `rho(u) + a - u * psi(u)`, "
        "and for Huber's loss `u * psi(u) - rho(u)` is half the squared influence. At the minimum the "
        "mean of that half square is `a`: a variance in which no point counts for more than `c**2`. "
        "The function is convex in weights and scale together."
    ),
    pitfalls=(
        "Without `a` the scale would run to zero or infinity. For `s` to be the standard deviation "
        "of normal data `a` must be half the mean of the squared influence under that law, times the "
        "degrees of freedom left per point."
    ),
    vectors=(
        TestVector(
            operands={
                "X": [[1.0], [1.0]],
                "w": [1.0],
                "y": [3.0, 9.0],
                "s": 2.0,
                "c": 1.5,
                "a": 0.5,
            },
            value=12.75,
            gradients={"w": [-2.5], "y": [1.0, 1.5], "s": -0.625, "a": 4.0},
        ),
    ),
    references=("Huber 1964, section 8 (proposal 2)", "Huber & Ronchetti 2009, section 7.7"),
    see_also=("robust.convex.huber", "robust.model.huber", "robust.model.location"),
    tags=("robust regression", "scale", "proposal 2"),
)
