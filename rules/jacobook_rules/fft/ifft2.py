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
    """One transform along each of `axes`."""
    chosen = range(-len(s), 0) if s is not None else range(-len(a.shape), 0)
    axes = tuple(chosen) if axes is None else tuple(axes)
    sizes = (None,) * len(axes) if s is None else tuple(s)
    y = a
    for n, axis in zip(sizes, axes, strict=True):
        y = op.ifft(y, n=n, axis=axis, norm=norm)
    return y


rule = derived(
    id="fft.ifft2",
    title="Inverse two-dimensional Fourier transform",
    summary="One inverse Fourier transform along each axis.",
    function="ifft2(x)",
    operands="x:(m,n)",
    expand=ifft2,
    shape=shapes.unchanged,
    numpy=("numpy.fft.ifft2", "scipy.fft.ifft2"),
    why=("One inverse transform after the other, along each axis."),
    vectors=(
        TestVector(
            operands={"x": [[4.0, 8.0], [0.0, 4.0]]},
            cotangent=[[4 + 0j, 0j], [0j, 8 + 0j]],
            value=[[4 + 0j, -2 + 0j], [2 + 0j, 0j]],
            gradients={"x": [[3.0, -1.0], [-1.0, 3.0]]},
        ),
    ),
    references=("NumPy reference, fft.ifft2",),
    see_also=("fft.ifft",),
)
