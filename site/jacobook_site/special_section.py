"""Special points, kinks with the slopes on both sides, or the sentence that there are none."""

from __future__ import annotations

from jacobook_site.addresses import link, rule_path
from jacobook_site.book import Book
from jacobook_site.example_tables import special_table
from jacobook_site.markup import element
from jacobook_site.mistakes.view import kinks_view
from jacobook_site.records import RuleRecord

NONE = "No special points are stated for this rule."


def special_section(record: RuleRecord, book: Book) -> str:
    """The points as a table with what is measured on both sides of kinks."""
    if record.special:
        return special_table(record) + kinks_view(record.kinks)
    return element("p", NONE + _inherited(record, book))


def _inherited(record: RuleRecord, book: Book) -> str:
    """Which parts of the function have kinks, with links."""
    here = rule_path(record.id)
    kinked = [book.rules[i] for i in record.uses if i in book.rules and book.rules[i].kinks]
    if not kinked:
        return ""
    links = ", ".join(link(here, rule_path(r.id) + "#special", r.title) for r in kinked)
    return f" Its function uses {links}: the slope chosen at a kink is stated there."
