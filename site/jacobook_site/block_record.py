"""What a pack adds to the page of a rule, as plain data of a size that a page has room for."""

from __future__ import annotations

import numbers
from dataclasses import dataclass, replace

import msgspec

from jacobook.catalogue import Registry
from jacobook.findings import ERROR, Finding
from jacobook.pages import PageBlock, PlotBlock, PlotCurve, TableBlock, TextBlock
from jacobook.rule import Rule
from jacobook_site.author_code import Attempt
from jacobook_site.prose import prose
from jacobook_site.records import Prose
from jacobook_site.typesetting import backtick_typesetter

MOST_ROWS, MOST_COLUMNS, MOST_POINTS = 200, 20, 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedProse:
    """Sentences under a title."""

    title: str
    prose: Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockRecord:
    """What a pack adds to a rule's page: one of three things, or the problem in its place."""

    text: NamedProse | None = None
    table: TableBlock | None = None
    plot: PlotBlock | None = None
    problem: str = ""


def fitted(item: PageBlock | Finding, rule: Rule, registry: Registry) -> BlockRecord | Finding:
    """A block as data; a finding in its place if it is none, or too large."""
    if isinstance(item, Finding):
        return item
    attempt = Attempt(lambda: _plain(item, rule, registry))
    if attempt.value is not None:
        return attempt.value
    pack = registry.pack_of(rule).namespace
    mend = "give text as strings, numbers as floats, and no more of them than that"
    return Finding(code="JB401", wrong=attempt.problem, mend=mend, rule=rule.id, pack=pack)


def in_its_place(item: BlockRecord | Finding) -> BlockRecord | None:
    """What a page shows: the block, or the problem in its place; nothing for a mere warning."""
    if isinstance(item, BlockRecord):
        return item
    return BlockRecord(problem=f"{item.code}: {item.wrong}") if item.severity == ERROR else None


def _plain(item: PageBlock, rule: Rule, registry: Registry) -> BlockRecord:
    if isinstance(item, TextBlock):
        html = prose(item.text, backtick_typesetter(rule, registry))
        made = BlockRecord(text=NamedProse(title=item.title, prose=Prose(item.text, html)))
    elif isinstance(item, TableBlock):
        rows = tuple(tuple(map(_cell, row)) for row in item.rows)
        made = BlockRecord(table=replace(item, head=tuple(item.head), rows=rows))
    else:
        curves = tuple(map(_curve, item.curves))
        made = BlockRecord(plot=replace(item, curves=curves))
    refuse_size(made)
    return msgspec.convert(msgspec.to_builtins(made), BlockRecord)


def _cell(value: object) -> float | str:
    """A number as a float, anything else as text."""
    return float(value) if isinstance(value, numbers.Real) else str(value)


def _curve(curve: PlotCurve) -> PlotCurve:
    x, y = (tuple(map(float, values)) for values in (curve.x, curve.y))
    return PlotCurve(label=curve.label, x=x, y=y)


def refuse_size(block: BlockRecord) -> None:
    """Refuse a block that would fill the page.

    Raises:
        ValueError: it has too many rows, columns or points.
    """
    if block.table is not None:
        _refuse_more("rows", len(block.table.rows), MOST_ROWS)
        _refuse_more("columns", len(block.table.head), MOST_COLUMNS)
    for curve in block.plot.curves if block.plot is not None else ():
        _refuse_more("points in a curve", len(curve.x), MOST_POINTS)


def _refuse_more(what: str, count: int, most: int) -> None:
    if count > most:
        raise ValueError(f"{count} {what}; a page shows at most {most}")
