"""The element-wise minimum that ignores NaN."""

from jacobook import TestVector, elementwise, nan

rule = elementwise(
    id="ufunc.fmin",
    title="Element-wise minimum, ignoring NaN",
    summary="The smaller of two entries; where one of them is NaN, the other.",
    function="fmin(x, a)",
    operands="x:(n); a:(n)",
    partials={
        "x": "where(x < a, 1.0, where(x == a, 0.5, where(a == a, 0.0, where(x == x, 1.0, nan))))",
        "a": "where(a < x, 1.0, where(x == a, 0.5, where(x == x, 0.0, where(a == a, 1.0, nan))))",
    },
    also={
        "elem[x]": "where(x < a, 1.0, 0.0)",
        "elem[a]": "where(a < x, 1.0, 0.0)",
        "same": "minimum(x, a)",
    },
    conditions="No entry of x equals that of a, and none is NaN.",
    primal="numpy.fmin",
    why=(
        "As for `minimum`: the entry that is returned has slope 1, the other 0. NaN is the "
        "only number that differs from itself, which is how the formula finds it."
    ),
    pitfalls="A tie with a literal number is shared too; `minimum(x, 0)` has slope 0 there.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 5.0, -2.0], "a": [3.0, 4.0, -6.0]},
            value=[1.0, 4.0, -6.0],
            gradients={"x": [1.0, 0.0, 0.0], "a": [0.0, 1.0, 1.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="tie",
            operands={"x": [2.0], "a": [2.0]},
            value=[2.0],
            gradients={"x": [0.5], "a": [0.5]},
            why="At a tie the slope is shared equally.",
        ),
        TestVector(
            name="one nan",
            operands={"x": [nan, 1.0], "a": [1.0, nan]},
            value=[1.0, 1.0],
            gradients={"x": [0.0, 1.0], "a": [1.0, 0.0]},
            why="The value is the other operand, and so is the slope.",
        ),
        TestVector(
            name="both nan",
            operands={"x": [nan], "a": [nan]},
            value=[nan],
            gradients={"x": [nan], "a": [nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=(
        "elementwise.maximum",
        "ufunc.minimum",
        "ufunc.fmax",
    ),
)
