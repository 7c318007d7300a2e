"""The graph of a function as plain data: what is computed from what, in layers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jacobook import reading
from jacobook.catalogue import Registry
from jacobook.expression import CONSTANT, DIMENSION, VARIABLE, Expression, postorder
from jacobook.language import CALL
from jacobook.notation.infix import infix
from jacobook.rule import Rule
from jacobook.shapes import show
from jacobook_site.author_code import Attempt

KINDS = ("identity", "structural")
"""Kinds of rules whose function is worth a picture: it is made from others."""

MOST, WIDEST, DEEPEST = 12, 4, 8
"""Limits of a picture that can be read on a phone: nodes, nodes side by side, layers."""

LONGEST = 12
"""Longer labels are cut."""

SIGNS: Mapping[str, str] = {
    "add": "+",
    "subtract": "−",
    "multiply": "×",
    "divide": "÷",
    "matmul": "@",
    "power": "^",
    "negative": "−",
    "transpose": ".T",
    "index": "[ ]",
    "equal": "=",
    "not_equal": "≠",
    "less": "<",
    "less_equal": "≤",
    "greater": ">",
    "greater_equal": "≥",
}
"""Operations that have a sign."""


@dataclass(frozen=True, slots=True)
class FlowNode:
    """A node of the picture.

    Attributes:
        label: a name, a number, or an operation.
        shape: its shape as text; empty for a number.
        rule: the id of the operation's rule; empty if there is none.
        layer: how far it is from the operands.
        inputs: the positions of the nodes it is computed from.
    """

    label: str
    shape: str
    rule: str
    layer: int
    inputs: tuple[int, ...]


def flow(rule: Rule, registry: Registry) -> tuple[FlowNode, ...]:
    """The nodes of a rule's function; none if they would make no picture that can be read."""
    if rule.kind not in KINDS:
        return ()
    found = Attempt(lambda: _nodes(reading.function_expression(rule, registry), registry))
    nodes = found.otherwise(())
    return nodes if _is_legible(nodes) else ()


def _nodes(function: Expression, registry: Registry) -> tuple[FlowNode, ...]:
    places: dict[Expression, int] = {}
    made: list[FlowNode] = []
    for part in postorder(function):
        inputs = tuple(places[operand] for operand in part.operands)
        layer = 1 + max((made[i].layer for i in inputs), default=-1)
        places[part] = len(made)
        made.append(FlowNode(_label(part), _shape(part), _rule(part, registry), layer, inputs))
    return tuple(made)


def _is_legible(nodes: tuple[FlowNode, ...]) -> bool:
    """Whether there is something to see, and not too much."""
    layers = [node.layer for node in nodes]
    if not 3 <= len(nodes) <= MOST or max(layers) > DEEPEST or max(layers) < 2:
        return False
    return max(layers.count(layer) for layer in layers) <= WIDEST


def _label(part: Expression) -> str:
    if part.operation in (VARIABLE, CALL):
        return _cut(str(part["name"]))
    if part.operation in (CONSTANT, DIMENSION):
        return _cut(infix(part))
    return SIGNS.get(part.operation, _cut(part.operation))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _shape(part: Expression) -> str:
    return show(part.shape) if part.shape else ""


def _rule(part: Expression, registry: Registry) -> str:
    by_operation: dict[str, Rule] = registry.once(
        "rules by operation", lambda: {rule.op: rule for rule in registry if rule.op}
    )
    found = by_operation.get(part.operation)
    return found.id if found is not None else ""
