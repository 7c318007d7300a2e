"""A convolution layer in two dimensions."""

from jacobook import TestVector, identity

rule = identity(
    id="nn.conv2d",
    title="2-d convolution layer (valid cross-correlation)",
    summary="The inner product of a kernel with each window of an image, and what it sends back.",
    function="correlate_nd(X, W, mode='valid')",
    operands="X:(m + p,n + q); W:(p,q)",
    result="Y",
    derivative={
        "vjp[X]": "convolve_nd(Y_bar, W)",
        "vjp[W]": "correlate_nd(X, Y_bar, mode='valid')",
        "d": "correlate_nd(dX, W, mode='valid') + correlate_nd(X, dW, mode='valid')",
    },
    conditions="Stride 1 and no padding; the image is larger than the kernel.",
    why=(
        "Entry `(i, j)` of the result is the sum of `X[i + a, j + b] * W[a, b]`. As in one "
        "dimension, the kernel collects a correlation of the image with the cotangent, and the "
        "image the full convolution of the cotangent with the kernel."
    ),
    pitfalls=(
        "A stride of 2 keeps every second entry of the result; its cotangent is put between zeros "
        "before these formulas apply. With channels, sum over them as in a matrix product."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 0.0, 2.0], [3.0, 1.0, -1.0]], "W": [[2.0, 1.0]]},
            cotangent=[[1.0, 2.0], [3.0, 4.0]],
            value=[[2.0, 2.0], [7.0, 1.0]],
            gradients={"X": [[2.0, 5.0, 2.0], [6.0, 11.0, 4.0]], "W": [[14.0, 3.0]]},
        ),
    ),
    references=("Dumoulin & Visin 2016",),
    see_also=("nn.conv1d", "signal.correlate_nd", "signal.correlate2d", "array.sliding_window"),
    tags=("convolutional layer", "convolutional network", "image"),
)
