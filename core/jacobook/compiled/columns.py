"""Linear functions without an index form, called for each column of a Jacobian."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from jacobook.compiled.emission import emit
from jacobook.compiled.graph import (
    CALL,
    CONSTANT,
    VARIABLE,
    Form,
    Graph,
    Node,
    Slot,
    depending,
    ordered,
)
from jacobook.rule import Array


def each_column(graph: Graph, y_dot: Node, tangent: Node, dense: Node) -> Node:
    """The node that computes `y_dot` for every column of `dense` in place of `tangent`.

    Args:
        graph: where the node goes.
        y_dot: linear in the tangent.
        tangent: what varies.
        dense: the Jacobian of the tangent's value: the variable's axes stand behind its own, as
            they do in the result.
    """
    nodes = ordered([y_dot])
    affected = depending(nodes, [tangent])
    met = dict.fromkeys(operand for node in nodes if node in affected for operand in node.operands)
    fixed = [x for x in met if x not in affected and x.name != CONSTANT]
    column, *inputs = (
        Node(VARIABLE, (), None, x.shape, x.dtype, f"a{i}" if i else "column")
        for i, x in enumerate([tangent, *fixed])
    )
    replaced = dict(zip([tangent, *fixed], [column, *inputs], strict=True))
    result = _copied([node for node in nodes if node in affected], replaced)[y_dot]
    emitted = emit("each_column", [column, *inputs], [result])
    operands = (dense, *fixed)
    slots = tuple(Slot(i) for i in range(len(operands)))
    form = Form(_over_columns(emitted.function(), len(tangent.shape)), slots, {})
    shape = (*y_dot.shape, *dense.shape[len(tangent.shape) :])
    return graph.node(CALL, operands, form, lambda: (shape, y_dot.dtype))


def _copied(nodes: Sequence[Node], replaced: Mapping[Node, Node]) -> dict[Node, Node]:
    """Copies of nodes, operands first, with some nodes replaced."""
    made = dict(replaced)
    for node in nodes:
        if node not in made:
            operands = tuple(made.get(x, x) for x in node.operands)
            made[node] = Node(node.name, operands, node.static, node.shape, node.dtype, node.value)
    return made


def _over_columns(function: Callable[..., Any], rank: int) -> Callable[..., Array]:
    """A function of one column, as a function of all."""

    def each_column(columns: Array, *fixed: Array) -> Array:
        wide = np.reshape(columns, (*np.shape(columns)[:rank], -1))
        made = [function(wide[..., j], *fixed)[0] for j in range(wide.shape[-1])]
        stacked = np.stack(made, axis=-1)
        return stacked.reshape(*stacked.shape[:-1], *np.shape(columns)[rank:])

    return each_column
