"""The single-variable chain rule."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.chain.single",
    title="Single-variable chain rule",
    summary="The rates of change along one path from the variable to the result multiply.",
    function="f(g(x))",
    operands="x:()",
    functions={"f(u)": "sin(u)", "g(x)": "x**2"},
    derivative={"elem[x]": "J(f, g(x)) * J(g, x)"},
    conditions=(
        "There is one path from x to the result, and every intermediate value on it is a scalar."
    ),
    why=(
        "Name the intermediate value, `u = g(x)`. Differentiate each step by its own argument, "
        "`sin(u)` by `u` and `x**2` by `x`. Multiply the results, then put `g(x)` back for `u`. "
        "Like units in a conversion, the intermediate change cancels: miles per gallon times "
        "gallons per tank are miles per tank."
    ),
    pitfalls=(
        "If `x` reaches the result by a second path as well, this rule gives only a part of the "
        "derivative; use the total derivative."
    ),
    vectors=(
        TestVector(
            operands={"x": 1.5},
            value=0.7780731968879212,
            gradients={"x": -1.8845208681682173},
            source="mpmath, 50 digits",
        ),
    ),
    references=("Parr & Howard 2018, sections 4.5.1 and 8.5",),
    see_also=(
        "scalar.chain",
        "structural.chain.single_long",
        "structural.chain.total",
        "structural.example.sin_x2",
    ),
    tags=(
        "single-variable chain rule",
        "chain rule",
        "intermediate variable",
        "nested functions",
    ),
)
