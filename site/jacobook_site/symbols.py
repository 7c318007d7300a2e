"""The operations and names that a rule's statements are written with."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from jacobook import reading
from jacobook.catalogue import Registry
from jacobook.expression import Expression, postorder
from jacobook.rule import Rule
from jacobook_site.author_code import Attempt


def statements_read(rule: Rule, registry: Registry) -> Iterator[Expression]:
    """A rule's function and statements as graphs; what cannot be read is left out."""
    readers = [functools.partial(reading.function_expression, rule, registry)]
    readers += [
        functools.partial(reading.clause_expression, rule, clause, registry)
        for clause in rule.derivative
    ]
    for read in readers:
        made = Attempt(read).value
        if made is not None:
            yield made


def heads_of(rule: Rule, registry: Registry) -> tuple[str, ...]:
    """The operations in a rule's statements, sorted."""
    nodes = postorder(*statements_read(rule, registry))
    return tuple(sorted({node.operation for node in nodes}))
