"""Inverse two-dimensional Fourier transform to real output."""

from collections.abc import Sequence

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def irfft2(
    a: Array,
    s: Sequence[int] | None = None,
    axes: Sequence[int] | None = (-2, -1),
    norm: str | None = None,
) -> Array:
    """A complex inverse transform along the first of `axes`; the last gives real output."""
    return op.irfftn(a, s=s, axes=axes, norm=norm)


def target(z: shapes.Shape, *, norm: str | None = None) -> shapes.Shape:
    """About twice as many entries along the last axis."""
    return (*z[:-1], 2 * (z[-1] - 1))  # type: ignore[operator]


rule = derived(
    id="fft.irfft2",
    title="Inverse two-dimensional Fourier transform to real output",
    summary="The real matrices with a given part of their spectrum.",
    function="irfft2(z)",
    operands="z:(2,3) complex",
    derivative={"d": "irfft2(dz)", "same": "irfftn(z)"},
    expand=irfft2,
    parameters={"norm": None},
    shape=target,
    numpy=("numpy.fft.irfft2", "scipy.fft.irfft2"),
    variants=({"norm": "ortho"},),
    why="It is the inverse transform to real output along two axes, of which the last one is doubled.",
    vectors=(
        TestVector(
            operands={"z": [[20 + 0j, -4 + 4j, -4 + 0j], [0j, 0j, 0j]]},
            cotangent=[[8.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 16.0]],
            value=[[1.0, 2.0, 3.0, 4.0], [1.0, 2.0, 3.0, 4.0]],
            gradients={"z": [[3 + 0j, 2 + 4j, -1 + 0j], [-1 + 0j, 2 - 4j, 3 + 0j]]},
        ),
    ),
    references=("NumPy reference, fft.irfft2",),
    see_also=("fft.irfftn", "fft.irfft", "fft.rfft2", "fft.ifft2"),
    tags=("DFT", "inverse spectrum", "image", "real Fourier transform"),
)
