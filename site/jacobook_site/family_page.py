"""Pages of families: the chapters of a handbook, with formulas, their derivatives and when they hold."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from jacobook_site.addresses import family_path, link, rule_path
from jacobook_site.families import by_family
from jacobook_site.forms.page import cell_in_layouts, layout_switch
from jacobook_site.formula_lines import flowing, widest
from jacobook_site.handbook import Chapter, Part, chapter
from jacobook_site.headlines import headlines
from jacobook_site.marks import AUTOMATIC
from jacobook_site.markup import code, element, escape, markdown_text, table_of
from jacobook_site.placeholders import raw
from jacobook_site.records import RuleRecord
from jacobook_site.typesetting import Formula, Statement

INDEX = "families/index.md"


def family_page(family: str, records: Sequence[RuleRecord]) -> str:
    """The chapter of one family."""
    here = family_path(family)
    told = chapter(family, records)
    trail = element(
        "nav", link(here, INDEX, "Families"), class_="jb-trail", aria_label="Breadcrumb"
    )
    head = (raw(trail), f"# {markdown_text(told.title)} {{ #top }}", raw(_lead(told)))
    parts = (_part(here, part) for part in told.parts)
    return "\n\n".join([_front_matter(told), *head, *parts]) + "\n"


def _front_matter(told: Chapter) -> str:
    hidden = "[navigation]" if len(told.parts) > 1 else "[navigation, toc]"
    title, described = (json.dumps(escape(text)) for text in (told.title, told.intro))
    return f"---\ntitle: {title}\ndescription: {described}\nhide: {hidden}\n---"


def _lead(told: Chapter) -> str:
    intro = element("p", escape(told.intro), class_="jb-lead") if told.intro else ""
    words = (
        f"{counted(len(told.rules))}. A name leads to the page with proof, numbers and code; the id "
        "below it is what to quote, and is an anchor of this page."
    )
    if told.rules and not told.rules[0].origin.built_in:
        words += f" They come from a pack. {AUTOMATIC}"
    turned = any(r.denominator(s) for r in told.rules for s in r.statements)
    switch = layout_switch() if turned else ""
    return intro + element("p", words, class_="jb-note") + switch


def counted(number: int) -> str:
    """A number of rules in words."""
    return f"{number} rule{'s' * (number != 1)}"


def _part(here: str, part: Part) -> str:
    head = ["rule", "function", "derivative", "where"]
    rows = [_row(here, record) for record in part.rules]
    made = raw(table_of(head, rows, "Table", class_="jb-formulas jb-handbook jb-stack"))
    title = f"## {markdown_text(part.title)} {{ #{part.anchor} }}\n\n" if part.title else ""
    return title + made


def _row(here: str, record: RuleRecord) -> str:
    """A rule; the wider its formulas are, the more columns they share."""
    name = link(here, rule_path(record.id), record.title)
    quoted = element("a", code(record.id), href=f"#{record.id}", class_="jb-quote")
    cells = [_flowing(record, record.entry.equation.mathml), derivative(record), _where(record)]
    shared = columns_shared(record)
    joined = "".join(element("div", cell) for cell in cells[:shared])
    first = element("td", joined, colspan=shared) if shared > 1 else element("td", cells[0])
    return element(
        "tr",
        element("td", element("span", f"{name}<br>{quoted}", id=record.id)),
        first,
        *(element("td", cell) for cell in cells[shared:]),
    )


def columns_shared(record: RuleRecord) -> int:
    """How many of the columns function, derivative and where the formulas of a rule share."""
    stated = [statement.equation for statement in headlines(record)]
    slopes = stated or filter(None, [_derived(record)])
    needed = max(_room(record, shown) for shown in (record.entry.equation, *slopes))
    return next((number for number, room in COLUMNS.items() if needed <= room), 3)


def _room(record: RuleRecord, equation: Formula) -> float:
    """The width in ems that a formula needs; of one from outside a guess."""
    return widest(equation.mathml) if record.origin.built_in else len(equation.text) * LETTER


COLUMNS = {1: 19.0, 2: 38.0}
"""The width of so many columns for formulas in ems, on a page 1300 pixels wide."""
LETTER = 0.45
"""The width in ems that a character of a formula's text takes in it, about."""


