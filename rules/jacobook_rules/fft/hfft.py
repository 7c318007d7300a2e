"""The real spectrum of a signal that mirrors itself."""

from typing import Any

from jacobook import TestVector, derived, is_complex
from jacobook import operations as op
from jacobook.rule import Array

OPPOSITE = {None: "forward", "backward": "forward", "forward": "backward"}
"""The scaling of the transform that goes the other way."""


def hfft(a: Array, n: int | None = None, axis: int = -1, norm: str | None = None) -> Array:
    """`irfft` of the conjugate, scaled as a forward transform."""
    half = op.conjugate(a) if is_complex(a) else a
    return op.irfft(half, n=n, axis=axis, norm=OPPOSITE.get(norm, norm))


def target(x: tuple[Any, ...]) -> tuple[Any, ...]:
    """About twice as many entries along the last axis."""
    return (*x[:-1], 2 * (x[-1] - 1))


rule = derived(
    id="fft.hfft",
    title="Fourier transform of a Hermitian signal",
    summary="The real spectrum of a signal whose second half mirrors its first.",
    function="hfft(z)",
    operands="z:(3) complex",
    derivative={"d": "hfft(dz)"},
    expand=hfft,
    shape=target,
    numpy=("numpy.fft.hfft", "scipy.fft.hfft"),
    why=(
        "A signal with `z[n - j] = conjugate(z[j])` has a real spectrum: the inverse transform of "
        "the conjugate, without its scaling. So it is a composition of two linear maps."
    ),
    vectors=(
        TestVector(
            operands={"z": [1 + 0j, 2j, 4 + 0j]},
            cotangent=[1.0, 0.0, 0.0, 0.0],
            value=[5.0, 1.0, 5.0, -7.0],
            gradients={"z": [1 + 0j, 2 + 0j, 1 + 0j]},
        ),
    ),
    references=("NumPy reference, fft.hfft",),
    see_also=("fft.irfft", "fft.ihfft", "complex.conj"),
    tags=("DFT", "Hermitian signal", "spectrum"),
)
