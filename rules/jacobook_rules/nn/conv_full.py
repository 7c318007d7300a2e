"""The full convolution of a signal with a kernel."""

from jacobook import TestVector, identity

rule = identity(
    id="nn.conv_full",
    title="Full convolution (numpy.convolve)",
    summary="Every shift at which a kernel meets a signal, and what it sends back.",
    function="convolve(x, w)",
    operands="x:(n); w:(k)",
    derivative={
        "vjp[x]": "correlate(y_bar, w)",
        "vjp[w]": "correlate(y_bar, x)",
        "d": "convolve(dx, w) + convolve(x, dw)",
    },
    why=(
        "Entry `m` of the result is the sum of `x[i] * w[m - i]`. Entry `x[i]` stands in the entries "
        "`i` to `i + k - 1` of the result, with the weights `w`: so its cotangent is the dot product "
        "of `w` with that window of `y_bar`. Signal and kernel play the same part."
    ),
    pitfalls=(
        "Layers called convolutions in neural networks are correlations: they do not turn the "
        "kernel around, and keep only the shifts without padding."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 0.0, 2.0], "w": [3.0, -1.0]},
            cotangent=[1.0, 2.0, 3.0, 4.0],
            value=[3.0, -1.0, 6.0, -2.0],
            gradients={"x": [1.0, 3.0, 5.0], "w": [7.0, 10.0]},
        ),
    ),
    references=("NumPy reference, convolve", "Dumoulin & Visin 2016"),
    see_also=("signal.convolve", "nn.conv1d"),
    tags=("transposed convolution", "polynomial product"),
)
