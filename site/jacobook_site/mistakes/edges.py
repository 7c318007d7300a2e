"""Mistakes that need other operands than a rule declares: stretched ones, and points at a kink."""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Iterator

from jacobook import reading
from jacobook.catalogue import Registry
from jacobook.operand import Operand
from jacobook.parsing import parse
from jacobook.rule import Clause, Rule
from jacobook_site.examples import Named
from jacobook_site.mistakes.kinks import SMALL, Kink
from jacobook_site.mistakes.measuring import Mistake, Slope, failing, written
from jacobook_site.mistakes.slips import plainness
from jacobook_site.mistakes.trees import binary, substituted, text_of
from jacobook_site.numbers import Numbers
from jacobook_site.typesetting import Formula, formula

# ----------------------------------------------------------------------------- broadcasting


def stretched(rule: Rule, registry: Registry) -> Iterator[Mistake]:
    """What happens to the last operand of an element-wise rule when broadcasting repeats it."""
    if not _is_binary(rule):
        return
    _, last = rule.operands
    texts = [c.text for c in rule.derivative if (c.form, c.variable) == ("elem", last.name)]
    partial = min(texts, key=plainness, default="0")
    if float_of(partial) != 0:
        times = "" if float_of(partial) == 1 else f" * ({partial})"
        wide = _wide(rule, f"sum({rule.result}_bar{times}, axis=0)")
        yield from (found for found in failing(wide, registry) if found.slip == "unsummed")


def float_of(text: str) -> float | None:
    """The number that a text is; `None` if it is a formula."""
    try:
        return float(text)
    except ValueError:
        return None


def _is_binary(rule: Rule) -> bool:
    """Whether two operands of one shape are combined entry by entry, without keywords."""
    both = len(rule.operands) == 2 and all(_moves(o) for o in rule.operands)
    return rule.kind == "elementwise" and both and not rule.parameters


def _moves(operand: Operand) -> bool:
    return operand.differentiable and len(operand.shape) == 1


def _wide(rule: Rule, pullback: str) -> Rule:
    """The rule with a matrix for its first operand, and one row for its last."""
    first, last = rule.operands
    return dataclasses.replace(
        rule,
        operands=(
            dataclasses.replace(first, shape=("m", "n")),
            dataclasses.replace(last, shape=("n",)),
        ),
        derivative=(Clause("vjp", last.name, pullback),),
        vectors=(),
    )


# ------------------------------------------------------------------------------------ kinks


def differences_at_kinks(
    rule: Rule, found: tuple[Kink, ...], registry: Registry
) -> Iterator[Mistake]:
    """Central differences across the first kink: the mean of two slopes, where the rule has one."""
    if len(rule.operands) != 1 or not any(c.form == "elem" for c in rule.derivative):
        return
    for kink in found[:1]:
        mean = (kink.left + kink.right) / 2
        if abs(mean - kink.chosen) > SMALL:
            yield Mistake(
                "kink",
                _quotient(rule, registry),
                _own(rule, registry),
                (Named(rule.names[0], _number(kink.place)),),
                number=mean,
                truth=(
                    Slope("the rule’s choice", kink.chosen),
                    Slope("measured from the left", kink.left),
                    Slope("measured from the right", kink.right),
                ),
            )


def _number(value: float) -> Numbers:
    return Numbers((), (value,))


def _quotient(rule: Rule, registry: Registry) -> Formula:
    """The central difference quotient of a rule's function, typeset."""
    name = rule.names[0]
    operands = tuple(dataclasses.replace(o, shape=()) for o in rule.operands)
    scalar = dataclasses.replace(rule, operands=operands)
    ahead, behind = (
        substituted(rule.function, {name: binary(ast.Name(name), sign, ast.Name("h"))})
        for sign in (ast.Add, ast.Sub)
    )
    text = f"({text_of(ahead)} - {text_of(behind)}) / (2*h)"
    scope = reading.scope_of(scalar, h=())
    return formula(text, parse(text, scope, registry))


def _own(rule: Rule, registry: Registry) -> Formula:
    """The rule's derivative, typeset."""
    return written(rule, next(c for c in rule.derivative if c.form == "elem"), registry)
