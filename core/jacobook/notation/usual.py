"""The usual values of static parameters, which go without saying.

Any other value is printed. Change this file if an operation has a parameter whose usual value is
not `None`; a test compares it with what the rules declare.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from jacobook.expression import Expression

_OFF = "keepdims bias upper lower unit_diagonal overwrite_a overwrite_b hermitian optimize"
_ON = "rowvar endpoint check_finite copy"
_ZERO = "offset k axis1 ddof correction trans fillvalue constant_values decimals nan"

_USUAL: Mapping[str, Hashable] = {
    **dict.fromkeys(_OFF.split(), False),
    **dict.fromkeys(_ON.split(), True),
    **dict.fromkeys(_ZERO.split(), 0),
    "axis2": 1,
    "order": "C",
    "method": "linear",
    "uplo": "L",
    "UPLO": "L",
    "library": "numpy",
    "boundary": "fill",
}
"""Usual values by the name of the parameter."""

_BY_AXIS = {
    -1: "softmax log_softmax sort partition vecdot complex_vecdot cut_or_pad fft ifft rfft irfft",
    0: "stack concatenate overlap_add",
}
_BY_MODE = {
    "full": "convolve convolve2d convolve_nd correlate2d correlate_nd fftconvolve",
    "valid": "correlate",
    "constant": "pad",
    "raise": "take",
}

_USUAL_OF: Mapping[str, Mapping[str, Hashable]] = {
    **{name: {"axis": axis} for axis, names in _BY_AXIS.items() for name in names.split()},
    **{name: {"mode": mode} for mode, names in _BY_MODE.items() for name in names.split()},
    "convolve_nd": {"mode": "full", "method": None},
    "correlate_nd": {"mode": "full", "method": None},
    "diff": {"n": 1, "axis": -1},
    **{name: {"lower": True} for name in ("cho_solve", "eigh_scipy", "eigvalsh_scipy")},
    "cov": {"ddof": None},
    "rot90": {"k": 1},
    "swapaxes": {"axis1": 1, "axis2": -1},
    "erfcx_derivative": {"order": 1},
    "sinc_derivative": {"order": 1},
    "airy_part": {"part": 0},
    "lambertw": {"tol": 1e-8, "k": 0},
}
"""Usual values where an operation has its own."""


def told(node: Expression, *ignored: str) -> list[tuple[str, Hashable]]:
    """The static parameters worth printing.

    Args:
        node: the operation.
        ignored: parameters which are printed in another way.
    """
    usual = {**_USUAL, **_USUAL_OF.get(node.operation, {})}
    return [
        (key, value)
        for key, value in node.parameters
        if key not in ignored and not _is_same(value, usual.get(key))
    ]


def _is_same(value: Hashable, usual: Hashable) -> bool:
    """Whether a parameter has its usual value; 0 is not "off"."""
    return value == usual and isinstance(value, bool) == isinstance(usual, bool)
