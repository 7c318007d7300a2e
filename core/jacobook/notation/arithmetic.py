"""Arithmetic of numbers and entries: sums, products, quotients, powers, comparisons and cases.

Change this file for how one of these is set; how factors are joined is decided in `products`.
"""

from __future__ import annotations

from jacobook.expression import Expression
from jacobook.notation import glyphs
from jacobook.notation.glyphs import (
    Layout,
    fence,
    fraction,
    number,
    row,
    separated,
    sign,
    sup,
    table,
    words,
)
from jacobook.notation.leaves import literal
from jacobook.notation.pieces import (
    AND,
    ATOM,
    LOOSE,
    OR,
    PRODUCT,
    RELATION,
    SCRIPT,
    SUM,
    Piece,
    Pieces,
    aligned,
    bracketed,
    in_line,
    is_signed,
    negate,
)
from jacobook.notation.products import product


def add(_: Expression, pieces: Pieces) -> Piece:
    """`a + b`; a term with a minus of its own is subtracted."""
    return aligned(_sum, *pieces)


def _sum(left: Piece, right: Piece) -> Piece:
    if right.negated:
        return _difference(left, right.negated)
    box = fence("parens", right.layout) if is_signed(right) else bracketed(right, SUM)
    return Piece(row(bracketed(left, SUM), sign(glyphs.PLUS), box), SUM)


def subtract(_: Expression, pieces: Pieces) -> Piece:
    """`a - b`."""
    return aligned(_difference, *pieces)


def _difference(left: Piece, right: Piece) -> Piece:
    parts = (bracketed(left, SUM), sign(glyphs.MINUS), bracketed(right, PRODUCT))
    return Piece(row(*parts), SUM)


def negative(_: Expression, pieces: Pieces) -> Piece:
    """`-a`."""
    return negate(pieces[0])


def positive(_: Expression, pieces: Pieces) -> Piece:
    """`+a`."""
    return Piece(row(sign(glyphs.POSITIVE), bracketed(pieces[0], PRODUCT)), SUM)


def multiply(_: Expression, pieces: Pieces) -> Piece:
    """A product of entries: side by side if one factor is a scalar, else Hadamard's."""
    joint = "hadamard" if all(piece.rank for piece in pieces) else "scale"
    return aligned(lambda left, right: product(joint, left, right), *pieces)


def divide(_: Expression, pieces: Pieces) -> Piece:
    """A fraction."""
    return aligned(_quotient, *pieces)


def floor_divide(_: Expression, pieces: Pieces) -> Piece:
    """A fraction rounded down."""
    return Piece(fence("floor", aligned(_quotient, *pieces).layout))


def _ratio(box: Layout) -> tuple[Piece, Piece] | None:
    """Top and bottom of a fraction of two numbers."""
    if box.kind != "fraction" or not all(_is_digits(part) for part in box.parts):
        return None
    top, bottom = map(Piece, box.parts)
    return top, bottom


def _quotient(top: Piece, bottom: Piece) -> Piece:
    if top.negated:
        return negate(_quotient(top.negated, bottom))
    if ratio := _ratio(top.layout):
        return _quotient(ratio[0], product("scale", ratio[1], bottom))
    return Piece(fraction(top.layout, bottom.layout), SCRIPT, max(top.rank, bottom.rank))


def _is_digits(box: Layout) -> bool:
    return box.glyph.tag == "mn" and box.glyph.text.isascii()


def reciprocal(_: Expression, pieces: Pieces) -> Piece:
    """One over an entry."""
    return _quotient(literal(1), pieces[0])


def power(_: Expression, pieces: Pieces) -> Piece:
    """A power of entries."""
    base, exponent = pieces
    return _raise_entries(base, in_line(exponent.layout))


def square(_: Expression, pieces: Pieces) -> Piece:
    """The second power of entries."""
    return _raise_entries(pieces[0], number("2"))


def _raise_entries(base: Piece, exponent: Layout) -> Piece:
    """A power of each entry; of a matrix with a ring, since a plain one is the matrix power."""
    above = row(sign(glyphs.RING), exponent) if base.rank > 1 else exponent
    return Piece(sup(bracketed(base, ATOM), above), SCRIPT)


def relation(node: Expression, pieces: Pieces) -> Piece:
    """A comparison: `a < b`."""
    boxes = [bracketed(piece, SUM) for piece in pieces]
    return Piece(separated(glyphs.RELATIONS[node.operation], boxes), RELATION)


def connective(node: Expression, pieces: Pieces) -> Piece:
    """Statements joined by `and` or `or`."""
    level = AND if node.operation == "logical_and" else OR
    boxes = [bracketed(p, level if p.level == level else RELATION) for p in pieces]
    return Piece(separated(glyphs.CONNECTIVES[node.operation], boxes), level)


def negation(_: Expression, pieces: Pieces) -> Piece:
    """A statement denied."""
    (piece,) = pieces
    box = piece.layout if piece.level == ATOM else fence("parens", piece.layout)
    return Piece(row(sign(glyphs.NOT), box), RELATION)


def where(_: Expression, pieces: Pieces) -> Piece:
    """Cases, one for each branch; a choice in the last branch continues the list."""
    condition, then, otherwise = pieces
    branch = (then.layout, row(words("if "), condition.layout))
    rest = otherwise.rows if otherwise.mark == "cases" else _last_branch(otherwise)
    rows = (branch, *rest)
    return Piece(table("cases", rows), LOOSE, mark="cases", rows=rows)


def _last_branch(piece: Piece) -> tuple[tuple[Layout, ...], ...]:
    return ((piece.layout, words("otherwise")),)
