"""What the pages of sources share: rules that are still to come, and rows of tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from jacobook_site.addresses import link, rule_path
from jacobook_site.citations import Place
from jacobook_site.family_page import derivative_cell, formula_cell
from jacobook_site.markup import badge, element, escape, table
from jacobook_site.placeholders import raw
from jacobook_site.records import RuleRecord
from jacobook_site.wanted import WantedRule


def missing(wanted: Iterable[WantedRule], source: str) -> dict[Place, list[WantedRule]]:
    """The rules still to be written that cite each place of one source."""
    found: dict[Place, list[WantedRule]] = {}
    for rule in wanted:
        for place in rule.places(source):
            found.setdefault(place, []).append(rule)
    return found


def rule_row(here: str, record: RuleRecord) -> list[str]:
    """Title and formulas of a rule of the book."""
    title = link(here, rule_path(record.id), record.title)
    formulas = (formula_cell(record), derivative_cell(record))
    return [title, "".join(element("div", formula) for formula in formulas if formula)]


def missing_row(rule: WantedRule) -> list[str]:
    """The title of a rule that is still to be written."""
    return [f"{escape(rule.title)} {badge(f'not yet, tier {rule.tier}')}", ""]


def listing(rows: Sequence[Sequence[str]], first: str = "") -> str:
    """A table of rules with their formulas, as finished HTML for a page.

    Args:
        rows: what `rule_row` and `missing_row` make, after a label if there is a first column.
        first: the head of the first column.
    """
    head = [*filter(None, [first]), "rule", "function and derivative"]
    style = "jb-formulas jb-cited jb-stack" + (" jb-labelled" if first else "")
    return raw(table(head, [list(row) for row in rows], class_=style))


def counts(what: str, rows: Mapping[str, int]) -> str:
    """A small table of what was counted, as finished HTML for a page."""
    shown = [[escape(name), str(number)] for name, number in rows.items()]
    return raw(table([escape(what), "count"], shown, class_="jb-counts"))


def plural(count: int, one: str, several: str = "") -> str:
    """A number with its noun.

    >>> plural(1, "rule"), plural(2, "rule")
    ('1 rule', '2 rules')
    """
    return f"{count} {one if count == 1 else several or one + 's'}"
