"""Inverse Fourier transform to real output along several axes."""

from collections.abc import Sequence
from typing import Any

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def along(rank: int, s: Sequence[int] | None, axes: Sequence[int] | None) -> list[Any]:
    """The axes, each with the length that is asked for there; the last ones if none are named."""
    if axes is None:
        axes = range(-rank if s is None else -len(s), 0)
    sizes = [None] * len(axes) if s is None else [None if n == -1 else n for n in s]
    return list(zip(axes, sizes, strict=True))


def irfftn(
    a: Array,
    s: Sequence[int] | None = None,
    axes: Sequence[int] | None = None,
    norm: str | None = None,
) -> Array:
    """Complex inverse transforms along all axes but the last, which gives real output."""
    *others, (last, size) = along(len(a.shape), s, axes)
    for axis, n in others:
        a = op.ifft(a, n=n, axis=axis, norm=norm)
    return op.irfft(a, n=size, axis=last, norm=norm)


def target(
    z: shapes.Shape,
    *,
    s: Sequence[int] | None = None,
    axes: Sequence[int] | None = None,
    norm: str | None = None,
) -> shapes.Shape:
    """About twice as many entries along the last of the axes."""
    made, pairs = list(z), along(len(z), s, axes)
    for axis, n in pairs:
        made[axis] = z[axis] if n is None else n
    if pairs[-1][1] is None:
        made[pairs[-1][0]] = 2 * (z[pairs[-1][0]] - 1)
    return tuple(made)


rule = derived(
    id="fft.irfftn",
    title="Inverse Fourier transform to real output along several axes",
    summary="The real array with a given part of its spectrum.",
    function="irfftn(z)",
    operands="z:(2,3) complex",
    derivative={"d": "irfftn(dz)"},
    expand=irfftn,
    parameters={"s": None, "axes": None, "norm": None},
    shape=target,
    numpy=("numpy.fft.irfftn", "scipy.fft.irfftn"),
    variants=({"axes": (0,)}, {"s": (5,)}, {"s": (6, -1), "axes": (1, 0)}, {"norm": "ortho"}),
    why=(
        "The other axes come first, as complex ones; the last one then gives real output. The pullback "
        "takes the steps in the opposite order."
    ),
    pitfalls=(
        "Without `s` the length of the last axis is taken to be even. The imaginary parts of the "
        "entries that are their own mirror images are not read."
    ),
    vectors=(
        TestVector(
            operands={"z": [[20 + 0j, -4 + 4j, -4 + 0j], [0j, 0j, 0j]]},
            cotangent=[[8.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 16.0]],
            value=[[1.0, 2.0, 3.0, 4.0], [1.0, 2.0, 3.0, 4.0]],
            gradients={"z": [[3 + 0j, 2 + 4j, -1 + 0j], [-1 + 0j, 2 - 4j, 3 + 0j]]},
        ),
    ),
    references=("NumPy reference, fft.irfftn",),
    see_also=("fft.irfft", "fft.irfft2", "fft.rfftn", "fft.ifftn"),
    tags=("DFT", "inverse spectrum", "real Fourier transform"),
)
