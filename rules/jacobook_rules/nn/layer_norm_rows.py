"""Layer normalisation of each row of a matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="nn.layer_norm.rows",
    title="Layer normalisation of each row",
    summary="Each row brought to mean 0 and variance 1; one scale and one shift for all rows.",
    function="g * (X - mean(X, axis=1, keepdims=True)) / sqrt(var(X, axis=1, keepdims=True) + c) + b",
    operands="X:(k,n); g:(n); b:(n); c:() pos",
    result="Y",
    derivative={
        "vjp[X]": (
            "(g * Y_bar - mean(g * Y_bar, axis=1, keepdims=True)"
            " - (X - mean(X, axis=1, keepdims=True))"
            " * mean(g * Y_bar * (X - mean(X, axis=1, keepdims=True)), axis=1, keepdims=True)"
            " / (var(X, axis=1, keepdims=True) + c)) / sqrt(var(X, axis=1, keepdims=True) + c)"
        ),
        "vjp[g]": (
            "sum(Y_bar * (X - mean(X, axis=1, keepdims=True))"
            " / sqrt(var(X, axis=1, keepdims=True) + c), axis=0)"
        ),
        "vjp[b]": "sum(Y_bar, axis=0)",
    },
    conditions="c is positive, or no row is constant.",
    why=(
        "Each row is normalised on its own, so its cotangent is that of layer normalisation of a "
        "vector. Scale and shift are shared by all rows, and collect from all of them."
    ),
    pitfalls=(
        "The means run along the rows (the features), the sums for scale and shift along the "
        "columns (the examples); in batch normalisation it is the columns for both."
    ),
    vectors=(
        TestVector(
            operands={
                "X": [[0.0, 0.0, 3.0], [1.0, 1.0, -2.0]],
                "g": [2.0, 4.0, -2.0],
                "b": [1.0, 0.0, 3.0],
                "c": 2.0,
            },
            cotangent=[[1.0, 2.0, -1.0], [3.0, 0.0, 0.0]],
            value=[[0.0, -2.0, 1.0], [2.0, 2.0, 5.0]],
            gradients={
                "X": [[-1.25, 1.75, -0.5], [1.75, -1.25, -0.5]],
                "g": [1.0, -1.0, -1.0],
                "b": [4.0, 2.0, -1.0],
            },
        ),
    ),
    references=("Ba, Kiros & Hinton 2016",),
    see_also=("nn.layer_norm", "nn.batch_norm"),
    tags=("LayerNorm", "normalisation layer"),
)
