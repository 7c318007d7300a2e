"""The zero frequency moved back to the front."""

from collections.abc import Sequence

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def ifftshift(x: Array, axes: int | Sequence[int] | None = None) -> Array:
    """`x`, rolled by half its length along each of `axes`."""
    if axes is None:
        axes = range(len(x.shape))
    chosen = (axes,) if isinstance(axes, int) else tuple(axes)
    sizes = [x.shape[axis] for axis in chosen]
    return op.roll(x, shift=tuple(-(size // 2) for size in sizes), axis=chosen)


rule = derived(
    id="fft.ifftshift",
    title="Zero frequency to the front",
    summary="The halves of each axis exchanged back.",
    function="ifftshift(x)",
    operands="x:(5)",
    expand=ifftshift,
    shape=shapes.unchanged,
    numpy=("numpy.fft.ifftshift", "scipy.fft.ifftshift"),
    why=("The entries only change their places; their cotangents go back to where they came from."),
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0, 3.0, 4.0, 5.0]},
            cotangent=[1.0, 2.0, 3.0, 4.0, 5.0],
            value=[3.0, 4.0, 5.0, 1.0, 2.0],
            gradients={"x": [4.0, 5.0, 1.0, 2.0, 3.0]},
        ),
    ),
    references=("NumPy reference, fft.ifftshift",),
    see_also=("fft.fft", "array.roll"),
)
