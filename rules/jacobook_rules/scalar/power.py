"""The derivative of a power."""

from jacobook import TestVector, identity, inf, nan

rule = identity(
    id="scalar.power",
    title="Power rule",
    summary="The exponent comes down as a factor and is lowered by one.",
    function="x**a",
    operands="x:() pos; a:()",
    derivative={"elem[x]": "a * x**(a - 1)"},
    conditions="x > 0, or a is a positive integer, or a is an integer and x is not 0.",
    why=(
        "For a whole number `a` the product `x**a` has `a` equal factors. The product rule lets "
        "one factor vary at a time, which gives `a` equal terms `x**(a - 1)`. For other "
        "exponents write `x**a` as `exp(a * log(x))`: the chain rule gives `exp(a * log(x)) * a "
        "/ x`, which is the same."
    ),
    pitfalls=(
        "This is the derivative by the base. By the exponent the derivative is `x**a * log(x)`, "
        "another rule altogether."
    ),
    vectors=(
        TestVector(
            operands={"x": 4.0, "a": 2.5},
            value=32.0,
            gradients={"x": 20.0, "a": 44.3614195558365},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="exponent zero",
            operands={"x": 0.0, "a": 0.0},
            value=1.0,
            gradients={"x": 0.0},
            why=(
                "With exponent 0 the power is constant in x, also at 0, where the formula reads 0 "
                "times infinity."
            ),
        ),
        TestVector(
            name="square at zero",
            operands={"x": 0.0, "a": 2.0},
            value=0.0,
            gradients={"x": 0.0},
            why="A parabola is flat at its lowest point.",
        ),
        TestVector(
            name="root at zero",
            operands={"x": 0.0, "a": 0.5},
            value=0.0,
            gradients={"x": inf},
            why="A root starts vertically: the slope grows beyond every bound.",
        ),
        TestVector(
            name="pole",
            operands={"x": 0.0, "a": -1.0},
            value=inf,
            gradients={"x": -inf},
            why="Approached from the right, the reciprocal falls from infinity.",
        ),
        TestVector(
            name="negative base, whole exponent",
            operands={"x": -2.0, "a": 3.0},
            value=-8.0,
            gradients={"x": 12.0},
            why="Whole exponents need no logarithm of the base.",
        ),
        TestVector(
            name="negative base, fractional exponent",
            operands={"x": -2.0, "a": 0.5},
            value=nan,
            gradients={"x": nan},
            why="No real number is the value, so none is the slope.",
        ),
    ),
    references=(
        "Parr & Howard 2018, section 2 (table)",
        ("The Matrix Calculus You Need For Deep Learning (article), 'Scalar derivative rules'"),
    ),
    see_also=(
        "ufunc.power",
        "scalar.product",
        "scalar.chain",
    ),
    tags=(
        "power rule",
        "scalar derivative rules",
    ),
)
