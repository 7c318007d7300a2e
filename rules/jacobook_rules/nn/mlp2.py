"""Backpropagation through a network with one hidden layer."""

from jacobook import TestVector, structural

rule = structural(
    id="nn.mlp2",
    title="Two-layer network V f(W x): backpropagation",
    summary="A network with one hidden layer: what each layer of weights receives from the output.",
    function="V @ f(W @ x)",
    operands="W:(k,n); V:(m,k); x:(n)",
    functions={"f(u) -> (k)": "tanh(u)"},
    derivative={
        "vjp[V]": "outer(y_bar, f(W @ x))",
        "vjp[W]": "outer((V.T @ y_bar) * De(f, W @ x), x)",
        "jac[x]": "V @ diag(De(f, W @ x)) @ W",
    },
    conditions="f acts on each entry alone.",
    why=(
        "Backwards, the output's cotangent meets `V` first: the hidden layer receives `V.T @ y_bar`, "
        "and `V` the outer product with the layer's output. The activation multiplies by its slope, "
        "and `W` receives the outer product with the input. The Jacobian by the input is the product "
        "of the three Jacobians, the activation's being diagonal."
    ),
    pitfalls=(
        "Backpropagation never forms the Jacobian of a layer: it multiplies vectors by matrices from "
        "the output on. For many layers that is the difference between a matrix product and a "
        "matrix-vector product in each."
    ),
    vectors=(
        TestVector(
            operands={
                "W": [[1.0, -2.0], [1.0, 1.0]],
                "V": [[3.0, 2.0], [1.0, 4.0]],
                "x": [2.0, 1.0],
            },
            cotangent=[1.0, 10.0],
            value=[1.9901095073734612, 3.9802190147469224],
            gradients={
                "V": [[0.0, 0.9950547536867305], [0.0, 9.950547536867305]],
                "W": [[26.0, 13.0], [0.8287471218969761, 0.414373560948488]],
                "x": [13.414373560948488, -25.585626439051513],
            },
            source="mpmath, 50 digits",
        ),
    ),
    references=("Rumelhart, Hinton & Williams 1986",),
    see_also=("nn.dense_activation", "nn.residual", "structural.chain.vector"),
    tags=("backpropagation", "multilayer perceptron", "MLP", "hidden layer"),
)
