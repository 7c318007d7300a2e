"""The maximum along one axis of a matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="reduce.max_axis",
    title="Maximum along an axis",
    summary="The largest entry of each row of a matrix.",
    function="amax(X, axis=1)",
    operands="X:(m,n) distinct",
    derivative={
        "vjp[X]": "y_bar[:, None] * where(X == amax(X, axis=1, keepdims=True), 1.0, 0.0)",
        "d": "sum(where(X == amax(X, axis=1, keepdims=True), dX, 0.0), axis=1)",
    },
    conditions="The largest entry of each row is unique.",
    why=(
        "Each row's value moves with the row's largest entry alone. The mask of ones at these "
        "places sends each cotangent there."
    ),
    pitfalls="The gradient of max pooling is this rule applied to each window.",
    vectors=(
        TestVector(
            operands={"X": [[1.0, -2.0, 5.0], [3.0, 0.5, -4.0]]},
            cotangent=[10.0, 100.0],
            value=[5.0, 3.0],
            gradients={"X": [[0.0, 0.0, 10.0], [100.0, 0.0, 0.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="tie",
            operands={"X": [[1.0, 1.0, 0.0], [3.0, 0.5, -4.0]]},
            value=[1.0, 3.0],
            gradients={"X": [[0.5, 0.5, 0.0], [1.0, 0.0, 0.0]]},
            why="Tied entries of a row share its slope equally.",
        ),
    ),
    references=("NumPy reference, max",),
    see_also=("reduce.max", "reduce.sum_axis"),
)
