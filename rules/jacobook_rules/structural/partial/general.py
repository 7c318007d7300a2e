"""What a partial derivative of a function of two variables means."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.partial.general",
    title="A partial derivative holds the other arguments constant",
    summary=(
        "A function of several variables has one partial derivative for each of them, taken "
        "with all others fixed."
    ),
    function="f(x, y)",
    operands="x:(); y:()",
    result="z",
    functions={"f(x, y)": "3 * x**2 * y"},
    derivative={"elem[x]": "J(f, x, y, arg=0)", "elem[y]": "J(f, x, y, arg=1)"},
    why=(
        "Fix `y`. What is left is a function of `x` alone, and its ordinary derivative is the "
        "partial derivative by `x`. In the instance `3 * x**2 * y` the factor `3 * y` is then a "
        "constant, which gives `6 * x * y`; with `x` fixed, the constant is `3 * x**2`, and "
        "that is the derivative by `y`."
    ),
    pitfalls=(
        "The argument that is held constant may itself depend on the variable. A partial "
        "derivative ignores this; the total derivative does not."
    ),
    vectors=(
        TestVector(
            operands={"x": 2.0, "y": 5.0},
            value=60.0,
            gradients={"x": 60.0, "y": 12.0},
        ),
    ),
    references=("Parr & Howard 2018, sections 3 and 9 (notation)",),
    see_also=(
        "structural.partial",
        "structural.gradient",
        "structural.chain.total",
    ),
    tags=(
        "partial derivative",
        "functions of several variables",
    ),
)
