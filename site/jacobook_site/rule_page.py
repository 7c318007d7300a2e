"""The page of one rule, made from its record."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from jacobook_site.addresses import family_path, href, link, rule_path, source_path
from jacobook_site.book import Book
from jacobook_site.broadcasting import broadcasting_view
from jacobook_site.check_tables import check_panel
from jacobook_site.checks import GRADES
from jacobook_site.citations import named, places
from jacobook_site.curves import value_table
from jacobook_site.derivation_view import derivation_section
from jacobook_site.entrywise import three_steps
from jacobook_site.errata import page as errata
from jacobook_site.example_tables import example_section, jacobian_section
from jacobook_site.flow_picture import flow_section
from jacobook_site.forms import page as forms
from jacobook_site.forms.data import Form
from jacobook_site.jacobian_shapes import jacobian_shapes
from jacobook_site.live.section import live_section
from jacobook_site.marks import CORE
from jacobook_site.markup import (
    badge,
    code,
    details,
    element,
    escape,
    fenced,
    markdown_text,
    table,
)
from jacobook_site.mistakes.view import mistakes_view
from jacobook_site.numbers import shown
from jacobook_site.pack_parts import mark_box, pack_blocks, provenance_table
from jacobook_site.placeholders import raw
from jacobook_site.plot import curve_plot
from jacobook_site.prose import REL, inline_prose, is_web
from jacobook_site.records import OperandRecord, RuleRecord, Source
from jacobook_site.redirects import short_path
from jacobook_site.related_section import related_section
from jacobook_site.repository import repository_links
from jacobook_site.signature import conditions_line, size_note, symbol, what_it_is
from jacobook_site.special_section import special_section
from jacobook_site.twins import twin_path
from jacobook_site.typesetting import Statement

TONES = {"proved": "good", "checked": "good", "not verified": "plain", "failing": "bad"}
KIND_WORDS = {
    "elementwise": "element-wise",
    "linear": "linear",
    "multilinear": "multilinear",
    "general": "general",
    "derived": "derived",
    "identity": "identity",
    "structural": "structural",
    "constant": "constant",
}

Section = Callable[[RuleRecord, Book], str]


def rule_page(record: RuleRecord, book: Book) -> str:
    """The page as Markdown, with finished HTML in brackets.

    Args:
        record: the rule.
        book: all records, for links and for what a pack adds.
    """
    made = ((anchor, title, write(record, book)) for anchor, title, write in SECTIONS)
    sections = {anchor: _section(anchor, title, body) for anchor, title, body in made if body}
    if blocks := pack_blocks(record, book):
        title = f"From the pack {markdown_text(book.packs[record.origin.pack].pack.title)}"
        sections["pack"] = _section("pack", title, raw(blocks))
    others = (text for anchor, text in sections.items() if anchor != "derivation")
    shown = forms.fitting(record.forms.forms, forms.room_beside(sum(map(_weight, others))))
    if table := forms.forms_table(shown):
        sections["statement"] += f"\n\n{raw(table)}"
    parts = [_front_matter(record), _head(record, book, shown), *sections.values()]
    return "\n\n".join(parts) + "\n"


def _weight(text: str) -> int:
    """About how many bytes a part of a page has once its code is coloured.

    >>> _weight("four"), _weight("```python\\nx\\n```")
    (204, 863)
    """
    plain, coloured = text.split("```")[::2], text.split("```")[1::2]
    highlighted = sum(600 + 7 * len(part.encode()) for part in coloured)
    return 200 + sum(len(part.encode()) for part in plain) + highlighted


def _section(anchor: str, title: str, body: str) -> str:
    return f"## {title} {{ #{anchor} }}\n\n{body}"


def _front_matter(record: RuleRecord) -> str:
    given = {
        "title": escape(" ".join(record.title.split())),
        "description": escape(" ".join(record.summary.split()) or record.title),
        "hide": ["navigation"],
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in given.items()]
    return "\n".join(["---", *lines, "---"])


def _head(record: RuleRecord, book: Book, shown: Sequence[Form]) -> str:
    name = element(
        "div",
        element("code", escape(record.id), class_="jb-id"),
        element(
            "button",
            "Copy id",
            type="button",
            class_="jb-copy",
            data_copy=record.id,
        ),
        class_="jb-idline",
    )
    summary = element("p", inline_prose(record.summary), class_="jb-lead") if record.summary else ""
    mark = "" if record.origin.built_in else mark_box(record, book)
    notice = _notice(record)
    crumbs = element("nav", _trail(record, book), class_="jb-trail", aria_label="Breadcrumb")
    head = raw(f"{name}{mark}{summary}{_badges(record)}{_switch(record, shown)}{notice}")
    return f"{raw(crumbs)}\n\n# {markdown_text(record.title)} {{ #top }}\n\n{head}"


def _switch(record: RuleRecord, shown: Sequence[Form]) -> str:
    """The choice between the layouts, where they differ."""
    worked = record.derivations.worked
    steps = any(line.denominator for one in worked for line in one.lines)
    return forms.switch([*record.forms.statements, *shown], steps=steps)


def _trail(record: RuleRecord, book: Book) -> str:
    """Where the page stands: in a family of the book, or in a pack."""
    here, pack = rule_path(record.id), record.origin.pack
    family = link(here, family_path(record.family), record.family)
    if record.origin.built_in or pack not in book.packs:
        return f"{link(here, 'rules/index.md', 'Rules')} / {family}"
    above = "" if book.front else f"{link(here, 'packs/index.md', 'Packs')} / "
    return above + book.pack_link(here, pack)


def _badges(record: RuleRecord) -> str:
    shown_badges = [badge(f"kind: {KIND_WORDS[record.kind]}"), badge(f"status: {record.status}")]
    if record.origin.built_in:
        shown_badges += [badge(GRADES[record.grade], TONES[record.grade]), badge(CORE)]
    else:
        shown_badges.append(badge(f"pack: {record.origin.pack}", "third"))
    return element("p", " ".join(shown_badges), class_="jb-badges")


def _notice(record: RuleRecord) -> str:
    parts = []
    if record.deprecated:
        parts.append(element("p", escape(record.deprecated), class_="jb-notice"))
    if record.origin.built_in and record.grade == "failing":
        text = "A check of this rule fails; the panel below says which."
        parts.append(element("p", escape(text), class_="jb-notice bad"))
    return "".join(parts)


# Sections


def _statement(record: RuleRecord, _: Book) -> str:
    """What the author states."""
    statements = _without_doubles(record.statements)
    spoken = dict(zip(map(id, record.statements), record.forms.statements, strict=False))
    doubles = _doubles(record)
    rows = "".join(
        forms.statement_row(
            s, _words(s, before, record), spoken.get(id(s)), doubles.get(s.equation.mathml, ())
        )
        for s, before in zip(statements, (None, *statements), strict=False)
    )
    parts = [element("div", rows, class_="jb-statement")]
    if any(s.each for s in record.statements[1:]):
        parts.append(element("p", _ENTRYWISE, class_="jb-note"))
    parts.append(conditions_line(record))
    if record.functions:
        parts.append(_instance_table(record))
    return raw("".join(parts))


_ENTRYWISE = (
    "“Each entry” means: both sides are numbers, the derivative of one entry of the value by the "
    "same entry of the operand. The Jacobian has these numbers on its diagonal."
)


def _same_subject(statement: Statement, before: Statement | None) -> bool:
    """Whether a statement is another form of the one before it."""
    return before is not None and (statement.form, statement.variable) == (
        before.form,
        before.variable,
    )


def _without_doubles(statements: Iterable[Statement]) -> list[Statement]:
    """The statements that look different; the place of another is in the row of its double."""
    first: dict[str, Statement] = {}
    for statement in statements:
        first.setdefault(statement.equation.mathml, statement)
    return list(first.values())


def _doubles(record: RuleRecord) -> dict[str, list[str]]:
    """The places of statements without a row of their own, by what they look like."""
    found: dict[str, list[str]] = {}
    for statement, spoken in zip(record.statements, record.forms.statements, strict=False):
        found.setdefault(statement.equation.mathml, []).append(spoken.anchor)
    return {look: anchors[1:] for look, anchors in found.items()}


def _words(statement: Statement, before: Statement | None, record: RuleRecord) -> str:
    """What stands beside a statement."""
    if _same_subject(statement, before):
        return "or"
    return "for example" if record.kind == "constant" else statement.label


def _instance_table(record: RuleRecord) -> str:
    rows = [[code(f.header), code(f.body)] for f in record.functions]
    note = element(
        "p", "The law holds for any functions. It is checked on these:", class_="jb-note"
    )
    return note + table(["function", "instance"], rows)


def _shapes(record: RuleRecord, _: Book) -> str:
    sizes = {}
    if record.examples:
        sizes = {o.name: str(o.values.shape) for o in record.examples[0].operands}
        if record.examples[0].value is not None:
            sizes[record.result.name] = str(record.examples[0].value.shape)
    rows = [_shape_row(record, o, sizes) for o in (*record.operands, record.result)]
    made = table(["symbol", "name", "what it is", "shape", "in the example"], rows)
    if record.parameters:
        made += table(["keyword", "default"], [[code(k), code(v)] for k, v in record.parameters])
    layout = (
        f"A gradient has its variable’s shape. A Jacobian by an operand has shape "
        f"<code>{escape(record.result.name)}.shape + operand.shape</code>: row by row, the "
        "gradient of each output."
    )
    names = tuple(o.name for o in record.operands)
    layout += size_note(record)
    stretched = broadcasting_view(names, record.stretched)
    return raw(made + element("p", layout, class_="jb-note") + jacobian_shapes(record) + stretched)


def _shape_row(record: RuleRecord, operand: OperandRecord, sizes: Mapping[str, str]) -> list[str]:
    example = code(sizes[operand.name]) if operand.name in sizes else ""
    return [
        symbol(operand),
        code(operand.name),
        what_it_is(record, operand),
        code(operand.shape),
        example,
    ]


def _plot(record: RuleRecord, _: Book) -> str:
    curve = record.curve
    if curve is None:
        return ""
    name = record.operands[0].name
    text = (
        f"{record.title} from {shown(curve.x[0])} to {shown(curve.x[-1])}: the function solid, its "
        "derivative dashed"
    )
    text += (
        ". Marked points have no derivative, or one chosen by convention." if curve.kinks else "."
    )
    picture = curve_plot(curve, f"{record.title} and its derivative", text)
    rows = [[shown(v, 5) for v in row] for row in value_table(curve)]
    head = [code(name), f"value {code(record.result.name)}", "derivative"]
    numbers = details("Values at five points", table(head, rows))
    legend = element(
        "span",
        '<i class="jb-key-value"></i>function &nbsp; <i class="jb-key-slope"></i>derivative',
        class_="jb-legend",
    )
    caption = element("figcaption", f"{legend} {escape(text)}")
    return raw(element("figure", picture, caption, class_="jb-figure") + numbers)


def _live(record: RuleRecord, _: Book) -> str:
    return live_section(record)


def _jacobian(record: RuleRecord, _: Book) -> str:
    made = jacobian_section(record)
    return raw(made) if made else ""


def _example(record: RuleRecord, _: Book) -> str:
    made = example_section(record)
    return raw(made) if made else ""


def _why(record: RuleRecord, book: Book) -> str:
    said = element("div", record.why.html, class_="jb-prose") if record.why.text else ""
    made = said + three_steps(record, book)
    return raw(made) if made else ""


def _flow(record: RuleRecord, book: Book) -> str:
    made = flow_section(record, book)
    return raw(made) if made else ""


def _derivation(record: RuleRecord, book: Book) -> str:
    made = derivation_section(record, book.rules)
    return raw(made) if made else ""


def _numpy(record: RuleRecord, _: Book) -> str:
    parts = []
    if record.numpy:
        names = ", ".join(code(n.replace("numpy.", "np.", 1)) for n in record.numpy)
        answers = f"Used by jacobook when it differentiates a call of {names}."
        parts.append(raw(element("p", answers)))
    if record.usage is not None:
        parts.append(fenced(record.usage.text, "python"))
        if record.usage.output:
            parts.append("Output, printed when this page was built:\n")
            parts.append(fenced(record.usage.output, "text"))
    if record.maps:
        parts.append(
            raw(
                element(
                    "p",
                    f"What the engine runs. {code(record.result.name + '_bar')} is the "
                    "cotangent of the value; the function returns the operand’s.",
                )
            )
        )
    for listing in record.maps:
        parts.append(raw(element("p", escape(listing.title), class_="jb-listing")))
        parts.append(fenced(listing.text, "python"))
    return "\n\n".join(parts)


def _special(record: RuleRecord, book: Book) -> str:
    return raw(special_section(record, book))


def _pitfalls(record: RuleRecord, _: Book) -> str:
    if not record.pitfalls.text:
        return ""
    return raw(element("div", record.pitfalls.html, class_="jb-prose jb-pitfalls"))


def _mistakes(record: RuleRecord, _: Book) -> str:
    made = mistakes_view(record.result.name, record.mistakes)
    return raw(made) if made else ""


def _check(record: RuleRecord, _: Book) -> str:
    return raw(check_panel(record))


def _related(record: RuleRecord, book: Book) -> str:
    return raw(related_section(record, book))


def _references(record: RuleRecord, _: Book) -> str:
    items = []
    for reference in record.references:
        text = escape(", ".join(filter(None, [reference.source, reference.where])))
        if is_web(reference.url):
            text = element("a", text, href=reference.url, rel=REL)
        items.append(element("li", text, _erratum(record, reference)))
    here = rule_path(record.id)
    more = element("p", link(here, "sources/index.md", "All sources"))
    return raw(element("ul", *items) + more) if items else ""


def _erratum(record: RuleRecord, reference: Source) -> str:
    """A link to what is said of the place as its source prints it; usually empty."""
    if not record.origin.built_in:
        return ""
    source, where = named(reference)
    found = errata.mark(rule_path(record.id), source, places(where))
    return f" ({found})" if found else ""


def _provenance(record: RuleRecord, book: Book) -> str:
    pack = book.pack_of(record)
    return "" if pack is None else raw(provenance_table(record, pack, book))


def _machine(record: RuleRecord, book: Book) -> str:
    texts = "\n".join(s.equation.text for s in record.statements)
    latex = "\n".join(s.equation.latex for s in record.statements)
    here = rule_path(record.id)
    place = f"{record.origin.path}:{record.origin.line}" if record.origin.path else ""
    short = f"id/{record.id}/"
    made = [
        "As text, in NumPy’s expression syntax:\n",
        fenced(texts, "text"),
        "As LaTeX:\n",
        fenced(latex, "latex"),
    ]
    rows = [
        ["in code", code(f'jb.registry()["{record.id}"]')],
        ["source", _source(record, here, place, book)],
        ["pack", escape(f"{record.origin.pack}, {record.origin.distribution}")],
        ["since", escape(record.since)],
        ["short address", element("a", code(short), href=href(here, short_path(record.id)))],
        ["as text", element("a", "Markdown", href=twin_path("index.html"))],
        [
            "all rules as data",
            element("a", "catalogue.json", href=href(here, "catalogue.json")),
        ],
    ]
    return "\n".join(made) + "\n\n" + raw(table(["", ""], rows, class_="jb-plain"))


def _source(record: RuleRecord, here: str, place: str, book: Book) -> str:
    """A link to the text of the rule's own file, and links into the repository if it is known."""
    if not place:
        return "defined without a file"
    own = element("a", code(place), href=href(here, source_path(record.id)))
    further = repository_links(record, book.repository)
    return f"{own} ({further})" if further else own


SECTIONS: tuple[tuple[str, str, Section], ...] = (
    ("statement", "Statement", _statement),
    ("shapes", "Operands and shapes", _shapes),
    ("flow", "Dataflow", _flow),
    ("plot", "Plot", _plot),
    ("live", "Try it", _live),
    ("example", "Worked example", _example),
    ("jacobian", "Jacobian", _jacobian),
    ("why", "Why", _why),
    ("derivation", "Derivation", _derivation),
    ("numpy", "NumPy", _numpy),
    ("special", "Special points", _special),
    ("mistakes", "Common mistakes", _mistakes),
    ("pitfalls", "Pitfalls", _pitfalls),
    ("check", "Verification", _check),
    ("related", "Related rules", _related),
    ("references", "References", _references),
    ("provenance", "Provenance", _provenance),
    ("machine", "Copy and cite", _machine),
)
