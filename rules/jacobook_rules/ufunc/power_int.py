"""A power with a literal exponent."""

from jacobook import TestVector, elementwise, inf
from jacobook.rule import Array


def primal(x: Array, p: Array) -> Array:
    """`x**p` for one number `p`."""
    return x**p


rule = elementwise(
    id="ufunc.power_int",
    title="Power with a constant exponent",
    summary="Each entry raised to one fixed exponent, for a base of any sign.",
    function="power_literal(x, p)",
    operands="x:(n) nonzero; p:() int(2..5)",
    partials={"x": "p * x**(p - (p != 0))"},
    also={"elem[x]": "p * x**(p - 1)", "same": "x**p"},
    conditions="For an exponent that is not a whole number, x > 0.",
    op="power_literal",
    primal=primal,
    analytic=True,
    why=(
        "For a positive whole `p` this is the product rule on `p` equal factors. The "
        "comparison counts as 1 or 0: the exponent falls by one unless it is already 0, so "
        "that `x**0` has slope `0 * x**0 = 0` at every `x`, also in the next derivative."
    ),
    pitfalls=(
        "This rule is used when the exponent is a literal number, as in `x**2`; an array of "
        "exponents uses the rule of `power`."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.0, -3.0], "p": 3},
            value=[8.0, -27.0],
            gradients={"x": [12.0, 27.0]},
        ),
        TestVector(
            name="negative exponent",
            operands={"x": [4.0, 0.25], "p": -2},
            value=[0.0625, 16.0],
            gradients={"x": [-0.03125, -128.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="exponent 0",
            operands={"x": [0.0], "p": 0},
            value=[1.0],
            gradients={"x": [0.0]},
            why="A constant.",
        ),
        TestVector(
            name="exponent 1",
            operands={"x": [0.0], "p": 1},
            value=[0.0],
            gradients={"x": [1.0]},
            why="The identity.",
        ),
        TestVector(
            name="exponent 2",
            operands={"x": [0.0], "p": 2},
            value=[0.0],
            gradients={"x": [0.0]},
            why="The bottom of the parabola.",
        ),
        TestVector(
            name="square root",
            operands={"x": [0.0], "p": 0.5},
            value=[0.0],
            gradients={"x": [inf]},
            why="The tangent is vertical.",
        ),
        TestVector(
            name="pole",
            operands={"x": [0.0], "p": -1},
            value=[inf],
            gradients={"x": [-inf]},
            why="IEEE arithmetic: value and slope are infinite together.",
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=(
        "ufunc.power",
        "ufunc.square",
        "ufunc.reciprocal",
    ),
)
