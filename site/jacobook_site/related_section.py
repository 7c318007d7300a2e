"""How a rule is related to others, grouped, and the words under which it is listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jacobook_site import tags_page
from jacobook_site.addresses import link, rule_path
from jacobook_site.book import Book
from jacobook_site.checks import GRADES
from jacobook_site.marks import listed
from jacobook_site.markup import details, element, escape
from jacobook_site.records import RuleRecord

MANY, MOST = 12, 36
"""Longer lists are folded."""

WORST_FIRST = ("failing", "not verified", "checked", "proved")


def related_section(record: RuleRecord, book: Book) -> str:
    """All groups with links."""
    groups = (
        ("Inverse function", record.inverses),
        ("Special case of", record.special_of),
        ("Has as special cases", record.generalises),
        ("Derived from", derived_from(record)),
        ("Its function uses", record.uses),
        ("Used by", record.used_by),
        ("See also", record.see_also),
    )
    told = {i for _, ids in groups[:-1] for i in ids}
    rows = [_group(record, title, ids, book) for title, ids in groups[:-1]]
    rows.append(_group(record, groups[-1][0], (i for i in record.see_also if i not in told), book))
    rows.append(_tags(record))
    return element("div", *rows, class_="jb-related")


def derived_from(record: RuleRecord) -> tuple[str, ...]:
    """The rules that the steps of an identity's first derivation name, in their order."""
    lines = record.derivations.worked[0].lines if record.derivations.worked else ()
    named = (rule for line in lines for _, rule in line.reason if rule)
    return tuple(rule for rule in dict.fromkeys(named) if rule != record.id)


def weakest(record: RuleRecord, book: Book) -> str:
    """The lowest grade of verification among the rules that a derivation uses."""
    used = [book.rules[i].grade for i in derived_from(record) if i in book.rules]
    return min(used, key=WORST_FIRST.index, default="")


def _group(record: RuleRecord, title: str, ids: Iterable[str], book: Book) -> str:
    here = rule_path(record.id)
    known = [book.rules[i] for i in ids if i in book.rules]
    if not known:
        return ""
    links = ", ".join(link(here, rule_path(r.id), r.title, title=r.id) for r in known[:MOST])
    if len(known) > MOST:
        table = link(
            here, "rules/index.md", "the table of all rules", f"q={record.op or record.id}"
        )
        links += f", and {len(known) - MOST} more, which {table} lists"
    if len(known) > MANY:
        links = details(f"{len(known)} rules", element("p", links))
    if title == "Derived from":
        links += _trace(record, book)
    return _row(title, links)


def _row(title: str, content: str) -> str:
    label = element("div", escape(title), class_="jb-label")
    return element("div", label, element("div", content), class_="jb-row")


def _trace(record: RuleRecord, book: Book) -> str:
    """How long the derivation is, and how far its rules are verified."""
    steps = len(record.derivations.worked[0].lines)
    text = (
        f"{steps} step{'s' * (steps != 1)}. A derivation is as certain as its least certain rule: "
    )
    return element("p", escape(f"{text}{GRADES[weakest(record, book)]}."), class_="jb-note")


def _tags(record: RuleRecord) -> str:
    """Where the rule is listed; what fails is listed nowhere."""
    links = ", ".join(_tag_links(record)) if listed([record]) else ""
    return _row("Listed under", links) if links else ""


def _tag_links(record: RuleRecord) -> Iterator[str]:
    here = rule_path(record.id)
    for tag in tags_page.tags_of(record):
        yield link(here, tags_page.PATH, tag, tags_page.anchor(tag))
