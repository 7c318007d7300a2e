"""The inverse Fourier transform to real output."""

from typing import Any

from jacobook import TestVector, linear
from jacobook import operations as op
from jacobook.rule import Array

OPPOSITE = {None: "forward", "backward": "forward", "forward": "backward", "ortho": "ortho"}
"""The scaling of the transform that goes the other way."""


def weights(count: int, size: int) -> Array:
    """How often each entry of the half spectrum stands in the full one: once or twice."""
    import numpy as np

    made = np.full(count, 2.0)
    made[0] = 1.0
    if size % 2 == 0:
        made[-1] = 1.0
    return made


def adjoint(
    y_bar: Array,
    y: Array,
    z: Array,
    *,
    n: int | None = None,
    axis: int = -1,
    norm: str | None = None,
) -> Array:
    """The conjugate of `rfft`, each entry as often as its frequency occurs."""
    size = y_bar.shape[axis]
    half = op.conjugate(op.rfft(y_bar, axis=axis, norm=OPPOSITE[norm]))
    place = axis % len(y_bar.shape)
    counts = weights(size // 2 + 1, size).reshape(
        [-1 if i == place else 1 for i in range(len(y_bar.shape))]
    )
    return op.cut_or_pad(half * counts.astype(y_bar.dtype), size=z.shape[axis], axis=axis)


def target(
    z: tuple[Any, ...], *, n: int | None = None, axis: int = -1, norm: str | None = None
) -> tuple[Any, ...]:
    """The length of the real signal along `axis`."""
    place = axis % len(z)
    return (*z[:place], 2 * (z[place] - 1) if n is None else n, *z[place + 1 :])


rule = linear(
    id="fft.irfft",
    title="Inverse Fourier transform to real output",
    summary="The real signal with a given half spectrum.",
    function="irfft(z)",
    operands="z:(4) complex",
    derivative={"d": "irfft(dz)"},
    op="irfft",
    primal="numpy.fft.irfft",
    numpy=("scipy.fft.irfft",),
    parameters={"n": None, "axis": -1, "norm": None},
    shape=target,
    adjoint=adjoint,
    variants=({"n": 5}, {"n": 4}, {"norm": "ortho"}, {"norm": "forward"}, {"axis": 0}),
    why=(
        "The output is `sum(w * real(z * phases)) / n`, where `w` is 2 for frequencies with a mirror "
        "image and 1 for the first one, and for the last one of an even length. Its pullback weighs "
        "the spectrum of the cotangent in the same way."
    ),
    pitfalls=(
        "The imaginary parts of the first entry, and of the last one of an even length, are not "
        "read; their gradient is 0. Without `n` the length is taken to be even."
    ),
    vectors=(
        TestVector(
            operands={"z": [6 + 0j, 2j, 4 + 0j]},
            cotangent=[4.0, 0.0, 0.0, 0.0],
            value=[2.5, -0.5, 2.5, 1.5],
            gradients={"z": [1 + 0j, 2 + 0j, 1 + 0j]},
        ),
        TestVector(
            name="odd length",
            operands={"z": [3 + 0j, 3 + 0j]},
            parameters={"n": 3},
            cotangent=[3.0, 0.0, 0.0],
            value=[3.0, 0.0, 0.0],
            gradients={"z": [1 + 0j, 2 + 0j]},
        ),
    ),
    special_points=(
        TestVector(
            name="one entry",
            operands={"z": [1 + 0j]},
            raises="ShapeError",
            why="Without `n` the signal would have no entries, and NumPy refuses.",
        ),
        TestVector(
            name="one entry, length 1",
            operands={"z": [3 + 4j]},
            parameters={"n": 1},
            value=[3.0],
            gradients={"z": [1 + 0j]},
            why="The only frequency is its own mirror image: its imaginary part is not read.",
        ),
    ),
    references=("NumPy reference, fft.irfft", "Matrix Cookbook, equations 403 to 406"),
    see_also=("fft.rfft", "fft.ifft", "fft.irfftn", "fft.hfft"),
    tags=("DFT", "inverse spectrum", "real Fourier transform"),
)
