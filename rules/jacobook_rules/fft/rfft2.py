"""Two-dimensional Fourier transform of real input."""

from collections.abc import Sequence
from typing import Any

from jacobook import TestVector, derived
from jacobook import operations as op
from jacobook.rule import Array


def rfft2(
    a: Array,
    s: Sequence[int] | None = None,
    axes: Sequence[int] | None = (-2, -1),
    norm: str | None = None,
) -> Array:
    """One transform along each of `axes`."""
    chosen = range(-len(s), 0) if s is not None else range(-len(a.shape), 0)
    axes = tuple(chosen) if axes is None else tuple(axes)
    sizes = (None,) * len(axes) if s is None else tuple(s)
    y = op.rfft(a, n=sizes[-1], axis=axes[-1], norm=norm)
    for n, axis in zip(sizes[:-1], axes[:-1], strict=True):
        y = op.fft(y, n=n, axis=axis, norm=norm)
    return y


def target(x: tuple[Any, ...]) -> tuple[Any, ...]:
    """About half of the entries along the last axis."""
    return (*x[:-1], x[-1] // 2 + 1)


rule = derived(
    id="fft.rfft2",
    title="Two-dimensional Fourier transform of real input",
    summary="The part of the spectrum of a real array that its other entries mirror.",
    function="rfft2(x)",
    operands="x:(2,4)",
    expand=rfft2,
    shape=target,
    numpy=("numpy.fft.rfft2", "scipy.fft.rfft2"),
    why=(
        "The last axis is transformed first, as real input; what comes out is complex, and the other "
        "axes are transformed as such."
    ),
    vectors=(
        TestVector(
            operands={"x": [[1.0, 2.0], [3.0, 4.0]]},
            cotangent=[[0j, 1 + 0j], [2 + 0j, 1j]],
            value=[[10 + 0j, -2 + 0j], [-4 + 0j, 0j]],
            gradients={"x": [[3.0, 1.0], [-1.0, -3.0]]},
        ),
    ),
    references=("NumPy reference, fft.rfft2",),
    see_also=("fft.rfft",),
)
