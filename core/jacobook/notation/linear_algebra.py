"""Linear algebra: products, powers, transposes and inverses of matrices.

A vector is a column. `x @ A` is printed as the row it is in a product (`x^T A`), and as the column
`A^T x` where it meets columns. Change this file for how a function of matrices is set.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from jacobook.expression import Expression
from jacobook.notation import glyphs
from jacobook.notation.arithmetic import multiply
from jacobook.notation.functions import applied, as_function
from jacobook.notation.glyphs import Layout, fence, operator, row, sign, sup
from jacobook.notation.leaves import size_box, value_box
from jacobook.notation.pieces import (
    ATOM,
    SCRIPT,
    Arrange,
    Piece,
    Pieces,
    boxes,
    bracketed,
    column_of,
    in_line,
    inverted,
    parameter,
    row_of,
    transposed,
)
from jacobook.notation.products import product


def matmul(_: Expression, pieces: Pieces) -> Piece:
    """The matrix product; a vector on the left is a row."""
    left, right = pieces[0], column_of(pieces[1])
    if left.rank != 1:
        return product("matrix", left, right)
    made = product("matrix", row_of(left), right)
    if right.rank < 2:
        return made
    return replace(made, column=product("matrix", transposed(right), replace(column_of(left))))


def dot(node: Expression, pieces: Pieces) -> Piece:
    """An inner product of vectors; otherwise the product that it stands for."""
    ranks = [piece.rank for piece in pieces]
    if ranks == [1, 1]:
        return product("dot", *map(column_of, pieces))
    return matmul(node, pieces) if all(ranks) else multiply(node, pieces)


def outer(_: Expression, pieces: Pieces) -> Piece:
    """A column times a row."""
    return product("matrix", column_of(pieces[0]), row_of(pieces[1]))


def joined(joint: str) -> Arrange:
    """A product with a sign of its own."""

    def arrange(_: Expression, pieces: Pieces) -> Piece:
        return product(joint, *map(column_of, pieces))

    return arrange


def matrix_power(node: Expression, pieces: Pieces) -> Piece:
    """A power of a matrix."""
    exponent = pieces[1].layout if len(pieces) > 1 else _exponent(_only_parameter(node))
    return Piece(sup(bracketed(pieces[0], ATOM), exponent), SCRIPT)


def _exponent(value: Any) -> Layout:
    return size_box(value) if isinstance(value, str) else value_box(value)


def _only_parameter(node: Expression) -> Any:
    return node.parameters[0][1]


def inverse(_: Expression, pieces: Pieces) -> Piece:
    """The inverse."""
    return inverted(pieces[0])


def transpose(node: Expression, pieces: Pieces) -> Piece:
    """The transpose; a function if the axes are permuted otherwise."""
    (piece,) = pieces
    axes = parameter(node, "axes")
    if axes is not None and tuple(axes) != tuple(range(piece.rank))[::-1]:
        return as_function(node, pieces)
    if piece.rank == 1:
        return row_of(column_of(piece))
    return transposed(piece) if piece.rank else piece


def pseudoinverse(_: Expression, pieces: Pieces) -> Piece:
    """The pseudoinverse: a raised plus."""
    return Piece(sup(bracketed(pieces[0], ATOM), sign(glyphs.PLUS_MARK)), SCRIPT)


def solve(_: Expression, pieces: Pieces) -> Piece:
    """The inverse times the right side."""
    return product("matrix", inverted(pieces[0]), column_of(pieces[1]))


def matrix_exp(_: Expression, pieces: Pieces) -> Piece:
    """A power of e, however long its exponent."""
    return Piece(sup(sign(glyphs.EULER), in_line(pieces[0].layout)), SCRIPT)


def log_determinant(label: str) -> Arrange:
    """The logarithm of a determinant, which stands in the given fence if any."""

    def arrange(_: Expression, pieces: Pieces) -> Piece:
        inside = applied(operator("det"), boxes(pieces))
        bare, gap = label == "", glyphs.APPLY_BARE if label == "" else glyphs.APPLY
        shown = inside if bare else fence(label, inside)
        return Piece(row(operator("log"), sign(gap), shown), SCRIPT)

    return arrange
