"""Operations written out in others: what a derived rule stands for, as an expression."""

from __future__ import annotations

from jacobook import language
from jacobook.catalogue import Registry
from jacobook.errors import JacobookError, UnknownRuleError
from jacobook.expression import Expression
from jacobook.rule import Rule
from jacobook.symbolic_tracing import Symbol, lift

_NEEDS_NUMBERS = (JacobookError, TypeError, ValueError, AttributeError, IndexError)
"""What an expansion raises that counts with sizes which are letters here."""


def rule_for(operation: str, registry: Registry) -> Rule | None:
    """The rule of an operation; `None` for a word of the language."""
    try:
        return registry.rule_of(operation)
    except UnknownRuleError:
        return None


def expanded(part: Expression, registry: Registry) -> Expression | None:
    """One operation as its rule's expansion; `None` where it has none for such sizes.

    >>> from jacobook.catalogue import default_registry
    >>> from jacobook.expression import node, variable
    >>> expanded(node("norm1", [variable("x", ("n",))]), default_registry())
    <sum(absolute, axis=None, keepdims=False) ()>
    """
    if part.operation in (*language.CONSTRUCTORS, *language.ABSTRACT, language.DIFFERENTIAL):
        return None
    rule = rule_for(part.operation, registry)
    if rule is None or rule.expand is None:
        return None
    static = {**rule.parameters, **dict(part.parameters)}
    try:
        made = rule.expand(*(Symbol(o, registry) for o in part.operands), **static)
    except _NEEDS_NUMBERS:
        return None
    return lift(made, registry)
