"""Matrix products in the order that costs least, also through sums.

    (A @ B) @ v         A @ (B @ v)
    (T - U @ V.T) @ V   T @ V - U @ (V.T @ V), without the large residual

Only what nothing else uses is taken apart, and only where it saves a good part of the work. Values
stay the same up to rounding; where the sum is small beside its terms, the second form rounds more.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Sequence

from jacobook.compiled.graph import Graph, Node, ordered
from jacobook.compiled.simplification import apply

_WORTH = 20_000
"""Products of less work (in multiplications) stay as they are: another call costs more."""

_SAVING = 0.75
"""A sum is only taken apart where the work falls below this part of what it was."""


def reassociated(graph: Graph, results: Sequence[Node], kept: Sequence[Node] = ()) -> list[Node]:
    """The results with their matrix products in the cheapest order.

    Args:
        graph: where new nodes go.
        results: what is computed.
        kept: what else is computed, and must not be computed twice.
    """
    nodes = ordered([*results, *kept])
    if not any(node.name == "matmul" for node in nodes):
        return list(results)
    uses = Counter(operand for node in nodes for operand in node.operands)
    uses.update([*results, *kept])
    made: dict[Node, Node] = {}
    for node in nodes:
        operands = [made[x] for x in node.operands]
        new = node if list(node.operands) == operands else _again(graph, node, operands)
        if new is not node:
            uses[new] += uses[node]
        made[node] = _cheapest(graph, new, uses) if new.name == "matmul" else new
        uses[made[node]] = max(uses[made[node]], uses[node])
    return [made[node] for node in results]


def _again(graph: Graph, node: Node, operands: list[Node]) -> Node:
    """A call with other operands of the same shapes."""
    if node.name == "alias":
        return graph.alias(operands[0])
    return graph.node(node.name, tuple(operands), node.static, lambda: (node.shape, node.dtype))


def _cheapest(graph: Graph, node: Node, uses: Counter[Node]) -> Node:
    """A matrix product in the order that costs least."""
    factors = _factors(graph, node, uses)
    if any(len(x.shape) > 2 for x in factors) or _work(factors) < _WORTH:
        return node
    best = _ordered(graph, factors, uses) if len(factors) > 2 else node
    return _through_sum(graph, best, uses) or best


_DEEPEST = 12
"""Products nested deeper are taken apart in pieces."""


def _factors(graph: Graph, node: Node, uses: Counter[Node], depth: int = _DEEPEST) -> list[Node]:
    """The factors of nested products which nothing else uses."""
    if not depth:
        return [node]
    found: list[Node] = []
    for x in node.operands:
        alone = uses[x] == 1 and len(x.shape) == 2
        inner = x.operands[0] if x.name == "transpose" and alone else x
        if x.name == "matmul" and alone:
            found += _factors(graph, x, uses, depth - 1)
        elif inner is not x and inner.name == "matmul" and uses[inner] == 1:
            parts = _factors(graph, inner, uses, depth - 1)
            found += [apply(graph, "transpose", [f], (1, 0)) for f in parts[::-1]]
        else:
            found.append(x)
    return found


def _sizes(factors: Sequence[Node]) -> tuple[int, ...]:
    """The lengths between which the factors lie; a vector counts as a row or a column."""
    first = factors[0].shape if len(factors[0].shape) == 2 else (1, *factors[0].shape)
    rest = [f.shape[1] if len(f.shape) == 2 else 1 for f in factors[1:]]
    return (*first, *rest)


def _work(factors: Sequence[Node]) -> int:
    """The multiplications of a product taken from the left."""
    sizes = _sizes(factors)
    return sum(sizes[0] * sizes[i] * sizes[i + 1] for i in range(1, len(sizes) - 1))


@functools.lru_cache(maxsize=1024)
def _plan(sizes: tuple[int, ...]) -> tuple[int, int]:
    """The least work of a product, and after how many factors it is best cut in two."""
    if len(sizes) <= 2:
        return 0, 0
    options = []
    for cut in range(1, len(sizes) - 1):
        ends = sizes[0] * sizes[cut] * sizes[-1]
        work = _plan(sizes[: cut + 1])[0] + _plan(sizes[cut:])[0] + ends
        options.append((work, cut))
    return min(options)


def _ordered(graph: Graph, factors: Sequence[Node], uses: Counter[Node]) -> Node:
    """A product in the best order."""
    if len(factors) == 1:
        return factors[0]
    _, cut = _plan(_sizes(factors))
    sides = [_ordered(graph, part, uses) for part in (factors[:cut], factors[cut:])]
    for side in sides:
        uses[side] = max(uses[side], 1)
    return apply(graph, "matmul", sides)


def _through_sum(graph: Graph, node: Node, uses: Counter[Node]) -> Node | None:
    """`(T - U @ V.T) @ V` as `T @ V - U @ (V.T @ V)`, where that saves work."""
    if node.name != "matmul":
        return None
    for position, x in enumerate(node.operands):
        if x.name not in ("add", "subtract") or uses[x] != 1 or len(x.shape) != 2:
            continue
        if any(part.shape != x.shape for part in x.operands):
            continue
        other = node.operands[1 - position]
        parts = [_term(graph, part, other, position, uses) for part in x.operands]
        before = _work([*node.operands]) + sum(
            _work(part.operands) for part in x.operands if _is_product(part, uses)
        )
        after = sum(_plan(_sizes(factors))[0] for factors in parts)
        if any(_is_product(p, uses) for p in x.operands) and after < _SAVING * before:
            return apply(graph, x.name, [_ordered(graph, factors, uses) for factors in parts])
    return None


def _is_product(node: Node, uses: Counter[Node]) -> bool:
    return node.name == "matmul" and uses[node] == 1


def _term(graph: Graph, part: Node, other: Node, position: int, uses: Counter[Node]) -> list[Node]:
    """The factors of one term of a sum times the other factor."""
    own = _factors(graph, part, uses) if _is_product(part, uses) else [part]
    return [*own, other] if position == 0 else [other, *own]
