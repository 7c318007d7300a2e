"""Two-dimensional Fourier transform of real input."""

from collections.abc import Sequence

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def rfft2(
    a: Array,
    s: Sequence[int] | None = None,
    axes: Sequence[int] | None = (-2, -1),
    norm: str | None = None,
) -> Array:
    """A transform of real input along the last of `axes`, then a complex one along the first."""
    return op.rfftn(a, s=s, axes=axes, norm=norm)


def target(x: shapes.Shape, *, norm: str | None = None) -> shapes.Shape:
    """Half of the entries along the last axis, and one."""
    return (*x[:-1], x[-1] // 2 + 1)  # type: ignore[operator]


rule = derived(
    id="fft.rfft2",
    title="Two-dimensional Fourier transform of real input",
    summary="The part of the spectrum of real matrices that its other entries mirror.",
    function="rfft2(x)",
    operands="x:(2,4)",
    derivative={"d": "rfft2(dx)", "same": "rfftn(x)"},
    expand=rfft2,
    parameters={"norm": None},
    shape=target,
    numpy=("numpy.fft.rfft2", "scipy.fft.rfft2"),
    variants=({"norm": "ortho"},),
    why="It is the transform of real input along two axes, of which the last one is halved.",
    vectors=(
        TestVector(
            operands={"x": [[1.0, 2.0, 3.0, 4.0], [0.0, 0.0, 0.0, 0.0]]},
            cotangent=[[0j, 1j, 0j], [0j, 2 + 0j, 0j]],
            value=[[10 + 0j, -2 + 2j, -2 + 0j], [10 + 0j, -2 + 2j, -2 + 0j]],
            gradients={"x": [[2.0, -1.0, -2.0, 1.0], [-2.0, -1.0, 2.0, 1.0]]},
        ),
    ),
    references=("NumPy reference, fft.rfft2",),
    see_also=("fft.rfftn", "fft.rfft", "fft.irfft2", "fft.fft2"),
    tags=("DFT", "spectrum", "image", "real Fourier transform"),
)
