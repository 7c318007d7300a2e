"""The total robust loss of a linear model."""

from jacobook import TestVector, identity

rule = identity(
    id="robust.model.linear",
    title="Robust loss of a linear model",
    summary="The losses of all scaled residuals of a linear model, summed.",
    function="sum(rho((y - X @ w) / s))",
    operands="X:(m,n); w:(n); y:(m); s:() pos",
    result="C",
    sizes={"m": 2, "n": 2},
    functions={"rho(u) -> (m)": "charbonnier(1.5, u)"},
    derivative={
        "grad[w]": "-X.T @ De(rho, (y - X @ w) / s) / s",
        "grad[X]": "-outer(De(rho, (y - X @ w) / s), w) / s",
        "grad[y]": "De(rho, (y - X @ w) / s) / s",
        "grad[s]": "-dot(De(rho, (y - X @ w) / s), y - X @ w) / s**2",
    },
    conditions="rho is applied to each residual by itself and is differentiable there.",
    why=(
        "`De(rho, u)` is the influence of each scaled residual `u = (y - X @ w) / s`. The slope of "
        "`u` by the weights is `-X / s`, so its transpose collects, for each weight, the influences "
        "times the column. For half the square the influence is `u`, and this is least squares. "
        "Where the gradient is zero the influences are orthogonal to every column of `X`."
    ),
    pitfalls=(
        "A bounded influence bounds what an outlier in `y` does, not one in `X`: its row multiplies "
        "the influence. Minimising over `s` as well sends `s` to infinity; see the concomitant scale."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 0.0], [0.0, 1.0]], "w": [1.0, 2.0], "y": [5.0, 2.0], "s": 2.0},
            value=1.0,
            gradients={"w": [-0.4, 0.0], "y": [0.4, 0.0], "s": -0.8},
        ),
    ),
    references=("Huber 1973", "Huber & Ronchetti 2009, section 7.3"),
    see_also=("robust.model.irls", "robust.model.concomitant", "robust.model.huber"),
    tags=("robust regression", "M-estimator"),
)
