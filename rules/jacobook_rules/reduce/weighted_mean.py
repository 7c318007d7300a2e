"""The weighted mean."""

from jacobook import TestVector, identity

rule = identity(
    id="reduce.weighted_mean",
    title="Weighted mean",
    summary="The mean of values, each counted with its weight.",
    function="sum(w * x) / sum(w)",
    operands="w:(n) pos; x:(n)",
    derivative={
        "grad[x]": "w / sum(w)",
        "grad[w]": "(x - y) / sum(w)",
        "d": "sum(w * dx + (x - y) * dw) / sum(w)",
    },
    conditions="The weights do not sum to zero.",
    why=(
        "By the quotient rule the slope in `w[i]` is `x[i] / sum(w) - sum(w * x) / sum(w)**2`, "
        "which is `(x[i] - y) / sum(w)`: more weight on a value pulls the mean towards it."
    ),
    vectors=(
        TestVector(
            operands={"w": [1.0, 3.0], "x": [2.0, 6.0]},
            value=5.0,
            gradients={"w": [-0.75, 0.25], "x": [0.25, 0.75]},
        ),
    ),
    references=("Quotient rule",),
    see_also=("reduce.mean", "reduce.average"),
)
