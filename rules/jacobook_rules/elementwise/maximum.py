"""The element-wise maximum of two vectors."""

from jacobook import TestVector, elementwise, nan

rule = elementwise(
    id="elementwise.maximum",
    title="Element-wise maximum",
    summary="The larger of two entries.",
    function="maximum(w, x)",
    operands="w:(n); x:(n)",
    partials={
        "w": "where(w > x, 1.0, where(w == x, 0.5, where(w < x, 0.0, nan)))",
        "x": "where(x > w, 1.0, where(w == x, 0.5, where(w > x, 0.0, nan)))",
    },
    also={
        "jac[w]": "diag(where(w > x, 1.0, 0.0))",
        "jac[x]": "diag(where(w > x, 0.0, 1.0))",
        "vjp[w]": "y_bar * where(w > x, 1.0, 0.0)",
        "vjp[x]": "y_bar * where(x > w, 1.0, 0.0)",
    },
    conditions="No entry of w equals the entry of x at the same place.",
    primal="numpy.maximum",
    literal={"w": "threshold", "x": "threshold"},
    why=(
        "Where `w[i]` is the larger, the output is `w[i]` and moves with it; `x[i]` has no "
        "influence. So each Jacobian is diagonal, with ones where its own operand wins."
    ),
    pitfalls=(
        "`maximum(x, 0)` with a literal number has one variable, and its slope at the kink is 0, "
        "as in the article; two variables share the slope equally."
    ),
    vectors=(
        TestVector(
            operands={"w": [1.0, 5.0, -2.0], "x": [3.0, 4.0, -6.0]},
            value=[3.0, 5.0, -2.0],
            gradients={"w": [0.0, 1.0, 1.0], "x": [1.0, 0.0, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="tie",
            operands={"w": [2.0], "x": [2.0]},
            value=[2.0],
            gradients={"w": [0.5], "x": [0.5]},
            why="At a tie the subgradient of least norm shares the slope equally.",
        ),
        TestVector(
            name="nan",
            operands={"w": [nan], "x": [1.0]},
            value=[nan],
            gradients={"w": [nan], "x": [nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("Parr & Howard 2018, sections 4.2 and 8.2",),
    see_also=("ufunc.minimum", "act.relu"),
)
