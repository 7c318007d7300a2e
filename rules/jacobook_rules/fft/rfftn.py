"""Fourier transform of real input along several axes."""

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


def rfftn(
    a: Array,
    s: Sequence[int] | None = None,
    axes: Sequence[int] | None = None,
    norm: str | None = None,
) -> Array:
    """A transform of real input along the last of the axes, then complex ones along the others."""
    *others, (last, size) = along(len(a.shape), s, axes)
    y = op.rfft(a, n=size, axis=last, norm=norm)
    for axis, n in others:
        y = op.fft(y, n=n, axis=axis, norm=norm)
    return y


def target(
    x: shapes.Shape,
    *,
    s: Sequence[int] | None = None,
    axes: Sequence[int] | None = None,
    norm: str | None = None,
) -> shapes.Shape:
    """Half of the entries along the last of the axes, and one."""
    made, pairs = list(x), along(len(x), s, axes)
    for axis, n in pairs:
        made[axis] = x[axis] if n is None else n
    made[pairs[-1][0]] = made[pairs[-1][0]] // 2 + 1
    return tuple(made)


rule = derived(
    id="fft.rfftn",
    title="Fourier transform of real input along several axes",
    summary="The part of the spectrum of a real array that its other entries mirror.",
    function="rfftn(x)",
    operands="x:(2,4)",
    derivative={"d": "rfftn(dx)"},
    expand=rfftn,
    parameters={"s": None, "axes": None, "norm": None},
    shape=target,
    numpy=("numpy.fft.rfftn", "scipy.fft.rfftn"),
    variants=({"axes": (0,)}, {"s": (5,)}, {"s": (6, -1), "axes": (1, 0)}, {"norm": "ortho"}),
    why=(
        "The last axis is transformed first, as real input; what comes out is complex, and the other "
        "axes are transformed as such. The pullback takes the steps in the opposite order."
    ),
    vectors=(
        TestVector(
            operands={"x": [[1.0, 2.0, 3.0, 4.0], [0.0, 0.0, 0.0, 0.0]]},
            cotangent=[[0j, 1j, 0j], [0j, 2 + 0j, 0j]],
            value=[[10 + 0j, -2 + 2j, -2 + 0j], [10 + 0j, -2 + 2j, -2 + 0j]],
            gradients={"x": [[2.0, -1.0, -2.0, 1.0], [-2.0, -1.0, 2.0, 1.0]]},
        ),
    ),
    references=("NumPy reference, fft.rfftn",),
    see_also=("fft.rfft", "fft.rfft2", "fft.irfftn", "fft.fftn"),
    tags=("DFT", "spectrum", "real Fourier transform"),
)
