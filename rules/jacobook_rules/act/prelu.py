"""The parametric rectified linear unit."""

from jacobook import TestVector, identity

rule = identity(
    id="act.prelu",
    title="Parametric ReLU, one slope for each channel",
    summary="A leaky rectifier whose slope left of zero is learned, one for each column.",
    function="leaky_relu(X, a)",
    operands="X:(m,n) nonzero; a:(n)",
    result="Y",
    derivative={
        "elem[X]": "where(X > 0, 1.0, a)",
        "vjp[a]": "sum(Y_bar * where(X > 0, 0.0, X), axis=0)",
        "same": "where(X > 0, X, a * X)",
    },
    conditions="No entry of X is zero.",
    why=(
        "Entry by entry this is the leaky rectifier. All entries of column `j` share the slope "
        "`a[j]`, and each negative one moves with it at the rate `X[i, j]`: what they contribute "
        "is summed down the column."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, -2.0], [-3.0, -4.0], [5.0, 6.0]], "a": [0.5, -1.0]},
            value=[[1.0, 2.0], [-1.5, 4.0], [5.0, 6.0]],
            gradients={"X": [[1.0, -1.0], [0.5, -1.0], [1.0, 1.0]], "a": [-3.0, -6.0]},
        ),
    ),
    references=("He et al. 2015",),
    see_also=("act.leaky_relu", "act.relu"),
    tags=("PReLU", "learned slope", "activation"),
)
