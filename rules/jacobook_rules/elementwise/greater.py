"""A comparison, as zeros and ones."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="elementwise.greater",
    title="Element-wise comparison",
    summary="1 where the first entry is the larger, 0 elsewhere.",
    function="where(w > x, 1.0, 0.0)",
    operands="w:(n); x:(n)",
    partials={"w": "0", "x": "0"},
    also={"jac[w]": "zeros((n, n))", "jac[x]": "zeros((n, n))"},
    conditions="No entry of w equals the entry of x at the same place.",
    op="greater",
    primal="numpy.greater",
    why=(
        "A small change of either entry does not change which one is larger, so the output "
        "does not move."
    ),
    pitfalls=(
        "At a tie the output jumps and no derivative exists; 0 is reported there too. No "
        "gradient passes through a comparison."
    ),
    vectors=(
        TestVector(
            operands={"w": [1.0, 5.0], "x": [3.0, 4.0]},
            value=[0.0, 1.0],
            gradients={"w": [0.0, 0.0], "x": [0.0, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="tie",
            operands={"w": [2.0], "x": [2.0]},
            value=[0.0],
            gradients={"w": [0.0], "x": [0.0]},
            why="A step function is flat by convention, also at its jumps.",
        ),
    ),
    references=("Parr & Howard 2018, sections 4.2 and 8.2",),
    see_also=(
        "elementwise.maximum",
        "ufunc.nondifferentiable",
    ),
)
