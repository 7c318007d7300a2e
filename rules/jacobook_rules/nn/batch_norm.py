"""Batch normalisation in training."""

from jacobook import TestVector, identity

rule = identity(
    id="nn.batch_norm",
    title="Batch normalisation, training mode (statistics over the batch axis)",
    summary="Each feature brought to mean 0 and variance 1 over the batch, then scaled and shifted.",
    function="g * (X - mean(X, axis=0)) / sqrt(var(X, axis=0) + c) + b",
    operands="X:(k,n); g:(n); b:(n); c:() pos",
    result="Y",
    derivative={
        "vjp[X]": (
            "g * (Y_bar - mean(Y_bar, axis=0) - (X - mean(X, axis=0))"
            " * mean(Y_bar * (X - mean(X, axis=0)), axis=0) / (var(X, axis=0) + c))"
            " / sqrt(var(X, axis=0) + c)"
        ),
        "vjp[g]": "sum(Y_bar * (X - mean(X, axis=0)) / sqrt(var(X, axis=0) + c), axis=0)",
        "vjp[b]": "sum(Y_bar, axis=0)",
    },
    conditions="c is positive, or no column is constant.",
    why=(
        "Each column is normalised over the batch. The mean and the variance move with every "
        "example, so the cotangent loses its mean over the batch and its part along the centred "
        "column. The scale is the same down a column, and stands in front."
    ),
    pitfalls=(
        "The gradient for one example depends on the whole batch. In use after training, mean and "
        "variance are stored constants: then the layer is affine, and its slope is `g / s`."
    ),
    vectors=(
        TestVector(
            operands={
                "X": [[0.0, 1.0], [0.0, 1.0], [3.0, -2.0]],
                "g": [2.0, 4.0],
                "b": [1.0, 0.0],
                "c": 2.0,
            },
            cotangent=[[1.0, 3.0], [4.0, 0.0], [1.0, 0.0]],
            value=[[0.0, 2.0], [0.0, 2.0], [3.0, -4.0]],
            gradients={
                "X": [[-1.25, 3.5], [1.75, -2.5], [-0.5, -1.0]],
                "g": [-1.5, 1.5],
                "b": [6.0, 3.0],
            },
        ),
    ),
    special_points=(
        TestVector(
            name="batch of one",
            operands={"X": [[7.0, -2.0]], "g": [2.0, 4.0], "b": [1.0, 3.0], "c": 4.0},
            cotangent=[[1.0, 10.0]],
            value=[[1.0, 3.0]],
            gradients={"X": [[0.0, 0.0]], "g": [0.0, 0.0], "b": [1.0, 10.0]},
            why="One example equals the mean of its batch wherever it is: only the shift is left.",
        ),
    ),
    references=("Ioffe & Szegedy 2015",),
    see_also=("nn.layer_norm.rows", "nn.standardize"),
    tags=("BatchNorm", "normalisation layer", "batch normalization"),
)
