"""A block whose input is added to its output."""

from jacobook import TestVector, structural

rule = structural(
    id="nn.residual",
    title="Residual block x + f(x)",
    summary="Adding the input to a layer's output gives the cotangent a way past the layer.",
    function="x + f(x)",
    operands="x:(n)",
    functions={"f(x) -> (n)": "array([x[0] * x[1], x[1]**2])"},
    sizes={"n": 2},
    derivative={
        "jac[x]": "eye(n) + J(f, x)",
        "vjp[x]": "y_bar + J(f, x).T @ y_bar",
    },
    conditions="f gives as many entries as it takes.",
    why=(
        "The derivative of a sum is the sum of the derivatives, and that of `x` by itself is the "
        "identity. Backwards, the cotangent passes unchanged, and what the layer sends back is "
        "added to it."
    ),
    pitfalls=(
        "A chain of such blocks does not lose its gradient when `J(f, x)` is small, because the "
        "identity stays. Where `J(f, x)` has an eigenvalue near -1, it still can."
    ),
    vectors=(
        TestVector(
            operands={"x": [3.0, 2.0]},
            cotangent=[1.0, 10.0],
            value=[9.0, 6.0],
            gradients={"x": [3.0, 53.0]},
        ),
    ),
    references=("He et al. 2016",),
    see_also=("elementwise.add", "structural.chain.vector", "nn.mlp2"),
    tags=("ResNet", "skip connection", "vanishing gradient", "residual", "residual connection"),
)
