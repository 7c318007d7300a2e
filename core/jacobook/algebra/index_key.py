"""Equality of sums of products: a key which does not depend on the choice of letters.

The factors and letters of a monomial are a graph. Its letters are coloured by what is around them
until nothing changes (Weisfeiler and Leman); where letters still look alike, each of them is tried
first, and the least result counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from jacobook.algebra import canonical as c
from jacobook.algebra.index_monomial import (
    Factor,
    IndexFormTooLarge,
    Letters,
    Monomial,
    Number,
    Terms,
    checked,
    components,
)
from jacobook.algebra.index_terms import is_expanded, monomials
from jacobook.expression import VARIABLE, Expression

MAX_COLOURINGS = 100_000
"""How many times letters are coloured for one sum, before it is given up."""

SAME_NUMBER = 1e-12
"""Floating-point coefficients which agree to this are the same number."""

Colours = Mapping[int, int]


@lru_cache(maxsize=10_000)
def key(expression: Expression) -> Hashable:
    """A key that two expressions share if they are equal as sums of products, for every size.

    Opaque operations are compared by name, parameters and the keys of their operands.

    Raises:
        IndexFormTooLarge: the expression has too many terms, or a term too many symmetries.
    """
    terms = monomials(expression)
    return (expression.shape, _sum_text(terms, _Names(terms, strict=True)))


def same(one: Expression, other: Expression) -> bool:
    """Whether two expressions are equal as sums of products, for every size."""
    return one is other or key(one) == key(other)


def collect(terms: Iterable[Monomial]) -> Terms:
    """The sum with equal terms joined into the first of them, and those that cancel left out.

    Terms too large to compare are taken to differ.
    """
    terms = tuple(terms)
    return tuple(_collected(terms, _Names(terms, strict=False)).values())


def _collected(terms: Terms, names: _Names) -> dict[str, Monomial]:
    """The terms by name, equal ones joined; zero terms vanish."""
    found: dict[str, Monomial] = {}
    largest: dict[str, Number | int] = {}
    for term in terms:
        name = names.of_term(term)
        largest[name] = max(largest.get(name, 0), _magnitude(term.coefficient))
        known = found.get(name)
        found[name] = replace(known, coefficient=_added(known, term)) if known else term
    return {name: t for name, t in found.items() if not _is_zero(t.coefficient, largest[name])}


def _added(one: Monomial, other: Monomial) -> Number:
    return checked(lambda: one.coefficient + other.coefficient)


def _magnitude(number: Number) -> Number:
    return number if number > 0 else -number


def _is_zero(number: Number, largest: Number) -> bool:
    """Whether a sum is zero; floating-point summands leave a rounding error."""
    if isinstance(number, float):
        return _magnitude(number) <= SAME_NUMBER * float(largest)
    return number == 0


def _sum_text(terms: Terms, names: _Names) -> tuple[tuple[str, str], ...]:
    """The name and coefficient of each collected term, in an order of their own."""
    collected = _collected(terms, names).items()
    return tuple(sorted((name, _shown(term.coefficient)) for name, term in collected))


def _shown(number: Number) -> str:
    """A coefficient as text: a float that is a simple fraction is shown as that.

    >>> _shown(0.5), _shown(Fraction(1, 2)), _shown(2**0.5)
    ('1/2', '1/2', '1.41421356237')
    """
    if isinstance(number, Fraction):
        return str(number)
    simple = Fraction(number).limit_denominator(10_000)
    close = abs(float(simple) - number) <= SAME_NUMBER * abs(number)
    return str(simple) if close else f"{number:.12g}"


class _Names:
    """Names of atoms and terms, equal for what is equal; from the innermost atoms outwards."""

    def __init__(self, terms: Terms, *, strict: bool) -> None:
        self._strict = strict
        self._budget = _Budget(MAX_COLOURINGS)
        self._atoms: dict[Expression, str] = {}
        atoms = _atoms(terms)
        self._name_all([*atoms, *(t for t in map(_turned, atoms) if t is not None)])

    def _name_all(self, atoms: Iterable[Expression]) -> None:
        arguments: dict[Expression, list[Terms]] = {}
        stack = list(atoms)
        while stack:
            atom = stack[-1]
            if atom not in arguments:
                arguments[atom] = self._arguments(atom)
            inner = [a for terms in arguments[atom] for a in _atoms(terms)]
            inner += [turned for turned in map(_turned, inner) if turned is not None]
            missing = [a for a in inner if a not in self._atoms]
            stack.extend(missing)
            if not missing:
                self._atoms[stack.pop()] = self._atom_name(atom, arguments[atom])

    def _arguments(self, atom: Expression) -> list[Terms]:
        """What the name of an atom depends on besides its operation: a sum's own terms."""
        try:
            return [monomials(part) for part in _parts(atom)]
        except IndexFormTooLarge:
            if self._strict:
                raise
            return []

    def _atom_name(self, atom: Expression, arguments: Sequence[Terms]) -> str:
        """The name of an atom whose inner atoms have theirs."""
        try:
            inner = [_sum_text(terms, self) for terms in arguments]
        except IndexFormTooLarge:
            if self._strict:
                raise
            inner = []
        if len(inner) < len(_parts(atom)):
            return f"node {id(atom)}"  # equal nodes are one object
        words = ("sum",) if is_expanded(atom) else (atom.operation, atom.parameters)
        if atom.operation == VARIABLE:
            words = (*words, sorted(atom.facts))
        return _digest((words, atom.shape, inner))

    def of_term(self, term: Monomial) -> str:
        """The name of a monomial without its coefficient."""
        try:
            return _digest(sorted(self._part_name(term, part) for part in components(term)))
        except IndexFormTooLarge:
            if self._strict:
                raise
            factors = [(id(f.atom), f.letters, f.exponent) for f in term.factors]
            return _digest((factors, term.out, term.sizes))

    def _part_name(self, term: Monomial, part: tuple[Letters, tuple[int, ...]]) -> str:
        """The name of one connected part of a monomial."""
        letters, numbers = part
        exponents: dict[tuple[str, Letters, bool], Fraction] = {}
        for factor in (term.factors[number] for number in numbers):
            entry = self._entry(factor)
            exponents[entry] = exponents.get(entry, Fraction(0)) + factor.exponent
        edges = tuple(
            _Edge(f"{name}^{exponent}", places, unordered)
            for (name, places, unordered), exponent in exponents.items()
        )
        return _Graph({i: _look(term, i) for i in letters}, edges, self._budget).least_text()

    def _entry(self, factor: Factor) -> tuple[str, Letters, bool]:
        """The name of a factor's atom or of its transpose, the letters, and if they may change."""
        name, letters = self._atoms[factor.atom], factor.letters
        turned = _turned(factor.atom)
        other = name if turned is factor.atom else self._atoms.get(turned, "") if turned else ""
        if other == name:
            return name, tuple(sorted(letters)), True
        return (other, letters[::-1], False) if "" < other < name else (name, letters, False)


