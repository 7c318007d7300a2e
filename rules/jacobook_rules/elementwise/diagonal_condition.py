"""When the Jacobian of an element-wise operation is diagonal."""

from jacobook import TestVector, structural

rule = structural(
    id="elementwise.diagonal_condition",
    title="Element-wise diagonal condition",
    summary=(
        "If every output entry reads only the entry at its own place, the Jacobians are diagonal."
    ),
    function="h(f(w), g(x))",
    operands="w:(n); x:(n)",
    functions={"f(w) -> (n)": "w**2", "g(x) -> (n)": "x**2 + 3 * x", "h(u, v) -> (n)": "u * v"},
    derivative={
        "jac[w]": "diag(De(h, f(w), g(x), arg=0) * De(f, w))",
        "jac[x]": "diag(De(h, f(w), g(x), arg=1) * De(g, x))",
        "vjp[w]": "y_bar * De(h, f(w), g(x), arg=0) * De(f, w)",
    },
    conditions=("Entry i of f(w) reads only entry i of w, and entry i of g(x) only entry i of x."),
    why=(
        "Off the diagonal stand the derivatives of output i by entry j with j other than i. "
        "Output i does not read that entry, so they are 0. On the diagonal the scalar chain "
        "rule applies. Hence a product with the Jacobian is an element-wise product, and nobody "
        "builds the matrix."
    ),
    pitfalls=(
        "Code that keeps only the diagonal is wrong as soon as one of the functions mixes "
        "entries, as a sum, a softmax or a matrix product does."
    ),
    vectors=(
        TestVector(
            operands={"w": [1.0, -2.0, 3.0], "x": [2.0, 1.0, -1.0]},
            value=[10.0, 16.0, -18.0],
            gradients={"w": [20.0, -16.0, -12.0], "x": [7.0, 20.0, 9.0]},
        ),
    ),
    references=(
        "Parr & Howard 2018, sections 4.2 and 8.2",
        (
            "The Matrix Calculus You Need For Deep Learning (article), 'Element-wise operations on "
            "vectors'"
        ),
    ),
    see_also=(
        "elementwise.general",
        "elementwise.unary",
        "elementwise.mul_functions",
        "structural.chain.diagonal",
    ),
    tags=(
        "element-wise diagonal condition",
        "element-wise binary operators",
        "diagonal Jacobian",
    ),
)