def derivative(record: RuleRecord) -> str:
    """What a rule states of its derivative; what the engine derives, where it states nothing."""
    if stated := headlines(record):
        return "".join(element("div", _headline(record, each)) for each in stated)
    if derived := _derived(record):
        return _flowing(record, derived.mathml)
    return element("span", escape(_why_none(record)), class_="jb-note")


def _derived(record: RuleRecord) -> Formula | None:
    """What the engine derives, if it is not too long."""
    form = next(iter(record.forms.forms), None)
    if form is None or form.equation is None or len(form.equation.text) > LONGEST:
        return None
    return form.equation


def _why_none(record: RuleRecord) -> str:
    """Why a table shows no derivative of a rule."""
    if record.kind == "constant":
        return "constant: its derivatives are zero"
    gaps = (form.gap for form in record.forms.forms[:1] if form.gap)
    return next(gaps, "too long for this table; its page has it")


LONGEST = 150
"""Characters of a formula that a table shows, though nobody has chosen it for one."""


def _headline(record: RuleRecord, statement: Statement) -> str:
    """A statement in the layouts in which it differs."""
    turned = record.denominator(statement)
    numerator = _flowing(record, statement.equation.mathml)
    return cell_in_layouts(numerator, _flowing(record, turned) if turned else "")


def _flowing(record: RuleRecord, mathml: str) -> str:
    """A formula that may take several lines; one from outside stays as it was cleaned."""
    return flowing(mathml) if record.origin.built_in else _in_cell(mathml)


def _where(record: RuleRecord) -> str:
    """The shapes of the operands, then the conditions."""
    shapes = ", ".join(
        f"{escape(o.name)}\N{NO-BREAK SPACE}{escape(_tight(o.shape))}" for o in record.operands
    )
    value = f" → {escape(_tight(record.result.shape))}"
    told = element("div", shapes + value, class_="jb-shapes")
    return element("div", told + _sentence(record.conditions.html), class_="jb-where")


def _tight(shape: str) -> str:
    """A shape without spaces, so that it stays in one piece."""
    return shape.replace(", ", ",").replace(",)", ")")


def _sentence(html: str) -> str:
    """Conditions with lines for paragraphs."""
    return re.sub(r"<(/?)p>", r"<\1div>", html)


def formula_cell(record: RuleRecord) -> str:
    """The function of a rule as tables show it."""
    return _in_cell(record.entry.equation.mathml)


def derivative_cell(record: RuleRecord) -> str:
    """The statement that says most about the derivative of a rule."""
    if record.derivative is None:
        return ""
    turned = record.denominator(record.derivative)
    return cell_in_layouts(_in_cell(record.derivative.equation.mathml), _in_cell(turned))


def _in_cell(mathml: str) -> str:
    """A formula as a cell shows it."""
    return mathml.replace(' display="block"', ' displaystyle="true"', 1)


def families_index(records: Sequence[RuleRecord], *, has_sheet: bool = True) -> str:
    """The table of contents of the handbook.

    Args:
        records: the rules.
        has_sheet: whether the site has the cheat sheet.
    """
    found = [chapter(family, rules) for family, rules in by_family(records).items()]
    entries = "".join(map(_contents, found))
    told = (
        f"{counted(len(records))} in {len(found)} families. Each family is a chapter: tables of "
        "functions with their derivatives, and when they hold."
    )
    if has_sheet:
        told += " For paper there is the [cheat sheet](../cheat-sheet/index.md)."
    made = raw(element("div", entries, class_="jb-contents"))
    return f"---\nhide: [toc]\n---\n\n# Families\n\n{told}\n\n{made}\n"


def _contents(told: Chapter) -> str:
    """A chapter in the table of contents: its title, what it is about, its sections."""
    target = family_path(told.family)
    name = link(INDEX, target, told.title)
    if told.rules and not told.rules[0].origin.built_in:
        name += " (pack)"
    head = element("p", f"{name} {code(told.family)}", class_="jb-chapter")
    count = element("span", counted(len(told.rules)), class_="jb-count")
    intro = element("p", f"{escape(told.intro)} {count}".strip(), class_="jb-note")
    items = [
        element("li", link(INDEX, target, part.title, part.anchor), f" ({len(part.rules)})")
        for part in told.parts
        if part.title
    ]
    sections = element("ul", *items) if items else ""
    return element("section", head, intro, sections)
