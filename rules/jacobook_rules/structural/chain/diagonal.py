"""The vector chain rule for element-wise functions."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.chain.diagonal",
    title="Vector chain rule with element-wise f and g: product of diagonals",
    summary=(
        "For nested element-wise functions the product of Jacobians is an element-wise product "
        "of derivatives."
    ),
    function="f(g(x))",
    operands="x:(n)",
    functions={"f(u) -> (n)": "sin(u)", "g(x) -> (n)": "x**2"},
    derivative={
        "jac[x]": (
            "diag(De(f, g(x))) @ diag(De(g, x))",
            "diag(De(f, g(x)) * De(g, x))",
        )
    },
    conditions=(
        "Entry i of the outer function reads only entry i of g(x), which reads only entry i of x."
    ),
    why=(
        "Both Jacobians are diagonal, by the diagonal condition. A product of diagonal matrices "
        "is diagonal, with the products of the entries on the diagonal. So the vector chain "
        "rule becomes the scalar one in every entry, and an element-wise product replaces the "
        "matrix product."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 0.5, -1.5]},
            value=[0.8414709848078965, 0.24740395925452294, 0.7780731968879212],
            gradients={"x": [1.0806046117362795, 0.9689124217106447, 1.8845208681682173]},
            source="mpmath, 50 digits",
        ),
    ),
    references=("Parr & Howard 2018, section 4.5.3",),
    see_also=(
        "structural.chain.vector",
        "elementwise.diagonal_condition",
        "elementwise.unary",
    ),
    tags=(
        "vector chain rule",
        "chain rule",
        "element-wise diagonal condition",
        "diagonal Jacobian",
    ),
)
