"""The pure generator: records to page texts."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from typing import Any

from jacobook.cli.reports import REPORTS, schema_of
from jacobook_site import (
    api_page,
    catalogue_data,
    catalogue_file,
    cheat_sheet,
    code_pages,
    coverage_page,
    family_page,
    indexes,
    notation_page,
    packs_pages,
    placeholders,
    rules_table,
    search_index,
    sixty_page,
    speed_page,
    tags_page,
    verification_page,
)
from jacobook_site.addresses import copies_path, family_path, rule_path, source_path
from jacobook_site.book import Book, book_of
from jacobook_site.errata import WorkedErratum
from jacobook_site.families import by_family
from jacobook_site.forms.page import copies
from jacobook_site.kept import Kept
from jacobook_site.marks import listed
from jacobook_site.pack_data import PackRecord
from jacobook_site.prose import rules_linked
from jacobook_site.record_file import schema
from jacobook_site.records import RuleRecord
from jacobook_site.redirects import redirects
from jacobook_site.rule_page import rule_page
from jacobook_site.sources.overview import source_pages


def generate(
    records: Sequence[RuleRecord],
    sixty: Mapping[str, Any] | None = None,
    packs: Sequence[PackRecord] = (),
    errata: Sequence[WorkedErratum] = (),
    speed: Mapping[str, Any] | None = None,
    repository: str = "",
    reference: str = "",
    kept: Kept | None = None,
) -> dict[str, str]:
    """The text of every generated page by its source path.

    Args:
        records: one per built-in rule.
        sixty: what was measured of the sixty benchmark expressions, if anything.
        packs: the records of third parties' packs.
        errata: the equations that do not hold as printed, with their numbers, if they were worked
            out.
        speed: what the benchmark of compiled derivatives found, if that was recorded.
        repository: the address of the sources, which pages of rules then link into.
        reference: the reference of the library, if it is made already.
        kept: what was made of the records before, where pages are made again and again.

    Markdown pages carry finished HTML between private-use characters
    (see `jacobook_site.placeholders`); `catalogue.json` is plain JSON.
    """
    book = book_of(records, packs, repository=repository)
    kept = kept or Kept()
    kept.look_at(book)
    pages = index_pages(book, kept) | source_pages(book, errata)
    pages[packs_pages.INDEX] = packs_pages.packs_index(book)
    pages[packs_pages.SCHEMA] = json.dumps(schema(), indent=1) + "\n"
    pages[catalogue_data.SCHEMA] = json.dumps(catalogue_data.schema(), indent=1) + "\n"
    pages |= {f"schemas/{name}-1.json": _schema(name) for name in REPORTS}
    pages |= code_pages.code_pages()
    pages[verification_page.PATH] = verification_page.verification_page(records)
    pages[coverage_page.PATH] = coverage_page.coverage_page(records)
    pages[sixty_page.PATH] = sixty_page.sixty_page(sixty)
    pages[speed_page.PATH] = speed_page.speed_page(speed)
    pages[api_page.PATH] = reference or api_page.api_page()
    pages |= redirects(book) | cheat_sheet.sheets(records)
    return rule_pages(book, kept) | linked(pages, book)


def _schema(name: str) -> str:
    """The schema of what a command prints with `--json`."""
    return json.dumps(schema_of(name), indent=1) + "\n"


def generate_pack(pack: PackRecord) -> dict[str, str]:
    """The pages of a site of one pack, whose page is the home page."""
    book = book_of((), [pack], front=pack.pack.namespace)
    kept = Kept()
    pages = index_pages(book, kept) | code_pages.code_pages() | redirects(book)
    return rule_pages(book, kept) | linked(pages, book)


def rule_pages(book: Book, kept: Kept) -> dict[str, str]:
    """The pages of rules and packs, and the files that rules are written in."""
    rules = book.rules.values()
    pages = {
        rule_path(r.id): kept.made("page", r, functools.partial(_rule_page, r, book)) for r in rules
    }
    pages |= {
        copies_path(r.id): kept.made("copies", r, functools.partial(copies, r.forms)) for r in rules
    }
    pages |= {source_path(r.id): r.origin.text for r in rules if r.origin.text}
    for namespace, pack in book.packs.items():
        path = book.pack_page(namespace)
        pages[path] = _linked(path, packs_pages.pack_page(pack, book), book)
    return pages


def _rule_page(record: RuleRecord, book: Book) -> str:
    return _linked(rule_path(record.id), rule_page(record, book), book)


def index_pages(book: Book, kept: Kept) -> dict[str, str]:
    """The pages that list rules, without those of packs that fail; all rules as data."""
    shown = listed(list(book.rules.values()))
    pages = {family_path(f): family_page.family_page(f, r) for f, r in by_family(shown).items()}
    pages[family_page.INDEX] = family_page.families_index(shown, has_sheet=not book.front)
    pages[indexes.RULES] = rules_table.rules_table(shown, book, kept)
    pages[indexes.NUMPY] = indexes.numpy_index(shown)
    pages[indexes.SOURCES] = indexes.sources_index(shown)
    pages[indexes.KINDS] = indexes.kinds_index(shown)
    pages[search_index.RULES] = search_index.rules_script(book, kept)
    pages["catalogue.json"] = catalogue_file.as_text(catalogue_file.catalogue(book, kept))
    pages[notation_page.PATH] = notation_page.notation_page(shown, has_guides=not book.front)
    pages[tags_page.PATH] = tags_page.tags_page(shown)
    return pages


def linked(pages: Mapping[str, str], book: Book) -> dict[str, str]:
    """The pages with links to rules, as authors write them, leading to the rules' pages."""
    return {path: _linked(path, text, book) for path, text in pages.items()}


def _linked(path: str, text: str, book: Book) -> str:
    if not path.endswith(".md"):
        return text
    address = functools.partial(book.rule_url, path)
    return placeholders.changed(text, lambda html: rules_linked(html, address))
