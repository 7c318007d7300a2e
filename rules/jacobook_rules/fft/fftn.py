"""Fourier transform along several axes."""

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


def fftn(
    a: Array,
    s: Sequence[int] | None = None,
    axes: Sequence[int] | None = None,
    norm: str | None = None,
) -> Array:
    """One transform along each of the axes."""
    for axis, n in along(len(a.shape), s, axes):
        a = op.fft(a, n=n, axis=axis, norm=norm)
    return a


def target(
    x: shapes.Shape,
    *,
    s: Sequence[int] | None = None,
    axes: Sequence[int] | None = None,
    norm: str | None = None,
) -> shapes.Shape:
    """The lengths asked for, and the others as they are."""
    made = list(x)
    for axis, n in along(len(x), s, axes):
        made[axis] = x[axis] if n is None else n
    return tuple(made)


rule = derived(
    id="fft.fftn",
    title="Fourier transform along several axes",
    summary="One Fourier transform along each axis, or along those named.",
    function="fftn(x)",
    operands="x:(m,n)",
    derivative={"d": "fftn(dx)"},
    expand=fftn,
    parameters={"s": None, "axes": None, "norm": None},
    shape=target,
    numpy=("numpy.fft.fftn", "scipy.fft.fftn"),
    variants=({"axes": (0,)}, {"s": (5,)}, {"s": (2, -1), "axes": (1, 0)}, {"norm": "ortho"}),
    why=(
        "The transforms along different axes do not disturb each other, so one after the other gives "
        "the whole, and the pullback takes them in the opposite order."
    ),
    vectors=(
        TestVector(
            operands={"x": [[1.0, 2.0, 3.0, 4.0], [0.0, 0.0, 0.0, 0.0]]},
            cotangent=[[0j, 1j, 0j, 0j], [0j, 2 + 0j, 0j, 0j]],
            value=[[10 + 0j, -2 + 2j, -2 + 0j, -2 - 2j], [10 + 0j, -2 + 2j, -2 + 0j, -2 - 2j]],
            gradients={"x": [[2.0, -1.0, -2.0, 1.0], [-2.0, -1.0, 2.0, 1.0]]},
        ),
    ),
    references=("NumPy reference, fft.fftn",),
    see_also=("fft.fft", "fft.fft2", "fft.ifftn", "fft.rfftn"),
    tags=("DFT", "spectrum", "multidimensional Fourier transform"),
)
