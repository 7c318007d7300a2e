"""Jacobians and Hessians in index form, so that their structure is kept until it is written out.

The Jacobian of a node is a sum of terms. A term is a product of factors with letters for their
axes, over all letters that are neither the value's nor the variable's. A letter which the value and
the variable share is a delta: it makes a diagonal, and nothing is ever stored for it.

    v = A @ x          term A[i, k], value i, variable k
    v = exp(x)         term exp(x)[i], value i, variable i

So the Hessian of `sum(exp(x))` is a diagonal, and that of a quadratic form is a matrix that was
there already. See Laue, Mitterreiter and Giesen 2018, "Computing higher order derivatives of matrix
and tensor expressions", for the idea.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from jacobook.compiled.columns import each_column
from jacobook.compiled.contraction import Factor, product
from jacobook.compiled.graph import (
    ALIAS,
    CONSTANT,
    FINITE,
    VARIABLE,
    Node,
    Shape,
    broadcast,
    depending,
    number_of,
    ordered,
)
from jacobook.compiled.simplification import apply, shaped
from jacobook.compiled.staging import Stage, Staged
from jacobook.differentiation import derivative_maps, may_be_undefined, serving
from jacobook.operations import is_complex
from jacobook.recording import Record
from jacobook.tracing import Traced, plain

_MOST_TERMS = 6
_MOST_FACTORS = 8
"""With more terms or factors, they are multiplied out, up to their deltas."""


@dataclass(frozen=True, slots=True)
class Term:
    """A product of factors with a letter for each axis.

    Attributes:
        factors: nodes with the letters of their axes.
        out: the letters of the value's axes.
        into: the letters of the variable's axes.
        number: a constant factor.
    """

    factors: tuple[Factor, ...]
    out: tuple[str, ...]
    into: tuple[str, ...]
    number: float = 1.0


class Jacobians:
    """The terms of nodes with respect to one node.

    Attributes:
        graph: where factors are computed.
        stage: tells rules about nodes.
        sizes: the size of each letter.
    """

    def __init__(self, stage: Stage) -> None:
        """Start without letters."""
        self.graph = stage.graph
        self.stage = stage
        self.sizes: dict[str, int] = {}
        self._count = itertools.count()

    def letters(self, shape: Shape) -> tuple[str, ...]:
        """A new letter for each axis."""
        made = tuple(f"i{next(self._count)}" for _ in shape)
        self.sizes.update(zip(made, shape, strict=True))
        return made

    def through_steps(
        self, steps: Sequence[Traced | _Step], seeds: Mapping[Traced, list[Term]]
    ) -> dict[Traced, list[Term]]:
        """The terms of recorded steps, given those of some variables."""
        known = dict(seeds)
        for step in steps:
            terms: list[Term] = []
            for position, operand in enumerate(step.operands):
                if type(operand) is Traced and known.get(operand):
                    terms += self._pushed(step, position, known[operand])
            if terms:
                made = step.step if isinstance(step, _Step) else step
                known[made] = self._kept_small(terms)
        return known

    def _pushed(self, step: Traced | _Step, position: int, terms: list[Term]) -> list[Term]:
        """The terms of a step that come from one of its operands, by the rule of its operation."""
        operation = step.operation
        assert operation is not None
        _, pushforwards = derivative_maps(operation)
        pushforward = pushforwards[position]
        if pushforward is None:
            return []
        x, y = step.values[position], step.value
        node = self._node(x)
        elementwise = operation.rule.kind == "elementwise" and x.dtype.kind == y.dtype.kind == "f"
        tangent = self.graph.alias(node)
        x_dot = x.dtype.type(1) if elementwise else Staged(self.stage, tangent)
        y_dot = self._node(pushforward(x_dot, y, *step.values, **step.parameters))
        if elementwise:
            return [self.scaled(self.stretched(t, x.shape, y.shape), y.shape, y_dot) for t in terms]
        found = self._linear(y_dot, tangent, terms)
        return [self.stretched(t, y_dot.shape, y.shape) for t in found]

    def _node(self, value: Any) -> Node:
        return value.node if type(value) is Staged else self.graph.constant(np.asarray(value)[()])

    def _linear(self, y_dot: Node, tangent: Node, terms: list[Term]) -> list[Term]:
        """The terms of a node that is linear in a tangent with known terms.

        If a call on the way has no index form, the node is computed for each column.
        """
        nodes = ordered([y_dot])
        affected = depending(nodes, [tangent])
        known = {tangent: terms}
        for node in nodes:
            if node in affected and node not in known:
                found = self._step(node, known)
                if found is None:
                    dense = self.dense(terms, tangent.shape)
                    return _from_dense(self, y_dot, each_column(self.graph, y_dot, tangent, dense))
                known[node] = self._kept_small(found)
        return known.get(y_dot, [])

    def _step(self, node: Node, known: Mapping[Node, list[Term]]) -> list[Term] | None:
        """The terms of a linear call, given those of its operands; `None` if they are not known."""
        rule = _RULES.get(node.name)
        made: list[Term] = []
        for position, operand in enumerate(node.operands):
            if known.get(operand):
                found = rule(self, node, position, known[operand]) if rule else None
                if found is None:
                    return None
                made += found
        return made

    def _kept_small(self, terms: list[Term]) -> list[Term]:
        """Terms multiplied out where there are too many of them."""
        few = len(terms) <= _MOST_TERMS and all(len(t.factors) <= _MOST_FACTORS for t in terms)
        return terms if few else self._merged(terms)

    # ------------------------------------------------------------------ one call at a time

    def stretched(self, term: Term, before: Shape, after: Shape) -> Term:
        """A term of a value that is broadcast: a new letter for each axis along which it is."""
        missing = len(after) - len(before)
        out = list(self.letters(after[:missing]))
        for letter, length, wanted in zip(term.out, before, after[missing:], strict=True):
            out.append(letter if length == wanted else self.letters((wanted,))[0])
        return replace(term, out=tuple(out))

    def scaled(self, term: Term, shape: Shape, factor: Node) -> Term:
        """A term of a value of some shape, times a factor that is broadcast to that shape."""
        number = number_of(factor)
        if number is not None:
            return replace(term, number=term.number * float(number))
        if factor.name == "broadcast_to":
            factor = factor.operands[0]
        return self.times(term, factor, term.out[len(shape) - len(factor.shape) :])

    def times(self, term: Term, factor: Node, letters: Sequence[str]) -> Term:
        """A term times a factor with a letter for each axis; one of length 1 may be broadcast."""
        kept = [(l, d) for l, d in zip(letters, factor.shape, strict=True) if d == self.sizes[l]]
        node = apply(self.graph, "reshape", [factor], tuple(d for _, d in kept))
        return replace(term, factors=(*term.factors, *self._distinct(node, [l for l, _ in kept])))

    def _distinct(self, node: Node, letters: Sequence[str]) -> tuple[Factor, ...]:
        """A factor no letter of which stands twice: of its diagonal where one does."""
        if len(set(letters)) == len(letters):
            return ((node, tuple(letters)),)
        names = {l: chr(97 + i) for i, l in enumerate(dict.fromkeys(letters))}
        spec = "".join(names[l] for l in letters) + "->" + "".join(names.values())
        return ((apply(self.graph, "einsum", [node], spec), tuple(names)),)

    # ------------------------------------------------------------------ writing terms out

    def dense(self, terms: Sequence[Term], shape: Shape, into: Shape | None = None) -> Node:
        """The Jacobian as an array with the value's axes, then the variable's."""
        merged = self._merged(terms)
        if not merged:
            return shaped(self.graph, self.graph.constant(0.0), (*shape, *(into or ())))
        plain = [t for t in merged if not _deltas(t)]
        total: Node | None = None
        for term in [*plain, *(t for t in merged if _deltas(t))]:
            total = self._added(total, term)
        assert total is not None
        return total

    def _added(self, total: Node | None, term: Term) -> Node:
        """A term that is multiplied out, added to what there is."""
        letters = (*term.out, *term.into)
        shape = tuple(self.sizes[l] for l in letters)
        distinct = tuple(dict.fromkeys(letters))
        entries = self._entries(term, distinct)
        if len(distinct) == len(letters):
            entries = shaped(self.graph, entries, shape)
            return entries if total is None else apply(self.graph, "add", [total, entries])
        names = {l: chr(97 + i) for i, l in enumerate(distinct)}
        static = (shape, ("diagonal", "".join(names[l] for l in letters)))
        if total is None:
            return apply(self.graph, "placed", [entries], static)
        return apply(self.graph, "added_at", [total, entries], static)

    def _entries(self, term: Term, letters: Sequence[str]) -> Node:
        """The product of a term's factors, broadcast to the axes `letters`."""
        summed = {l for _, ls in term.factors for l in ls}
        kept = [l for l in letters if l in summed]
        graph = self.graph
        number = graph.constant(term.number)
        if not term.factors:
            return number
        node = product(graph, term.factors, kept)
        axes = tuple(self.sizes[l] if l in summed else 1 for l in letters)
        scaled = apply(graph, "multiply", [number, node])
        while axes and axes[0] == 1 and letters[0] not in summed:
            axes, letters = axes[1:], letters[1:]
        return apply(graph, "reshape", [scaled], axes)

    def compact(self, terms: Sequence[Term]) -> list[Term]:
        """Terms with few and small factors, and one for each pattern of deltas that is written out.

        A product is multiplied out where it has no more entries than its factors.
        """
        kept, small = [], []
        for term in map(self._absorbed, terms):
            letters = dict.fromkeys((*term.out, *term.into))
            met = {l for _, ls in term.factors for l in ls}
            entries = math.prod(self.sizes[l] for l in letters if l in met)
            if len(term.factors) < 2 or entries <= sum(node.size for node, _ in term.factors):
                small.append(term)
            else:
                kept.append(term)
        return [*self._without_numbers(small), *kept]

    def _absorbed(self, term: Term) -> Term:
        """A term in which factors with all letters of another one are multiplied with it."""
        left = sorted(term.factors, key=lambda factor: -len(factor[1]))
        made: list[Factor] = []
        for node, letters in left:
            for i, (other, own) in enumerate(made):
                if set(letters) <= set(own):
                    both = product(self.graph, [(other, own), (node, letters)], own)
                    made[i] = (both, own)
                    break
            else:
                made.append((node, letters))
        return replace(term, factors=tuple(made))

    def _merged(self, terms: Sequence[Term]) -> list[Term]:
        """One term for each pattern of deltas, its factors multiplied out."""
        found: dict[tuple[int, ...], tuple[tuple[str, ...], Term, list[Node]]] = {}
        for term in terms:
            distinct = tuple(dict.fromkeys((*term.out, *term.into)))
            pattern = _pattern(term)
            entries = self._entries(term, distinct)
            found.setdefault(pattern, (distinct, term, []))[2].append(entries)
        return [self._joined(*parts) for parts in found.values()]

    def _without_numbers(self, terms: Sequence[Term]) -> list[Term]:
        """Terms multiplied out, with their numbers left outside where a pattern has one term."""
        patterns = Counter(map(_pattern, terms))
        alone = [term for term in terms if patterns[_pattern(term)] == 1]
        made = []
        for term in alone:
            (bare,) = self._merged([replace(term, number=1.0)])
            made.append(replace(bare, number=bare.number * term.number))
        return [*made, *self._merged([term for term in terms if term not in alone])]

    def _joined(self, distinct: tuple[str, ...], term: Term, entries: list[Node]) -> Term:
        """Terms with the same pattern as one."""
        total = entries[0]
        for node in entries[1:]:
            total = apply(self.graph, "add", [total, node])
        if total.shape == () and total.name == "constant":
            return replace(term, factors=(), number=float(total.value))
        bare = replace(term, factors=(), number=1.0)
        letters = distinct[len(distinct) - len(total.shape) :]
        axes = tuple(d for d, l in zip(total.shape, letters, strict=True) if d == self.sizes[l])
        kept = tuple(l for d, l in zip(total.shape, letters, strict=True) if d == self.sizes[l])
        node = apply(self.graph, "reshape", [total], axes)
        return replace(bare, factors=((node, kept),))


