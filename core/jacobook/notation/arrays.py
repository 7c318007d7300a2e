"""Arrays: entries and slices, stacks, and the constant arrays.

Change this file for how something with places or sizes is set.
"""

from __future__ import annotations

from typing import Any

from jacobook.expression import Expression
from jacobook.language import Size, Slice
from jacobook.notation import glyphs
from jacobook.notation.functions import as_function
from jacobook.notation.glyphs import Layout, fence, row, separated, sign, sub, table, upright
from jacobook.notation.leaves import place_box, size_box, value_box
from jacobook.notation.pieces import (
    ATOM,
    Arrange,
    Piece,
    Pieces,
    boxes,
    column_of,
    parameter,
    row_of,
)


def getitem(node: Expression, pieces: Pieces) -> Piece:
    """An entry with its indices as subscript, or a slice in brackets."""
    index: Any = node["index"]
    items = separated(glyphs.COMMA, map(_index_item, index))
    whole = all(isinstance(item, int) for item in index)
    base = _indexable(pieces[0])
    if whole and base.kind == "sub":
        base = fence("parens", base)
    return Piece(sub(base, items) if whole else row(base, fence("brackets", items)))


def take(node: Expression, pieces: Pieces) -> Piece:
    """Entries by a list of places, in square brackets with a colon for each axis before."""
    (base,) = pieces
    axis = parameter(node, "axis")
    if axis is None and base.rank > 1:
        return as_function(node, pieces)
    colons = [sign(glyphs.COLON)] * ((axis or 0) % max(base.rank, 1))
    rest = [sign(glyphs.COLON)] * (base.rank - len(colons) - 1)
    places = [*colons, value_box(node["indices"]), *rest]
    return Piece(row(_indexable(base), fence("brackets", separated(glyphs.COMMA, places))))


def _indexable(piece: Piece) -> Layout:
    """A box before a bracket of indices."""
    whole = piece.level == ATOM or piece.layout.kind == "differential"
    return piece.layout if whole else fence("parens", piece.layout)


def _index_item(item: int | Slice | None) -> Layout:
    if isinstance(item, Slice):
        return _slice(item)
    return value_box(item)


def _slice(item: Slice) -> Layout:
    colon = sign(glyphs.COLON)
    ends = [item.start, item.stop] + ([] if item.step is None else [item.step])
    shown = [box for end in ends for box in (*_end(end), colon)]
    return row(*shown[:-1])


def _end(end: int | Size | None) -> tuple[Layout, ...]:
    if end is None:
        return ()
    return (size_box(end) if isinstance(end, Size) else value_box(end),)


def stack(node: Expression, pieces: Pieces) -> Piece:
    """A matrix or column of its rows, as far as these are at most vectors."""
    rows = _stacked(pieces, parameter(node, "axis", 0))
    if rows is None:
        return as_function(node, pieces)
    return Piece(table("matrix", rows), mark="stack", rows=rows)


def _stacked(pieces: Pieces, axis: int) -> tuple[tuple[Layout, ...], ...] | None:
    ranks = {piece.rank for piece in pieces}
    if ranks == {0}:
        return tuple((piece.layout,) for piece in pieces)
    if ranks != {1} or axis not in (0, 1, -1):
        return None
    rows = _nested_rows(pieces)
    if rows is not None:
        return rows if axis == 0 else tuple(zip(*rows, strict=True))
    if axis == 0:
        return tuple((row_of(piece).layout,) for piece in pieces)
    return (tuple(column_of(piece).layout for piece in pieces),)


def _nested_rows(pieces: Pieces) -> tuple[tuple[Layout, ...], ...] | None:
    """The rows of a matrix whose operands are stacks of numbers."""
    if any(piece.mark != "stack" or len(piece.rows[0]) > 1 for piece in pieces):
        return None
    return tuple(tuple(cell for (cell,) in piece.rows) for piece in pieces)


def concatenate(node: Expression, pieces: Pieces) -> Piece:
    """Parts in brackets, below each other or side by side."""
    axis = parameter(node, "axis", 0)
    rank = len(node.shape)
    if axis not in (0, 1, -1) or rank > 2:
        return as_function(node, pieces)
    separator = glyphs.SEMICOLON if axis % rank == 0 else glyphs.COMMA
    return Piece(fence("brackets", separated(separator, boxes(pieces))))


def constructor(letter: Layout) -> Arrange:
    """A constant array: a letter with its sizes as subscript."""

    def arrange(node: Expression, _: Pieces) -> Piece:
        return Piece(sub(letter, _sizes(node)) if node.shape else letter)

    return arrange


def _sizes(node: Expression) -> Layout:
    """The sizes of a constant array; a square identity names its size once."""
    once = node.operation == "eye" and len(set(node.shape)) == 1
    return separated(glyphs.BY, map(size_box, node.shape[:1] if once else node.shape))


def unit(letter: Layout) -> Arrange:
    """A constant array with a single one, whose place is its subscript."""

    def arrange(node: Expression, pieces: Pieces) -> Piece:
        given = [*boxes(pieces), *(place_box(value) for _, value in node.parameters)]
        return Piece(sub(letter, separated(glyphs.COMMA, given[: len(node.shape)])))

    return arrange


def commutation(node: Expression, _: Pieces) -> Piece:
    """The commutation matrix: a letter with the sizes of the matrix whose `vec` it reorders."""
    sizes = separated(glyphs.COMMA, (size_box(value) for _, value in node.parameters))  # type: ignore[arg-type]
    return Piece(sub(upright("K", bold=True), sizes))
