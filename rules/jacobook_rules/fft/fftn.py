"""Fourier transform along several axes."""

from collections.abc import Sequence

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def fftn(
    a: Array,
    s: Sequence[int] | None = None,
    axes: Sequence[int] | None = None,
    norm: str | None = None,
) -> Array:
    """One transform along each of `axes`."""
    chosen = range(-len(s), 0) if s is not None else range(-len(a.shape), 0)
    axes = tuple(chosen) if axes is None else tuple(axes)
    sizes = (None,) * len(axes) if s is None else tuple(s)
    y = a
    for n, axis in zip(sizes, axes, strict=True):
        y = op.fft(y, n=n, axis=axis, norm=norm)
    return y


rule = derived(
    id="fft.fftn",
    title="Fourier transform along several axes",
    summary="One Fourier transform along each axis.",
    function="fftn(x)",
    operands="x:(m,n)",
    expand=fftn,
    shape=shapes.unchanged,
    numpy=("numpy.fft.fftn", "scipy.fft.fftn"),
    why=(
        "The transforms along different axes do not disturb each other, so one after the other gives "
        "the whole, and the pullback takes them in the opposite order."
    ),
    vectors=(
        TestVector(
            operands={"x": [[1.0, 2.0], [3.0, 4.0]]},
            cotangent=[[0j, 1 + 0j], [2 + 0j, 1j]],
            value=[[10 + 0j, -2 + 0j], [-4 + 0j, 0j]],
            gradients={"x": [[3.0, 1.0], [-1.0, -3.0]]},
        ),
    ),
    references=("NumPy reference, fft.fftn",),
    see_also=("fft.fft",),
)