def _pattern(term: Term) -> tuple[int, ...]:
    """Which of the letters of a term are the same."""
    letters = (*term.out, *term.into)
    distinct = list(dict.fromkeys(letters))
    return tuple(map(distinct.index, letters))


def _deltas(term: Term) -> bool:
    """Whether a letter stands twice among the value's and the variable's."""
    letters = (*term.out, *term.into)
    return len(set(letters)) < len(letters)


# ----------------------------------------------------------- calls whose index form is known


Through = Callable[[Jacobians, Node, int, list[Term]], list[Term] | None]


def _same(jacobians: Jacobians, node: Node, position: int, terms: list[Term]) -> list[Term]:
    """Through a sum, by any operand: the terms themselves."""
    x = node.operands[position]
    return [jacobians.stretched(t, x.shape, node.shape) for t in terms]


def _subtract(jacobians: Jacobians, node: Node, position: int, terms: list[Term]) -> list[Term]:
    made = _same(jacobians, node, position, terms)
    return [replace(t, number=-t.number) for t in made] if position else made


def _negative(jacobians: Jacobians, node: Node, position: int, terms: list[Term]) -> list[Term]:
    return [replace(t, number=-t.number) for t in terms]


def _divide(
    jacobians: Jacobians, node: Node, position: int, terms: list[Term]
) -> list[Term] | None:
    if position:
        return None
    graph, made = jacobians.graph, _same(jacobians, node, position, terms)
    inverse = apply(graph, "divide", [graph.constant(1.0), node.operands[1]])
    return [jacobians.scaled(t, node.shape, inverse) for t in made]


