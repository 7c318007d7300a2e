"""Formulas in the three forms that pages show: text, LaTeX and MathML."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable
from dataclasses import dataclass

from jacobook import reading
from jacobook.catalogue import Registry
from jacobook.expression import Expression, variable
from jacobook.notation import head, latex, latex_equation, mathml, mathml_equation
from jacobook.parsing import Scope, parse
from jacobook.rule import Clause, Rule
from jacobook.shapes import Shape
from jacobook_site.author_code import Attempt
from jacobook_site.markup import code


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula: as written, as LaTeX, and as a MathML element for a line of its own.

    `problem` says why it could not be typeset; it is then shown as code.
    """

    text: str
    latex: str
    mathml: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A true statement about a rule.

    Attributes:
        form: the clause's form, or `value` for the function itself.
        variable: the operand it is about.
        label: the form in words.
        equation: the statement with its left side.
        each: it holds entry by entry, and its letters are numbers.
    """

    form: str
    variable: str
    label: str
    equation: Formula
    each: bool = False


LABELS = {
    "value": "function",
    "elem": "derivative, each entry",
    "grad": "gradient",
    "jac": "Jacobian",
    "hess": "Hessian",
    "vjp": "pullback",
    "d": "differential",
    "same": "the same",
    "true": "also true",
}


def formula(text: str, expression: Expression, *, display: bool = True) -> Formula:
    """An expression in all forms."""
    return Formula(text, latex(expression), mathml(expression, display=display))


def equation(
    form: str, text: str, result: Expression, about: Expression | None, right: Expression
) -> Formula:
    """A statement `head = right` in all forms."""
    left = head(form, result, about)
    return Formula(text, latex_equation(left, right), mathml_equation(left, right, display=True))


def rule_statements(rule: Rule, registry: Registry) -> tuple[Statement, ...]:
    """The function of a rule, then its clauses, ready to be shown."""
    scalar = by_entry(rule)
    value = _try_scalar(rule, scalar, registry)
    shown = [_function_statement(value, registry)]
    for clause in rule.derivative:
        each = clause.form == "elem"
        shown.append(_clause_statement(scalar if each else rule, rule, clause, registry))
    return tuple(shown)


def entry_function(rule: Rule, registry: Registry) -> Statement:
    """The function of a rule as tables show it: of numbers if its derivative is stated so."""
    if rule.kind != "elementwise":
        return _function_statement(rule, registry)
    scalar = _function_statement(by_entry(rule), registry)
    return _function_statement(rule, registry) if scalar.equation.problem else scalar


def by_entry(rule: Rule) -> Rule:
    """The rule with numbers for arrays: what happens to each entry."""
    entries = (dataclasses.replace(o, shape=(), domain=()) for o in rule.operands)
    return dataclasses.replace(rule, operands=tuple(entries))


def _try_scalar(rule: Rule, scalar: Rule, registry: Registry) -> Rule:
    """The entry-wise reading of an element-wise rule that states nothing about arrays."""
    only_entries = all(clause.form == "elem" for clause in rule.derivative)
    if rule.kind != "elementwise" or not only_entries:
        return rule
    attempt = Attempt(lambda: reading.function_expression(scalar, registry))
    return rule if attempt.problem else scalar


def _function_statement(rule: Rule, registry: Registry) -> Statement:
    text = f"{rule.result} = {rule.function}"
    attempt = Attempt(lambda: reading.function_expression(rule, registry))
    right = attempt.value
    if right is None:
        return Statement("value", "", LABELS["value"], unreadable(text, attempt.problem))
    result = variable(rule.result, right.shape)
    made = equation("value", text, result, None, right)
    return Statement("value", "", LABELS["value"], made, each=right.shape == ())


def _clause_statement(entries: Rule, rule: Rule, clause: Clause, registry: Registry) -> Statement:
    """A clause as shown; one that cannot be read by entries is read as declared."""
    made = _first_readable((entries, rule), clause, registry)
    each = entries is not rule and rule.kind == "elementwise"
    form = "derivative" if clause.form == "elem" and not each else LABELS[clause.form]
    label = form + (f" by {clause.variable}" if clause.variable else "")
    return Statement(clause.form, clause.variable, label, made, each=each)


def _first_readable(readings: tuple[Rule, Rule], clause: Clause, registry: Registry) -> Formula:
    """The clause in the first reading that works; as code, with the reason, if none does."""
    problem = ""
    for version in dict.fromkeys(readings):
        attempt = Attempt(functools.partial(_clause_formula, version, clause, registry))
        if attempt.value is not None:
            return attempt.value
        problem = problem or attempt.problem
    return unreadable(_clause_text(readings[1], clause), problem)


def unreadable(text: str, problem: str) -> Formula:
    """A formula that could not be typeset, shown as code."""
    return Formula(text, text, code(text), problem)


def _clause_formula(rule: Rule, clause: Clause, registry: Registry) -> Formula:
    right = reading.clause_expression(rule, clause, registry)
    text = _clause_text(rule, clause)
    if clause.form == "true":
        return formula(text, right)
    result = variable(rule.result, reading.function_expression(rule, registry).shape)
    shapes = {o.name: o.shape for o in rule.operands}
    about = variable(clause.variable, shapes[clause.variable]) if clause.variable else None
    form = "value" if clause.form == "same" else clause.form
    return equation(form, text, result, about, right)


def _clause_text(rule: Rule, clause: Clause) -> str:
    lefts = {"d": f"d{rule.result}", "same": rule.result, "vjp": f"{clause.variable}_bar"}
    left = lefts.get(clause.form, f"{clause.form}[{clause.variable}]")
    return clause.text if clause.form == "true" else f"{left} = {clause.text}"


def backtick_typesetter(rule: Rule, registry: Registry) -> Callable[[str], str]:
    """A function that typesets the formulas of a rule's prose and leaves the rest as code."""
    scope = _prose_scope(rule, registry)

    def typeset(text: str) -> str:
        made = Attempt(lambda: inline_mathml(text, scope, registry))
        return made.otherwise(code(text))

    return typeset


