"""The sum of all entries of a matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="reduce.sum_all",
    title="Sum of all entries of a matrix",
    summary="The sum of every entry of a matrix.",
    function="sum(X)",
    operands="X:(m,n)",
    derivative={"grad[X]": "ones((m, n))", "d": "sum(dX)"},
    why=(
        "Every entry is added once, so the sum moves with each entry at slope 1. The gradient is "
        "a matrix of ones with the shape of `X`."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, -2.0, 5.0], [3.0, 0.5, -4.0]]},
            value=3.5,
            gradients={"X": [[1.0, 1.0, 1.0], [1.0, 1.0, 1.0]]},
        ),
    ),
    references=("Parr & Howard 2018, section 4.4",),
    see_also=("reduce.sum", "reduce.sum_axis"),
)