def _multiply(jacobians: Jacobians, node: Node, position: int, terms: list[Term]) -> list[Term]:
    made = _same(jacobians, node, position, terms)
    other = node.operands[1 - position]
    return [jacobians.scaled(t, node.shape, other) for t in made]


def _sum(jacobians: Jacobians, node: Node, position: int, terms: list[Term]) -> list[Term]:
    """Through a sum over axes: their letters are not the value's any more."""
    (x,) = node.operands
    axes, keepdims = node.static
    chosen = range(len(x.shape)) if axes is None else axes
    return [_summed(jacobians, t, chosen, keepdims) for t in terms]


def _summed(jacobians: Jacobians, term: Term, axes: Sequence[int], keepdims: bool) -> Term:
    out = [l for a, l in enumerate(term.out) if a not in axes]
    used = {*term.into, *out}.union(*(ls for _, ls in term.factors))
    gone = {term.out[a] for a in axes} - used
    count = math.prod(jacobians.sizes[l] for l in gone)
    if keepdims:
        fresh = iter(jacobians.letters((1,) * len(axes)))
        out = [next(fresh) if a in axes else l for a, l in enumerate(term.out)]
    return replace(term, out=tuple(out), number=term.number * count)


def _transpose(jacobians: Jacobians, node: Node, position: int, terms: list[Term]) -> list[Term]:
    return [replace(t, out=tuple(t.out[axis] for axis in node.static)) for t in terms]


