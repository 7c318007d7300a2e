"""Max pooling in one dimension."""

from jacobook import TestVector, identity

rule = identity(
    id="nn.max_pool1d",
    title="Max pooling (window p, stride p)",
    summary="The largest entry of each block; the cotangent goes back to where it came from.",
    function="amax(reshape(x, (2, 3)), axis=1)",
    operands="x:(6) distinct",
    derivative={
        "vjp[x]": "where(x == repeat(y, 3), repeat(y_bar, 3), 0.0)",
        "d": "sum(reshape(where(x == repeat(y, 3), dx, 0.0), (2, 3)), axis=1)",
    },
    conditions="The largest entry of each block is unique.",
    why=(
        "A block's value is its largest entry, and moves with it alone. So the cotangent of the "
        "block goes to that entry, and the others receive nothing."
    ),
    pitfalls=(
        "At a tie PyTorch and JAX give the whole slope to the first of the tied entries; here "
        "they share it equally, so that the result does not depend on their order."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 5.0, 2.0, -8.0, -4.0, -3.0]},
            cotangent=[4.0, -6.0],
            value=[5.0, -3.0],
            gradients={"x": [0.0, 4.0, 0.0, 0.0, 0.0, -6.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="tie",
            operands={"x": [7.0, 2.0, 7.0, -8.0, -4.0, -3.0]},
            cotangent=[4.0, -6.0],
            value=[7.0, -3.0],
            gradients={"x": [2.0, 0.0, 2.0, 0.0, 0.0, -6.0]},
            why="The subgradient of least norm gives tied entries equal shares.",
        ),
    ),
    references=("Dumoulin & Visin 2016",),
    see_also=("nn.avg_pool1d", "reduce.max", "reduce.max_axis", "array.sliding_window"),
    tags=("max pooling", "downsampling"),
)
