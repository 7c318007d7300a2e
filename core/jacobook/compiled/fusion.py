"""Element-wise calls as one loop, compiled by Numba: each array is read and written once.

Straight-line NumPy passes over memory once for every call. A group of element-wise calls of one
shape, with the sums over all their entries, becomes one function; the calls between groups stay.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from jacobook.compiled.expressions import SIGN, Text, number
from jacobook.compiled.graph import (
    CALL,
    CONSTANT,
    ITEM,
    VARIABLE,
    Form,
    Node,
    Shape,
    Slot,
    number_of,
    ordered,
)
from jacobook.compiled.scalars import is_number_call, written_number
from jacobook.errors import MissingPackageError

_LARGEST_GROUP = 1000
"""Numba's own time grows with the length of a function; longer groups stay as they are."""


@dataclass
class Group:
    """Element-wise calls that become one loop.

    Attributes:
        shape: of all their values.
        calls: operands first.
        sums: sums over all entries of some of them.
    """

    shape: Shape
    calls: list[Node] = field(default_factory=list)
    sums: list[Node] = field(default_factory=list)

    def inputs(self) -> list[Node]:
        """What the calls use and do not compute themselves."""
        own = set(self.calls)
        met = dict.fromkeys(x for node in self.calls for x in node.operands)
        return [x for x in met if x not in own and number_of(x) is None]


def fused(results: Sequence[Node]) -> tuple[list[Node], list[str]]:
    """The results with groups of element-wise calls computed by loops, and the loops' source."""
    nodes = ordered(results)
    depths = _depths(nodes)
    groups = [g for g in _groups(nodes, depths) if 1 < len(g.calls) + len(g.sums) < _LARGEST_GROUP]
    member = {node: group for group in groups for node in (*group.calls, *group.sums)}
    made: dict[Node, Node] = {}
    sources: list[str] = []
    for node in sorted(nodes, key=depths.__getitem__):
        if node in made:
            continue
        group = member.get(node)
        if group is None:
            operands = tuple(made[x] for x in node.operands)
            made[node] = node if operands == node.operands else _copy(node, operands)
            continue
        loop = _Loop(group, _used_outside(group, nodes, results), f"fused{len(sources) + 1}")
        sources.append(loop.source)
        call = loop.node([made[x] for x in group.inputs()])
        for position, part in enumerate((*loop.outputs, *group.sums)):
            made[part] = Node(ITEM, (call,), position, part.shape, part.dtype)
        for part in group.calls:
            made.setdefault(part, part)  # computed inside the loop alone
    return [made[node] for node in results], sources


def _used_outside(group: Group, nodes: Sequence[Node], results: Sequence[Node]) -> list[Node]:
    """The calls of a group that something outside it uses."""
    own = {*group.calls, *group.sums}
    used = {*results, *(x for node in nodes if node not in own for x in node.operands)}
    return [node for node in group.calls if node in used]


def _depths(nodes: Sequence[Node]) -> dict[Node, int]:
    """How many calls that are no loop over the same entries lie before each node.

    Between two element-wise calls of one shape and depth lies no other one, so that they can be
    computed together.
    """
    found: dict[Node, int] = {}
    for node in nodes:
        known = [x for x in node.operands if not _is_given(x)]
        found[node] = max((found[x] + (not _passes(x, node)) for x in known), default=0)
    _sink(nodes, found)
    return {node: -1 if _is_given(node) else depth for node, depth in found.items()}


def _sink(nodes: Sequence[Node], depths: dict[Node, int]) -> None:
    """Move calls to the loop of those that use them, where all are in one."""
    users: dict[Node, list[Node]] = {}
    for node in nodes:
        for x in node.operands:
            users.setdefault(x, []).append(node)
    for node in reversed(nodes):
        using = users.get(node, [])
        if using and _is_elementwise(node) and all(_passes(node, user) for user in using):
            depths[node] = min(depths[user] for user in using)


def _is_given(node: Node) -> bool:
    return node.name in (VARIABLE, CONSTANT)


def _groups(nodes: Sequence[Node], depths: dict[Node, int]) -> list[Group]:
    """The element-wise calls by shape and depth, with the sums of all their entries."""
    found: dict[Hashable, Group] = {}
    for node in nodes:
        if _is_elementwise(node):
            group = found.setdefault((node.shape, depths[node]), Group(node.shape))
            group.calls.append(node)
        elif _is_total(node) and len({depths[x] for x in node.operands}) == 1:
            x = node.operands[0]
            found[x.shape, depths[x]].sums.append(node)
    return list(found.values())


def _passes(x: Node, node: Node) -> bool:
    """Whether a call can be computed in the same loop as its operand."""
    if number_of(x) is not None:
        return True
    return _is_elementwise(x) and _is_elementwise(node) and x.shape == node.shape


