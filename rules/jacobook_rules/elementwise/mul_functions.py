"""The element-wise product of two element-wise functions."""

from jacobook import TestVector, structural

rule = structural(
    id="elementwise.mul_functions",
    title="Product f(w) * g(x) under the diagonal condition",
    summary=(
        "The product of two element-wise functions has diagonal Jacobians: each keeps the other "
        "factor."
    ),
    function="f(w) * g(x)",
    operands="w:(n); x:(n)",
    functions={"f(w) -> (n)": "w**2", "g(x) -> (n)": "x**3 - x"},
    derivative={"jac[w]": "diag(De(f, w) * g(x))", "jac[x]": "diag(f(w) * De(g, x))"},
    conditions="f and g are applied entry by entry, and w and x do not depend on each other.",
    why=(
        "Output i is a product of two numbers, one made from entry i of `w` and one from entry "
        "i of `x`. Differentiating by `w` keeps the second as a constant factor, and the other "
        "way round. The diagonal condition makes everything off the diagonal 0."
    ),
    vectors=(
        TestVector(
            operands={"w": [1.0, 2.0], "x": [2.0, 3.0]},
            value=[6.0, 96.0],
            gradients={"w": [12.0, 96.0], "x": [11.0, 104.0]},
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
        "elementwise.diagonal_condition",
        "elementwise.multiply",
        "scalar.product",
        "reduce.dot_functions",
    ),
    tags=(
        "element-wise binary operators",
        "Hadamard product of functions",
    ),
)
