"""The law behind a step: the differential of a rule's function, in the rule's own letters."""

from __future__ import annotations

import functools

from jacobook import language
from jacobook.catalogue import Registry
from jacobook.errors import JacobookError
from jacobook.expression import Expression, node, substitute, variable, variables
from jacobook.reading import clause_expression, function_expression
from jacobook.rule import Clause, Rule


@functools.lru_cache(maxsize=512)
def law_of(rule_id: str, registry: Registry) -> tuple[Expression, Expression] | None:
    """Both sides of `d(A @ B) = dA @ B + A @ dB`; `None` where a rule states no such law.

    >>> from jacobook import notation
    >>> from jacobook.catalogue import default_registry
    >>> notation.unicode_equation(*law_of("ufunc.sin", default_registry()))
    'd(sin(x)) = cos(x) ⊙ dx'
    """
    if rule_id not in registry:
        return None
    rule = registry[rule_id]
    try:
        function = function_expression(rule, registry)
        right = _differential(rule, registry)
    except JacobookError:
        return None
    if right is None:
        return None
    left = node(language.DIFFERENTIAL, [function], function.shape)
    return left, substitute(right, {rule.result: function})


def _differential(rule: Rule, registry: Registry) -> Expression | None:
    """What the rule states of its differential, or the partial derivative of its one operand."""
    stated = rule.clauses("d")
    if stated:
        return clause_expression(rule, stated[0], registry)
    if rule.kind != "elementwise" or len(rule.names) != 1:
        return None
    (name,) = rule.names
    clause: Clause = rule.clauses("elem", name)[0]
    partial = clause_expression(rule, clause, registry)
    if not variables(partial):
        return None
    change = variable(f"d{name}", partial.shape)
    return node("multiply", [partial, change], partial.shape)
