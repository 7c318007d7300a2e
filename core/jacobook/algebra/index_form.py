"""The index form of canonical expressions, and what is read off it: equality and Jacobians.

`monomials` writes an expression as a sum of products of entries, `key` decides equality of such
sums, and `matrix_notation` and `einsum_notation` lead back. A Jacobian is read off an expression
that is linear in a tangent: the letters of the tangent become axes of the result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from jacobook.algebra import canonical as c
from jacobook.algebra.index_key import collect, key, same
from jacobook.algebra.index_kronecker import kronecker_notation, stacked_shape
from jacobook.algebra.index_monomial import (
    Factor,
    IndexFormTooLarge,
    Monomial,
    Terms,
    assembled,
)
from jacobook.algebra.index_notation import einsum_notation, matrix_notation
from jacobook.algebra.index_terms import monomials, nodes_with
from jacobook.errors import JacobookError
from jacobook.expression import Expression
from jacobook.shapes import Shape

__all__ = [
    "Factor",
    "IndexFormTooLarge",
    "Monomial",
    "NotLinearError",
    "collect",
    "einsum_notation",
    "jacobian",
    "jacobian_einsum",
    "jacobian_monomials",
    "key",
    "kronecker",
    "matrix_notation",
    "monomials",
    "same",
]


class NotLinearError(JacobookError, ValueError):
    """An expression from which no Jacobian can be read, as it is not linear in the tangent."""


def jacobian_monomials(linear: Expression, tangent: Expression) -> Terms:
    """The Jacobian of a linear map of `tangent`, like terms collected.

    Its axes are those of `linear`, then those of `tangent`. Sums and scalars without the tangent
    are kept whole.

    Raises:
        NotLinearError: a term has no tangent, several, a power of it, or one inside an operation.
        IndexFormTooLarge: there are too many terms.
    """
    moving = nodes_with(linear, tangent)
    terms = monomials(linear, around=tangent)
    return collect(_without_tangent(term, tangent, moving) for term in terms)


def _without_tangent(
    term: Monomial, tangent: Expression, moving: frozenset[Expression]
) -> Monomial:
    """A linear term with its tangent taken out, whose letters become axes of the result."""
    found = [factor for factor in term.factors if factor.atom in moving]
    if len(found) != 1 or found[0].atom is not tangent or found[0].exponent != 1:
        raise NotLinearError(_complaint(tangent, found))
    (taken,) = found
    rest = [(f.atom, f.letters, f.exponent) for f in term.factors if f is not taken]
    return assembled(
        term.coefficient, rest, [*term.out, *taken.letters], dict(enumerate(term.sizes))
    )


def _complaint(tangent: Expression, found: list[Factor]) -> str:
    name = f"{dict(tangent.parameters).get('name', 'the tangent')}"
    counts = Counter(factor.atom.operation for factor in found if factor.atom is not tangent)
    if counts:
        inside = ", ".join(sorted(counts))
        reason = f"{name} stands inside {inside}; push the tangent through it first"
    elif found:
        reason = f"a term has {name} more than once or as a power; differentiate it first"
    else:
        reason = f"a term has no {name}; take the terms without it away first"
    return f"not linear in {name}: {reason}"


def jacobian(linear: Expression, tangent: Expression) -> Expression | None:
    """The Jacobian of a linear map of `tangent` in matrix notation; `None` if it has none.

    Raises:
        NotLinearError: `linear` is not linear in `tangent`.
        IndexFormTooLarge: there are too many terms.
    """
    shape = (*linear.shape, *tangent.shape)
    if len(shape) > 2:
        return None
    return _sum(jacobian_monomials(linear, tangent), matrix_notation, shape)


def jacobian_einsum(linear: Expression, tangent: Expression) -> Expression:
    """The Jacobian of a linear map of `tangent`, of any order, as a sum of `einsum` terms.

    Raises:
        NotLinearError: `linear` is not linear in `tangent`.
        IndexFormTooLarge: there are too many terms, or letters in one.
    """
    shape = (*linear.shape, *tangent.shape)
    found = _sum(jacobian_monomials(linear, tangent), einsum_notation, shape)
    assert found is not None  # every monomial is an einsum
    return found


def kronecker(linear: Expression, tangent: Expression) -> Expression | None:
    """The Jacobian of a matrix by a matrix, both stacked column by column, as one matrix.

    `A @ dX @ B` gives `kron(B.T, A)`. `None` if a term has no such form.

    Raises:
        NotLinearError: `linear` is not linear in `tangent`.
        IndexFormTooLarge: there are too many terms.
    """
    shape = (*linear.shape, *tangent.shape)
    if len(linear.shape) != 2 or len(tangent.shape) != 2:
        return None
    terms = jacobian_monomials(linear, tangent)
    return _sum(terms, kronecker_notation, stacked_shape(shape))


def _sum(
    terms: Terms, notation: Callable[[Monomial], Expression | None], shape: Shape
) -> Expression | None:
    """The terms in a notation, added; `None` if one of them has none."""
    if not terms:
        return c.zeros(shape)
    written = [notation(term) for term in terms]
    found = [part for part in written if part is not None]
    return c.plus(*found) if len(found) == len(written) else None
