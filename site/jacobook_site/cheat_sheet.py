"""Sheets of formulas for paper: all rules of the book, and the essentials on two pages.

Each rule is a cell with its id, its function and its derivative. A row of the sheet has one, two or
three cells; how wide a formula is decides which (`jacobook_site.formula_width`), so that nothing is
cut and nothing is printed smaller than the rest.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jacobook_site.addresses import family_path, href, link, rule_path
from jacobook_site.families import by_family
from jacobook_site.family_page import counted
from jacobook_site.formula_lines import flowing, widest
from jacobook_site.handbook import Chapter, Part, chapter
from jacobook_site.headlines import headlines
from jacobook_site.markup import element, escape, markdown_text
from jacobook_site.placeholders import raw
from jacobook_site.records import RuleRecord

PATH = "cheat-sheet/index.md"
ESSENTIALS = "cheat-sheet/essentials.md"
CHOSEN = Path(__file__).parent / "data" / "essentials.toml"

CELLS: Mapping[int, float] = {3: 23.0, 2: 35.0, 1: 71.0}
"""How many cells a row has, and the widest formula in ems that then fits into one."""


def sheets(records: Iterable[RuleRecord]) -> dict[str, str]:
    """The two pages, of the book's own rules."""
    own = [record for record in records if record.origin.built_in]
    return {PATH: cheat_sheet(own), ESSENTIALS: essentials(own)}


def cheat_sheet(records: Sequence[RuleRecord]) -> str:
    """All rules, family by family."""
    chapters = [chapter(family, found) for family, found in by_family(records).items()]
    told = (
        f"Every rule of the book: {counted(len(records))}, each with its function, its derivative and "
        "its id. Print this page on A4 or Letter paper. For two pages there are the "
        "[essentials](essentials.md); shapes and conditions are on the pages of the "
        "[families](../families/index.md)."
    )
    body = "".join(_chapter(one) for one in chapters)
    return _page("Cheat sheet", "All rules of the book on paper.", told, body)


def _chapter(told: Chapter) -> str:
    title = element("h2", link(PATH, family_path(told.family), told.title), id=told.family)
    parts = []
    for part in told.parts:
        if part.title:
            parts.append(element("h3", escape(part.title)))
        parts.append(facts(PATH, part.rules))
    return element("section", title, *parts)


def essentials(records: Sequence[RuleRecord]) -> str:
    """The rules that most people need, on two pages."""
    known = {record.id: record for record in records}
    body = ""
    for section in chosen():
        rules = [known[name] for name in section["rules"] if name in known]
        part = Part(section["title"], tuple(rules))
        title = element("h2", escape(part.title), id=part.anchor)
        body += element("section", title, facts(ESSENTIALS, part.rules))
    told = (
        "The rules that most people need, for two pages of paper. The [cheat sheet](index.md) has all "
        "of them."
    )
    return _page("Essentials", "The most used derivatives on two pages.", told, body)


def chosen() -> list[dict[str, Any]]:
    """The sections of the essentials: `title`, and `rules` by id."""
    found: list[dict[str, Any]] = tomllib.loads(CHOSEN.read_text("utf-8"))["section"]
    return found


def _page(title: str, described: str, told: str, body: str) -> str:
    front = [
        "---",
        f"title: {title}",
        f"description: {described}",
        "hide: [navigation, toc]",
        "---",
    ]
    sheet = raw(element("div", body, class_="jb-sheet"))
    return "\n".join([*front, "", f"# {markdown_text(title)}", "", told, "", sheet, ""])


def facts(here: str, records: Iterable[RuleRecord]) -> str:
    """Cells of rules; those with wide formulas come last, so that rows stay full."""
    cells = [(cells_in_row(record), record) for record in records]
    ordered = sorted(cells, key=lambda cell: -cell[0])
    return element("div", *(_fact(here, r, n) for n, r in ordered), class_="jb-facts")


def cells_in_row(record: RuleRecord) -> int:
    """How many cells as wide as this rule's formulas fit into a row."""
    needed = max(widest(mathml, math.inf) for mathml in formulas(record))
    return next((number for number, room in CELLS.items() if needed <= room), 1)


def formulas(record: RuleRecord) -> list[str]:
    """The function and its derivative, as MathML."""
    return [s.equation.mathml for s in (record.entry, *headlines(record))]


def _fact(here: str, record: RuleRecord, cells: int) -> str:
    name = element("a", escape(record.id), href=href(here, rule_path(record.id)))
    room = CELLS[cells]
    shown = "".join(element("span", flowing(mathml, room)) for mathml in formulas(record))
    wide = {"tabindex": "0", "role": "group", "aria_label": record.id} if cells < 3 else {}
    return element("div", name, shown, class_=f"jb-fact jb-fact-{cells}", **wide)
