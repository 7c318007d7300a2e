"""The pages of packs: all of them, and one for each with its sections and where it comes from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from jacobook_site.addresses import href, link, rule_path
from jacobook_site.book import Book
from jacobook_site.code_pages import code_link
from jacobook_site.family_page import derivative_cell, formula_cell
from jacobook_site.marks import (
    AUTOMATIC,
    CHECKED,
    FAILING,
    MEANINGS,
    TONES,
    UNCHECKED,
    count_of,
    made_with,
    pack_mark,
    staleness,
)
from jacobook_site.markup import badge, code, details, element, escape, markdown_text, table
from jacobook_site.pack_data import PackRecord
from jacobook_site.pack_parts import origin_rows
from jacobook_site.placeholders import raw
from jacobook_site.prose import inline_prose, prose
from jacobook_site.records import RuleRecord

INDEX = "packs/index.md"
SCHEMA = "packs/record.schema.json"

_SECURITY = (
    "Installing a pack means running its author’s code with your rights; jacobook does not sandbox "
    "it. The checks say that the mathematics agrees at the points that were tried. They say nothing "
    "about what else the code does."
)


# ---------------------------------------------------------------------------------- all packs


def packs_index(book: Book) -> str:
    """All packs with their marks."""
    packs = list(book.packs.values())
    intro = (
        "A pack adds rules to the book; anybody can write one. Each rule of a pack goes through the "
        f"same checks as those of the book, and has the same page. {AUTOMATIC}"
    )
    found = raw(_packs_table(packs, book)) if packs else "This site was built without packs."
    parts = ["---\nhide: [toc]\n---\n\n# Packs", intro, found, raw(_security())]
    return "\n\n".join([*parts, raw(_marks()), _DATA]) + "\n"


_DATA = (
    "The pages of packs are made from records, which `jacobook check NAME --record FILE` writes where "
    "the pack is installed. The build of this site imports no pack. What a record holds is described "
    "by a [schema](record.schema.json)."
)


def _security() -> str:
    return element(
        "p", element("strong", "Before you install one. ") + _SECURITY, class_="jb-notice"
    )


def _marks() -> str:
    rows = [[badge(word, TONES[word]), escape(told)] for word, told in MEANINGS.items()]
    return table(["mark of a rule", "it says"], rows)


def _packs_table(packs: Iterable[PackRecord], book: Book) -> str:
    head = ["pack", "what it is", "rules", "version", "made with", "mark"]
    return table(head, [_pack_row(record, book) for record in packs], class_="jb-packs")


def _pack_row(record: PackRecord, book: Book) -> list[str]:
    pack, host = record.pack, record.host
    name = book.pack_link(INDEX, pack.namespace)
    about = element("strong", escape(pack.title)) + "<br>" + inline_prose(pack.summary)
    made = f"jacobook {host.jacobook}, NumPy {host.numpy}, {host.date}"
    counts = str(len(record.rules))
    return [name, about, counts, code(pack.version or "none"), escape(made), _mark_cell(record)]


def _mark_cell(record: PackRecord) -> str:
    """The pack's mark, and how many of its rules have another one."""
    word = pack_mark(record)
    return f"{badge(word, TONES[word])} {_count_words(record)}"


def _count_words(record: PackRecord) -> str:
    """How many rules have which mark: `33 checked, 3 failing`, or `all 36 rules`."""
    counts = [(word, count_of(record, word)) for word in (CHECKED, UNCHECKED, FAILING)]
    there = [f"{count} {word}" for word, count in counts if count]
    if len(there) > 1:
        return escape(", ".join(there))
    number = len(record.rules)
    return f"all {number} rules" if number > 1 else "its one rule" if number else "no rules"


# ----------------------------------------------------------------------------------- one pack


