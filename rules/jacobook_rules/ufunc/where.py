"""A choice between two values by a condition."""

from jacobook import TestVector, elementwise, nan

rule = elementwise(
    id="ufunc.where",
    title="Select by a condition",
    summary=(
        "For each place the entry of one array where a condition holds, and of another where "
        "it does not."
    ),
    function="where(c, x, a)",
    operands="c:(n) bool; x:(n); a:(n)",
    partials={"c": "0", "x": "where(c, 1.0, 0.0)", "a": "where(c, 0.0, 1.0)"},
    also={"d": "where(c, dx, da)"},
    conditions="The condition does not depend on the variables.",
    primal="numpy.where",
    analytic=True,
    why=(
        "The output is the chosen entry and moves with it; the entry not chosen has no influence."
    ),
    pitfalls=(
        "Both branches are computed, and NumPy warns of what is undefined in either. The slope is "
        "that of the branch taken, whatever stands in the other: `where(x > 0, sqrt(x), 0)` has "
        "slope 0 at `x = 0`. Many libraries give NaN there; for them guard the argument, not the "
        "result: `sqrt(where(x > 0, x, 1))`."
    ),
    vectors=(
        TestVector(
            operands={"c": [True, False, True], "x": [1.0, 2.0, 3.0], "a": [10.0, 20.0, 30.0]},
            cotangent=[5.0, 6.0, 7.0],
            value=[1.0, 20.0, 3.0],
            gradients={"x": [5.0, 0.0, 7.0], "a": [0.0, 6.0, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="nan not chosen",
            operands={"c": [True], "x": [2.0], "a": [nan]},
            value=[2.0],
            gradients={"x": [1.0], "a": [0.0]},
            why="What is not chosen has no influence, whatever it is.",
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=(
        "elementwise.maximum",
        "ufunc.clip",
    ),
)
