"""The discrete Fourier transform."""

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
    x_bar = op.fft(y_bar, axis=axis, norm=norm)
    return op.cut_or_pad(x_bar, size=x.shape[axis], axis=axis)


def target(x: Shape, *, n: int | None = None, axis: int = -1, norm: str | None = None) -> Shape:
    """The shape with `n` entries along `axis`."""
    place = axis % len(x)
    return (*x[:place], x[place] if n is None else n, *x[place + 1 :])


rule = linear(
    id="fft.fft",
    title="Discrete Fourier transform",
    summary="The spectrum of the entries: their sums with phases that turn, one for each frequency.",
    function="fft(x)",
    operands="x:(n)",
    derivative={"d": "fft(dx)"},
    op="fft",
    primal="numpy.fft.fft",
    numpy=("scipy.fft.fft",),
    parameters={"n": None, "axis": -1, "norm": None},
    shape=target,
    adjoint=adjoint,
    variants=({"n": 6}, {"n": 2}, {"norm": "ortho"}, {"norm": "forward"}, {"axis": 0}),
    why=(
        "Output `k` is the sum of `x[j] * exp(-2i * pi * j * k / n)`. It is linear, so the transform "
        "of a change is the change of the transform. The weights stay the same when `j` and `k` are "
        "exchanged: their matrix is its own transpose, and the pullback, which pairs without a "
        "conjugate, is the same function."
    ),
    pitfalls=(
        "A real loss of complex spectra has a gradient by the input that is real where the input "
        "is: the imaginary part of the pullback is dropped. Frameworks which pair with a conjugate "
        "pull back with the inverse transform times `n`; the numbers are the same."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0, 3.0, 4.0]},
            cotangent=[1 + 0j, 1j, 0j, 0j],
            value=[10 + 0j, -2 + 2j, -2 + 0j, -2 - 2j],
            gradients={"x": [1.0, 0.0, 1.0, 2.0]},
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
    references=("NumPy reference, fft.fft", "Matrix Cookbook, equations 403 to 406"),
    see_also=("fft.ifft", "fft.rfft", "array.cut_or_pad"),
    aliases=("complex.dft",),
    tags=("DFT", "spectrum", "Fourier", "Fourier transform"),
)
