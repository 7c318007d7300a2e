"""Products over indices as NumPy calls: matrix products, in the order that costs least.

A factor is a node with one letter per axis. Letters which the result does not have are summed.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from jacobook.compiled.graph import Graph, Node
from jacobook.compiled.simplification import apply

Letters: TypeAlias = Sequence[str]
Factor: TypeAlias = tuple[Node, Letters]

_MOST_FOR_ALL_ORDERS = 5
"""Up to how many factors every order is tried; of more, the cheapest pair goes first."""


def product(graph: Graph, factors: Sequence[Factor], out: Letters) -> Node:
    """The sum of products of entries, over all letters that are not in `out`.

    Args:
        graph: where the nodes go.
        factors: nodes with a letter per axis, no letter twice in one.
        out: the letters of the result's axes, each in some factor.
    """
    sizes = {l: d for node, letters in factors for l, d in zip(letters, node.shape, strict=True)}
    left = [_reduced(graph, factor, _others(factors, i, out)) for i, factor in enumerate(factors)]
    while len(left) > 1:
        i, j = _next_pair(left, out, sizes)
        needed = {*out}.union(*(ls for k, (_, ls) in enumerate(left) if k not in (i, j)))
        made = _pair(graph, left[i], left[j], needed, sizes, out)
        left = [f for k, f in enumerate(left) if k not in (i, j)] + [made]
    (node, letters) = left[0]
    return apply(graph, "transpose", [node], tuple(list(letters).index(l) for l in out))


def _others(factors: Sequence[Factor], position: int, out: Letters) -> set[str]:
    return {*out}.union(*(letters for k, (_, letters) in enumerate(factors) if k != position))


def _reduced(graph: Graph, factor: Factor, needed: set[str]) -> Factor:
    """A factor summed over the letters which nothing else has."""
    node, letters = factor
    axes = tuple(i for i, letter in enumerate(letters) if letter not in needed)
    if not axes:
        return factor
    every = None if len(axes) == len(letters) else axes
    return apply(graph, "sum", [node], (every, False)), [l for l in letters if l in needed]


def _next_pair(
    factors: Sequence[Factor], out: Letters, sizes: Mapping[str, int]
) -> tuple[int, int]:
    """The two factors to be multiplied first."""
    terms = [frozenset(letters) for _, letters in factors]
    if len(terms) <= _MOST_FOR_ALL_ORDERS:
        return _cheapest(tuple(terms), frozenset(out), sizes)[1]
    pairs = itertools.combinations(range(len(terms)), 2)
    return min(pairs, key=lambda p: _merged(terms, p, frozenset(out), sizes)[1])


def _cheapest(
    terms: tuple[frozenset[str], ...], out: frozenset[str], sizes: Mapping[str, int]
) -> tuple[float, tuple[int, int]]:
    """The cost of multiplying the terms in the best order, and the pair it starts with."""
    best: tuple[float, tuple[int, int]] = (0.0, (0, 0))
    found = False
    for pair in itertools.combinations(range(len(terms)), 2):
        merged, cost = _merged(terms, pair, out, sizes)
        rest = tuple(t for k, t in enumerate(terms) if k not in pair)
        total = cost + _cheapest((*rest, merged), out, sizes)[0] if rest else cost
        if not found or total < best[0]:
            best, found = (total, pair), True
    return best


def _merged(
    terms: Sequence[frozenset[str]],
    pair: tuple[int, int],
    out: frozenset[str],
    sizes: Mapping[str, int],
) -> tuple[frozenset[str], float]:
    """The letters of the product of two terms, and what it costs."""
    i, j = pair
    both = terms[i] | terms[j]
    needed = out.union(*(t for k, t in enumerate(terms) if k not in pair))
    work = math.prod(sizes[letter] for letter in both)
    summed = both - needed
    # an element-wise product is bound by memory: an entry costs about as much as ten of BLAS
    return both & needed, work * (1.0 if summed else 8.0)


def _pair(
    graph: Graph,
    a: Factor,
    b: Factor,
    needed: set[str],
    sizes: Mapping[str, int],
    out: Letters,
) -> Factor:
    """The product of two factors: a matrix product if letters are summed, else entry by entry."""
    (x, xs), (y, ys) = a, b
    summed = [l for l in xs if l in ys and l not in needed]
    batch = [l for l in xs if l in ys and l in needed]
    rows = [l for l in xs if l not in ys]
    columns = [l for l in ys if l not in xs]
    rank = {letter: position for position, letter in enumerate(out)}
    if not summed:
        letters = sorted({*xs, *ys}, key=lambda l: (rank.get(l, -1), l))
        left, right = (_aligned(graph, f, letters) for f in (a, b))
        return apply(graph, "multiply", [left, right]), letters
    if any(rank.get(l, -1) < 0 for l in rows) or _mean(rows, rank) > _mean(columns, rank):
        (x, xs), (y, ys), rows, columns = b, a, columns, rows
    left = _grouped(graph, x, xs, [batch, rows, summed], sizes)
    right = _grouped(graph, y, ys, [batch, summed, columns], sizes)
    made = apply(graph, "matmul", [left, right])
    letters = [*batch, *rows, *columns]
    return apply(graph, "reshape", [made], tuple(sizes[l] for l in letters)), letters


def _mean(letters: Sequence[str], rank: Mapping[str, int]) -> float:
    """The mean place of letters in the result."""
    return sum(rank.get(l, 0) for l in letters) / len(letters) if letters else -1.0


def _aligned(graph: Graph, factor: Factor, letters: Letters) -> Node:
    """A factor with an axis for each of `letters`, of size 1 for those that it does not have."""
    node, own = factor
    order = [list(own).index(l) for l in letters if l in own]
    moved = apply(graph, "transpose", [node], tuple(order))
    lengths = iter(moved.shape)
    shape = tuple(next(lengths) if l in own else 1 for l in letters)
    while len(shape) > 1 and shape[0] == 1 and letters[0] not in own:
        shape, letters = shape[1:], letters[1:]
    return apply(graph, "reshape", [moved], shape)


def _grouped(
    graph: Graph,
    node: Node,
    own: Letters,
    groups: Sequence[Sequence[str]],
    sizes: Mapping[str, int],
) -> Node:
    """A factor as a vector, a matrix or a stack: one axis for each group of letters but the first."""
    order = tuple(list(own).index(l) for group in groups for l in group)
    moved = apply(graph, "transpose", [node], order)
    batch, *rest = groups
    joined = [math.prod(sizes[l] for l in group) for group in rest if group or batch]
    return apply(graph, "reshape", [moved], (*(sizes[l] for l in batch), *joined))
