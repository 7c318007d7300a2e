"""Inverse two-dimensional Fourier transform."""

from collections.abc import Sequence

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def ifft2(
    a: Array,
    s: Sequence[int] | None = None,
    axes: Sequence[int] | None = (-2, -1),
    norm: str | None = None,
) -> Array:
    """One inverse transform along each of `axes`."""
    return op.ifftn(a, s=s, axes=axes, norm=norm)


def target(x: shapes.Shape, *, norm: str | None = None) -> shapes.Shape:
    """The shape of the operand."""
    return x


rule = derived(
    id="fft.ifft2",
    title="Inverse two-dimensional Fourier transform",
    summary="One inverse Fourier transform along each of the last two axes.",
    function="ifft2(x)",
    operands="x:(m,n)",
    derivative={"d": "ifft2(dx)", "same": "ifftn(x)"},
    expand=ifft2,
    parameters={"norm": None},
    shape=target,
    numpy=("numpy.fft.ifft2", "scipy.fft.ifft2"),
    variants=({"norm": "ortho"},),
    why="It is the inverse transform along two axes; the pullback takes them in the opposite order.",
    vectors=(
        TestVector(
            operands={"x": [[8.0, 16.0, 24.0, 32.0], [0.0, 0.0, 0.0, 0.0]]},
            cotangent=[[0j, 8j, 0j, 0j], [0j, 16 + 0j, 0j, 0j]],
            value=[[10 + 0j, -2 - 2j, -2 + 0j, -2 + 2j], [10 + 0j, -2 - 2j, -2 + 0j, -2 + 2j]],
            gradients={"x": [[2.0, 1.0, -2.0, -1.0], [-2.0, 1.0, 2.0, -1.0]]},
        ),
    ),
    references=("NumPy reference, fft.ifft2",),
    see_also=("fft.ifftn", "fft.ifft", "fft.fft2", "fft.irfft2"),
    tags=("DFT", "inverse spectrum", "image"),
)
