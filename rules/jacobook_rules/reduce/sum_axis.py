"""The sum along one axis of a matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="reduce.sum_axis",
    title="Sum along an axis",
    summary="One sum for each row of a matrix.",
    function="sum(X, axis=1)",
    operands="X:(m,n)",
    derivative={
        "vjp[X]": "broadcast_to(y_bar[:, None], (m, n))",
        "d": "sum(dX, axis=1)",
        "same": "X @ ones(n)",
    },
    why=(
        "Sum `i` depends on row `i` only, with slope 1 for each of its entries. So the cotangent "
        "`y_bar[i]` goes unchanged to every entry of row `i`."
    ),
    pitfalls=(
        "The cotangent has lost the summed axis. It must be put back (`y_bar[:, None]`) before it "
        "is broadcast; otherwise a square matrix hides a transposed gradient."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, -2.0, 5.0], [3.0, 0.5, -4.0]]},
            cotangent=[10.0, 100.0],
            value=[4.0, -0.5],
            gradients={"X": [[10.0, 10.0, 10.0], [100.0, 100.0, 100.0]]},
        ),
    ),
    references=("NumPy reference, sum",),
    see_also=("reduce.sum", "array.broadcast_to"),
)
