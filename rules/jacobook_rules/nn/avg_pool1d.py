"""Average pooling in one dimension."""

from jacobook import TestVector, identity

rule = identity(
    id="nn.avg_pool1d",
    title="Average pooling (window p, stride p)",
    summary="The mean of each block of entries; each entry of a block gets an equal share back.",
    function="mean(reshape(x, (2, 3)), axis=1)",
    operands="x:(6)",
    derivative={"vjp[x]": "repeat(y_bar, 3) / 3", "d": "mean(reshape(dx, (2, 3)), axis=1)"},
    conditions="The number of entries is a multiple of p.",
    why=(
        "An entry moves the mean of its own block by `1 / p`, and no other. So each entry of a "
        "block receives the cotangent of the block, divided by `p`."
    ),
    pitfalls="Where blocks overlap, an entry stands in several and the shares add up.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 5.0, 3.0, 0.0, -4.0, 1.0]},
            cotangent=[3.0, -6.0],
            value=[3.0, -1.0],
            gradients={"x": [1.0, 1.0, 1.0, -2.0, -2.0, -2.0]},
        ),
    ),
    references=("Dumoulin & Visin 2016",),
    see_also=("nn.max_pool1d", "reduce.mean_axis", "array.sliding_window"),
    tags=("mean pooling", "downsampling"),
)
