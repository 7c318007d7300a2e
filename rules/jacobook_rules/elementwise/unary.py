"""The Jacobian of a function applied to each entry."""

from jacobook import TestVector, structural

rule = structural(
    id="elementwise.unary",
    title="Element-wise unary function: diagonal Jacobian",
    summary="A scalar function applied to each entry of a vector has a diagonal Jacobian.",
    function="f(x)",
    operands="x:(n)",
    functions={"f(x) -> (n)": "x * sin(x)"},
    derivative={
        "jac[x]": "diag(De(f, x))",
        "elem[x]": "De(f, x)",
        "vjp[x]": "y_bar * De(f, x)",
        "d": "De(f, x) * dx",
    },
    conditions="f treats every entry alike and on its own.",
    why=(
        "Output i is the scalar function at entry i of `x`. By that entry its derivative is the "
        "scalar derivative, by all others it is 0. So the Jacobian carries the scalar "
        "derivatives on its diagonal, and multiplying by it means multiplying entry by entry."
    ),
    pitfalls=(
        "The paper sometimes prints only the vector of diagonal entries. That vector is the "
        "element-wise derivative, `De(f, x)`; the Jacobian is the matrix with it on the "
        "diagonal."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -2.0, 3.0]},
            value=[0.2397127693021015, 1.8185948536513634, 0.42336002417960167],
            gradients={"x": [0.9182168195493894, -0.07700375373139692, -2.828857481741469]},
            source="mpmath, 50 digits",
        ),
    ),
    references=(
        ("Parr & Howard 2018, section 5 (aside on broadcasting functions across scalars)"),
    ),
    see_also=(
        "elementwise.diagonal_condition",
        "structural.chain.diagonal",
        "neuron.relu_vector",
        "ufunc.tanh",
    ),
    tags=(
        "element-wise unary function",
        "broadcasting a function",
        "diagonal Jacobian",
        "vectorized function",
    ),
)
