"""A derivative in the other layout, and what is known of operands."""

from __future__ import annotations

from jacobook import facts
from jacobook.algebra import canonical as c
from jacobook.closed_form.problem import Problem
from jacobook.expression import Expression, node
from jacobook.operand import Operand


def known_facts(operand: Operand) -> frozenset[str]:
    """The facts which the words of an operand's domain say; other words say none."""
    return facts.domain_facts(word for word, _ in operand.domain)


def turned_over(problem: Problem, core: Expression) -> Expression | None:
    """A derivative in the other layout; `None` if it is a number, symmetric, or no matrix."""
    if len(core.shape) == 1:
        return node("transpose", [problem.shown(core)], core.shape)
    if len(core.shape) != 2:
        return None
    turned = problem.simplified(c.transpose(core))
    return None if turned is core else problem.shown(turned)
