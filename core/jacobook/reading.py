"""The text of a rule as expressions: its function, its statements and its formulas, in letters.

A statement may speak about abstract functions (`J(f, g(x)) @ J(g, x)`), for which a rule gives the
shape of the value and a worked instance: `{"f(u) -> (m)": "array([u[0] * u[1], sin(u[0])])"}`.
Reading needs neither NumPy nor SymPy.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from jacobook.catalogue import Registry
from jacobook.errors import JacobookError, RuleDefinitionError
from jacobook.expression import Expression
from jacobook.operand import parse_shape
from jacobook.parsing import Scope, parse
from jacobook.rule import Clause, Rule
from jacobook.shapes import Dimension, Shape, letters_in

_HEADER = re.compile(r"([A-Za-z_]\w*)\(([\w, ]*)\)(?:\s*->\s*\(([^()]*)\))?")


@dataclass(frozen=True, slots=True)
class AbstractFunction:
    """An abstract function of a structural rule with its worked instance.

    Attributes:
        name: as statements call it.
        arguments: the names of its arguments.
        shape: the shape of its value, in the rule's size letters.
        body: the instance, in the catalogue's grammar.
    """

    name: str
    arguments: tuple[str, ...]
    shape: Shape
    body: str


def abstract_functions(rule: Rule) -> tuple[AbstractFunction, ...]:
    """The abstract functions of a rule.

    Raises:
        RuleDefinitionError: a header is not of the form `f(u, v) -> (m)`.
    """
    return tuple(_abstract_function(rule, *item) for item in rule.functions.items())


def _abstract_function(rule: Rule, header: str, body: str) -> AbstractFunction:
    match = _HEADER.fullmatch(header.strip())
    if match is None:
        raise RuleDefinitionError(
            f"rule {rule.id!r}, field functions: {header!r} is not of the form 'f(u, v) -> (m)'"
        )
    name, arguments, shape = match.groups()
    names = tuple(a.strip() for a in arguments.split(",") if a.strip())
    return AbstractFunction(name, names, parse_shape(shape or ""), body)


def letters_of(rule: Rule) -> dict[str, Dimension]:
    """The size letters of a rule, each standing for itself."""
    shapes = [operand.shape for operand in rule.operands]
    shapes += [function.shape for function in abstract_functions(rule)]
    letters = [letter for shape in shapes for size in shape for letter in letters_in(size)]
    return {letter: letter for letter in (*letters, *rule.sizes)}


def make_tall(sizes: dict[str, int], rule: Rule) -> None:
    """Change sizes so that matrices of full rank have more rows than columns.

    Args:
        sizes: a number for each letter; those that the rule fixes stay.
        rule: its operands say which matrices have full rank.
    """
    for operand in rule.operands:
        if not operand.has("rank") or len(operand.shape) != 2:
            continue
        rows, columns = map(str, operand.shape)
        if any(n not in sizes or n in rule.sizes for n in (rows, columns)) or rows == columns:
            continue
        few, many = sorted((sizes[rows], sizes[columns]))
        sizes[rows], sizes[columns] = many + (many == few), few


def scope_of(rule: Rule, **extra: Shape) -> Scope:
    """The names that a rule's text may use: operands, size letters, abstract functions.

    Args:
        rule: the rule.
        extra: shapes of further variables, such as the result or a tangent.
    """
    variables = {operand.name: operand.shape for operand in rule.operands}
    functions = {f.name: _constantly(f.shape) for f in abstract_functions(rule)}
    return Scope({**variables, **extra}, functions, letters_of(rule))


def _constantly(shape: Shape) -> Callable[..., Shape]:
    """The shape rule of an abstract function: as declared, whatever the arguments."""

    def declared(*_: Shape) -> Shape:
        return shape

    return declared


def read(text: str, rule: Rule, registry: Registry, scope: Scope, field: str) -> Expression:
    """A text of a rule as an expression.

    Raises:
        RuleDefinitionError: it cannot be read; rule and field are named.
    """
    try:
        return parse(text, scope, registry)
    except JacobookError as error:
        raise RuleDefinitionError(f"rule {rule.id!r}, field {field}: {error}") from None


def function_expression(rule: Rule, registry: Registry) -> Expression:
    """A rule's function; it is read once for each registry."""
    read_before: dict[Rule, Expression] = registry.once("functions", dict)
    if rule not in read_before:
        read_before[rule] = read(rule.function, rule, registry, scope_of(rule), "function")
    return read_before[rule]


def clause_expression(rule: Rule, clause: Clause, registry: Registry) -> Expression:
    """A statement; the result, its cotangent and the operands' tangents are in scope."""
    value = function_expression(rule, registry).shape
    extra = {rule.result: value, f"{rule.result}_bar": value}
    extra |= {f"d{operand.name}": operand.shape for operand in rule.operands}
    field = f"derivative[{clause.form}]"
    return read(clause.text, rule, registry, scope_of(rule, **extra), field)


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
