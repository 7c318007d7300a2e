"""A canonical expression as a sum of index monomials: products distributed, identities used up.

Every contraction of the canonical algebra says which letters its operands share; sums distribute,
and whatever is neither becomes an atom.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import isfinite, prod

from jacobook.algebra.index_monomial import (
    Factor,
    IndexFormTooLarge,
    Labels,
    Monomial,
    Number,
    Terms,
    checked,
    contract,
    single,
)
from jacobook.algebra.numbers import exact, value_of
from jacobook.expression import CONSTANT, DIMENSION, Expression, postorder
from jacobook.shapes import einsum_terms

__all__ = ["MAX_TERMS", "IndexFormTooLarge", "is_expanded", "monomials", "nodes_with"]

MAX_TERMS = 256
"""A sum of more monomials than this is refused: nobody could read it."""

MAX_EXPANDED_POWER = 4
"""The highest power of a sum that is multiplied out."""

MAX_NUMBER_POWER = 64
"""The highest power of a number that is worked out."""

MAX_BITS = 4096
"""The longest numerator or denominator that such a power may have."""


def monomials(expression: Expression, around: Expression | None = None) -> Terms:
    """A canonical expression as a sum of index monomials, like terms not yet collected.

    Args:
        expression: over the operations of the canonical algebra.
        around: a variable; sums and contracted scalars without it are kept whole, as one atom.

    Raises:
        IndexFormTooLarge: the sum has too many terms, or a term too many factors.
    """
    moving = None if around is None else nodes_with(expression, around)
    found: dict[Expression, Terms] = {}
    stack = [expression]
    while stack:
        current = stack[-1]
        if current in found:
            stack.pop()
            continue
        needed = () if _is_kept_whole(current, moving) else _expanded_operands(current)
        missing = [operand for operand in needed if operand not in found]
        stack.extend(missing)
        if not missing:
            stack.pop()
            inner = [found[operand] for operand in needed]
            whole_powers = moving is not None
            found[current] = _expanded(current, inner, whole_powers) if needed else _leaf(current)
    return found[expression]


def nodes_with(expression: Expression, part: Expression) -> frozenset[Expression]:
    """The nodes of `expression` in which `part` occurs."""
    found: set[Expression] = set()
    for current in postorder(expression):
        if current is part or not found.isdisjoint(current.operands):
            found.add(current)
    return frozenset(found)


def is_expanded(expression: Expression) -> bool:
    """Whether an expression is multiplied out when its terms are asked for."""
    return bool(_expanded_operands(expression))


def _is_kept_whole(current: Expression, moving: frozenset[Expression] | None) -> bool:
    """Whether a part without the moving variable is one atom, so that its grouping survives."""
    if moving is None or current in moving:
        return False
    contracted = current.shape == () and current.operation in ("total", "trace", "chain")
    return contracted or current.operation == "plus"


def _expanded_operands(current: Expression) -> tuple[Expression, ...]:
    """The operands that are multiplied out into the node; none for an atom."""
    operation, operands = current.operation, current.operands
    if operation == "pow":
        return operands[:1] if _exponent(current) is not None else ()
    if operation == "einsum":
        return operands if _is_plain_einsum(current) else ()
    if current.parameters or (operation != "plus" and operation not in _LABELS):
        return ()
    if operation == "diag" and len(operands[0].shape) != 1:
        return ()
    return operands


def _exponent(power: Expression) -> Fraction | None:
    """The exponent of a `pow` if it is a whole number or a short fraction."""
    (_, exponent) = power.operands
    value = value_of(exponent)
    short = None if value is None else exact(value)
    return None if short is None or isinstance(short, float) else Fraction(short)


def _is_plain_einsum(current: Expression) -> bool:
    """Whether an `einsum` has one size for each letter: no axis of size 1 that is stretched."""
    terms, output = einsum_terms(str(current["subscripts"]), _orders(current))
    sizes = {
        (letter, size)
        for term, operand in zip(terms, current.operands, strict=True)
        for letter, size in zip(term, operand.shape, strict=True)
    }
    letters = {letter for letter, _ in sizes}
    return len(sizes) == len(letters) and letters.issuperset(output)


def _leaf(current: Expression) -> Terms:
    """The terms of an expression that is not multiplied out."""
    letters = tuple(range(len(current.shape)))
    if current.operation == CONSTANT:
        return _number(current)
    if current.operation == DIMENSION:
        lone = Monomial(Fraction(1), (), (0,), (str(current["name"]),))
        return (contract([(lone, ("n",))], ()),)
    if current.operation == "zeros":
        return ()
    if current.operation == "ones":
        return (Monomial(Fraction(1), (), letters, current.shape),)
    if current.operation == "eye" and len(set(current.shape)) == 1:
        return (Monomial(Fraction(1), (), (0, 0), current.shape[:1]),)
    return (single(current),)


def _number(literal: Expression) -> Terms:
    value = literal["value"]
    if isinstance(value, float) and not isfinite(value):
        return (single(literal),)
    assert isinstance(value, int | float | Fraction)
    coefficient = value if isinstance(value, float) else Fraction(value)
    return (Monomial(coefficient, (), (), ()),) if value else ()


def _expanded(current: Expression, inner: Sequence[Terms], whole_powers: bool) -> Terms:
    """The terms of a node from those of its operands; powers of sums may be kept whole."""
    if current.operation == "plus":
        terms = tuple(term for part in inner for term in part)
        _require_few(len(terms))
        return terms
    if current.operation == "pow":
        return _power(current, inner[0], whole_powers)
    labels, out = _LABELS[current.operation](current)
    return _product(inner, labels, out)


def _product(inner: Sequence[Terms], labels: Sequence[Labels], out: Labels) -> Terms:
    """A product of sums, multiplied out."""
    _require_few(prod(map(len, inner)))
    return tuple(
        contract(list(zip(chosen, labels, strict=True)), out) for chosen in product(*inner)
    )


def _require_few(count: int) -> None:
    if count > MAX_TERMS:
        raise IndexFormTooLarge(f"a sum of {count} monomials; at most {MAX_TERMS} are expanded")


def _power(power: Expression, base: Terms, whole: bool) -> Terms:
    """The terms of a power: exponents multiplied, a sum multiplied out, or else an atom."""
    exponent = _exponent(power)
    assert exponent is not None
    if exponent == 0:
        return (Monomial(Fraction(1), (), tuple(range(len(power.shape))), power.shape),)
    if not base and exponent > 0:
        return ()
    if len(base) == 1 and _is_entrywise(base[0], exponent):
        return (_entrywise_power(base[0], exponent),)
    if not whole and exponent.denominator == 1 and 0 < exponent <= MAX_EXPANDED_POWER:
        labels = tuple(range(len(power.shape)))
        times = int(exponent)
        return _product([base] * times, [labels] * times, labels)
    return (single(power.operands[0], exponent),)


def _is_entrywise(base: Monomial, exponent: Fraction) -> bool:
    """Whether a power of the monomial is the product of the powers of its factors."""
    letters = {c for factor in base.factors for c in factor.letters}
    tied = len(set(base.out)) < len(base.out)
    if not letters <= set(base.out) or (tied and exponent < 0):
        return False
    if exponent.denominator == 1:
        return base.coefficient == 1 or abs(exponent) <= MAX_NUMBER_POWER
    plain = base.coefficient == 1 and len(base.factors) == 1 and base.factors[0].exponent == 1
    return plain and not tied


def _entrywise_power(base: Monomial, exponent: Fraction) -> Monomial:
    return Monomial(
        base.coefficient if base.coefficient == 1 else _number_power(base.coefficient, exponent),
        tuple(Factor(f.atom, f.letters, f.exponent * exponent) for f in base.factors),
        base.out,
        base.sizes,
    )


def _number_power(number: Number, exponent: Fraction) -> Number:
    """A whole power of a number, unless it has more digits than anybody could use."""
    digits = 0 if isinstance(number, float) else max(abs(number.numerator), number.denominator)
    if digits.bit_length() * abs(exponent) > MAX_BITS:
        raise IndexFormTooLarge(f"a number with {digits.bit_length()} bits to the power {exponent}")
    return checked(lambda: number ** int(exponent))


def _orders(current: Expression) -> list[int]:
    return [len(operand.shape) for operand in current.operands]


def _times_labels(current: Expression) -> tuple[Sequence[Labels], Labels]:
    axes = tuple(range(len(current.shape)))
    return [axes] * len(current.operands), axes


def _scale_labels(current: Expression) -> tuple[Sequence[Labels], Labels]:
    axes = tuple(range(len(current.shape)))
    return [(), axes], axes


def _chain_labels(current: Expression) -> tuple[Sequence[Labels], Labels]:
    """Each matrix shares a letter with its neighbours; a vector at an end has only that one."""
    labels: list[Labels] = []
    place = 0
    for order in _orders(current):
        labels.append(tuple(range(place, place + order)))
        place += order - 1
    starts_with_row = len(current.operands[0].shape) == 1
    first = () if starts_with_row else (0,)
    last = () if len(current.operands[-1].shape) == 1 else (place,)
    return labels, (*first, *last)


def _total_labels(current: Expression) -> tuple[Sequence[Labels], Labels]:
    return [tuple(range(len(current.operands[0].shape)))], ()


def _einsum_labels(current: Expression) -> tuple[Sequence[Labels], Labels]:
    terms, output = einsum_terms(str(current["subscripts"]), _orders(current))
    return [tuple(term) for term in terms], tuple(output)


_LABELS: Mapping[str, Callable[[Expression], tuple[Sequence[Labels], Labels]]] = {
    "times": _times_labels,
    "scale": _scale_labels,
    "chain": _chain_labels,
    "outer": lambda _: ([(0,), (1,)], (0, 1)),
    "transpose": lambda _: ([(0, 1)], (1, 0)),
    "diag": lambda _: ([(0,)], (0, 0)),
    "diagonal": lambda _: ([(0, 0)], (0,)),
    "trace": lambda _: ([(0, 0)], ()),
    "total": _total_labels,
    "einsum": _einsum_labels,
}
"""The letters of each operand and of the result, for every operation that is a contraction."""
