"""The derivative of a constant."""

from jacobook import TestVector, identity

rule = identity(
    id="scalar.constant",
    title="Constant rule",
    summary="The derivative of a constant is zero.",
    function="c",
    operands="c:(); x:()",
    derivative={"elem[x]": "0"},
    conditions="c does not depend on x.",
    why=(
        "A derivative compares how much a value changes with how much `x` changes. A constant "
        "does not change at all, so every difference quotient `(c - c) / dx` is 0, and so is "
        "its limit."
    ),
    pitfalls=(
        "Constant means: not depending on the variable at hand. By `c` itself the derivative is 1."
    ),
    vectors=(
        TestVector(
            operands={"c": 5.0, "x": 2.0},
            value=5.0,
            gradients={"c": 1.0, "x": 0.0},
        ),
    ),
    references=(
        "Parr & Howard 2018, section 2 (table)",
        ("The Matrix Calculus You Need For Deep Learning (article), 'Scalar derivative rules'"),
    ),
    see_also=(
        "scalar.multiple",
        "scalar.sum",
    ),
    tags=(
        "constant rule",
        "derivative of a constant",
        "scalar derivative rules",
    ),
)
