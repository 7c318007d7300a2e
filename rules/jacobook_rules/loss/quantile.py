"""The quantile loss."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.quantile",
    title="Quantile (pinball) loss",
    summary="The distance from the target, weighted differently above it and below.",
    function="sum(where(t > p, q * (t - p), (q - 1) * (t - p)))",
    operands="p:(n); t:(n); q:() unit01",
    result="C",
    derivative={"grad[p]": "where(t > p, -q, 1 - q)", "grad[q]": "sum(t - p)"},
    conditions="No prediction equals its target.",
    why=(
        "A prediction that is too low costs `q` for each unit, so raising it has the slope `-q`; "
        "one that is too high costs `1 - q`. The slopes balance when the share `q` of the targets "
        "lies below the prediction: the loss is smallest at the quantile. In `q` each term is "
        "linear, with the factor `t - p` on either side."
    ),
    pitfalls=(
        "Written as `maximum(q * r, (q - 1) * r)` with `r = t - p` it is the same loss, whose "
        "slope at an exact hit is the mean of the two, `1/2 - q`."
    ),
    vectors=(
        TestVector(
            operands={"p": [1.0, 2.0, 5.0], "t": [3.0, 1.0, 6.0], "q": 0.75},
            value=2.5,
            gradients={"p": [-0.75, 0.25, -0.75], "t": [0.75, -0.25, 0.75], "q": 2.0},
        ),
    ),
    special_points=(
        TestVector(
            name="exact hit",
            operands={"p": [2.0], "t": [2.0], "q": 0.75},
            value=0.0,
            gradients={"p": [0.25], "t": [-0.25]},
            why="The target is not above the prediction, so the other branch is taken.",
        ),
    ),
    references=("Koenker & Bassett 1978",),
    see_also=("loss.mae", "ufunc.where"),
    tags=("pinball loss", "quantile regression", "check function"),
)
