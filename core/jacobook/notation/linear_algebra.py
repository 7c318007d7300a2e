"""Linear algebra: products, powers, transposes and inverses of matrices.

A vector is a column. `x @ A` is printed as the row it is in a product (`x^T A`), and as the column
`A^T x` where it meets columns. Change this file for how a function of matrices is set.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from jacobook.expression import Expression
from jacobook.notation import glyphs
from jacobook.notation.arithmetic import multiply
from jacobook.notation.functions import applied, as_function, fenced, written
from jacobook.notation.glyphs import (
    Layout,
    fence,
    name,
    number,
    operator,
    row,
    separated,
    sign,
    sub,
    sup,
)
from jacobook.notation.leaves import size_box, value_box
from jacobook.notation.pieces import (
    ATOM,
    INVERSE,
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


def multiply_last(node: Expression, pieces: Pieces) -> Piece:
    """A product of a matrix and a vector; of stacks of these a function."""
    ranks = sorted(piece.rank for piece in pieces)
    return matmul(node, pieces) if ranks == [1, 2] else as_function(node, pieces)


def chain(node: Expression, pieces: Pieces) -> Piece:
    """A product of several matrices, of which the first and the last may be vectors."""
    made = pieces[0]
    for piece in pieces[1:]:
        made = replace(matmul(node, (made, piece)), rank=made.rank + piece.rank - 2)
    return made


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


def conjugate(_: Expression, pieces: Pieces) -> Piece:
    """The conjugate: a raised star, as a bar is a cotangent."""
    return Piece(sup(bracketed(pieces[0], ATOM), sign(glyphs.STAR)), SCRIPT)


def pseudoinverse(_: Expression, pieces: Pieces) -> Piece:
    """The pseudoinverse: a raised plus."""
    return Piece(sup(bracketed(pieces[0], ATOM), sign(glyphs.PLUS_MARK)), SCRIPT)


def solve(_: Expression, pieces: Pieces) -> Piece:
    """The inverse times the right side."""
    return product("matrix", inverted(pieces[0]), column_of(pieces[1]))


def solve_triangular(node: Expression, pieces: Pieces) -> Piece:
    """The inverse of the triangle that is read, or of its transpose, times the right side."""
    lower, trans = parameter(node, "lower", False), parameter(node, "trans", 0)
    triangle = Piece(applied(operator("tril" if lower else "triu"), boxes(pieces[:1])), rank=2)
    return solve(node, (triangle if trans in (0, "N") else transposed(triangle), pieces[1]))


def cho_solve(node: Expression, pieces: Pieces) -> Piece:
    """The inverse of the matrix which has this factor, times the right side."""
    factor, right = pieces
    turned = transposed(factor)
    both = (factor, turned) if parameter(node, "lower", True) else (turned, factor)
    return solve(node, (product("matrix", *both), right))


def square_root(_: Expression, pieces: Pieces) -> Piece:
    """The square root of a matrix: a raised half."""
    half = row(number("1"), sign(glyphs.SLASH), number("2"))
    return Piece(sup(bracketed(pieces[0], ATOM), half), SCRIPT)


def of_eigenvalues(node: Expression, pieces: Pieces) -> Piece:
    """A function of a symmetric matrix; bold, since entry by entry it would be another."""
    return Piece(applied(glyphs.matrix_function(_function(node)), boxes(pieces)))


def change_in_direction(function: str = "") -> Arrange:
    """How a function of a matrix changes in directions: an L with the function as its subscript."""

    def arrange(node: Expression, pieces: Pieces) -> Piece:
        known = operator(function or _function(node))
        return Piece(applied(sub(name("L"), known), boxes(pieces)))

    return arrange


def divided_difference(node: Expression, pieces: Pieces) -> Piece:
    """A divided difference: the points in square brackets after the function."""
    points = fence("brackets", separated(glyphs.COMMA, boxes(pieces)))
    return Piece(row(operator(_function(node)), sign(glyphs.APPLY), points))


def _function(node: Expression) -> str:
    """The function of numbers which a node names; `logm` is the logarithm."""
    named = str(parameter(node, "function", "sin"))
    return named[:-1] if named in glyphs.MATRIX_FUNCTIONS else named


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


def _last_two(function: str) -> Arrange:
    """A function of the last two axes, which stand as its subscript."""
    axes = (row(sign(glyphs.NEGATIVE), number(digit)) for digit in "21")
    return written(sub(operator(function), separated(glyphs.COMMA, axes)))


_SIGMA, _EIGENVALUES = name("sigma", rank=1), name("lambda", rank=1)

ARRANGEMENTS: Mapping[str, Arrange] = {
    "matmul": matmul,
    "dot": dot,
    "outer": outer,
    "kron": joined("kron"),
    "cross": joined("cross"),
    "matvec": multiply_last,
    "vecmat": multiply_last,
    "multi_dot": chain,
    "transpose": transpose,
    "matrix_transpose": transpose,
    "inv": inverse,
    "pinv": pseudoinverse,
    "solve": solve,
    "solve_triangular": solve_triangular,
    "cho_solve": cho_solve,
    "matrix_power": matrix_power,
    "expm": matrix_exp,
    "sqrtm": square_root,
    **{f: written(glyphs.matrix_function(f[:-1])) for f in glyphs.MATRIX_FUNCTIONS},
    "symmetric_function": of_eigenvalues,
    "symmetric_slope": change_in_direction(),
    "frechet": change_in_direction(),
    "expm_frechet": change_in_direction("exp"),
    "cofactor_slope": change_in_direction("cofactor"),
    "divided_difference": divided_difference,
    "logabsdet": log_determinant("bars"),
    "logdet": log_determinant(""),
    **dict.fromkeys(("eigvals", "eigvalsh"), written(_EIGENVALUES)),
    "eigvecs": written(name("V", rank=2)),
    "svdvals": written(_SIGMA),
    "svd_u": written(name("U", rank=2)),
    "svd_v": written(name("V", rank=2)),
    "qr_q": written(name("Q", rank=2)),
    "qr_r": written(name("R", rank=2)),
    "cond": written(name("kappa")),
    "phi": written(name("Phi")),
    "gap_recip": written(sup(operator("gap"), INVERSE)),
    "leading_dyad": written(sub(operator("dyad"), number("1"))),
    "diagonal_last": _last_two("diagonal"),
    "trace_last": _last_two("trace"),
    "skew": fenced("brackets", sign(glyphs.BY)),
}
"""How each operation of linear algebra is arranged."""
