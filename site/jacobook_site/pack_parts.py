"""What the page of a third party's rule has besides: its mark, its origin, and the pack's blocks.

The box with the mark is the host's alone: its own words, numbers, versions, and the pack's namespace,
which is one plain word.
"""

from __future__ import annotations

from jacobook.pages import PlotBlock, TableBlock
from jacobook_site.addresses import rule_path
from jacobook_site.block_record import BlockRecord
from jacobook_site.book import Book
from jacobook_site.line_plot import line_plot
from jacobook_site.marks import AUTOMATIC, FAILING
from jacobook_site.markup import code, element, escape, table
from jacobook_site.numbers import shown
from jacobook_site.pack_data import About, PackRecord
from jacobook_site.prose import REL, inline_prose, is_web
from jacobook_site.records import RuleRecord


def mark_box(record: RuleRecord, book: Book) -> str:
    """The mark of a third party's rule with its reason."""
    mark = book.mark(record)
    pack = book.pack_link(rule_path(record.id), record.origin.pack)
    return element(
        "div",
        element("p", f"{mark.badge} This rule comes from the pack {pack}. {AUTOMATIC}"),
        element("p", escape(mark.reason), class_="jb-note"),
        class_="jb-mark bad" if mark.word == FAILING else "jb-mark",
        data_mark=mark.word,
    )


# --------------------------------------------------------------------------------- provenance


def provenance_table(record: RuleRecord, pack: PackRecord, book: Book) -> str:
    """Where a rule of a pack comes from."""
    found = pack.pack.hashes.get(record.origin.module, "")
    rows = [
        ["pack", book.pack_link(rule_path(record.id), pack.pack.namespace)],
        *origin_rows(pack.pack),
        ["module", code(record.origin.module)],
        ["SHA-256 of its file", code(found)],
    ]
    return table(["", ""], [row for row in rows if row[1] not in ("", code(""))], class_="jb-plain")


def origin_rows(pack: About) -> list[list[str]]:
    """What the metadata of a pack's distribution say, as rows of a table."""
    return [
        ["distribution", code(f"{pack.distribution} {pack.version}".strip())],
        ["installed", escape(_ORIGINS[pack.origin])],
        ["licence", escape(pack.licence)],
        ["author", escape(pack.author)],
        ["home page", web_link(pack.home_page or pack.url)],
        ["entry point", code(pack.entry_point) if pack.entry_point else ""],
    ]


_ORIGINS = {
    "installed": "as a distribution",
    "editable": "as a distribution in editable form: the files may have changed since",
    "local": "not at all: a file",
    "given": "not at all: an object given to a registry",
}


def web_link(url: str) -> str:
    """An address as a link, if it is one of the web; as text otherwise."""
    return element("a", escape(url), href=url, rel=REL) if is_web(url) else escape(url)


# ------------------------------------------------------------------------------------- blocks


def pack_blocks(record: RuleRecord, book: Book) -> str:
    """What the pack adds to a rule's page; empty if that is nothing."""
    pack = book.pack_of(record)
    blocks = pack.blocks.get(record.id, ()) if pack else ()
    shown_blocks = [element("div", _block(block), class_="jb-block") for block in blocks]
    return element("div", *shown_blocks, class_="jb-blocks") if shown_blocks else ""


def _block(block: BlockRecord) -> str:
    if block.text is not None:
        return _title(block.text.title) + element("div", block.text.prose.html, class_="jb-prose")
    if block.table is not None:
        return _table(block.table)
    if block.plot is not None:
        return _plot(block.plot)
    told = element("strong", "A part that the pack adds could not be made. ") + code(block.problem)
    return element("p", told, class_="jb-notice bad")


def _title(text: str) -> str:
    """The title of a block; headings are the host's."""
    return element("p", element("strong", escape(text)), class_="jb-block-title") if text else ""


def _table(block: TableBlock) -> str:
    rows = [[_cell(cell) for cell in row] for row in block.rows]
    note = element("p", inline_prose(block.note), class_="jb-note") if block.note else ""
    return _title(block.title) + table([escape(name) for name in block.head], rows) + note


def _cell(cell: float | str) -> str:
    return escape(cell if isinstance(cell, str) else shown(cell))


def _plot(block: PlotBlock) -> str:
    caption = element("figcaption", escape(block.description))
    return _title(block.title) + element("figure", line_plot(block), caption, class_="jb-figure")
