"""The total derivative: x acts directly and through intermediate values."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.chain.total",
    title="Total derivative: the chain rule for several paths",
    summary=(
        "Every path from the variable to the result contributes one term, and the terms add up."
    ),
    function="f(x, u(x))",
    operands="x:()",
    functions={"u(x) -> (k)": "array([x**2, x**3])", "f(x, u)": "x * u[0] + u[1]**2"},
    sizes={"k": 2},
    derivative={"elem[x]": "J(f, x, u(x), arg=0) + dot(J(f, x, u(x), arg=1), J(u, x))"},
    conditions=(
        "The first term is the partial derivative of f by its first argument, with u held constant."
    ),
    why=(
        "A small step of `x` changes the arguments of `f` all at once: the first one directly, "
        "and each entry of `u(x)` by its own derivative. To first order the effects of these "
        "changes add up. So the total derivative is the direct effect plus one product for each "
        "intermediate value."
    ),
    pitfalls=(
        "The partial derivative of `f` by its first argument is not the derivative of the whole "
        "by `x`: it ignores that the other arguments move as well. In the instance at 2 it is "
        "4, while the total derivative is 204."
    ),
    vectors=(
        TestVector(
            operands={"x": 2.0},
            value=72.0,
            gradients={"x": 204.0},
        ),
    ),
    references=("Parr & Howard 2018, sections 4.5.2 and 8.5",),
    see_also=(
        "structural.chain.total_simplified",
        "structural.chain.single",
        "structural.partial.general",
        "structural.example.x_plus_x2",
    ),
    tags=(
        "single-variable total-derivative chain rule",
        "total derivative",
        "chain rule",
        "multivariable chain rule",
    ),
)
