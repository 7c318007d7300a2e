"""The list of rules that the book is to have, and which of them are still to be written.

The list, `data/catalogue.csv`, was made from the sources before the rules were: one line for each
rule, with its function and derivative, its source, and a tier. Tier 1 is what the book's first source
teaches, tier 2 what everybody expects, tier 3 breadth. The book has rules beyond the list.
"""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources

from jacobook_site.citations import Place, places
from jacobook_site.records import RuleRecord

COLUMNS = (
    *("id", "title", "kind", "family", "function", "wrt", "shapes", "derivative"),
    *("conditions", "edge_cases", "layout_note", "source", "tier"),
)


@dataclass(frozen=True, slots=True)
class WantedRule:
    """One line of the list.

    Attributes:
        id, title: as the rule is to have them.
        sources: where the formula is known from, each in words.
        tier: 1 to 3.
    """

    id: str
    title: str
    sources: tuple[str, ...]
    tier: int

    def places(self, source: str) -> list[Place]:
        """The numbered places of one source that the line names."""
        named = (text for text in self.sources if source in text)
        return [place for text in named for place in places(text.split(source, 1)[1]) if place[0]]


@functools.cache
def wanted_rules() -> tuple[WantedRule, ...]:
    """All lines, in the list's order."""
    path = resources.files("jacobook_site") / "data" / "catalogue.csv"
    lines = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return tuple(
        WantedRule(
            line["id"],
            line["title"],
            tuple(re.split(r";\s*", line["source"])),
            int(line["tier"]),
        )
        for line in lines
    )


def not_yet(records: Iterable[RuleRecord]) -> tuple[WantedRule, ...]:
    """The lines whose rule is not in the book, under its id or another name."""
    there = {name for record in records for name in (record.id, *record.aliases)}
    return tuple(rule for rule in wanted_rules() if rule.id not in there)
