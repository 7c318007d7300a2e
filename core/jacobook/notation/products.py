"""Products: two factors side by side, with the sign between them that keeps them apart.

Change this file for a new kind of product, or if two factors run into each other on the page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from jacobook.notation import glyphs
from jacobook.notation.glyphs import Glyph, Layout, fence, first, last, row, sign
from jacobook.notation.pieces import PRODUCT, Piece, bracketed, negate, row_of


@dataclass(frozen=True, slots=True)
class _Joint:
    """How a kind of product joins its factors, and which products may be factors unbracketed."""

    glyph: Glyph | None
    inside: frozenset[str]


_JOINTS = {
    "scale": _Joint(None, frozenset({"scale"})),
    "matrix": _Joint(None, frozenset({"scale", "matrix"})),
    "hadamard": _Joint(glyphs.HADAMARD, frozenset({"scale", "hadamard"})),
    "kron": _Joint(glyphs.KRONECKER, frozenset({"scale", "kron"})),
    "dot": _Joint(glyphs.DOT, frozenset({"scale"})),
    "cross": _Joint(glyphs.CROSS, frozenset({"scale"})),
    "convolve": _Joint(glyphs.CONVOLUTION, frozenset({"scale", "convolve"})),
    "correlate": _Joint(glyphs.CORRELATION, frozenset({"scale"})),
}


def product(joint: str, left: Piece, right: Piece) -> Piece:
    """Two factors side by side; a minus before the left one goes before the product."""
    if left.negated:
        return negate(_product_of_magnitude(joint, left.negated, right))
    a, b = _factor(left, joint), _factor(right, joint, after=left)
    between = _JOINTS[joint].glyph or _juxtaposition(a, b)
    kind = right.joint if joint == "scale" and b is right.layout and right.joint else joint
    made = Piece(row(a, sign(between), b), PRODUCT, max(left.rank, right.rank), kind)
    is_multiple = joint == "scale" and not left.rank and right.rank == 1 and not right.column
    return replace(made, row=product(joint, left, row_of(right))) if is_multiple else made


def _product_of_magnitude(joint: str, left: Piece, right: Piece) -> Piece:
    one = joint == "scale" and left.layout.glyph == Glyph("1", "1", "mn")
    return right if one else product(joint, left, right)


def _factor(piece: Piece, joint: str, after: Piece | None = None) -> Layout:
    inside = _JOINTS[joint].inside
    if joint == "scale" and after is not None and not after.rank:
        inside = inside | {"matrix", "hadamard", "kron"}  # a scalar before them is no ambiguity
    counted = joint == "matrix" and after is not None and _is_number(first(piece.layout))
    if counted or (piece.joint and piece.joint not in inside):
        return fence("parens", piece.layout)
    return bracketed(piece, PRODUCT)


def _juxtaposition(left: Layout, right: Layout) -> Glyph:
    """The glyph between two factors without a sign of their own."""
    end, start = last(left), first(right)
    if _is_number(start) or (_is_number(end) and start.kind == "fraction"):
        return glyphs.DOT
    if start.glyph == glyphs.NOTHING:  # the script after it would seem to be the left factor's
        return glyphs.DOT
    if _is_function(start):
        return glyphs.SPACED_TIMES
    bracket_after_letter = start.kind == "fence" and end.kind == "glyph" and _is_italic(end)
    after_bracket = end.kind == "fence" and start.kind != "fence"
    fractions = end.kind == start.kind == "fraction"
    wide = _is_wide(end) or _is_wide(start) or fractions
    spaced = wide or bracket_after_letter or after_bracket
    return glyphs.THIN_TIMES if spaced else glyphs.TIMES


def _is_number(box: Layout) -> bool:
    return box.glyph.tag == "mn" and box.glyph.text.isascii() and box.kind == "glyph"


def _is_italic(box: Layout) -> bool:
    return box.glyph.tag == "mi" and "{" not in box.glyph.latex


def _is_function(box: Layout) -> bool:
    latex = box.glyph.latex
    return latex.startswith(r"\operatorname") or latex[1:] in glyphs.COMMANDS


def _is_wide(box: Layout) -> bool:
    """Whether the box is a word or a differential, which need space to be told apart."""
    while box.kind in glyphs.SCRIPTS:
        box = box.parts[0]
    word = box.glyph.tag == "mi" and len(box.glyph.text) > 1
    return box.kind == "differential" or word
