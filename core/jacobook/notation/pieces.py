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
    mark: str = ""
    inner: Piece | None = None
    rows: tuple[tuple[Layout, ...], ...] = ()


Pieces: TypeAlias = tuple[Piece, ...]
Arrange: TypeAlias = Callable[[Expression, Pieces], Piece]


def bracketed(piece: Piece, level: int) -> Layout:
    """The piece's box, in brackets if it is looser than `level`."""
    return piece.layout if piece.level >= level else fence("parens", piece.layout)


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
    return piece if piece.column else replace(transposed(piece), column=piece)


def aligned(build: Callable[..., Piece], *pieces: Piece) -> Piece:
    """What `build` makes of the pieces, with all vectors as columns unless all are rows."""
    columns = build(*map(column_of, pieces))
    vectors = [piece for piece in pieces if piece.rank == 1]
    if vectors and all(vector.column for vector in vectors):
        return replace(build(*pieces), column=columns)
    return columns


_INVERSE = row(sign(glyphs.NEGATIVE), number("1"))
_INVERSE_TRANSPOSE = row(sign(glyphs.NEGATIVE), sign(glyphs.TOP))


def inverted(piece: Piece) -> Piece:
    """The piece raised to -1; of a transpose, the base raised to -T."""
    if piece.mark == "transpose" and piece.inner:
        return Piece(sup(bracketed(piece.inner, ATOM), _INVERSE_TRANSPOSE), SCRIPT, piece.rank)
    box = sup(bracketed(piece, ATOM), _INVERSE)
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


_SINGLE = ("glyph", "accent", *glyphs.SCRIPTS)


def in_line(exponent: Layout) -> Layout:
    """A small fraction with a slash, as exponents have it."""
    if exponent.kind == "fraction" and all(p.kind in _SINGLE for p in exponent.parts):
        top, bottom = exponent.parts
        return row(top, sign(glyphs.SLASH), bottom)
    if exponent.kind == "row" and exponent.parts[0].glyph == glyphs.NEGATIVE:
        return row(exponent.parts[0], *map(in_line, exponent.parts[1:]))
    return exponent


def boxes(pieces: Pieces) -> list[Layout]:
    """The boxes of some pieces."""
    return [piece.layout for piece in pieces]


def parameter(node: Expression, key: str, default: Any = None) -> Any:
    """A static parameter of a node."""
    return dict(node.parameters).get(key, default)
