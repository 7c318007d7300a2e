"""Derivatives of matrices by matrices, with both stacked into vectors column by column.

The Jacobian of `Y` with respect to `X` has entries with four letters: row and column of `Y`, row
and column of `X`. If every factor joins a row only to a row and a column only to a column, the
stacked form is a Kronecker product; the transposed pairing gives the same times a commutation
matrix; `Y` and `X` apart give an outer product. What joins the row and the column of one of the
two matrices multiplies its entries: a diagonal matrix on that side.
"""

from __future__ import annotations

from collections.abc import Hashable
from fractions import Fraction

from jacobook.algebra import canonical as c
from jacobook.algebra.index_monomial import (
    Factor,
    Letters,
    Monomial,
    Ties,
    assembled,
)
from jacobook.algebra.index_notation import matrix_notation
from jacobook.algebra.numbers import number
from jacobook.expression import Expression, commutation
from jacobook.shapes import Dimension, Shape, times

_OUTER = ((0, 1), (2, 3))
_STRAIGHT = ((1, 3), (0, 2))
_CROSSED = ((1, 2), (0, 3))
"""Which places of the result belong together: rows of `Y`, columns of `Y`, rows and columns of `X`."""

Block = tuple[int, int]


def kronecker_notation(term: Monomial) -> Expression | None:
    """A monomial with the letters of `Y` and of `X` as the matrix of the map `vec(X)` to `vec(Y)`.

    `None` if it has no such form.
    """
    if len(term.out) != 4 or any(len(factor.letters) > 2 for factor in term.factors):
        return None
    found = _body(term)
    if found is None:
        return None
    scalars = matrix_notation(_part(term, _bridges(term).get(frozenset(), []), ()))
    return None if scalars is None else c.scale(c.times(number(term.coefficient), scalars), found)


def stacked_shape(shape: Shape) -> Shape:
    """The shape of the stacked form of a Jacobian with four axes.

    >>> stacked_shape(("m", "n", 2, 3))
    ('m*n', 6)
    """
    m, n, p, q = shape
    return times(m, n), times(p, q)


def _body(term: Monomial) -> Expression | None:
    """The stacked form without the scalars in front: the plainest that exists."""
    for pairing, sides in (
        (_OUTER, False),
        (_STRAIGHT, False),
        (_CROSSED, False),
        (_STRAIGHT, True),
        (_CROSSED, True),
    ):
        blocks = _blocks(term, pairing, sides)
        found = None if blocks is None else _written(term, pairing, blocks)
        if found is not None:
            return found
    return None


Blocks = dict[Block, list[Factor]]


def _blocks(term: Monomial, pairing: tuple[Block, Block], sides: bool) -> Blocks | None:
    """The factors of each block of a pairing, and of each side; `None` if one fits nowhere."""
    if not _ties_fit(term.out, pairing):
        return None
    allowed = (*pairing, *(_OUTER if sides else ()))
    blocks: Blocks = {block: [] for block in allowed}
    for letters, factors in _bridges(term).items():
        if letters:
            place = next((b for b in allowed if letters <= {term.out[i] for i in b}), None)
            if place is None:
                return None
            blocks[place] += factors
    return blocks


def _ties_fit(out: Letters, pairing: tuple[Block, Block]) -> bool:
    """Whether axes that are tied lie in one block."""
    groups = [{i for i, c in enumerate(out) if c == letter} for letter in set(out)]
    return all(any(group <= set(block) for block in pairing) for group in groups)


def _bridges(term: Monomial) -> dict[frozenset[int], list[Factor]]:
    """The factors by the letters of the result which they join, directly or by summed letters."""
    ties = Ties()
    for factor in term.factors:
        summed = [i for i in factor.letters if i not in term.out]
        for letter in summed[1:]:
            ties.tie(summed[0], letter)
    pieces: dict[Hashable, list[Factor]] = {}
    for place, factor in enumerate(term.factors):
        summed = [i for i in factor.letters if i not in term.out]
        root = ties.root(summed[0]) if summed else ("factor", place)
        pieces.setdefault(root, []).append(factor)
    bridges: dict[frozenset[int], list[Factor]] = {}
    for factors in pieces.values():
        ends = frozenset(i for f in factors for i in f.letters if i in term.out)
        bridges.setdefault(ends, []).extend(factors)
    return bridges


def _part(term: Monomial, factors: list[Factor], places: tuple[int, ...]) -> Monomial:
    """Some factors of a monomial as one of their own, over some places of its result."""
    out = [term.out[i] for i in places]
    letters = {*out, *(i for factor in factors for i in factor.letters)}
    return assembled(
        Fraction(1),
        [(f.atom, f.letters, f.exponent) for f in factors],
        out,
        {i: term.sizes[i] for i in sorted(letters)},
    )


def _written(term: Monomial, pairing: tuple[Block, Block], blocks: Blocks) -> Expression | None:
    """The stacked form, if the factors of each block have a matrix notation."""
    made = {
        block: matrix_notation(_part(term, factors, block))
        for block, factors in blocks.items()
        if block in pairing or factors
    }
    found = {block: matrix for block, matrix in made.items() if matrix is not None}
    if len(found) < len(made):
        return None
    shape = stacked_shape(tuple(term.sizes[i] for i in term.out))
    first, second = (found[block] for block in pairing)
    if pairing == _OUTER:
        return c.outer(_vec(first, shape[0]), _vec(second, shape[1]))
    left, right = (
        [c.diag(_vec(found[side], size))] if side in found else []
        for side, size in zip(_OUTER, shape, strict=True)
    )
    if pairing == _STRAIGHT:
        return c.chain(*left, _kron(first, second, shape), *right)
    rows, columns = (term.sizes[i] for i in term.out[2:])
    if c.is_eye(first) and c.is_eye(second):
        return c.chain(*left, commutation(rows, columns), *right)
    swap = commutation(rows, columns)
    return c.chain(*left, _kron(first, second, shape), swap, *right)


def _vec(matrix: Expression, size: Dimension) -> Expression:
    """The columns of a matrix on top of each other; numbers stay in front."""
    scalar, core = c.unscaled(matrix)
    return c.scale(scalar, c.opaque("vec", [core], (size,)))


def _kron(first: Expression, second: Expression, shape: Shape) -> Expression:
    """The Kronecker product; that of two identities is the identity."""
    (s, a), (t, b) = c.unscaled(first), c.unscaled(second)
    if c.is_eye(a) and c.is_eye(b):
        return c.scale(c.times(s, t), c.eye(shape[0]))
    return c.scale(c.times(s, t), c.opaque("kron", [a, b], shape))
