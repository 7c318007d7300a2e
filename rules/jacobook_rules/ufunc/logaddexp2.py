"""The logarithm to base 2 of a sum of two powers of 2."""

from jacobook import TestVector, elementwise, inf

rule = elementwise(
    id="ufunc.logaddexp2",
    title="Base-2 logarithm of a sum of powers of two",
    summary="The logarithm to base 2 of the sum of two powers of 2, without overflow.",
    function="logaddexp2(x, a)",
    operands="x:(n); a:(n)",
    partials={"x": "exp_share(log(2) * x, log(2) * a)", "a": "exp_share(log(2) * a, log(2) * x)"},
    also={
        "elem[x]": "1 / (1 + 2.0**(a - x))",
        "elem[a]": "1 / (1 + 2.0**(x - a))",
        "same": "log2(2.0**x + 2.0**a)",
    },
    primal="numpy.logaddexp2",
    why=(
        "`2.0**x` is `exp(log(2) * x)`, so the slope by `x` is the share of `2.0**x` in the "
        "sum; the factors `log(2)` of the power and of the logarithm cancel."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, -2.0], "a": [0.25, 3.0]},
            value=[1.673197792818954, 3.0443941193584534],
            gradients={
                "x": [0.627115119175411, 0.030303030303030304],
                "a": [0.37288488082458904, 0.9696969696969697],
            },
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="both minus infinity",
            operands={"x": [-inf], "a": [-inf]},
            value=[-inf],
            gradients={"x": [0.5], "a": [0.5]},
            why="The limit along equal operands: each has half the share.",
        ),
        TestVector(
            name="infinity",
            operands={"x": [inf], "a": [0.0]},
            value=[inf],
            gradients={"x": [1.0], "a": [0.0]},
            why="The infinite operand has the whole share.",
        ),
        TestVector(
            name="far out",
            operands={"x": [5000.0], "a": [0.0]},
            value=[5000.0],
            gradients={"x": [1.0], "a": [0.0]},
            why="The exponentials would overflow; the share does not.",
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=(
        "ufunc.logaddexp",
        "ufunc.exp2",
    ),
)
