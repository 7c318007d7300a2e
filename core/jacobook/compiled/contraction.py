"""Products over indices as NumPy calls: matrix products, in the order that costs least.

A factor is a node with one letter per axis. Letters which the result does not have are summed.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from jacobook.compiled.graph import Graph, Node, number_of
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
    factors = [_straight(factor) for factor in factors]
    sizes = {l: d for node, letters in factors for l, d in zip(letters, node.shape, strict=True)}
    square = _square(graph, factors, out, sizes)
    if square is not None:
        return square
    left = [_reduced(graph, factor, _others(factors, i, out)) for i, factor in enumerate(factors)]
    while len(left) > 1:
        i, j = _next_pair(left, out, sizes)
        needed = {*out}.union(*(ls for k, (_, ls) in enumerate(left) if k not in (i, j)))
        made = _pair(graph, left[i], left[j], needed, sizes, out)
        left = [f for k, f in enumerate(left) if k not in (i, j)] + [made]
    (node, letters) = left[0]
    return apply(graph, "transpose", [node], tuple(list(letters).index(l) for l in out))


def _straight(factor: Factor) -> Factor:
    """A factor without a transpose: its letters say as much."""
    node, letters = factor
    while node.name == "transpose":
        letters = [letters[node.static.index(axis)] for axis in range(len(letters))]
        node = node.operands[0]
    return node, letters


def _square(
    graph: Graph, factors: Sequence[Factor], out: Letters, sizes: Mapping[str, int]
) -> Node | None:
    """`J.T @ diag(d) @ J` as `S.T @ S` with `S = sqrt(d) * J`, if that is what the factors are.

    It takes half the work, and the result is symmetric to the last bit.
    """
    weights = [f for f in factors if not set(f[1]) & set(out)]
    halves = _halves([f for f in factors if set(f[1]) & set(out)], out)
    if halves is None:
        return None
    half, mirror = halves
    if out[0] not in mirror:
        half = [(node, [mirror.get(l, l) for l in letters]) for node, letters in half]
        mirror = {other: one for one, other in mirror.items()}
    summed = [l for l in dict.fromkeys(l for _, ls in half for l in ls) if l not in out]
    rows = [l for l in out if any(l in ls for _, ls in half)]
    if not summed or any(set(ls) - set(summed) for _, ls in weights):
        return None
    roots: list[Factor] = []
    if weights:
        shared = [l for l in summed if any(l in ls for _, ls in weights)]
        weight = product(graph, weights, shared)
        if not is_nonnegative(weight):
            return None
        roots = [(apply(graph, "sqrt", [weight]), shared)]
    side = product(graph, [*half, *roots], [*summed, *rows])
    table = (math.prod(sizes[l] for l in summed), math.prod(sizes[l] for l in rows))
    flat = apply(graph, "reshape", [side], table)
    made = apply(graph, "matmul", [apply(graph, "transpose", [flat], (1, 0)), flat])
    letters = [*rows, *(mirror[l] for l in rows)]
    wide = apply(graph, "reshape", [made], tuple(sizes[l] for l in letters))
    return apply(graph, "transpose", [wide], tuple(letters.index(l) for l in out))


def _halves(factors: Sequence[Factor], out: Letters) -> tuple[list[Factor], dict[str, str]] | None:
    """One of two equal halves of the factors, and the letters of the result in the other half."""
    if len(factors) < 2 or len(factors) % 2:
        return None
    half: list[Factor] = []
    mirror: dict[str, str] = {}
    left = list(factors)
    while left:
        node, letters = left.pop(0)
        twin = next((f for f in left if f[0] is node and _mirrors(letters, f[1], out)), None)
        if twin is None:
            return None
        left.remove(twin)
        for one, other in zip(letters, twin[1], strict=True):
            if one in out and mirror.setdefault(one, other) != other:
                return None
        half.append((node, letters))
    fresh = not set(mirror) & set(mirror.values()) and len(set(mirror.values())) == len(mirror)
    return (half, mirror) if fresh and len(mirror) * 2 == len(out) else None


def _mirrors(letters: Letters, others: Letters, out: Letters) -> bool:
    """Whether two lists of letters differ in those of the result, and only there."""
    return all(
        (a != b) == (a in out) and (b in out) == (a in out)
        for a, b in zip(letters, others, strict=True)
    )


_POSITIVE = ("square", "exp", "absolute", "heaviside", "sqrt", "cosh", "exp2")


_DEEPEST = 20


def is_nonnegative(node: Node, depth: int = _DEEPEST) -> bool:
    """Whether no entry of a node can be negative, as far as its calls show.

    A factor that stands an even number of times in a product counts as a square.
    """
    if not depth:
        return False
    odd: set[Node] = set()
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if part.name in ("multiply", "divide"):
            waiting += part.operands
        elif not _is_nonnegative_alone(part, depth):
            odd ^= {part}
    return not odd


def _is_nonnegative_alone(node: Node, depth: int) -> bool:
    """Whether a node that is no product cannot be negative."""
    number = number_of(node)
    if number is not None:
        return bool(number >= 0)
    if node.name in ("add", "where"):
        return all(is_nonnegative(part, depth - 1) for part in node.operands[-2:])
    if node.name in ("reshape", "broadcast_to", "sum", "transpose"):
        return is_nonnegative(node.operands[0], depth - 1)
    return node.name in _POSITIVE


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
