"""An affine layer on a batch of examples."""

from jacobook import TestVector, identity

rule = identity(
    id="nn.dense_batch",
    title="Dense layer on a batch X W^T + b",
    summary="The affine layer applied to each row of a matrix of examples.",
    function="X @ W.T + b",
    operands="X:(k,n); W:(m,n); b:(m)",
    result="Y",
    derivative={
        "vjp[X]": "Y_bar @ W",
        "vjp[W]": "Y_bar.T @ X",
        "vjp[b]": "sum(Y_bar, axis=0)",
        "d": "dX @ W.T + X @ dW.T + db",
    },
    why=(
        "Row `i` of the result is `W @ X[i] + b`. Its cotangent gives `W.T @ Y_bar[i]` to the "
        "example, and `outer(Y_bar[i], X[i])` to the weights. These add up over the batch, which "
        "is the product `Y_bar.T @ X`; so do the cotangents of the bias."
    ),
    pitfalls=(
        "The bias is added to every row by broadcasting, so its gradient is a sum over the batch: "
        "it has the shape of the bias, not of the result."
    ),
    vectors=(
        TestVector(
            operands={
                "X": [[1.0, 2.0, 0.0], [0.0, -1.0, 3.0]],
                "W": [[2.0, 1.0, -1.0]],
                "b": [10.0],
            },
            cotangent=[[1.0], [100.0]],
            value=[[14.0], [6.0]],
            gradients={
                "X": [[2.0, 1.0, -1.0], [200.0, 100.0, -100.0]],
                "W": [[1.0, -98.0, 300.0]],
                "b": [101.0],
            },
        ),
    ),
    references=("Standard, matrix product",),
    see_also=("neuron.layer", "nn.dense_activation", "linalg.matmul"),
    tags=("linear layer", "fully connected layer", "batch"),
)
