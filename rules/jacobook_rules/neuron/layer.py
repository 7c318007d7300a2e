"""The affine layer of neurons."""

from jacobook import TestVector, identity

rule = identity(
    id="neuron.layer",
    title="Affine layer z = W x + b",
    summary="Several neurons on the same inputs: one row of weights and one bias for each.",
    function="W @ x + b",
    operands="W:(m,n); x:(n); b:(m)",
    result="z",
    derivative={
        "vjp[W]": "outer(z_bar, x)",
        "vjp[x]": "W.T @ z_bar",
        "vjp[b]": "z_bar",
        "jac[x]": "W",
        "jac[b]": "eye(m)",
        "jac[W]": "einsum([eye(m), x], 'ij,k->ijk')",
        "d": "dW @ x + W @ dx + db",
    },
    why=(
        "Entry `i` is the affine function of one neuron with the weights `W[i]`. So the row of "
        "weights receives `z_bar[i] * x`, which for all rows is an outer product. An input acts on "
        "every neuron, by the entries of its column of `W`, and collects from all of them."
    ),
    pitfalls=(
        "The Jacobian by the weights has three axes and is mostly zeros: it is never needed, "
        "because its product with a cotangent is the outer product."
    ),
    vectors=(
        TestVector(
            operands={
                "W": [[2.0, -1.0, 0.5], [0.0, 1.0, 3.0]],
                "x": [3.0, 4.0, -2.0],
                "b": [1.0, 5.0],
            },
            cotangent=[1.0, -2.0],
            value=[2.0, 3.0],
            gradients={
                "W": [[3.0, 4.0, -2.0], [-6.0, -8.0, 4.0]],
                "x": [2.0, -3.0, -5.5],
                "b": [1.0, -2.0],
            },
        ),
    ),
    references=(
        "Parr & Howard 2018, section 5",
        "The Matrix Calculus You Need For Deep Learning (article), introduction",
    ),
    see_also=("neuron.affine", "nn.dense_batch", "nn.dense_activation", "linalg.matmul"),
    tags=("linear layer", "dense layer", "fully connected layer", "weights and bias"),
)
