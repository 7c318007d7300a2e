"""Special points, kinks with the slopes on both sides, or the sentence that there are none."""

from __future__ import annotations

from jacobook_site.addresses import link, rule_path
from jacobook_site.book import Book
from jacobook_site.example_tables import special_table
from jacobook_site.markup import element
from jacobook_site.mistakes.view import kinks_view
from jacobook_site.records import RuleRecord
from jacobook_site.signature import declared_domain

NONE = "No special points are stated for this rule."


def special_section(record: RuleRecord, book: Book) -> str:
    """The points as a table with what is measured on both sides of kinks."""
    if record.special:
        return special_table(record) + kinks_view(record.kinks)
    return element("p", NONE + _outside(record) + _inherited(record, book))


def _outside(record: RuleRecord) -> str:
    """That nothing is said outside the declared domain, where there is one."""
    domain = declared_domain(record.operands)
    return (
        f" Its operands are declared: {domain}; nothing is said of other values." if domain else ""
    )


def _inherited(record: RuleRecord, book: Book) -> str:
    """Which operations of the function have special points, with links."""
    here = rule_path(record.id)
    used = [book.rules[i] for i in record.uses if i in book.rules and book.rules[i].special]
    if not used:
        return ""
    links = ", ".join(link(here, rule_path(r.id), r.title, "special") for r in used)
    return f" Those of the operations in its function are on their pages: {links}."
