"""From index monomials back to notation: matrix products where they exist, einsum everywhere.

The letters of a monomial are nodes of a graph, matrices are its edges, vectors hang on nodes and
the letters of the result are pinned. Loops, dead ends, parallel edges and edges in series are
removed, one matrix operation each, until only pinned nodes are left. What cannot be removed
contains four letters each of which is joined to the others: no matrix notation exists for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase, ascii_uppercase

from jacobook.algebra import canonical as c
from jacobook.algebra.index_monomial import (
    Factor,
    IndexFormTooLarge,
    Monomial,
)
from jacobook.algebra.numbers import ONE, number
from jacobook.expression import Expression, node

_LETTERS = ascii_lowercase[8:] + ascii_lowercase[:8] + ascii_uppercase
"""The letters of subscripts, from `i` on."""

Edge = tuple[Expression, int, int]
"""A matrix, the letter of its rows and that of its columns."""


def matrix_notation(term: Monomial) -> Expression | None:
    """A monomial with at most two letters in its result, in products of matrices and vectors.

    `None` if it has no such form.
    """
    if len(term.out) > 2 or any(len(factor.letters) > 2 for factor in term.factors):
        return None
    reduction = _Reduction(term)
    reduction.run()
    body = reduction.result()
    if body is None:
        return None
    return c.scale(c.times(number(term.coefficient), *reduction.scalars), body)


def raised(factor: Factor) -> Expression:
    """The array whose entries a factor is."""
    return c.power(factor.atom, number(factor.exponent))


class _Reduction:
    """The graph of one monomial while it is reduced.

    Attributes:
        scalars: the factors without letters found so far.
        pendants: the vectors on each letter.
        edges: the matrices between letters.
    """

    def __init__(self, term: Monomial) -> None:
        self.term = term
        self.scalars: list[Expression] = []
        self.pendants: dict[int, list[Expression]] = {}
        self.edges: list[Edge] = []
        self.summed = [i for i in range(len(term.sizes)) if i not in term.out]
        for factor in term.factors:
            self._add(raised(factor), factor.letters)

    def _add(self, array: Expression, letters: Sequence[int]) -> None:
        """Put an array with its letters into the graph."""
        if not letters:
            self.scalars.append(array)
        elif len(letters) == 1:
            self.pendants.setdefault(letters[0], []).append(array)
        else:
            self.edges.append((array, letters[0], letters[1]))

    def run(self) -> None:
        """Remove letters until no rule applies."""
        rules = (self._loop, self._island, self._dead_end, self._parallel, self._series)
        while any(rule() for rule in rules):
            pass

    def result(self) -> Expression | None:
        """What is left over the letters of the result; `None` if other letters are left."""
        out = self.term.out
        if any(i in self.summed for _, *ends in self.edges for i in ends):
            return None
        if len(set(out)) < 2:
            vector = self._vector(out[0]) if out else ONE
            return c.diag(vector) if len(out) == 2 else vector
        rows, columns = out
        if not self.edges:
            return c.outer(self._vector(rows), self._vector(columns))
        left, right = c.diag(self._vector(rows)), c.diag(self._vector(columns))
        return c.chain(left, _from(self.edges[0], rows), right)

    def _vector(self, letter: int) -> Expression:
        """The product of the vectors on a letter, which are taken away; ones if there are none."""
        found = self.pendants.pop(letter, [])
        return c.times(*found) if found else c.ones((self.term.sizes[letter],))

    def _edges_at(self, letter: int) -> list[Edge]:
        return [edge for edge in self.edges if letter in edge[1:]]

    def _is_closed(self, letters: Sequence[int], edges: Sequence[Edge]) -> bool:
        """Whether letters are summed and nothing but these edges touches them."""
        touching = [e for e in self.edges if any(i in e[1:] for i in letters)]
        summed = all(i in self.summed and not self.pendants.get(i) for i in letters)
        return summed and len(touching) == len(edges)

    def _loop(self) -> bool:
        """A matrix with the same letter twice: its trace or diagonal."""
        loop = next((e for e in self.edges if e[1] == e[2]), None)
        if loop is None:
            return False
        matrix, letter, _ = loop
        if self._is_closed([letter], [loop]):
            self.scalars.append(c.trace(matrix))
            self.summed.remove(letter)
        else:
            self._add(c.diagonal(matrix), [letter])
        self.edges.remove(loop)
        return True

    def _island(self) -> bool:
        """A summed letter with no edge, or two with one edge between them: a scalar."""
        for letter in self.summed:
            edges = self._edges_at(letter)
            if not edges:
                self.scalars.append(c.total(self._vector(letter)))
                self.summed.remove(letter)
                return True
            if len(edges) == 1 and self._is_bridge_of_an_island(edges[0]):
                matrix, rows, columns = edges[0]
                self.scalars.append(c.chain(self._vector(rows), matrix, self._vector(columns)))
                self.edges.remove(edges[0])
                self.summed = [i for i in self.summed if i not in (rows, columns)]
                return True
        return False

    def _is_bridge_of_an_island(self, edge: Edge) -> bool:
        ends = edge[1:]
        return all(i in self.summed and len(self._edges_at(i)) == 1 for i in ends)

    def _dead_end(self) -> bool:
        """A summed letter with one edge: a matrix times a vector, on the other letter."""
        for letter in self.summed:
            edges = self._edges_at(letter)
            if len(edges) == 1:
                other = _other_end(edges[0], letter)
                matrix = _from(edges[0], other)
                self._add(c.chain(matrix, self._vector(letter)), [other])
                self.edges.remove(edges[0])
                self.summed.remove(letter)
                return True
        return False

    def _parallel(self) -> bool:
        """Two matrices between the same letters: their element-wise product."""
        for place, first in enumerate(self.edges):
            for second in self.edges[place + 1 :]:
                if set(first[1:]) == set(second[1:]):
                    self._merge(first, second)
                    return True
        return False

    def _merge(self, first: Edge, second: Edge) -> None:
        (one, rows, columns), other = first, second[0]
        opposite = second[1] == columns
        closed = self._is_closed(first[1:], [first, second])
        self.edges.remove(first)
        self.edges.remove(second)
        if closed:
            pair = c.trace(c.chain(one, other)) if opposite else c.inner(one, other)
            self.scalars.append(pair)
            self.summed = [i for i in self.summed if i not in (rows, columns)]
        else:
            self.edges.append((c.times(one, _from(second, rows)), rows, columns))

    def _series(self) -> bool:
        """A summed letter between two matrices: their product, with the vectors in between."""
        for letter in self.summed:
            edges = self._edges_at(letter)
            if len(edges) == 2:
                rows, columns = (_other_end(edge, letter) for edge in edges)
                left, right = _from(edges[0], rows), _from(edges[1], letter)
                between = [c.diag(self._vector(letter))] if letter in self.pendants else []
                for edge in edges:
                    self.edges.remove(edge)
                self.edges.append((c.chain(left, *between, right), rows, columns))
                self.summed.remove(letter)
                return True
        return False


def _other_end(edge: Edge, letter: int) -> int:
    return edge[2] if edge[1] == letter else edge[1]


def _from(edge: Edge, rows: int) -> Expression:
    """The matrix of an edge with `rows` as the letter of its rows."""
    return edge[0] if edge[1] == rows else c.transpose(edge[0])


def einsum_notation(term: Monomial) -> Expression:
    """A monomial of any order as an `einsum` of its atoms, times its scalars.

    The result cannot name a letter twice, so an identity matrix ties such axes.

    Raises:
        IndexFormTooLarge: there are more letters than subscripts can name.
    """
    scalars = [raised(factor) for factor in term.factors if not factor.letters]
    array = _einsum(term)
    return c.scale(c.times(number(term.coefficient), *scalars), array)


def _einsum(term: Monomial) -> Expression:
    """The arrays of a monomial contracted."""
    parts, out = _with_identities(term)
    order = {letter: i for i, letter in enumerate(dict.fromkeys([*out, *_letters(parts)]))}
    if len(order) > len(_LETTERS):
        raise IndexFormTooLarge(f"{len(order)} letters; subscripts have {len(_LETTERS)}")
    if not parts:
        return ONE
    if len(parts) == 1 and list(parts[0][1]) == out:
        return parts[0][0]
    arrays = [array for array, _ in parts]
    written = ["".join(_LETTERS[order[i]] for i in letters) for _, letters in (*parts, (ONE, out))]
    shape = tuple(term.sizes[i] for i in term.out)
    return node("einsum", arrays, shape, subscripts=f"{','.join(written[:-1])}->{written[-1]}")


Parts = list[tuple[Expression, Sequence[int]]]


def _with_identities(term: Monomial) -> tuple[Parts, list[int]]:
    """The arrays with their letters, and the letters of the result, no two alike.

    Identity matrices tie axes that are the same, and ones fill axes that no array has.
    """
    parts: Parts = [(raised(f), f.letters) for f in term.factors if f.letters]
    out = list(term.out)
    fresh = len(term.sizes)
    for place, letter in enumerate(term.out):
        if letter in out[:place]:
            parts.append((c.eye(term.sizes[letter]), (letter, fresh)))
            out[place], fresh = fresh, fresh + 1
    named = set(_letters(parts))
    parts += [(c.ones((term.sizes[i],)), (i,)) for i in out if i not in named]
    return parts, out


def _letters(parts: Parts) -> list[int]:
    return [i for _, letters in parts for i in letters]
