"""Which entries an operand reaches: the zeros that stand in a partial derivative as such.

The derivative of `where(c, x, a)` by `x` is 0 where `c` does not hold, whatever `x` is there. Such
a zero is exact: it stays 0 when it meets an infinite slope further back. It is read off the partial
derivatives that rules state, so every rule with a choice in it has it, and no rule says it twice.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from jacobook.compilation import compile_function, write_function
from jacobook.expression import VARIABLE, Expression, constant, is_constant, node, variable
from jacobook.formulas import partial_expression
from jacobook.operations import Operation, is_literal
from jacobook.rule import Array, Rule
from jacobook.tracing import Traced, plain, plain_all

_FACTOR = "factor_{}"


def reached(step: Traced, position: int) -> Array | None:
    """The entries of a step's value which one operand has an influence on.

    An undefined entry counts as reached, so that it keeps an undefined slope.

    Returns:
        Truth values in the shape of the step's value; `None` for all.
    """
    operation = step.operation
    assert operation is not None
    if operation.rule.kind != "elementwise":
        return None
    if operation.selections is None:
        operation.selections = tuple(_selection(operation, name) for name in operation.rule.names)
    selection = operation.selections[position]
    if selection is None:
        return None
    y, values = plain(step.value), plain_all(list(step.values))
    factors = [v if is_literal(o) else 1.0 for o, v in zip(step.operands, values, strict=True)]
    chosen = selection(y, *values, *factors, **step.parameters)
    return np.broadcast_to(np.not_equal(chosen, 0) | np.isnan(y), y.shape)


def _selection(operation: Operation, name: str) -> Callable[..., Array] | None:
    """The function of value, operands and literal factors that is 0 where nothing is reached."""
    rule = operation.rule
    if not rule.clauses("elem", name):
        return None
    reach = _reach(partial_expression(rule, name, operation.registry), rule)
    if is_constant(reach):
        return None
    arguments = [rule.result, *rule.names, *(_FACTOR.format(n) for n in rule.names)]
    title = f"{rule.op}_{name}_reach"
    return compile_function(
        write_function(title, arguments, reach, operation.registry, keywords=True)
    )


def _reach(partial: Expression, rule: Rule) -> Expression:
    """A partial derivative with 1 for what need not be 0; it is as deep as the rule's text.

    A factor of a product is 0 only where it is a literal number, so it gets a name of its own.
    """
    if partial.operation == "where":
        condition, *branches = partial.operands
        kept = [_reach(branch, rule) for branch in branches]
        if kept[0] is kept[1]:
            return kept[0]
        return node("where", [condition, *kept], partial.shape)
    if partial.operation == VARIABLE and partial["name"] in rule.names:
        return variable(_FACTOR.format(partial["name"]), partial.shape)
    return constant(0.0) if is_constant(partial, 0) else constant(1.0)


def select(kept: Array, direction: Any) -> Array:
    """A tangent or cotangent where it is kept, and 0 elsewhere."""
    return np.where(kept, direction, 0.0)
