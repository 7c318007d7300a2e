"""Operations written out in others: what a derived rule stands for, as an expression."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jacobook import language
from jacobook import operations as op
from jacobook.catalogue import Registry
from jacobook.errors import JacobookError, UnknownRuleError
from jacobook.expression import Expression
from jacobook.rule import Rule
from jacobook.symbolic_tracing import Symbol, lift

_NEEDS_NUMBERS = (JacobookError, TypeError, ValueError, AttributeError, IndexError)
"""What a function raises that needs values, or sizes that are numbers, where there are symbols."""


class NeedsNumbersError(Exception):
    """A function of a rule which cannot be run on symbols; its cause says why."""


def run_on_symbols(
    function: Callable[..., Any],
    operands: Iterable[Expression],
    parameters: Mapping[str, Any],
    registry: Registry,
) -> Expression:
    """A function written in operations of the book, as an expression of its operands.

    Raises:
        NeedsNumbersError: it needs values, not only shapes.
    """
    try:
        made = function(*(Symbol(o, registry) for o in operands), **parameters)
        return lift(made, registry)
    except _NEEDS_NUMBERS as error:
        raise NeedsNumbersError from error


def expansion_of(rule: Rule) -> Callable[..., Any] | None:
    """What a rule is written out as to be derived: sizes in letters are enough for it.

    Only derivatives come from it: a value is never computed by a form that may divide by zero.
    """
    return None if rule.expand is None else _IN_LETTERS.get(rule.op, rule.expand)


def _standard_deviation(x: Symbol, **parameters: Any) -> Any:
    """The root of the variance; the rule's own form takes the root of a count."""
    return op.sqrt(op.var(x, **parameters))


def _product_of_others(x: Symbol, **parameters: Any) -> Any:
    """The product divided by each entry; the rule's own form, which never divides, counts pairs."""
    return op.prod(x, keepdims=True, **parameters) / x


_IN_LETTERS: dict[str, Callable[..., Any]] = {
    "std": _standard_deviation,
    "prod_others": _product_of_others,
}
"""Expansions for sizes in letters, where the rule's own needs numbers."""


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
        return run_on_symbols(rule.expand, part.operands, static, registry)
    except NeedsNumbersError:
        return None
