"""The errata: what the literature prints, what is true, and numbers that tell them apart."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from jacobook_site.addresses import link, rule_path
from jacobook_site.book import Book
from jacobook_site.citations import Place, places
from jacobook_site.errata import (
    BY_CONVENTION,
    ERRATA,
    SLIPS,
    UNDER_A_CONDITION,
    WRONG_AS_PRINTED,
)
from jacobook_site.errata.erratum import OTHER, RIGHT, TRUE, WRONG, Row, Worked, WorkedErratum
from jacobook_site.markup import badge, code, element, escape, markdown_text, scrolling, table
from jacobook_site.placeholders import raw
from jacobook_site.prose import inline_prose

PATH = "sources/errata.md"

TONES = {RIGHT: "good", WRONG: "bad", TRUE: "plain", OTHER: "plain"}

_GROUPS = (
    ("wrong", "Wrong as printed", WRONG_AS_PRINTED),
    ("conditional", "True only under a condition", UNDER_A_CONDITION),
    ("conventions", "A matter of convention", BY_CONVENTION),
)
_GROUP_NOTES = {
    "wrong": "The printed form gives another number than the function itself.",
    "conditional": "The printed form is right if one more thing is known, which its source omits.",
    "conventions": (
        "Both forms are in use, and each is right when it is read as it is meant. Confusing the two "
        "costs a transpose or a factor of 2."
    ),
}


def errata_page(found: Sequence[WorkedErratum], book: Book) -> str:
    """The whole page; without numbers it says that none were computed."""
    parts = ["---\nhide: [navigation]\n---\n\n# Errata\n", _introduction(found)]
    by_anchor = {one.entry.anchor: one for one in found}
    for anchor, title, entries in _GROUPS:
        parts.append(f"## {title} {{ #{anchor} }}\n\n{_GROUP_NOTES[anchor]}")
        parts += [_entry(by_anchor[e.anchor], book) for e in entries if e.anchor in by_anchor]
    parts.append(f"## Slips of notation {{ #slips }}\n\n{_SLIPS}\n\n{raw(_slips())}")
    return "\n\n".join(parts) + "\n"


def _introduction(found: Sequence[WorkedErratum]) -> str:
    counts = ", ".join(f"{len(entries)} {_SPOKEN[anchor]}" for anchor, _, entries in _GROUPS)
    text = _INTRODUCTION.format(counts=counts)
    return text if found else f"{text}\n\nThe numbers were not computed in this build."


_SPOKEN = {
    "wrong": "are wrong as printed",
    "conditional": "are true only under a condition that is not stated",
    "conventions": "depend on a convention",
}
_INTRODUCTION = (
    "Good books have slips, and formulas get copied with them. Of the equations behind this book, "
    "{counts}. Each entry shows the printed form at a point small enough for paper: what it says of "
    "a small change, what the function really does, measured by differences of its values, and what "
    "the repaired form says. All numbers are computed when this page is built; the build fails if a "
    "form called wrong turns out right, or a repaired one wrong."
)
_SLIPS = "These change no value. They are listed for readers who stumble over them."


@functools.cache
def by_place() -> Mapping[tuple[str, str, str], str]:
    """The anchors of what is said of a formula, by source, word and number of its place."""
    found: dict[tuple[str, str, str], str] = {}
    for entry in ERRATA:
        for place in places(entry.where):
            found.setdefault((entry.source, *place), entry.anchor)
    return found


def mark(here: str, source: str, cited: Iterable[Place]) -> str:
    """Links from a page to what is said of some places of a source, as HTML; empty for most."""
    known = by_place()
    anchors = {known[source, *place] for place in cited if (source, *place) in known}
    conventions = {entry.anchor for entry in BY_CONVENTION}
    return ", ".join(
        link(here, PATH, "convention" if anchor in conventions else "erratum", anchor)
        for anchor in sorted(anchors)
    )


def _entry(one: WorkedErratum, book: Book) -> str:
    entry = one.entry
    heading = f"### {markdown_text(entry.title)} {{ #{entry.anchor} }}"
    place = element("p", escape(f"{entry.source}, {entry.where}"), class_="jb-note")
    cases = [_case(t, case) for t, case in zip(one.outcome.titles, one.outcome.cases, strict=True)]
    problems = [element("p", escape(text), class_="jb-notice bad") for text in one.outcome.problems]
    told = element("div", one.outcome.told, class_="jb-prose")
    body = element("div", place, told, *cases, *problems, _rules(one, book), class_="jb-erratum")
    return f"{heading}\n\n{raw(body)}"


def _rules(one: WorkedErratum, book: Book) -> str:
    """Links to the rules that have it right; those that are still to come by their ids."""
    ids = one.entry.rules
    there = [link(PATH, rule_path(i), book.rules[i].title) for i in ids if i in book.rules]
    if there:
        return element("p", "In the book: ", ", ".join(there), ".")
    return element("p", "Not in the book yet: ", ", ".join(map(code, ids)), ".")


def _case(title: str, case: Worked) -> str:
    parts = [element("p", element("strong", "Case: "), title, ".")] if title else []
    if case.formulas:
        shown = [_formula(*formula) for formula in case.formulas]
        parts.append(element("div", *shown, class_="jb-statement jb-printed"))
    parts.append(element("div", *_point(case), class_="jb-pairs"))
    rows = [_numbers(row) for row in case.rows]
    parts.append(table(["from", *case.head, "verdict"], rows, class_="jb-verdicts"))
    if case.note:
        parts.append(element("p", inline_prose(case.note), class_="jb-note"))
    return "".join(parts)


def _formula(label: str, mathml: str, verdict: str) -> str:
    mark = f" {badge(verdict, TONES[verdict])}" if verdict else ""
    name = element("div", escape(label) + mark, class_="jb-label")
    return element("div", name, scrolling(mathml, label.capitalize()), class_="jb-row")


def _point(case: Worked) -> Iterator[str]:
    for name, value in case.point:
        yield element("span", name, " = ", value, class_="jb-pair")


def _numbers(row: Row) -> list[str]:
    cells = (element("span", escape(number), class_="jb-number") for number in row.numbers)
    return [inline_prose(row.label), *cells, badge(row.verdict, TONES[row.verdict])]


def _slips() -> str:
    rows = [[escape(place), inline_prose(text)] for place, text in SLIPS.items()]
    return table(["place", "what"], rows)
