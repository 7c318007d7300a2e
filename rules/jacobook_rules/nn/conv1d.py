"""A convolution layer in one dimension."""

from jacobook import TestVector, identity

rule = identity(
    id="nn.conv1d",
    title="1-d convolution layer (valid cross-correlation)",
    summary="The dot product of a kernel with each window of a signal, and what it sends back.",
    function="correlate(x, w)",
    operands="x:(k + n); w:(k)",
    derivative={
        "vjp[x]": "convolve(y_bar, w)",
        "vjp[w]": "correlate(x, y_bar)",
        "d": "correlate(dx, w) + correlate(x, dw)",
    },
    conditions="Stride 1 and no padding; the signal is longer than the kernel.",
    why=(
        "Entry `m` of the result is the sum of `x[m + j] * w[j]`. So `w[j]` moves it by `x[m + j]`: "
        "the cotangent of the kernel is a correlation of the signal with `y_bar`. And `x[i]` moves "
        "entry `i - j` by `w[j]`: summed over `j`, that is the full convolution."
    ),
    pitfalls=(
        "Backwards through a layer of this kind is the full convolution, which is longer by "
        "`k - 1`: the entries at the borders are seen by fewer windows."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 0.0, 2.0, 5.0], "w": [3.0, -1.0]},
            cotangent=[1.0, 2.0, 3.0],
            value=[3.0, -2.0, 1.0],
            gradients={"x": [3.0, 5.0, 7.0, -3.0], "w": [7.0, 19.0]},
        ),
    ),
    references=("Dumoulin & Visin 2016",),
    see_also=("signal.correlate", "nn.conv_full", "nn.conv2d", "array.sliding_window"),
    tags=("convolutional layer", "convolutional network"),
)
