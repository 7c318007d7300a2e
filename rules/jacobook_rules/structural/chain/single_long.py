"""The single-variable chain rule with more than two steps."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.chain.single_long",
    title="Single-variable chain rule for a longer chain",
    summary="Every further step of a chain adds one more factor.",
    function="f(g(h(x)))",
    operands="x:() range(0.5,1.3)",
    functions={"f(v)": "log(v)", "g(u)": "sin(u)**2", "h(x)": "x**3"},
    derivative={"elem[x]": "J(f, g(h(x))) * J(g, h(x)) * J(h, x)"},
    conditions=(
        "Every function is differentiable where it is used, and each reads only the step before it."
    ),
    why=(
        "Apply the chain rule to the outermost step, with everything inside it as one function: "
        "that gives `J(f, g(h(x)))` times the derivative of `g(h(x))`. Applying it again to "
        "what is left gives the other two factors. Reverse mode multiplies them from the left, "
        "forward mode from the right; for scalars the product is the same."
    ),
    vectors=(
        TestVector(
            operands={"x": 1.0},
            value=-0.34520749253818334,
            gradients={"x": 3.852555695605984},
            source="mpmath, 50 digits",
        ),
    ),
    references=("Parr & Howard 2018, section 4.5.1",),
    see_also=(
        "structural.chain.single",
        "structural.chain.vector",
        "structural.example.ln_sin",
    ),
    tags=(
        "single-variable chain rule",
        "longer chain",
        "forward differentiation",
        "backward differentiation",
    ),
)