def _reshape(jacobians: Jacobians, node: Node, position: int, terms: list[Term]) -> list[Term]:
    """Through a change of shape: by letters where only axes of length 1 come and go."""
    (x,) = node.operands
    before = [d for d in x.shape if d != 1]
    after = [d for d in node.shape if d != 1]
    if before == after:
        return [_with_ones(jacobians, t, x.shape, node.shape) for t in terms]
    dense = jacobians.dense(terms, x.shape)
    return _from_dense(
        jacobians, node, apply(jacobians.graph, "reshape", [dense], _wide(node, x, dense))
    )


def _wide(node: Node, x: Node, dense: Node) -> Shape:
    return (*node.shape, *dense.shape[len(x.shape) :])


def _from_dense(jacobians: Jacobians, node: Node, dense: Node) -> list[Term]:
    """A Jacobian that is written out, as a term."""
    letters = jacobians.letters(dense.shape)
    rank = len(node.shape)
    return [Term(((dense, letters),), letters[:rank], letters[rank:])]


def _with_ones(jacobians: Jacobians, term: Term, before: Shape, after: Shape) -> Term:
    kept = iter(l for l, d in zip(term.out, before, strict=True) if d != 1)
    out = tuple(jacobians.letters((1,))[0] if d == 1 else next(kept) for d in after)
    return replace(term, out=out)


