"""Two-dimensional Fourier transform."""

from collections.abc import Sequence

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def fft2(
    a: Array,
    s: Sequence[int] | None = None,
    axes: Sequence[int] | None = (-2, -1),
    norm: str | None = None,
) -> Array:
    """One transform along each of `axes`."""
    return op.fftn(a, s=s, axes=axes, norm=norm)


def target(x: shapes.Shape, *, norm: str | None = None) -> shapes.Shape:
    """The shape of the operand."""
    return x


rule = derived(
    id="fft.fft2",
    title="Two-dimensional Fourier transform",
    summary="One Fourier transform along each of the last two axes.",
    function="fft2(x)",
    operands="x:(m,n)",
    derivative={"d": "fft2(dx)", "same": "fftn(x)"},
    expand=fft2,
    parameters={"norm": None},
    shape=target,
    numpy=("numpy.fft.fft2", "scipy.fft.fft2"),
    variants=({"norm": "ortho"},),
    why="It is the transform along two axes; the pullback takes them in the opposite order.",
    vectors=(
        TestVector(
            operands={"x": [[1.0, 2.0, 3.0, 4.0], [0.0, 0.0, 0.0, 0.0]]},
            cotangent=[[0j, 1j, 0j, 0j], [0j, 2 + 0j, 0j, 0j]],
            value=[[10 + 0j, -2 + 2j, -2 + 0j, -2 - 2j], [10 + 0j, -2 + 2j, -2 + 0j, -2 - 2j]],
            gradients={"x": [[2.0, -1.0, -2.0, 1.0], [-2.0, -1.0, 2.0, 1.0]]},
        ),
    ),
    references=("NumPy reference, fft.fft2",),
    see_also=("fft.fftn", "fft.fft", "fft.ifft2", "fft.rfft2"),
    tags=("DFT", "spectrum", "image"),
)
