"""The logarithm of a sum of two exponentials."""

from jacobook import TestVector, elementwise, inf

rule = elementwise(
    id="ufunc.logaddexp",
    title="Logarithm of a sum of exponentials",
    summary="The logarithm of the sum of two exponentials, without overflow.",
    function="logaddexp(x, a)",
    operands="x:(n); a:(n)",
    partials={"x": "exp_share(x, a)", "a": "exp_share(a, x)"},
    also={
        "elem[x]": "1 / (1 + exp(a - x))",
        "elem[a]": "1 / (1 + exp(x - a))",
        "same": "log(exp(x) + exp(a))",
    },
    primal="numpy.logaddexp",
    why=(
        "By the chain rule the slope by `x` is `exp(x) / (exp(x) + exp(a))`: the share of `x` "
        "in the sum. The two shares add up to 1."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, -2.0], "a": [0.25, 3.0]},
            value=[1.3868710061148999, 3.0067153484891183],
            gradients={
                "x": [0.679178699175393, 0.0066928509242848554],
                "a": [0.320821300824607, 0.9933071490757152],
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
        "ufunc.exp_share",
        "ufunc.logaddexp2",
        "ufunc.log1p",
    ),
)
