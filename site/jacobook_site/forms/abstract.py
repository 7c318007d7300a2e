"""Laws about abstract functions: what follows from a gradient or Jacobian that they state.

A law such as `J(f, g(x)) @ J(g, x)` is about any functions. Its differential is that matrix times a
change, its pullback the transposed matrix times a cotangent.
"""

from __future__ import annotations

from collections.abc import Iterator

from jacobook.catalogue import Registry
from jacobook.parsing import Scope, parse
from jacobook.reading import function_expression, scope_of
from jacobook.rule import Rule
from jacobook.shapes import Shape
from jacobook_site.forms.views import View, pushed

_PUSHED = {
    ("grad", 0): "({0})*d{x}",
    ("grad", 1): "({0}) @ d{x}",
    ("grad", 2): "trace(({0}).T @ d{x})",
    ("jac", 0): "({0})*d{x}",
    ("jac", 1): "({0}) @ d{x}",
}
_PULLED = {
    ("grad", 0): "{bar}*({0})",
    ("jac", 0): "{bar} @ ({0})",
    ("jac", 1): "({0}).T @ {bar}",
}
"""By the form of a statement and the axes of the operand (of the value, for a pullback)."""

_GAP = "the law does not state the derivative by every operand as a matrix"


def law_views(rule: Rule, registry: Registry) -> Iterator[View]:
    """The views that follow from the statements of a law about abstract functions."""
    value = function_expression(rule, registry).shape
    parts = [_change(rule, o.name, o.shape, value) for o in rule.operands if o.differentiable]
    scope = _scope(rule, value)
    if parts and all(parts):
        whole = parse(" + ".join(parts), scope, registry)
        yield View("differential", "", right=whole)
        yield View("pushforward", "", right=pushed(whole, rule))
    else:
        yield View("differential", "", gap=_GAP)
    for operand in rule.operands:
        if text := _pullback(rule, operand.name, operand.shape, value):
            yield View("pullback", operand.name, right=parse(text, scope, registry))


def _scope(rule: Rule, value: Shape) -> Scope:
    extra: dict[str, Shape] = {f"d{o.name}": o.shape for o in rule.operands}
    return scope_of(rule, **extra, **{rule.result: value, f"{rule.result}_bar": value})


def _change(rule: Rule, name: str, shape: Shape, value: Shape) -> str:
    """The part of the differential that comes from one operand; empty if nothing states it."""
    for form, axes in (("grad", len(shape)), ("jac", len(shape)), ("elem", 0)):
        pattern = _PUSHED.get(("jac" if form == "elem" else form, axes))
        clauses = rule.clauses(form, name)
        fits = form != "jac" or len(value) <= 1
        if clauses and pattern and fits:
            return pattern.format(clauses[0].text, x=name)
    return ""


def _pullback(rule: Rule, name: str, shape: Shape, value: Shape) -> str:
    """The pullback to one operand; empty if nothing states a derivative by it."""
    bar = f"{rule.result}_bar"
    if clauses := rule.clauses("grad", name) or rule.clauses("elem", name):
        return _PULLED["grad", 0].format(clauses[0].text, bar=bar)
    clauses = rule.clauses("jac", name)
    if clauses and len(value) == 1 and len(shape) <= 1:
        return _PULLED["jac", len(shape)].format(clauses[0].text, bar=bar)
    return ""
