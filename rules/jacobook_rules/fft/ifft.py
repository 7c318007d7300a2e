"""The inverse discrete Fourier transform."""

from jacobook import TestVector, linear
from jacobook import operations as op
from jacobook.rule import Array
from jacobook.shapes import Shape


def adjoint(
    y_bar: Array,
    y: Array,
    x: Array,
    *,
    n: int | None = None,
    axis: int = -1,
    norm: str | None = None,
) -> Array:
    """The same transform, at the length of `y`, then cut or filled to that of `x`."""
    x_bar = op.ifft(y_bar, axis=axis, norm=norm)
    return op.cut_or_pad(x_bar, size=x.shape[axis], axis=axis)


def target(x: Shape, *, n: int | None = None, axis: int = -1, norm: str | None = None) -> Shape:
    """The shape with `n` entries along `axis`."""
    place = axis % len(x)
    return (*x[:place], x[place] if n is None else n, *x[place + 1 :])


rule = linear(
    id="fft.ifft",
    title="Inverse Fourier transform",
    summary="The sums of the entries with phases that turn the other way, over their number.",
    function="ifft(x)",
    operands="x:(n)",
    derivative={"d": "ifft(dx)"},
    op="ifft",
    primal="numpy.fft.ifft",
    numpy=("scipy.fft.ifft",),
    parameters={"n": None, "axis": -1, "norm": None},
    shape=target,
    adjoint=adjoint,
    variants=({"n": 6}, {"n": 2}, {"norm": "ortho"}, {"norm": "forward"}, {"axis": 0}),
    why=(
        "Output `j` is the sum of `x[k] * exp(2i * pi * j * k / n) / n`. It is linear, so the "
        "transform of a change is the change of the transform. The weights stay the same when `j` "
        "and `k` are exchanged, so the pullback, which pairs without a conjugate, is the same "
        "function."
    ),
    pitfalls=(
        "Frameworks which pair cotangents with a conjugate pull back with the forward transform "
        "over `n`; the numbers are the same. With `norm='forward'` the factor `1 / n` belongs to "
        "`fft`, and this transform has none."
    ),
    vectors=(
        TestVector(
            operands={"x": [4.0, 8.0]},
            cotangent=[1 + 1j, 2 + 5j],
            value=[6 + 0j, -2 + 0j],
            gradients={"x": [1.5, -0.5]},
        ),
    ),
    special_points=(
        TestVector(
            name="empty",
            operands={"x": []},
            raises="ShapeError",
            why="NumPy refuses to transform an axis without entries.",
        ),
    ),
    references=("NumPy reference, fft.ifft", "Matrix Cookbook, equations 403 to 406"),
    see_also=("fft.fft", "fft.irfft"),
    tags=("DFT", "spectrum", "Fourier"),
)