def pack_page(record: PackRecord, book: Book) -> str:
    """The page of one pack."""
    here = book.pack_page(record.pack.namespace)
    trail = "" if book.front else raw(_trail(here))
    parts = [
        _front_matter(record),
        trail,
        f"# {markdown_text(record.pack.title)} {{ #top }}",
        raw(_head(record)),
        *_sections(record, here, book),
        _part("Findings", "findings", _findings(record, here, book)),
        _part("How to install", "install", _install(record)),
        _part("Provenance", "provenance", _provenance(record)),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _front_matter(record: PackRecord) -> str:
    title = json.dumps(escape(" ".join(record.pack.title.split())), ensure_ascii=False)
    return f"---\ntitle: {title}\nhide: [navigation]\n---"


def _trail(here: str) -> str:
    return element("nav", link(here, INDEX, "Packs"), class_="jb-trail", aria_label="Breadcrumb")


def _part(title: str, anchor: str, body: str) -> str:
    return f"## {title} {{ #{anchor} }}\n\n{raw(body)}" if body else ""


def _head(record: PackRecord) -> str:
    """The namespace, the box with the mark, and the pack's own sentence."""
    shown = element("code", escape(record.pack.namespace), class_="jb-id")
    summary = inline_prose(record.pack.summary)
    lead = element("p", summary, class_="jb-lead") if summary else ""
    return element("div", shown, class_="jb-idline") + _mark_box(record) + lead


def _mark_box(record: PackRecord) -> str:
    word = pack_mark(record)
    said = element("p", f"{badge(word, TONES[word])} {_count_words(record)}. {AUTOMATIC}")
    stale = staleness(record.host)
    told = f"The record is stale: {'; '.join(stale)}. " if stale else ""
    note = element("p", escape(told + made_with(record.host)), class_="jb-note")
    style = "jb-mark bad" if word == FAILING else "jb-mark"
    return element("div", said, note, class_=style, data_mark=word)


# sections


def _sections(record: PackRecord, here: str, book: Book) -> list[str]:
    """The pack's sections with their rules, then the rules that no section gathers."""
    made, left = [], list(record.rules)
    for number, section in enumerate(record.sections, 1):
        own = [rule for rule in left if section.holds(rule.id)]
        left = [rule for rule in left if rule not in own]
        text = element("div", prose(section.text), class_="jb-prose") if section.text else ""
        body = text + (_rules_table(own, here, book) if own else "")
        made.append(f"## {markdown_text(section.title)} {{ #section-{number} }}\n\n{raw(body)}")
    if left:
        title = "Further rules" if made else "Rules"
        made.append(_part(title, "rules", _rules_table(left, here, book)))
    return made


def _rules_table(rules: Sequence[RuleRecord], here: str, book: Book) -> str:
    rows = [
        [
            f"{link(here, rule_path(rule.id), rule.title)} {book.mark(rule).badge}",
            formula_cell(rule),
            derivative_cell(rule),
        ]
        for rule in rules
    ]
    return table(["rule", "function", "derivative"], rows, class_="jb-formulas")


# findings, installation, provenance


def _findings(record: PackRecord, here: str, book: Book) -> str:
    rows = []
    for finding in record.findings:
        about = escape(finding.rule)
        if finding.rule in book.rules:
            about = element("a", about, href=href(here, rule_path(finding.rule)))
        told = escape(finding.wrong) + (f"<br>{escape(finding.mend)}" if finding.mend else "")
        rows.append([code_link(here, finding.code), escape(finding.severity), about, told])
    head = ["code", "severity", "rule", "what was found, and what mends it"]
    return table(head, rows) if rows else ""


def _install(record: PackRecord) -> str:
    pack = record.pack
    if pack.origin in ("local", "given"):
        return element(
            "p", "This pack is not installed as a distribution, so it cannot be published."
        )
    pinned = f"{pack.distribution}=={pack.version}" if pack.version else pack.distribution
    command = element("pre", element("code", escape(f"pip install {pinned}")))
    after = "Afterwards every registry has its rules; "
    listed = f"{code('jacobook packs')} lists what is installed."
    return command + element("p", after + listed) + _security()


def _provenance(record: PackRecord) -> str:
    pack = record.pack
    rows = [
        *origin_rows(pack),
        ["contract", code(pack.contract)],
        ["hooks", escape(", ".join(pack.hooks))],
        ["record", escape(made_with(record.host))],
    ]
    shown = [row for row in rows if row[1]]
    return table(["", ""], shown, class_="jb-plain") + _hashes(record)


def _hashes(record: PackRecord) -> str:
    rows = [[code(module), code(found)] for module, found in record.pack.hashes.items()]
    if not rows:
        return ""
    title = f"SHA-256 of its modules ({len(rows)})"
    return details(title, table(["module", "SHA-256"], rows))