def _turned(atom: Expression) -> Expression | None:
    """The transpose of a matrix if it is an atom as well, such as `exp(X')` for `exp(X)`."""
    if len(atom.shape) != 2:
        return None
    turned = c.transpose(atom)
    return None if turned.operation in ("transpose", "scale") else turned


def _parts(atom: Expression) -> tuple[Expression, ...]:
    return (atom,) if is_expanded(atom) else atom.operands


def _atoms(terms: Terms) -> list[Expression]:
    return list(dict.fromkeys(factor.atom for term in terms for factor in term.factors))


def _look(term: Monomial, letter: int) -> tuple[str, Letters]:
    """What tells a letter from others before its factors do: its size and its places in `out`."""
    return str(term.sizes[letter]), tuple(i for i, c in enumerate(term.out) if c == letter)


def _digest(content: object) -> str:
    return blake2b(repr(content).encode(), digest_size=16).hexdigest()


class _Budget:
    """Work that may still be done before a comparison is given up."""

    def __init__(self, limit: int) -> None:
        self._left = limit

    def spend(self, amount: int) -> None:
        """Count some work.

        Raises:
            IndexFormTooLarge: none is left.
        """
        self._left -= amount
        if self._left < 0:
            raise IndexFormTooLarge("a sum of products with too many symmetries to compare")


