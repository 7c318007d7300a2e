"""Index monomials: products of entries of arrays, summed over letters (the book's form B).

A monomial such as `2 * A[i, j] * x[j]` has letters 0, 1, ...: those in `out` are the axes of the
result, every other letter is summed. An identity matrix only says that two letters are the same
one, so it never stays as a factor; a letter of the result which no factor has is a broadcast axis.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf, isfinite, prod

from jacobook.algebra.canonical import is_symmetric
from jacobook.errors import JacobookError
from jacobook.expression import Expression, dimension
from jacobook.shapes import Dimension

MAX_FACTORS = 256
"""A product of more factors than this is refused."""

Number = Fraction | float
Letters = tuple[int, ...]
Labels = tuple[Hashable, ...]


class IndexFormTooLarge(JacobookError, ValueError):
    """A sum of index monomials which would have too many terms, factors or symmetries."""


@dataclass(frozen=True, slots=True)
class Factor:
    """Entries of an array, raised to a power.

    Attributes:
        atom: a variable, an opaque operation, a size, or a sum that is not expanded.
        letters: one for each axis of the atom; none for a scalar.
        exponent: the power.
    """

    atom: Expression
    letters: Letters
    exponent: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Monomial:
    """A product of entries, summed over every letter which is not in `out`.

    Attributes:
        coefficient: the number in front.
        factors: the entries.
        out: the letters of the result's axes; a letter that stands there twice ties two axes.
        sizes: the size of each letter.
    """

    coefficient: Number
    factors: tuple[Factor, ...]
    out: Letters
    sizes: tuple[Dimension, ...]


Terms = tuple[Monomial, ...]


def single(atom: Expression, exponent: Fraction = Fraction(1)) -> Monomial:
    """The monomial of one array: its entries, raised to a power."""
    letters = tuple(range(len(atom.shape)))
    return Monomial(Fraction(1), (Factor(atom, letters, exponent),), letters, atom.shape)


def contract(parts: Sequence[tuple[Monomial, Labels]], out: Labels) -> Monomial:
    """The product of monomials, as `einsum` has it: labels which `out` lacks are summed.

    Axes with one label are one letter, and a monomial which ties two of its axes ties labels.
    """
    ties = Ties()
    for number, (term, labels) in enumerate(parts):
        for letter, label in zip(term.out, labels, strict=True):
            ties.tie(("label", label), (number, letter))
    coefficient = _number_product([term.coefficient for term, _ in parts])
    factors: list[tuple[Expression, Labels, Fraction]] = []
    sizes: dict[Hashable, Dimension] = {}
    for number, (term, _) in enumerate(parts):
        roots = [ties.root((number, letter)) for letter in range(len(term.sizes))]
        sizes.update(zip(roots, term.sizes, strict=True))
        factors += [(f.atom, tuple(roots[c] for c in f.letters), f.exponent) for f in term.factors]
    return assembled(coefficient, factors, [ties.root(("label", label)) for label in out], sizes)


def _number_product(numbers: Sequence[Number]) -> Number:
    return checked(lambda: prod(numbers, start=Fraction(1)))


def checked(calculate: Callable[[], Number]) -> Number:
    """A coefficient as calculated, if floating-point numbers can hold it."""
    try:
        found = calculate()
    except OverflowError:  # a fraction too large to become a float
        found = inf
    if isinstance(found, float) and not isfinite(found):
        raise IndexFormTooLarge("a coefficient larger than any floating-point number")
    return found


class Ties:
    """Letters of which some are tied together: a union of disjoint sets."""

    def __init__(self) -> None:
        """Start with every letter on its own."""
        self._parents: dict[Hashable, Hashable] = {}

    def root(self, letter: Hashable) -> Hashable:
        """The letter which stands for all that are tied to `letter`."""
        while letter in self._parents:
            letter = self._parents[letter]
        return letter

    def tie(self, one: Hashable, other: Hashable) -> None:
        """Make two letters the same one."""
        one, other = self.root(one), self.root(other)
        if one != other:
            self._parents[other] = one


def assembled(
    coefficient: Number,
    factors: Sequence[tuple[Expression, Labels, Fraction]],
    out: Sequence[Hashable],
    sizes: Mapping[Hashable, Dimension],
) -> Monomial:
    """A monomial with numbered letters, equal factors merged, and no summed letter left alone."""
    merged = _merged(factors)
    used = list(dict.fromkeys([*out, *(c for _, letters in merged for c in letters)]))
    alone = [size for letter, size in sizes.items() if letter not in used]
    for size in alone:
        if isinstance(size, int):
            coefficient *= size
    counts = [(dimension(word), ()) for size in alone for word in _size_words(size)]
    for count in counts:
        merged[count] = merged.get(count, Fraction(0)) + 1
    if len(merged) > MAX_FACTORS:
        raise IndexFormTooLarge(f"a product of {len(merged)} entries; at most {MAX_FACTORS}")
    number = {letter: i for i, letter in enumerate(used)}
    return Monomial(
        coefficient,
        tuple(
            Factor(atom, _ordered(atom, [number[c] for c in letters]), exponent)
            for (atom, letters), exponent in merged.items()
            if exponent
        ),
        tuple(number[letter] for letter in out),
        tuple(sizes[letter] for letter in used),
    )


def _merged(
    factors: Sequence[tuple[Expression, Labels, Fraction]],
) -> dict[tuple[Expression, Labels], Fraction]:
    """The exponent of each entry of each atom; those with exponent zero are left out."""
    places: dict[tuple[Expression, Hashable], Labels] = {}
    merged: dict[tuple[Expression, Labels], Fraction] = {}
    for atom, letters, exponent in factors:
        unordered = frozenset(letters) if is_symmetric(atom) else letters
        entry = (atom, places.setdefault((atom, unordered), letters))
        merged[entry] = merged.get(entry, Fraction(0)) + exponent
    return {entry: exponent for entry, exponent in merged.items() if exponent}


def _ordered(atom: Expression, letters: Sequence[int]) -> Letters:
    return tuple(sorted(letters) if is_symmetric(atom) else letters)


def _size_words(size: Dimension) -> list[str]:
    """The sizes in words whose product `size` is; numbers are left to the coefficient.

    >>> _size_words("m*n"), _size_words("m + n"), _size_words(3)
    (['m', 'n'], ['m + n'], [])
    """
    if isinstance(size, int):
        return []
    words = size.split("*")
    return words if all(word.isidentifier() for word in words) else [size]


def components(term: Monomial) -> list[tuple[Letters, Letters]]:
    """The connected parts of a monomial: the letters of each, and the numbers of its factors.

    Letters are connected by a factor which has both; a scalar factor is a part of its own.
    """
    ties = Ties()
    for factor in term.factors:
        for letter in factor.letters[1:]:
            ties.tie(factor.letters[0], letter)
    roots = [ties.root(letter) for letter in range(len(term.sizes))]
    parts: dict[Hashable, tuple[list[int], list[int]]] = {root: ([], []) for root in roots}
    for letter, root in enumerate(roots):
        parts[root][0].append(letter)
    for number, factor in enumerate(term.factors):
        place = roots[factor.letters[0]] if factor.letters else ("scalar", number)
        parts.setdefault(place, ([], []))[1].append(number)
    return [(tuple(letters), tuple(numbers)) for letters, numbers in parts.values()]
