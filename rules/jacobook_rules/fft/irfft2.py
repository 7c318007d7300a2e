"""Inverse two-dimensional Fourier transform to real output."""

from collections.abc import Sequence
from typing import Any

from jacobook import TestVector, derived
from jacobook import operations as op
from jacobook.rule import Array


def irfft2(
    a: Array,
    s: Sequence[int] | None = None,
    axes: Sequence[int] | None = (-2, -1),
    norm: str | None = None,
) -> Array:
    """One transform along each of `axes`."""
    chosen = range(-len(s), 0) if s is not None else range(-len(a.shape), 0)
    axes = tuple(chosen) if axes is None else tuple(axes)
    sizes = (None,) * len(axes) if s is None else tuple(s)
    y = a
    for n, axis in zip(sizes[:-1], axes[:-1], strict=True):
        y = op.ifft(y, n=n, axis=axis, norm=norm)
    return op.irfft(y, n=sizes[-1], axis=axes[-1], norm=norm)


def target(x: tuple[Any, ...]) -> tuple[Any, ...]:
    """About twice as many entries along the last axis."""
    return (*x[:-1], 2 * (x[-1] - 1))


rule = derived(
    id="fft.irfft2",
    title="Inverse two-dimensional Fourier transform to real output",
    summary="The real array with a given part of its spectrum.",
    function="irfft2(x)",
    operands="x:(2,3) complex",
    expand=irfft2,
    shape=target,
    numpy=("numpy.fft.irfft2", "scipy.fft.irfft2"),
    why=("The other axes come first, as complex ones; the last one then gives real output."),
    vectors=(
        TestVector(
            operands={"x": [[4 + 0j, 8 + 0j], [0j, 4 + 0j]]},
            cotangent=[[4.0, 0.0], [0.0, 8.0]],
            value=[[4.0, -2.0], [2.0, 0.0]],
            gradients={"x": [[3 + 0j, -1 + 0j], [-1 + 0j, 3 + 0j]]},
        ),
    ),
    references=("NumPy reference, fft.irfft2",),
    see_also=("fft.irfft",),
)
