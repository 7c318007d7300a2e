"""`jacobook show`: one rule in the terminal, with its statements, shapes and test vectors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from jacobook import notation, reading
from jacobook.catalogue import Registry, default_registry
from jacobook.cli.output import say, terminal_for
from jacobook.cli.output import show as draw
from jacobook.cli.reports import as_json
from jacobook.cli.rule_reports import plain, show_report
from jacobook.closed_form.showing import fitted
from jacobook.errors import JacobookError
from jacobook.expression import variable
from jacobook.rule import Clause, Rule, TestVector, numpy_names
from jacobook.shapes import show as shape_text

_INDENT = "    "


@click.command()
@click.argument("rule_id", metavar="ID")
@click.option("--text", is_flag=True, help="Formulas as the rule is written, in NumPy's syntax.")
@click.option("--json", "as_data", is_flag=True, help="Print everything for machines.")
def show(rule_id: str, text: bool, as_data: bool) -> None:
    """Show a rule: what it states, its shapes, and the numbers it is checked with."""
    registry = default_registry()
    rule = registry[rule_id]
    if as_data:
        say(as_json(show_report(rule, registry)))
        return
    terminal = terminal_for("numpy")
    unicode = terminal.syntax == "unicode" and not text
    say(f"{registry.named(rule)}  {rule.title}", bold=True)
    say(f"{rule.kind}, {rule.status}, since {rule.since}")
    _paragraphs([rule.summary], terminal.width)
    say("")
    for line in _statements(rule, registry, unicode=unicode):
        say("\n".join(fitted(line, terminal.width, _INDENT * 2, _INDENT)))
    _paragraphs([f"Holds where: {rule.conditions}" if rule.conditions else ""], terminal.width)
    say("")
    draw(_shapes(rule))
    for title, vectors in (("Test vectors", rule.vectors), ("Special points", rule.special_points)):
        _vectors(title, vectors)
    _paragraphs([*_names(rule, registry)], terminal.width)


def _paragraphs(texts: list[str], width: int) -> None:
    for told in filter(None, texts):
        say("\n" + "\n".join(fitted(" ".join(told.split()), min(width, 88), "")))


def _statements(rule: Rule, registry: Registry, *, unicode: bool) -> Iterator[str]:
    """The function, then what is said of its derivative; as written where it cannot be typeset."""
    written = f"{rule.result} = {rule.function}"
    yield (_function(rule, registry) if unicode else "") or written
    for clause in rule.derivative:
        left = {"d": f"d{rule.result}", "same": rule.result, "vjp": f"{clause.variable}_bar"}
        head = left.get(clause.form, f"{clause.form}[{clause.variable}]")
        text = clause.text if clause.form == "true" else f"{head} = {clause.text}"
        yield (_clause(rule, clause, registry) if unicode else "") or text


def _function(rule: Rule, registry: Registry) -> str:
    try:
        right = reading.function_expression(rule, registry)
        return notation.unicode_equation(variable(rule.result, right.shape), right)
    except JacobookError:
        return ""


def _clause(rule: Rule, clause: Clause, registry: Registry) -> str:
    try:
        right = reading.clause_expression(rule, clause, registry)
        if clause.form == "true":
            return notation.unicode_text(right)
        result = variable(rule.result, reading.function_expression(rule, registry).shape)
        shapes = {operand.name: operand.shape for operand in rule.operands}
        about = variable(clause.variable, shapes[clause.variable]) if clause.variable else None
        form = "value" if clause.form == "same" else clause.form
        return notation.unicode_equation(notation.head(form, result, about), right)
    except JacobookError:
        return ""


def _shapes(rule: Rule) -> Table:
    table = _plain_table("operand", "shape", "what it is")
    for operand in rule.operands:
        table.add_row(*map(Text, (operand.name, shape_text(operand.shape), operand.spoken)))
    for name, default in rule.parameters.items():
        table.add_row(*map(Text, (name, "", f"keyword, by default {default!r}")))
    return table


def _vectors(title: str, vectors: tuple[TestVector, ...]) -> None:
    """The numbers of vectors: operands, value and gradients in a row each."""
    if not vectors:
        return
    say("")
    table = _plain_table(title, "operands", "value", "gradients", "source")
    for vector in vectors:
        value = f"raises {vector.raises}" if vector.raises else _numbers(vector.value)
        told = vector.why or vector.source
        given = {**vector.operands, **vector.parameters}
        table.add_row(
            *map(Text, (vector.name, _named(given), value, _named(vector.gradients), told))
        )
    draw(table)


def _named(numbers: Mapping[str, Any]) -> str:
    return "\n".join(f"{name} = {_numbers(value)}" for name, value in numbers.items())


def _numbers(value: Any) -> str:
    return str(plain(value)).replace("'", "")


def _names(rule: Rule, registry: Registry) -> Iterator[str]:
    """Where the rule is found: in NumPy, beside other rules, in a file."""
    if names := numpy_names(rule):
        yield f"Answers for {', '.join(names)}."
    if rule.see_also:
        yield f"See also {', '.join(rule.see_also)}."
    place = registry.provenance(rule)
    if place.file:
        yield f"{place.file}:{place.line}"


def _plain_table(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table
