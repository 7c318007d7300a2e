"""The element-wise minimum of two vectors."""

from jacobook import TestVector, elementwise, nan

rule = elementwise(
    id="ufunc.minimum",
    title="Element-wise minimum",
    summary="The smaller of two entries.",
    function="minimum(x, a)",
    operands="x:(n); a:(n)",
    partials={
        "x": "where(x < a, 1.0, where(x == a, 0.5, where(x > a, 0.0, nan)))",
        "a": "where(a < x, 1.0, where(x == a, 0.5, where(x < a, 0.0, nan)))",
    },
    also={"elem[x]": "where(x < a, 1.0, 0.0)", "elem[a]": "where(x < a, 0.0, 1.0)"},
    conditions="No entry of x equals the entry of a at the same place.",
    primal="numpy.minimum",
    literal={"x": "cap", "a": "cap"},
    why="Where `x` is the smaller, the output is `x` and moves with it; `a` has no influence.",
    pitfalls=(
        "With a literal number, as in `minimum(x, 6)`, there is one variable and the slope at "
        "the kink is 0."
    ),
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
            why="At a tie the supergradient of least norm shares the slope equally.",
        ),
        TestVector(
            name="nan",
            operands={"x": [nan], "a": [1.0]},
            value=[nan],
            gradients={"x": [nan], "a": [nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=(
        "elementwise.maximum",
        "ufunc.clip",
        "ufunc.cap",
    ),
)