def _is_elementwise(node: Node) -> bool:
    """Whether a loop over entries can compute a call."""
    return (
        node.shape != ()
        and is_number_call(node)
        and node.dtype in (np.float64, np.bool_)
        and all(_is_entry(x, node.shape) for x in node.operands)
    )


def _is_entry(x: Node, shape: Shape) -> bool:
    """Whether an operand has an entry for each entry of the result, or one for all."""
    alike = x.shape in (shape, ()) or number_of(x) is not None
    return alike and x.dtype in (np.float64, np.bool_, np.int64)


def _is_total(node: Node) -> bool:
    """Whether a call is the sum of all entries, or the inner product of two vectors."""
    number = node.shape == () and node.dtype == np.float64
    return number and node.name in ("sum", "matmul") and all(map(_is_elementwise, node.operands))


def _copy(node: Node, operands: tuple[Node, ...]) -> Node:
    return Node(node.name, operands, node.static, node.shape, node.dtype, node.value)


class _Loop:
    """A group as the source of a function, and the function."""

    def __init__(self, group: Group, outputs: Sequence[Node], name: str) -> None:
        """Write the loop."""
        self.outputs = list(outputs)
        self.shape = group.shape
        self.arrays = [bool(x.shape) for x in group.inputs()]
        texts: dict[Node, Text] = {}
        inputs = group.inputs()
        for i, x in enumerate(inputs):
            texts[x] = Text(f"a{i}[i]" if x.shape else f"a{i}")
        lines = []
        for i, node in enumerate(group.calls):
            operands = [texts.get(x) or _literal(x) for x in node.operands]
            lines.append(f"v{i} = {written_number(node, operands).text}")
            texts[node] = Text(f"v{i}")
        lines += [f"y{i}[i] = {texts[node].text}" for i, node in enumerate(self.outputs)]
        for i, total in enumerate(group.sums):
            lines.append(f"s{i} += {' * '.join(texts[x].text for x in total.operands)}")
        self.source = self._function(name, len(inputs), len(group.sums), lines)
        self.run = _compiled(name, self.source)
        if len(self.shape) > 1:
            self.run = _flat(self.run, self)

    def _function(self, name: str, inputs: int, sums: int, lines: Sequence[str]) -> str:
        """The source of a loop over flat arrays."""
        size = math.prod(self.shape)
        arguments = ", ".join(f"a{i}" for i in range(inputs))
        made = [
            f"    y{i} = np.empty({size}, np.{node.dtype.name})\n"
            for i, node in enumerate(self.outputs)
        ]
        made += [f"    s{i} = 0.0\n" for i in range(sums)]
        body = "".join(f"        {line}\n" for line in lines)
        names = [f"y{i}" for i in range(len(self.outputs))] + [f"s{i}" for i in range(sums)]
        returned = f"({', '.join(names)}{',' if len(names) == 1 else ''})"
        return (
            f"def {name}({arguments}):\n{''.join(made)}    for i in range({size}):\n{body}"
            f"    return {returned}\n"
        )

    def node(self, operands: Sequence[Node]) -> Node:
        """The call of the loop."""
        slots = tuple(Slot(i) for i in range(len(operands)))
        return Node(
            CALL, tuple(operands), Form(self.run, slots, {}, fresh=True), (), np.dtype(object)
        )


def _literal(x: Node) -> Text:
    text = number(number_of(x)).replace("np.", "math.")
    return Text(text, SIGN if text.startswith("-") else Text(text).binds)


def _compiled(name: str, source: str) -> Callable[..., Any]:
    """A loop as a function that Numba compiles; divisions by zero are NumPy's."""
    scope: dict[str, Any] = {"math": math, "np": np}
    exec(compile(source, f"<jacobook {name}>", "exec"), scope)  # noqa: S102
    return with_numba(scope[name])


def with_numba(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function compiled by Numba.

    Raises:
        MissingPackageError: Numba is not installed.
    """
    try:
        import numba
    except ImportError as error:
        raise MissingPackageError(
            "jb.compile(f, backend='numba') needs Numba: pip install 'jacobook[fused]'"
        ) from error
    made: Callable[..., Any] = numba.njit(error_model="numpy")(function)
    return made


def _flat(run: Callable[..., Any], loop: _Loop) -> Callable[..., Any]:
    """A loop over flat arrays as a function of arrays with several axes."""
    arrays, shape, count = loop.arrays, loop.shape, len(loop.outputs)

    def flat(*inputs: Any) -> tuple[Any, ...]:
        found = run(*(x.reshape(-1) if a else x for x, a in zip(inputs, arrays, strict=True)))
        return (*(y.reshape(shape) for y in found[:count]), *found[count:])

    flat.__name__ = run.__name__
    return flat
