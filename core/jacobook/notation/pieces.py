"""Pieces: the box of a node with what the node above must know to set it.

Also what may be done to any piece, whatever it is made of: brackets, a minus, and the turn between
column, row, transpose and inverse. A vector is a column. Change this file if arranging a node needs
to know more about its operands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from jacobook.expression import Expression
from jacobook.notation import glyphs
from jacobook.notation.glyphs import Layout, fence, first, number, row, sign, sup

LOOSE, OR, AND, RELATION, SUM, PRODUCT, SCRIPT, ATOM = range(8)
"""How tightly a piece holds together; brackets go around what is looser than its place."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """The box of a node, and what the node above must know of it.

    Attributes:
        layout: the box.
        level: how tightly it holds together.
        rank: number of axes of the value.
        joint: for a product, how its factors are joined: a kind that `products` knows.
        negated: the piece without its leading minus.
        column: for a vector written as a row, the same vector written as a column.
        row: for a vector written as a column, the same vector written as a row, if that is more
            than a raised T: `2 x^T` of `2 x`.
        mark: what this is of `inner`: `inverse`, `transpose`; or `stack`, `cases`.
        inner: see `mark`.
        rows: cells of a stack, or the branches of cases.
    """

    layout: Layout
    level: int = ATOM
    rank: int = 0
    joint: str = ""
    negated: Piece | None = None
    column: Piece | None = None
    row: Piece | None = None
    mark: str = ""
    inner: Piece | None = None
    rows: tuple[tuple[Layout, ...], ...] = ()


Pieces: TypeAlias = tuple[Piece, ...]
Arrange: TypeAlias = Callable[[Expression, Pieces], Piece]


def bracketed(piece: Piece, level: int) -> Layout:
    """The piece's box, in brackets if it is looser than `level`.

    A statement that is counted as a number, one if it is true, has Iverson's square brackets.
    """
    if piece.level >= level:
        return piece.layout
    counted = OR <= piece.level <= RELATION < level
    return fence("brackets" if counted else "parens", piece.layout)


def is_signed(piece: Piece) -> bool:
    """Whether the piece begins with a plus or minus of its own."""
    return first(piece.layout).glyph in (glyphs.NEGATIVE, glyphs.POSITIVE)


def negate(piece: Piece) -> Piece:
    """The piece with a minus before it."""
    box = row(sign(glyphs.NEGATIVE), bracketed(piece, PRODUCT))
    column = negate(piece.column) if piece.column else None
    return Piece(box, SUM, piece.rank, negated=piece, column=column)


def column_of(piece: Piece) -> Piece:
    """A vector written as a column."""
    return piece.column or piece


def row_of(piece: Piece) -> Piece:
    """A vector written as a row."""
    if piece.column:
        return piece
    turned = negate(row_of(piece.negated)) if piece.negated else piece.row or transposed(piece)
    return replace(turned, column=piece)


def aligned(build: Callable[..., Piece], *pieces: Piece) -> Piece:
    """What `build` makes of the pieces, with all vectors as columns unless all are rows."""
    columns = build(*map(column_of, pieces))
    vectors = [piece for piece in pieces if piece.rank == 1]
    if vectors and all(vector.column for vector in vectors):
        return replace(build(*pieces), column=columns)
    return columns


INVERSE = row(sign(glyphs.NEGATIVE), number("1"))
"""What is raised for an inverse."""

_INVERSE_TRANSPOSE = row(sign(glyphs.NEGATIVE), sign(glyphs.TOP))


def inverted(piece: Piece) -> Piece:
    """The piece raised to -1; of a transpose, the base raised to -T."""
    if piece.mark == "transpose" and piece.inner:
        return Piece(sup(bracketed(piece.inner, ATOM), _INVERSE_TRANSPOSE), SCRIPT, piece.rank)
    box = sup(bracketed(piece, ATOM), INVERSE)
    return Piece(box, SCRIPT, piece.rank, mark="inverse", inner=piece)


def transposed(piece: Piece) -> Piece:
    """The piece with a raised T; of an inverse, the base raised to -T."""
    if piece.negated:
        return negate(transposed(piece.negated))
    if piece.mark == "inverse" and piece.inner:
        return Piece(sup(bracketed(piece.inner, ATOM), _INVERSE_TRANSPOSE), SCRIPT, piece.rank)
    base = piece.layout if piece.layout.kind == "differential" else bracketed(piece, ATOM)
    box = sup(base, sign(glyphs.TOP))
    return Piece(box, SCRIPT, piece.rank, mark="transpose", inner=piece)


def in_line(exponent: Layout) -> Layout:
    """Small fractions with a slash, as exponents and subscripts have them; also those in a sum."""
    if exponent.kind == "row" and any(part.glyph in _SIGNS for part in exponent.parts):
        return row(*map(_slashed, exponent.parts))
    return _slashed(exponent)


def _slashed(box: Layout) -> Layout:
    if box.kind != "fraction":
        return box
    top, bottom = box.parts
    is_small = bottom.kind in _SINGLE and (top.kind in _SINGLE or _is_flat_product(top))
    return row(top, sign(glyphs.SLASH), bottom) if is_small else box


def _is_flat_product(box: Layout) -> bool:
    """Whether a box is a product of letters, which may be read with the slash after it."""
    return box.kind == "row" and all(
        part.kind in _SINGLE and (part.glyph.tag != "mo" or part.glyph in _TIMES)
        for part in box.parts
    )


_SINGLE = ("glyph", "accent", *glyphs.SCRIPTS)
_SIGNS = (glyphs.NEGATIVE, glyphs.PLUS, glyphs.MINUS)
_TIMES = (glyphs.TIMES, glyphs.THIN_TIMES, glyphs.HADAMARD)


def boxes(pieces: Pieces) -> list[Layout]:
    """The boxes of some pieces."""
    return [piece.layout for piece in pieces]


def parameter(node: Expression, key: str, default: Any = None) -> Any:
    """A static parameter of a node."""
    return dict(node.parameters).get(key, default)
