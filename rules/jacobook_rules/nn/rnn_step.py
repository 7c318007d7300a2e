"""One step of a recurrent network."""

from jacobook import TestVector, identity

rule = identity(
    id="nn.rnn_step",
    title="Recurrent step tanh(W h + U x + b)",
    summary="The next state of a recurrent network, from its last state and a new input.",
    function="tanh(W @ h + U @ x + b)",
    operands="W:(m,m); U:(m,n); h:(m); x:(n); b:(m)",
    derivative={
        "jac[h]": "diag(1 - y**2) @ W",
        "vjp[h]": "W.T @ (y_bar * (1 - y**2))",
        "vjp[W]": "outer(y_bar * (1 - y**2), h)",
        "vjp[U]": "outer(y_bar * (1 - y**2), x)",
        "vjp[b]": "y_bar * (1 - y**2)",
    },
    why=(
        "The slope of tanh is `1 - y**2` in its own value, so `delta = y_bar * (1 - y**2)` arrives "
        "at the sum. From there each term is an affine layer: the weights receive `delta` times "
        "what they multiply, and the state before receives `W.T @ delta`."
    ),
    pitfalls=(
        "Over many steps the Jacobians `diag(1 - y**2) @ W` multiply, so gradients grow or vanish "
        "like powers of `W`. As the weights are the same at every step, their gradients add up over "
        "the steps."
    ),
    vectors=(
        TestVector(
            operands={
                "W": [[1.0, 2.0], [0.0, 1.0]],
                "U": [[2.0], [-1.0]],
                "h": [1.0, -1.0],
                "x": [3.0],
                "b": [-5.0, 5.0],
            },
            cotangent=[10.0, 2.0],
            value=[0.0, 0.7615941559557649],
            gradients={
                "W": [[10.0, -10.0], [0.8399486832280521, -0.8399486832280521]],
                "U": [[30.0], [2.5198460496841564]],
                "h": [10.0, 20.839948683228052],
                "b": [10.0, 0.8399486832280521],
            },
            source="mpmath, 50 digits",
        ),
    ),
    references=("Werbos 1990, backpropagation through time",),
    see_also=("nn.dense_activation", "ufunc.tanh", "neuron.layer"),
    tags=("recurrent network", "RNN", "backpropagation through time", "vanishing gradient"),
)
