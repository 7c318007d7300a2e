"""Pages of families: tables of formulas with their derivatives."""

from __future__ import annotations

from collections.abc import Sequence

from jacobook_site.addresses import family_path, link, rule_path
from jacobook_site.families import by_family, family_title
from jacobook_site.forms.page import cell_in_layouts, layout_switch
from jacobook_site.marks import AUTOMATIC
from jacobook_site.markup import code, element, markdown_text, table
from jacobook_site.placeholders import raw
from jacobook_site.records import RuleRecord
from jacobook_site.typesetting import Statement

INDEX = "families/index.md"


def family_page(family: str, records: Sequence[RuleRecord]) -> str:
    """The table of one family."""
    here = family_path(family)
    rows = [_row(here, record) for record in records]
    told = f"{len(rows)} rules. Each row links to a page with proof, numbers and code."
    if records and not records[0].origin.built_in:
        told += f" They come from a pack. {AUTOMATIC}"
    note = element("p", told)
    made = table(["rule", "function", "derivative"], rows, class_="jb-formulas")
    trail = element(
        "nav", link(here, INDEX, "Families"), class_="jb-trail", aria_label="Breadcrumb"
    )
    turned = any(record.denominator(s) for record in records for s in record.statements)
    switch = layout_switch() if turned else ""
    return _page(family_title(family), raw(trail), raw(note + switch + made))


def _page(title: str, before: str, body: str) -> str:
    return f"---\nhide: [navigation, toc]\n---\n\n{before}\n\n# {markdown_text(title)}\n\n{body}\n"


def _row(here: str, record: RuleRecord) -> list[str]:
    name = link(here, rule_path(record.id), record.title)
    return [name, formula_cell(record), derivative_cell(record)]


def formula_cell(record: RuleRecord) -> str:
    """The function of a rule as tables show it."""
    return _statement(record.entry)


def derivative_cell(record: RuleRecord) -> str:
    """The statement that says most about the derivative of a rule."""
    if record.derivative is None:
        return ""
    turned = record.denominator(record.derivative)
    return cell_in_layouts(_statement(record.derivative), _in_cell(turned))


def _statement(statement: Statement) -> str:
    return _in_cell(statement.equation.mathml)


def _in_cell(mathml: str) -> str:
    """A formula as a cell shows it."""
    return mathml.replace(' display="block"', ' displaystyle="true"', 1)


def families_index(records: Sequence[RuleRecord]) -> str:
    """All families with a few of their rules."""
    rows = [_family_row(family, found) for family, found in by_family(records).items()]
    made = table(["family", "rules", "for example"], rows)
    return f"---\nhide: [toc]\n---\n\n# Families\n\n{raw(made)}\n"


def _family_row(family: str, found: Sequence[RuleRecord]) -> list[str]:
    some = ", ".join(link(INDEX, rule_path(r.id), r.title) for r in found[:4])
    name = link(INDEX, family_path(family), family_title(family))
    if not found[0].origin.built_in:
        name += " (pack)"
    return [f"{name} {code(family)}", str(len(found)), some]