def _prose_scope(rule: Rule, registry: Registry) -> Scope:
    """The names that a rule's sentences may use; letters for indices are numbers."""
    shape: Shape = ()
    value = Attempt(lambda: reading.function_expression(rule, registry).shape).otherwise(shape)
    indices: dict[str, Shape] = dict.fromkeys("ijkpqr", ())
    own = {o.name: o.shape for o in rule.operands} | {rule.result: value}
    marked = {f"d{name}": shape for name, shape in own.items()}
    marked |= {f"{n}_{mark}": shape for n, shape in own.items() for mark in ("bar", "dot")}
    scope = reading.scope_of(rule, **marked, **{rule.result: value})
    return Scope({**indices, **scope.variables}, scope.functions, scope.sizes)


_EQUATION = re.compile(r"(?<![<>=!])=(?!=)")


def inline_mathml(text: str, scope: Scope, registry: Registry) -> str:
    """A formula, or two joined by `=`, inside a line.

    Raises:
        ParseError: it is neither.
    """
    sides = [side.strip() for side in _split_equation(text)]
    if len(sides) == 1:
        return mathml(parse(sides[0], scope, registry))
    if len(sides) != 2:
        return mathml(parse(text, scope, registry))
    left, right = (parse(side, scope, registry) for side in sides)
    return mathml_equation(left, right)


def _split_equation(text: str) -> list[str]:
    """The sides of an equation; an equals sign inside brackets is a keyword's."""
    sides, start = [], 0
    for match in _EQUATION.finditer(text):
        before = text[: match.start()]
        if before.count("(") + before.count("[") == before.count(")") + before.count("]"):
            sides.append(text[start : match.start()])
            start = match.end()
    return [*sides, text[start:]]
