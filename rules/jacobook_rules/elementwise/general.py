"""The Jacobians of a general element-wise binary operation."""

from jacobook import TestVector, structural

rule = structural(
    id="elementwise.general",
    title="General element-wise operator: full Jacobian",
    summary=(
        "An operation that combines two vector functions entry by entry scales the rows of "
        "their Jacobians."
    ),
    function="h(f(w), g(x))",
    operands="w:(m); x:(n)",
    functions={
        "f(w) -> (k)": "array([w[0] * w[1], w[0]**2 + 3 * w[1]])",
        "g(x) -> (k)": "array([x[0] * x[1] + x[2]**2, x[0]**2 * x[1] * x[2]])",
        "h(u, v) -> (k)": "u * v + v**2",
    },
    sizes={"m": 2, "n": 3},
    derivative={
        "jac[w]": (
            "diag(De(h, f(w), g(x), arg=0)) @ J(f, w)",
            "De(h, f(w), g(x), arg=0)[:, None] * J(f, w)",
        ),
        "jac[x]": (
            "diag(De(h, f(w), g(x), arg=1)) @ J(g, x)",
            "De(h, f(w), g(x), arg=1)[:, None] * J(g, x)",
        ),
    },
    conditions="h works entry by entry; f and g may mix the entries of their arguments.",
    why=(
        "Output i combines entry i of `f(w)` with entry i of `g(x)` and nothing else. By the "
        "chain rule its gradient by `w` is the slope of `h` in its first argument times row i "
        "of `J(f, w)`. So each row of the Jacobian is scaled by one number: a diagonal matrix "
        "times `J(f, w)`, in code a column times it. In general the result is full."
    ),
    pitfalls=(
        "Entry-by-entry combination alone does not make the Jacobian diagonal. It becomes "
        "diagonal only if `f` and `g` keep the entries apart too."
    ),
    vectors=(
        TestVector(
            operands={"w": [1.0, 2.0], "x": [2.0, 1.0, -1.0]},
            value=[15.0, -12.0],
            gradients={"w": [-2.0, -9.0], "x": [12.0, 20.0, -20.0]},
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
        "elementwise.add",
        "elementwise.multiply",
        "structural.chain.vector",
    ),
    tags=(
        "element-wise binary operators",
        "vector element-wise operations",
        "full Jacobian",
    ),
)
