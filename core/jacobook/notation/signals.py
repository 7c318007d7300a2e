"""Fourier transforms and convolutions.

Change this file for how a transform or a product of signals is set.
"""

from __future__ import annotations

from collections.abc import Mapping

from jacobook.expression import Expression
from jacobook.notation import glyphs
from jacobook.notation.functions import written
from jacobook.notation.glyphs import Layout, fence, name, number, separated, sign, sub, sup, upright
from jacobook.notation.pieces import INVERSE, Arrange, Piece, Pieces, column_of, parameter
from jacobook.notation.products import product


def _transform(*marks: Layout) -> Layout:
    """A script F with what distinguishes the transform below."""
    letter = sign(glyphs.TRANSFORM)
    return sub(letter, separated(glyphs.COMMA, marks)) if marks else letter


def _folded(joint: str, usual: str = "full") -> Arrange:
    """A product of two signals; any mode but the full one is an index of the whole."""

    def arrange(node: Expression, pieces: Pieces) -> Piece:
        made = product(joint, *map(column_of, pieces))
        mode = parameter(node, "mode", usual)
        return made if mode == "full" else _marked(made, str(mode))

    return arrange


def _marked(piece: Piece, mode: str) -> Piece:
    return Piece(sub(fence("parens", piece.layout), upright(mode)))


_REAL, _EVEN, _TWO, _ALL = upright("r"), upright("h"), number("2"), name("n")

_TRANSFORMS: Mapping[str, Layout] = {
    "fft": _transform(),
    "rfft": _transform(_REAL),
    "hfft": _transform(_EVEN),
    "fft2": _transform(_TWO),
    "rfft2": _transform(_REAL, _TWO),
    "fftn": _transform(_ALL),
    "rfftn": _transform(_REAL, _ALL),
}

_CONVOLUTIONS = ("convolve", "convolve2d", "convolve_nd", "fftconvolve")
_CORRELATIONS = ("correlate", "correlate2d", "correlate_nd")
FOLDED = (*_CONVOLUTIONS, *_CORRELATIONS)
"""Products of signals, which have a mode."""

ARRANGEMENTS: Mapping[str, Arrange] = {
    **{function: written(letter) for function, letter in _TRANSFORMS.items()},
    **{f"i{function}": written(sup(letter, INVERSE)) for function, letter in _TRANSFORMS.items()},
    **dict.fromkeys(_CONVOLUTIONS, _folded("convolve")),
    **dict.fromkeys(_CORRELATIONS, _folded("correlate")),
    "correlate": _folded("correlate", "valid"),
}
"""How each of them is arranged; a transform with keywords prints as a function."""
