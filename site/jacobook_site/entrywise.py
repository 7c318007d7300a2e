"""Why an element-wise rule has a diagonal Jacobian, in three steps with links."""

from __future__ import annotations

from jacobook_site.addresses import link, rule_path
from jacobook_site.book import Book
from jacobook_site.markup import element, escape
from jacobook_site.records import RuleRecord

UNARY, DIAGONAL = "elementwise.unary", "elementwise.diagonal_condition"


def three_steps(record: RuleRecord, book: Book) -> str:
    """From the rule for numbers to the Jacobian; empty for rules that are not element-wise."""
    slopes = [s for s in record.statements if s.each and s.form == "elem"]
    if record.kind != "elementwise" or not slopes:
        return ""
    first = {s.variable: s.equation.mathml for s in reversed(slopes)}
    formulas = ", ".join(m.replace(' display="block"', "", 1) for m in reversed(first.values()))
    entries = _to(record, UNARY, "Applied to each entry", book)
    diagonal = _to(record, DIAGONAL, "Collected in a diagonal matrix", book)
    steps = (
        f"For numbers: {formulas}.",
        f"{entries}: each output reads one entry of each operand, at its own place.",
        f"{diagonal}: all other slopes are zero, so a pullback multiplies entry by entry.",
    )
    return element("ol", *(element("li", step) for step in steps), class_="jb-threefold")


def _to(record: RuleRecord, rule: str, words: str, book: Book) -> str:
    if rule not in book.rules:
        return escape(words)
    return link(rule_path(record.id), rule_path(rule), words, title=rule)
