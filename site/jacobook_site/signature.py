"""The signature box: what each symbol of a rule is, with its shape, domain and place in the notation."""

from __future__ import annotations

from collections.abc import Iterable

from jacobook_site import notation_page
from jacobook_site.addresses import link, rule_path
from jacobook_site.markup import code, element, escape
from jacobook_site.records import OperandRecord, RuleRecord


def what_it_is(record: RuleRecord, operand: OperandRecord) -> str:
    """An operand in words that link to the page of notation."""
    here = rule_path(record.id)
    domain, kind = operand.domain, operand.spoken.partition(" of shape")[0].partition(",")[0]
    if operand is record.result:
        return escape(operand.spoken)
    words = link(here, notation_page.PATH, kind, "letters")
    return f"{words}, {link(here, notation_page.PATH, domain, 'domains')}" if domain else words


def symbol(operand: OperandRecord) -> str:
    """The symbol, which says what it is when the pointer rests on it."""
    return element("span", operand.mathml, title=f"{operand.name}: {operand.spoken}")


def declared_domain(operands: Iterable[OperandRecord]) -> str:
    """What the operands have to be, as a sentence; empty if they may be anything."""
    parts = [f"{o.mathml} {_verb(o.domain)}{escape(o.domain)}" for o in operands if o.domain]
    return "; ".join(parts)


def _verb(domain: str) -> str:
    """`is`, or `has` where the words say what it has."""
    return "" if domain.startswith("no two") else "is "


def sizes(record: RuleRecord) -> tuple[str, ...]:
    """The letters of the operands' sizes."""
    shapes = " ".join(o.shape for o in (*record.operands, record.result))
    letters = "".join(c if c.isalpha() else " " for c in shapes).split()
    return tuple(dict.fromkeys(letters))


def conditions_line(record: RuleRecord) -> str:
    """Where the statement holds: the author's words, or the declared domain in words."""
    inside = record.conditions.html
    if not record.conditions.text and (domain := declared_domain(record.operands)):
        inside = element("p", f"{domain}.")
    if not inside:
        return ""
    return element("div", element("strong", "Holds where: ") + inside, class_="jb-conditions")


def size_note(record: RuleRecord) -> str:
    """What the letters in shapes are."""
    letters = sizes(record)
    if not letters:
        return ""
    named = ", ".join(map(code, letters))
    verb = "is a size" if len(letters) == 1 else "are sizes"
    return f" {named} {verb}, any whole number that fits."
