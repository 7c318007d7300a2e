"""The mean along one axis of a matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="reduce.mean_axis",
    title="Mean along an axis",
    summary="The mean of each column of a matrix.",
    function="mean(X, axis=0)",
    operands="X:(m,n)",
    derivative={"vjp[X]": "broadcast_to(y_bar, (m, n)) / m", "d": "mean(dX, axis=0)"},
    why=(
        "Mean `j` depends on the `m` entries of column `j`, with slope `1 / m` for each. So every "
        "entry of the column receives `y_bar[j] / m`."
    ),
    pitfalls="Divide by the number of entries that were joined (`m`), not by the size of `X`.",
    vectors=(
        TestVector(
            operands={"X": [[1.0, -2.0, 5.0], [3.0, 0.5, -4.0]]},
            cotangent=[10.0, 100.0, 1000.0],
            value=[2.0, -0.75, 0.5],
            gradients={"X": [[5.0, 50.0, 500.0], [5.0, 50.0, 500.0]]},
        ),
    ),
    references=("NumPy reference, mean",),
    see_also=("reduce.mean", "reduce.sum_axis"),
)