def _matmul(jacobians: Jacobians, node: Node, position: int, terms: list[Term]) -> list[Term]:
    """Through a matrix product: times the other matrix, over the common letter."""
    x, other = node.operands[position], node.operands[1 - position]
    return [_through_product(jacobians, t, x, other, left=position == 0) for t in terms]


def _through_product(jacobians: Jacobians, term: Term, x: Node, other: Node, *, left: bool) -> Term:
    """A term of `x`, taken through `x @ other` or `other @ x`.

    A matrix has two letters, of which one is summed over; a vector has only that one. Letters in
    front of them are those of a stack, and are broadcast.
    """
    rank = min(2, len(x.shape))
    ends = list(term.out[-rank:])
    inner = ends.pop(-1 if left else 0)
    stack = broadcast(x.shape[:-2], other.shape[:-2])
    wide = jacobians.stretched(replace(term, out=term.out[:-rank]), x.shape[:-rank], stack)
    others = (other.shape[-1:] if left else other.shape[-2:-1]) if len(other.shape) > 1 else ()
    fresh = jacobians.letters(others)
    front = wide.out[len(stack) - len(other.shape[:-2]) :]
    letters = (*front, inner, *fresh) if left else (*front, *fresh, inner)
    out = (*wide.out, *ends, *fresh) if left else (*wide.out, *fresh, *ends)
    return replace(jacobians.times(wide, other, letters), out=out)


def _where(jacobians: Jacobians, node: Node, position: int, terms: list[Term]) -> list[Term]:
    """Through a choice: zero where the other side is taken."""
    graph = jacobians.graph
    if position == 0:
        return []
    sides = [graph.constant(0.0), graph.constant(0.0)]
    sides[position - 1] = graph.constant(1.0)
    mask = apply(graph, "where", [node.operands[0], *sides])
    wide = _same(jacobians, node, position, terms)
    return [jacobians.scaled(t, node.shape, mask) for t in wide]


def _getitem(
    jacobians: Jacobians, node: Node, position: int, terms: list[Term]
) -> list[Term] | None:
    """Through a choice of entries: the same choice along the value's axes.

    Where a letter is also the variable's, the Jacobian has to be written out first.
    """
    if len(node.operands) > 1:
        return None
    x = node.operands[0]
    index = _whole_index(node.static, len(x.shape))
    apart = [term for term in terms if not _is_cut(term, index)]
    made = [_chosen(jacobians, term, index) for term in apart]
    rest = [term for term in terms if _is_cut(term, index)]
    if rest:
        dense = jacobians.dense(rest, x.shape)
        made += _from_dense(jacobians, node, apply(jacobians.graph, "getitem", [dense], index))
    return made


def _whole_index(static: Any, rank: int) -> tuple[Any, ...]:
    """An index with an entry for each axis, and `None` for each new one."""
    index = static if isinstance(static, tuple) else (static,)
    if not any(part is ... for part in index):
        index = (*index, ...)
    at = next(i for i, part in enumerate(index) if part is ...)
    used = sum(part is not None and part is not ... for part in index)
    return (*index[:at], *[slice(None)] * (rank - used), *index[at + 1 :])


def _is_cut(term: Term, index: Sequence[Any]) -> bool:
    """Whether an index chooses among a letter that stands twice in the value and the variable."""
    parts = [part for part in index if part is not None]
    letters = [*term.out, *term.into]
    return any(
        part != slice(None) and letters.count(letter) > 1
        for letter, part in zip(term.out, parts, strict=True)
    )


