"""The pure generator: records to page texts."""

from __future__ import annotations

import dataclasses
import functools
import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

from jacobook.cli.reports import REPORTS, schema_of
from jacobook_site import (
    api_page,
    code_pages,
    coverage_page,
    family_page,
    indexes,
    notation_page,
    packs_pages,
    placeholders,
    sixty_page,
    speed_page,
    tags_page,
    verification_page,
)
from jacobook_site.addresses import family_path, rule_path, source_path
from jacobook_site.book import Book, book_of
from jacobook_site.errata import WorkedErratum
from jacobook_site.families import by_family
from jacobook_site.marks import listed, pack_mark
from jacobook_site.pack_data import PackRecord
from jacobook_site.prose import rules_linked
from jacobook_site.record_file import schema
from jacobook_site.records import RuleRecord, as_json
from jacobook_site.rule_page import rule_page
from jacobook_site.sources.overview import source_pages


def generate(
    records: Sequence[RuleRecord],
    sixty: Mapping[str, Any] | None = None,
    packs: Sequence[PackRecord] = (),
    errata: Sequence[WorkedErratum] = (),
    speed: Mapping[str, Any] | None = None,
) -> dict[str, str]:
    """The text of every generated page by its source path.

    Args:
        records: one per built-in rule.
        sixty: what was measured of the sixty benchmark expressions, if anything.
        packs: the records of third parties' packs.
        errata: the equations that do not hold as printed, with their numbers, if they were worked
            out.
        speed: what the benchmark of compiled derivatives found, if that was recorded.

    Markdown pages carry finished HTML between private-use characters
    (see `jacobook_site.placeholders`); `catalogue.json` is plain JSON.
    """
    book = book_of(records, packs)
    pages = rule_pages(book) | index_pages(book) | source_pages(book, errata)
    pages[packs_pages.INDEX] = packs_pages.packs_index(book)
    pages[packs_pages.SCHEMA] = json.dumps(schema(), indent=1) + "\n"
    pages |= {f"schemas/{name}-1.json": _schema(name) for name in REPORTS}
    pages |= code_pages.code_pages()
    pages[verification_page.PATH] = verification_page.verification_page(records)
    pages[coverage_page.PATH] = coverage_page.coverage_page(records)
    pages[sixty_page.PATH] = sixty_page.sixty_page(sixty)
    pages[speed_page.PATH] = speed_page.speed_page(speed)
    pages[api_page.PATH] = api_page.api_page()
    return linked(pages, book)


def _schema(name: str) -> str:
    """The schema of what a command prints with `--json`."""
    return json.dumps(schema_of(name), indent=1) + "\n"


def generate_pack(pack: PackRecord) -> dict[str, str]:
    """The pages of a site of one pack, whose page is the home page."""
    book = book_of((), [pack], front=pack.pack.namespace)
    return linked(rule_pages(book) | index_pages(book) | code_pages.code_pages(), book)


def rule_pages(book: Book) -> dict[str, str]:
    """The pages of rules and packs, and the files that rules are written in."""
    rules = book.rules.values()
    pages = {rule_path(record.id): rule_page(record, book) for record in rules}
    pages |= {source_path(r.id): r.origin.text for r in rules if r.origin.text}
    for namespace, pack in book.packs.items():
        pages[book.pack_page(namespace)] = packs_pages.pack_page(pack, book)
    return pages


def index_pages(book: Book) -> dict[str, str]:
    """The pages that list rules, without those of packs that fail; all rules as data."""
    shown = listed(list(book.rules.values()))
    pages = {family_path(f): family_page.family_page(f, r) for f, r in by_family(shown).items()}
    pages[family_page.INDEX] = family_page.families_index(shown)
    pages[indexes.RULES] = indexes.rules_index(shown, book)
    pages[indexes.NUMPY] = indexes.numpy_index(shown)
    pages[indexes.SOURCES] = indexes.sources_index(shown)
    pages[indexes.KINDS] = indexes.kinds_index(shown)
    pages[notation_page.PATH] = notation_page.notation_page(shown)
    pages[tags_page.PATH] = tags_page.tags_page(shown)
    pages["catalogue.json"] = catalogue_json(book)
    return pages


def linked(pages: Mapping[str, str], book: Book) -> dict[str, str]:
    """The pages with links to rules, as authors write them, leading to the rules' pages."""

    def page(path: str, text: str) -> str:
        if not path.endswith(".md"):
            return text
        address = functools.partial(book.rule_url, path)
        return placeholders.changed(text, lambda html: rules_linked(html, address))

    return {path: page(path, text) for path, text in pages.items()}


def catalogue_json(book: Book) -> str:
    """All rules as data, and the packs that some of them come from."""
    rules = list(book.rules.values())
    own = [record for record in rules if record.origin.built_in] or rules
    made = {
        "format": 1,
        "versions": _plain(as_json(own[0])["versions"]) if own else {},
        "packs": [_plain(_pack_json(pack)) for pack in book.packs.values()],
        "rules": [
            {**_plain(_without_versions(as_json(record))), "mark": book.mark(record).word}
            for record in rules
        ],
    }
    return json.dumps(made, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _pack_json(pack: PackRecord) -> dict[str, Any]:
    who = dataclasses.asdict(pack.pack)
    return {**who, "mark": pack_mark(pack), "made_with": dataclasses.asdict(pack.host)}


def _without_versions(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key != "versions"}


def _plain(value: Any) -> Any:
    """Data that JSON can hold: numbers that are not finite become text."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return repr(value)
    return value
