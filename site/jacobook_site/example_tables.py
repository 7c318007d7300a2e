"""Worked examples, Jacobians and special points as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from jacobook_site.examples import Comparison, Example, Named
from jacobook_site.markup import code, details, element, escape, table
from jacobook_site.matrix_picture import structure_in_words, structure_picture
from jacobook_site.numbers import Numbers, numbers_mathml, numbers_text, shown
from jacobook_site.prose import inline_prose
from jacobook_site.records import RuleRecord


def example_section(record: RuleRecord) -> str:
    """The examples: the first in full, further ones folded."""
    made = [_example(record, e) for e in record.examples]
    if not made:
        return ""
    rest = "".join(
        details(escape(_title(e, i)), body)
        for i, (e, body) in enumerate(zip(record.examples[1:], made[1:], strict=True), 2)
    )
    return made[0] + rest


def _title(example: Example, position: int) -> str:
    return f"Example {position}" + (f": {example.name}" if example.name else "")


def _example(record: RuleRecord, example: Example) -> str:
    if example.problem:
        return element("p", escape(f"Not computed: {example.problem}"), class_="jb-notice")
    given = [_pair(o.name, o.values) for o in example.operands]
    rows = [element("div", *given, class_="jb-pairs")]
    if example.parameters:
        rows.append(element("p", f"With {code(example.parameters)}."))
    rows.append(_computed(record, example))
    rows.append(_compared(example.comparisons))
    rows.append(element("p", escape(_source(example)), class_="jb-note"))
    return element("div", *rows, class_="jb-example")


def _source(example: Example) -> str:
    if example.raises:
        return f"Source: {example.source}."
    if example.source == "sample":
        return "Operands drawn for this page; all results computed by jacobook when it was built."
    return (
        f"Operands and expected numbers: {example.source}. "
        "The numbers shown were computed by jacobook when this page was built."
    )


def _pair(name: str, values: Numbers) -> str:
    """`name = numbers`, kept together."""
    return element("span", code(name), " = ", numbers_mathml(values), class_="jb-pair")


def _computed(record: RuleRecord, example: Example) -> str:
    if example.raises:
        return element("p", f"The function raises {code(example.raises)} here.")
    parts = []
    if example.value is not None:
        parts.append(_line("value", _pair(record.result.name, example.value)))
    if example.cotangent is not None and example.gradients:
        plain = all(v == 1 for v in example.cotangent.entries)
        if example.cotangent.shape and not plain:
            parts.append(_line("cotangent", _pair(f"{record.result.name}_bar", example.cotangent)))
        label = _gradient_label(example, plain)
        pairs = (_pair(f"{g.name}_bar", g.values) for g in example.gradients)
        parts.append(_line(label, *pairs))
    return element("div", *parts, class_="jb-lines")


def _gradient_label(example: Example, plain: bool) -> str:
    if example.value is not None and not example.value.shape:
        return "gradient"
    return "pullback of ones" if plain else "pullback"


def _line(label: str, *content: str) -> str:
    return element(
        "div",
        element("div", escape(label), class_="jb-label"),
        element("div", *content, class_="jb-pairs"),
        class_="jb-row",
    )


def _compared(comparisons: Sequence[Comparison]) -> str:
    """Closed forms beside what the rules give by composition."""
    rows = [
        [
            code(c.label),
            numbers_mathml(_flat(c.stated)),
            numbers_mathml(_flat(c.computed)),
            code(f"{c.error:.2g}"),
        ]
        for c in comparisons
    ]
    head = ["statement", "closed form", "by composing rules", "largest difference"]
    return table(head, rows) if rows else ""


def _flat(values: Numbers) -> Numbers:
    """Numbers with more than two axes as a matrix with one row per leading index."""
    if len(values.shape) < 3:
        return values
    return values.as_matrix(values.size // values.shape[-1])


def jacobian_section(record: RuleRecord) -> str:
    """The Jacobians of the first example: the numbers and their structure."""
    if not record.examples or record.examples[0].value is None:
        return ""
    first = record.examples[0]
    made = [_jacobian(record, first, jacobian) for jacobian in first.jacobians]
    return element("div", *made, class_="jb-jacobians") if made else ""


def _jacobian(record: RuleRecord, example: Example, jacobian: Named) -> str:
    value = example.value
    if value is None or not jacobian.values.size:
        return ""
    matrix = jacobian.values.as_matrix(value.size)
    title = f"d{record.result.name} / d{jacobian.name}"
    picture = structure_picture(matrix, f"Structure of the Jacobian {title}")
    words = f"{title}: shape {jacobian.values.shape}; {structure_in_words(matrix)}."
    if jacobian.values.shape != matrix.shape:
        words += _shown_as(*matrix.shape)
    body = element(
        "div",
        numbers_mathml(matrix),
        picture,
        class_="jb-jacobian-body jb-scroll",
        tabindex="0",
        role="group",
        aria_label=title,
    )
    return element("figure", body, element("figcaption", escape(words)), class_="jb-jacobian")


def _shown_as(rows: int, columns: int) -> str:
    """How a Jacobian that is no matrix was made one."""
    if rows == 1:
        return " Shown as one row." if columns > 1 else ""
    return f" Shown as {rows} rows and {columns} column{'s' * (columns > 1)}, row-major."


def special_table(record: RuleRecord) -> str:
    """The special points with what was computed there; each is asserted by the checks."""
    rows = [_special_row(point) for point in record.special]
    head = ["where", "operands", "value", "gradient", "why"]
    note = "Computed when this page was built; each row is one of the rule’s checks."
    made = table(head, rows) + element("p", note, class_="jb-note")
    return element("div", made)


def _special_row(point: Example) -> list[str]:
    operands = "<br>".join(f"{code(o.name)} = {_entry(o.values)}" for o in point.operands)
    if point.parameters:
        operands += f"<br>{code(point.parameters)}"
    value = code(point.raises) if point.raises else ""
    if point.problem:
        value = escape(point.problem)
    elif point.value is not None:
        value = _entry(point.value)
    gradients = "<br>".join(f"{code(g.name)}: {_entry(g.values)}" for g in point.gradients)
    return [escape(point.name), operands, value, gradients, inline_prose(point.why)]


def _entry(values: Numbers) -> str:
    if values.size == 1:
        return escape(shown(values.entries[0]))
    return numbers_mathml(values) if values.size <= 16 else code(numbers_text(values))
