"""Half of the signal with a given real spectrum."""

from typing import Any

from jacobook import TestVector, derived
from jacobook import operations as op
from jacobook.rule import Array

OPPOSITE = {None: "forward", "backward": "forward", "forward": "backward"}
"""The scaling of the transform that goes the other way."""


def ihfft(a: Array, n: int | None = None, axis: int = -1, norm: str | None = None) -> Array:
    """The conjugate of `rfft`, scaled as an inverse transform."""
    return op.conjugate(op.rfft(a, n=n, axis=axis, norm=OPPOSITE.get(norm, norm)))


def target(x: tuple[Any, ...]) -> tuple[Any, ...]:
    """About half of the entries along the last axis."""
    return (*x[:-1], x[-1] // 2 + 1)


rule = derived(
    id="fft.ihfft",
    title="Inverse Fourier transform of a real spectrum",
    summary="Half of the signal whose spectrum is real and given.",
    function="ihfft(x)",
    operands="x:(4)",
    derivative={"d": "ihfft(dx)"},
    expand=ihfft,
    shape=target,
    numpy=("numpy.fft.ihfft", "scipy.fft.ihfft"),
    why=("It is the conjugate of `rfft`, divided by the length."),
    vectors=(
        TestVector(
            operands={"x": [4.0, 8.0, 12.0, 16.0]},
            cotangent=[4 + 0j, 4j, 0j],
            value=[10 + 0j, -2 - 2j, -2 + 0j],
            gradients={"x": [1.0, 2.0, 1.0, 0.0]},
        ),
    ),
    references=("NumPy reference, fft.ihfft",),
    see_also=("fft.rfft", "fft.hfft", "complex.conj"),
    tags=("DFT", "Hermitian signal", "inverse spectrum"),
)
