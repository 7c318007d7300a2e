"""The text formulas of a rule, read in the scope of that rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jacobook.compilation import Source, compile_function, write_function
from jacobook.errors import JacobookError, RuleDefinitionError
from jacobook.expression import Expression, is_constant, node
from jacobook.parsing import Scope, parse
from jacobook.catalogue import Registry
from jacobook.rule import Formula, Rule
from jacobook.shapes import Dimension, Shape


def scope_of(rule: Rule, **extra: Shape) -> Scope:
    """The names that a rule's formulas may use: operands, size letters, abstract functions."""
    variables = {operand.name: operand.shape for operand in rule.operands}
    return Scope({**variables, **extra}, {}, letters_of(rule))


def letters_of(rule: Rule) -> dict[str, Dimension]:
    """The size letters of a rule, each standing for itself."""
    shapes = [operand.shape for operand in rule.operands]
    letters = [size for shape in shapes for size in shape if isinstance(size, str)]
    return {letter: letter for letter in (*letters, *rule.sizes)}


def read(text: str, rule: Rule, registry: Registry, scope: Scope, field: str) -> Expression:
    """A formula of a rule as an expression.

    Raises:
        RuleDefinitionError: it cannot be read; rule and field are named.
    """
    try:
        return parse(text, scope, registry)
    except JacobookError as error:
        raise RuleDefinitionError(f"rule {rule.id!r}, field {field}: {error}") from None


def function_expression(rule: Rule, registry: Registry) -> Expression:
    """A rule's function."""
    return read(rule.function, rule, registry, scope_of(rule), "function")


def formula_expression(
    text: str, rule: Rule, registry: Registry, field: str, extra: str = ""
) -> Expression:
    """A formula in which the rule's result may be used, and one tangent or cotangent.

    Args:
        text: the formula.
        rule: whose it is.
        registry: where operations are looked up.
        field: where it stands, for errors.
        extra: the operand whose tangent is used, or the result for its cotangent.
    """
    value = function_expression(rule, registry).shape
    names = {rule.result: value}
    if extra == rule.result:
        names[f"{extra}_bar"] = value
    elif extra:
        names[f"{extra}_dot"] = next(o.shape for o in rule.operands if o.name == extra)
    return read(text, rule, registry, scope_of(rule, **names), field)


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
    if partial.operation == "divide":
        numerator, denominator = partial.operands
        top = scaled(direction, numerator)
        return None if top is None else node("divide", [top, denominator], direction.shape)
    return node("multiply", [direction, partial], direction.shape)


def elementwise_source(rule: Rule, name: str, direction: str, registry: Registry) -> Source | None:
    """The pullback or pushforward of an element-wise rule by one operand, as source.

    Args:
        rule: the rule.
        name: the operand.
        direction: the name of what is multiplied by the partial: `y_bar` or `x_dot`.
        registry: where operations are looked up.
    """
    from jacobook.expression import variable

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