def _chosen(jacobians: Jacobians, term: Term, index: Sequence[Any]) -> Term:
    """A term of chosen entries: the factors' entries are chosen, letter by letter."""
    letters = iter(term.out)
    out: list[str] = []
    chosen: dict[str, Any] = {}
    for part in index:
        if part is None:
            out += jacobians.letters((1,))
            continue
        letter = next(letters)
        if part == slice(None):
            out.append(letter)
            continue
        chosen[letter] = part
        if isinstance(part, slice):
            length = len(range(*part.indices(jacobians.sizes[letter])))
            (fresh,) = jacobians.letters((length,))
            out.append(fresh)
            chosen[letter] = (part, fresh)
    factors = tuple(_cut(jacobians, factor, chosen) for factor in term.factors)
    return replace(term, factors=factors, out=tuple(out))


def _cut(jacobians: Jacobians, factor: Factor, chosen: Mapping[str, Any]) -> Factor:
    """A factor with entries chosen along some letters."""
    node, letters = factor
    if not any(letter in chosen for letter in letters):
        return factor
    index, kept = [], []
    for letter in letters:
        part = chosen.get(letter, (slice(None), letter))
        index.append(part[0] if isinstance(part, tuple) else part)
        kept += [part[1]] if isinstance(part, tuple) else []
    return apply(jacobians.graph, "getitem", [node], tuple(index)), tuple(kept)


def _placed(
    jacobians: Jacobians, node: Node, position: int, terms: list[Term]
) -> list[Term] | None:
    """Through entries put into zeros: the rows of their Jacobian put into zeros."""
    shape, (kind, index) = node.static
    if kind != "index":
        return None
    index = index if isinstance(index, tuple) else (index,)
    if not any(part is ... for part in index):
        index = (*index, ...)
    index = (*index, *[slice(None)] * (len(terms[0].into)))
    x = node.operands[position]
    dense = jacobians.dense(terms, x.shape)
    wide = (*shape, *dense.shape[len(x.shape) :])
    made = apply(jacobians.graph, "placed", [dense], (wide, (kind, index)))
    return _from_dense(jacobians, node, made)


def _added_at(
    jacobians: Jacobians, node: Node, position: int, terms: list[Term]
) -> list[Term] | None:
    return terms if position == 0 else _placed(jacobians, node, position, terms)


_RULES: Mapping[str, Through] = {
    ALIAS: lambda jacobians, node, position, terms: terms,
    "add": _same,
    "subtract": _subtract,
    "negative": _negative,
    "positive": _same,
    "broadcast_to": _same,
    "astype": _same,
    "multiply": _multiply,
    "divide": _divide,
    "sum": _sum,
    "transpose": _transpose,
    "reshape": _reshape,
    "matmul": _matmul,
    "where": _where,
    "getitem": _getitem,
    "placed": _placed,
    "added_at": _added_at,
}


def staged_jacobian(record: Record) -> list[list[Any]]:
    """The Jacobian of a function that was recorded at staged values.

    Returns:
        For each result a block for each variable, of shape `y.shape + x.shape`.
    """
    return _blocks(record, _written_out)


def structured_jacobian(record: Record) -> list[list[Any]]:
    """Likewise, with linear maps in place of arrays."""
    from jacobook.compiled.operators import Layout, LinearMap, Piece

    def as_map(jacobians: Jacobians, terms: list[Term], y: Any, x: Traced) -> LinearMap:
        pieces, arrays = [], []
        for term in jacobians.compact(terms):
            letters = tuple(tuple(ls) for _, ls in term.factors)
            own = tuple(node.shape for node, _ in term.factors)
            pieces.append(Piece(term.number, letters, own, term.out, term.into))
            arrays += [Staged(jacobians.stage, node) for node, _ in term.factors]
        layout = Layout(tuple(pieces), np.shape(y), x.shape, np.dtype(block_type(x, y)))
        return LinearMap(layout, tuple(arrays))

    return _blocks(record, as_map)


