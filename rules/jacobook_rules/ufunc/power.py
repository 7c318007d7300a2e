"""A power, with variable base and exponent."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="ufunc.power",
    title="Power",
    summary="Each entry raised to an exponent, differentiated by both.",
    function="x**a",
    operands="x:(n) pos; a:(n)",
    partials={
        "x": "a * where((x == 0) & (a == 0), inf, x)**(a - 1)",
        "a": "y * log(where(x == 0, where(a > 0, 1.0, nan), x))",
    },
    also={
        "elem[x]": "a * x**(a - 1)",
        "elem[a]": "x**a * log(x)",
        "d": "a * x**(a - 1) * dx + x**a * log(x) * da",
    },
    conditions="x > 0 for the derivative by the exponent.",
    primal="numpy.power",
    numpy=("numpy.float_power",),
    literal={"a": "power_literal"},
    complex="complex_power",
    analytic=True,
    why=(
        "`x**a` is `exp(a * log(x))`. By the chain rule its derivative by `a` is `x**a * "
        "log(x)`, and by `x` it is `x**a * a / x = a * x**(a - 1)`. The two conditions settle "
        "`x = 0`: `x**0` is the constant 1, and `0**a` is 0 for every positive `a`."
    ),
    pitfalls=(
        "A negative base has no derivative by the exponent (NaN). With a literal exponent, as "
        "in `x**3`, no logarithm is ever computed and any base is fine."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.0, 3.0], "a": [3.0, -2.0]},
            value=[8.0, 0.1111111111111111],
            gradients={
                "x": [12.0, -0.07407407407407407],
                "a": [5.545177444479562, 0.1220680320742344],
            },
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="base zero",
            operands={"x": [0.0, 0.0], "a": [2.0, 1.0]},
            value=[0.0, 0.0],
            gradients={"x": [0.0, 1.0], "a": [0.0, 0.0]},
            why="0 to any positive power is 0, so the exponent has no influence.",
        ),
        TestVector(
            name="zero to the zero",
            operands={"x": [0.0], "a": [0.0]},
            value=[1.0],
            gradients={"x": [0.0], "a": [nan]},
            why="x**0 is constant in x; 0**a jumps from 1 to 0 at a = 0.",
        ),
        TestVector(
            name="pole",
            operands={"x": [0.0], "a": [-1.0]},
            value=[inf],
            gradients={"x": [-inf], "a": [nan]},
            why="The curve 1 / x falls without bound; 0**a is not finite for any negative a.",
        ),
        TestVector(
            name="negative base",
            operands={"x": [-2.0], "a": [3.0]},
            value=[-8.0],
            gradients={"x": [12.0], "a": [nan]},
            why="A negative number has no real power between whole exponents.",
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=(
        "ufunc.power_int",
        "ufunc.exp",
        "ufunc.log",
        "ufunc.square",
    ),
)
