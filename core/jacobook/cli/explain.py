"""`jacobook explain`: what a code of a finding means, or what a rule says."""

from __future__ import annotations

import textwrap

import click

from jacobook.catalogue import default_registry
from jacobook.cli.output import console, say
from jacobook.codes import CODES
from jacobook.errors import UnknownRuleError
from jacobook.hooks import SPECS
from jacobook.hookspecs import CONTRACT
from jacobook.rule import Rule
from jacobook.spelling import close_to


@click.command()
@click.argument("what", metavar="CODE|RULE|contract|codes")
def explain(what: str) -> None:
    """Say what a code such as JB203 means, what a rule says, or which hooks the contract has."""
    if what == "codes":
        say("\n".join(f"{code}  {told.title}" for code, told in CODES.items()))
    elif what == "contract":
        say(_contract())
    elif what.upper() in CODES:
        say(_code(what.upper()))
    else:
        say(_rule(_found(what)))


def _found(what: str) -> Rule:
    """The rule that is meant.

    Raises:
        UnknownRuleError: there is none, and no such code.
    """
    try:
        return default_registry()[what]
    except UnknownRuleError as error:
        meant = close_to(what.upper(), CODES)
        raise UnknownRuleError(f"{what!r} is no code{meant}; and {error}") from None


def _code(code: str) -> str:
    told = CODES[code]
    parts = [f"{code}  {told.title} ({told.severity})", _filled(told.meaning)]
    parts += [told.example] if told.example else []
    return "\n\n".join([*parts, _filled(f"What to do: {told.mend}")])


def _contract() -> str:
    lines = [f"Contract {CONTRACT}. A pack implements these hooks; only the first is needed.", ""]
    for name, spec in SPECS.items():
        lines.append(name)
        lines.append(textwrap.indent(_filled(spec.__doc__ or ""), "    "))
    return "\n".join(lines)


def _rule(rule: Rule) -> str:
    registry = default_registry()
    lines = [f"{registry.named(rule)}  {rule.title} ({rule.kind}, {rule.status})"]
    lines += [_filled(rule.summary)] if rule.summary else []
    lines += ["", f"{rule.result} = {rule.function}"]
    lines += [f"    {o.name}: {o.spoken}" for o in rule.operands]
    lines += [f"{_left(c.form, c.variable)}  {c.text}" for c in rule.derivative]
    lines += ["", _filled(f"Holds where: {rule.conditions}")] if rule.conditions else []
    lines += ["", _filled(rule.why)] if rule.why else []
    place = registry.provenance(rule)
    lines += ["", f"{place.file}:{place.line}"] if place.file else []
    return "\n".join(lines)


def _left(form: str, variable: str) -> str:
    return f"{form}[{variable}]" if variable else form


def _filled(text: str) -> str:
    """Paragraphs no wider than the terminal, nor than is pleasant to read."""
    width = min(console().width, 88)
    paragraphs = (" ".join(p.split()) for p in text.split("\n\n"))
    return "\n\n".join(textwrap.fill(p, width) for p in paragraphs)
