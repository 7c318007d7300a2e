"""The zero frequency moved to the middle."""

from collections.abc import Sequence

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def fftshift(x: Array, axes: int | Sequence[int] | None = None) -> Array:
    """`x`, rolled by half its length along each of `axes`."""
    if axes is None:
        axes = range(len(x.shape))
    chosen = (axes,) if isinstance(axes, int) else tuple(axes)
    sizes = [x.shape[axis] for axis in chosen]
    return op.roll(x, shift=tuple(size // 2 for size in sizes), axis=chosen)


def unchanged(x: shapes.Shape, *, axes: int | Sequence[int] | None = None) -> shapes.Shape:
    """The shape of the operand."""
    return x


rule = derived(
    id="fft.fftshift",
    title="Zero frequency to the middle",
    summary="The halves of each axis exchanged.",
    function="fftshift(x)",
    operands="x:(5)",
    derivative={"d": "fftshift(dx)", "vjp[x]": "ifftshift(y_bar)"},
    expand=fftshift,
    parameters={"axes": None},
    shape=unchanged,
    numpy=("numpy.fft.fftshift", "scipy.fft.fftshift"),
    variants=({"axes": 0}, {"axes": (0, 1)}),
    pitfalls="For an odd number of entries the two shifts differ, and each pulls back with the other.",
    why=("The entries only change their places; their cotangents go back to where they came from."),
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0, 3.0, 4.0, 5.0]},
            cotangent=[1.0, 2.0, 3.0, 4.0, 5.0],
            value=[4.0, 5.0, 1.0, 2.0, 3.0],
            gradients={"x": [3.0, 4.0, 5.0, 1.0, 2.0]},
        ),
    ),
    references=("NumPy reference, fft.fftshift",),
    see_also=("fft.ifftshift", "fft.fft", "array.roll"),
    tags=("spectrum", "roll", "zero frequency"),
)
