"""A layer of neurons with any activation."""

from jacobook import TestVector, structural

rule = structural(
    id="nn.dense_activation",
    title="Dense layer with element-wise activation f(W x + b)",
    summary="An affine layer followed by an activation: the delta rule of backpropagation.",
    function="f(W @ x + b)",
    operands="W:(m,n); x:(n); b:(m)",
    functions={"f(u) -> (m)": "tanh(u)"},
    derivative={
        "vjp[W]": "outer(y_bar * De(f, W @ x + b), x)",
        "vjp[x]": "W.T @ (y_bar * De(f, W @ x + b))",
        "vjp[b]": "y_bar * De(f, W @ x + b)",
        "jac[x]": "De(f, W @ x + b)[:, None] * W",
    },
    conditions="f acts on each entry alone.",
    why=(
        "The activation multiplies the cotangent, entry by entry, by its slope: the product is the "
        "error term `delta` of the layer. From there it is the affine layer: `outer(delta, x)` for "
        "the weights, `delta` for the bias, and `W.T @ delta` for the layer before."
    ),
    pitfalls=(
        "The slope is taken at `W @ x + b`, not at the output. For tanh and the sigmoid it can be "
        "written in the output, which saves keeping the sum."
    ),
    vectors=(
        TestVector(
            operands={"W": [[1.0, 2.0], [3.0, 1.0]], "x": [2.0, 1.0], "b": [-4.0, -6.0]},
            cotangent=[1.0, 2.0],
            value=[0.0, 0.7615941559557649],
            gradients={
                "W": [[2.0, 1.0], [1.6798973664561043, 0.8399486832280521]],
                "x": [3.5198460496841564, 2.839948683228052],
                "b": [1.0, 0.8399486832280521],
            },
            source="mpmath, 50 digits",
        ),
    ),
    references=("Rumelhart, Hinton & Williams 1986, delta rule",),
    see_also=("neuron.layer", "nn.mlp2", "structural.chain.vector", "elementwise.unary"),
    tags=("backpropagation", "delta rule", "error term", "activation", "hidden layer"),
)