@dataclass(frozen=True, slots=True)
class _Edge:
    """A factor with a name for its atom and exponent; its letters may be unordered."""

    name: str
    letters: Letters
    unordered: bool

    def relabelled(self, number: Mapping[int, int]) -> tuple[str, Letters]:
        """The factor with other letters, in the order that counts."""
        letters = [number[c] for c in self.letters]
        return self.name, tuple(sorted(letters) if self.unordered else letters)

    def places(self, letter: int) -> Letters:
        """The axes at which a letter stands; only their number if the order says nothing."""
        found = tuple(axis for axis, c in enumerate(self.letters) if c == letter)
        return tuple(range(len(found))) if self.unordered else found


class _Graph:
    """One connected part of a monomial: the looks of its letters, and its factors."""

    def __init__(
        self,
        looks: Mapping[int, tuple[str, Letters]],
        edges: Sequence[_Edge],
        budget: _Budget,
    ) -> None:
        self.looks = looks
        self.edges = edges
        self.budget = budget
        self.around: dict[int, list[_Edge]] = {letter: [] for letter in looks}
        for edge in edges:
            for letter in dict.fromkeys(edge.letters):
                self.around[letter].append(edge)

    def least_text(self) -> str:
        """The least text over all orders of the letters that the colours leave open."""
        stack = [self._refined(_ranked(self.looks))]
        texts: set[str] = set()
        while stack:
            colours = stack.pop()
            alike = _first_alike(colours)
            if not alike:
                texts.add(self._text(colours))
            for letter in self._one_of_each_twins(alike):
                apart = {i: 2 * colour + (i != letter) for i, colour in colours.items()}
                stack.append(self._refined(apart))
        return min(texts)

    def _refined(self, colours: Colours) -> Colours:
        """Colours which tell letters apart whenever their factors and neighbours do."""
        while True:
            self.budget.spend(len(colours))
            finer = _ranked({i: self._seen(i, colours) for i in colours})
            if len(set(finer.values())) == len(set(colours.values())):
                return finer
            colours = finer

    def _seen(self, letter: int, colours: Colours) -> tuple[int, tuple[Any, ...]]:
        """The colour of a letter, and its factors with the colours of their letters."""
        edges = self.around[letter]
        return colours[letter], tuple(
            sorted((edge.places(letter), edge.relabelled(colours)) for edge in edges)
        )

    def _one_of_each_twins(self, alike: Sequence[int]) -> list[int]:
        """Letters of which no two can change places without changing the product."""
        kept: list[int] = []
        for letter in alike:
            if not any(self._are_twins(letter, other) for other in kept):
                kept.append(letter)
        return kept

    def _are_twins(self, one: int, other: int) -> bool:
        """Whether a product stays the same if two letters change places."""
        self.budget.spend(1)
        edges = list(dict.fromkeys([*self.around[one], *self.around[other]]))
        here = {letter: letter for edge in edges for letter in edge.letters}
        exchanged = {**here, one: other, other: one}
        before = sorted(edge.relabelled(here) for edge in edges)
        return before == sorted(edge.relabelled(exchanged) for edge in edges)

    def _text(self, colours: Colours) -> str:
        """The part as text, with its letters numbered by colour."""
        order = sorted(self.looks, key=colours.__getitem__)
        number = {c: i for i, c in enumerate(order)}
        factors = sorted(edge.relabelled(number) for edge in self.edges)
        return repr(([self.looks[c] for c in order], factors))


def _ranked(contents: Mapping[int, tuple[Any, ...]]) -> dict[int, int]:
    """A number for each letter in the order of its content; equal contents share one."""
    rank = {content: place for place, content in enumerate(sorted(set(contents.values())))}
    return {letter: rank[content] for letter, content in contents.items()}


def _first_alike(colours: Colours) -> list[int]:
    """The letters of the first colour that several have; none if each has its own."""
    counts = Counter(colours.values())
    shared = min((colour for colour, count in counts.items() if count > 1), default=None)
    return [c for c, colour in colours.items() if colour == shared]