@dataclass(frozen=True, slots=True)
class _Step:
    """A recorded step with its numbers as nodes of a graph."""

    step: Traced
    value: Any
    values: tuple[Any, ...]

    @property
    def operation(self) -> Any:
        """What made it."""
        return self.step.operation

    @property
    def operands(self) -> Sequence[Any]:
        """What it was made from."""
        return self.step.operands

    @property
    def parameters(self) -> Mapping[str, Any]:
        """Static keywords."""
        return self.step.parameters


def jacobian_of_numbers(record: Record) -> list[list[Any]]:
    """The Jacobian of a function that was recorded at numbers, without a pass for each entry.

    The numbers of the steps become variables of a graph; the index form is made from the rules'
    pushforwards, and computed at once. Nothing is emitted.
    """
    stage = Stage(record.trace.operations.registry)
    known: dict[int, Staged] = {}

    def node(value: Any) -> Any:
        if not isinstance(value, np.ndarray | np.generic):
            return value
        if id(value) not in known:
            made = stage.graph.variable("x", value.shape, value.dtype, value)
            known[id(value)] = Staged(stage, made)
        return known[id(value)]

    results = [y for y in record.results if record.owns(y)]
    steps = [
        _Step(step, node(step.value), tuple(map(node, step.values)))
        for step in serving(results, record.trace.steps)
    ]
    return [
        list(row)
        for row in zip(*(_computed(stage, record, steps, x) for x in record.variables), strict=True)
    ]


def _computed(stage: Stage, record: Record, steps: Sequence[_Step], x: Traced) -> list[Any]:
    """The blocks of all results for one variable, as numbers."""
    jacobians = Jacobians(stage)
    letters = jacobians.letters(x.shape)
    known = jacobians.through_steps(steps, {x: [Term((), letters, letters)]})
    made = []
    for y in record.results:
        terms = known.get(y, []) if record.owns(y) else []
        dense = jacobians.dense(terms, np.shape(plain(y)), x.shape)
        made.append(np.array(stage.graph.example(dense), block_type(x, plain(y))))
    return made


Written = Callable[[Jacobians, list[Term], Any, Traced], Any]


def _blocks(record: Record, written: Written) -> list[list[Any]]:
    """For each result and each variable what is made of the terms."""
    stage: Stage = record.variables[0].value.stage
    steps = serving([y for y in record.results if record.owns(y)], record.trace.steps)
    columns = [_column(stage, record, steps, x, written) for x in record.variables]
    return [list(row) for row in zip(*columns, strict=True)]


def _column(
    stage: Stage, record: Record, steps: Sequence[Traced], x: Traced, written: Written
) -> list[Any]:
    """What is made of the terms of all results for one variable."""
    jacobians = Jacobians(stage)
    letters = jacobians.letters(x.shape)
    known = jacobians.through_steps(steps, {x: [Term((), letters, letters)]})
    made = []
    for y in record.results:
        terms = known.get(y, []) if record.owns(y) else []
        made.append(written(jacobians, terms, plain(y), x))
        if may_be_undefined(record.trace):
            _guard(stage, terms)
    return made


def _written_out(jacobians: Jacobians, terms: list[Term], y: Any, x: Traced) -> Any:
    """A Jacobian as an array."""
    dense = jacobians.dense(terms, np.shape(y), x.shape)
    return Staged(jacobians.stage, dense).astype(block_type(x, y))


def _guard(stage: Stage, terms: Sequence[Term]) -> None:
    """Ask that the factors of a Jacobian are finite: then no entry is zero times infinity.

    It costs as much as the factors do, which may be far less than the entries. What is given is
    taken to be finite.
    """
    graph = stage.graph
    for node in dict.fromkeys(node for term in terms for node, _ in term.factors):
        if node.name in (VARIABLE, CONSTANT):
            continue
        if bool(np.isfinite(graph.example(node)).all()):
            graph.guards.append((node, FINITE))
        else:
            graph.guards.append((graph.constant(np.False_), True))  # never holds


def block_type(x: Any, y: Any) -> Any:
    """The number type of a block: that of the variable, complex if the result is."""
    return np.result_type(x.dtype, np.complex64) if is_complex(y) else x.dtype
