"""The derivative maps of a rule that are given as text, as Python functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any

from jacobook.catalogue import Registry
from jacobook.compilation import Source, compile_function, write_function
from jacobook.expression import Expression, constant, is_constant, node, postorder, variable
from jacobook.reading import formula_expression
from jacobook.rule import Formula, Rule
from jacobook.shapes import Shape


def partial_expression(rule: Rule, name: str, registry: Registry) -> Expression:
    """The partial derivative of an element-wise rule by one operand."""
    (clause, *_) = rule.clauses("elem", name)
    return formula_expression(clause.text, rule, registry, f"partials[{name!r}]")


def scaled(direction: Expression, partial: Expression) -> Expression | None:
    """`direction * partial`, without multiplications by one; `None` if the partial is zero."""
    if is_constant(partial, 0):
        return None
    if is_constant(partial, 1):
        return direction
    if is_constant(partial, -1):
        return node("negative", [direction], direction.shape)
    if partial.operation == "negative":
        inner = scaled(direction, partial.operands[0])
        return None if inner is None else node("negative", [inner], inner.shape)
    if partial.operation == "where" and _is_finite(partial):
        return _scaled_choice(direction, partial)
    if partial.operation == "divide":
        numerator, denominator = partial.operands
        top = scaled(direction, numerator)
        return None if top is None else node("divide", [top, denominator], direction.shape)
    return node("multiply", [direction, partial], direction.shape)


def _is_finite(partial: Expression) -> bool:
    """Whether no infinite or undefined number stands in `partial`.

    Where one does, a product with it would stand in a branch not taken, and its own derivative
    (zero times infinity) would not be zero.
    """
    numbers = [part["value"] for part in postorder(partial) if is_constant(part)]
    return all(isfinite(number) for number in numbers)  # type: ignore[arg-type]


def _scaled_choice(direction: Expression, partial: Expression) -> Expression:
    """A choice between partials as a choice between products: no zero meets an infinity."""
    condition, *branches = partial.operands
    zero = constant(0.0)
    products = [scaled(direction, branch) or zero for branch in branches]
    return node("where", [condition, *products], partial.shape)


def elementwise_source(rule: Rule, name: str, direction: str, registry: Registry) -> Source | None:
    """The pullback or pushforward of an element-wise rule by one operand, as source.

    Args:
        rule: the rule.
        name: the operand.
        direction: the name of what is multiplied by the partial: `y_bar` or `x_dot`.
        registry: where operations are looked up.
    """
    partial = partial_expression(rule, name, registry)
    product = scaled(variable(direction, partial.shape), partial)
    if product is None:
        return None
    arguments = [direction, rule.result, *rule.names]
    title = f"{rule.op}_{name}_{'bar' if direction.endswith('_bar') else 'dot'}"
    return write_function(title, arguments, product, registry, keywords=bool(rule.parameters))


def formula_function(
    formula: Formula, rule: Rule, name: str, direction: str, registry: Registry
) -> Callable[..., Any]:
    """A pullback or pushforward given by the author, as a function.

    Functions are taken as they are; text is read, written as NumPy source and compiled.
    """
    if not isinstance(formula, str):
        return formula
    return compile_function(formula_source(formula, rule, name, direction, registry))


def formula_source(
    formula: str, rule: Rule, name: str, direction: str, registry: Registry
) -> Source:
    """A pullback or pushforward given as text, as source."""
    backward = direction == f"{rule.result}_bar"
    field = f"{'pullback' if backward else 'pushforward'}[{name!r}]"
    extra = rule.result if backward else name
    expression = formula_expression(formula, rule, registry, field, extra)
    arguments = [direction, rule.result, *rule.names]
    shapes: Mapping[str, Shape] = {o.name: o.shape for o in rule.operands}
    title = f"{rule.op}_{name}_{'bar' if backward else 'dot'}"
    return write_function(
        title, arguments, expression, registry, shapes=shapes, keywords=bool(rule.parameters)
    )
