"""Statements and forms as HTML: with a place to link to, a button to copy, both layouts, a mark."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from jacobook_site.forms.data import Code, Form, RuleForms, Spoken
from jacobook_site.markup import element, escape, scrolling
from jacobook_site.typesetting import Formula, Statement

LAYOUTS = ("numerator", "denominator")


def in_layouts(numerator: str, denominator: Formula | None, label: str) -> str:
    """A formula in its box; where the layouts differ, in both, of which the reader chooses one.

    Args:
        numerator: the formula in numerator layout, as MathML.
        denominator: the other one, if it looks different.
        label: what the formula is.
    """
    if denominator is None:
        return scrolling(numerator, label)
    both = zip(LAYOUTS, (numerator, denominator.mathml), strict=True)
    return element("div", *(_in_layout(name, math, label) for name, math in both))


def _in_layout(name: str, math: str, label: str) -> str:
    words = element("span", f"{name} layout", class_="jb-layout-name")
    return element("div", words, scrolling(math, label), class_=f"jb-in-{name}")


def tools(anchor: str, label: str, *, copied: bool = True) -> str:
    """The button that copies a formula, and the link to its place."""
    button = element(
        "button",
        "Copy",
        type="button",
        class_="jb-take",
        data_form=anchor,
        aria_expanded="false",
        aria_label=f"Copy: {label}",
    )
    place = element("a", "#", href=f"#{anchor}", class_="jb-place", aria_label=f"Link to: {label}")
    return element("div", button if copied else "", place, class_="jb-tools")


def statement_row(statement: Statement, words: str, spoken: Spoken | None) -> str:
    """A statement of the author; without what belongs to it, the formula alone."""
    label = element("div", escape(words), class_="jb-label")
    math, given = statement.equation.mathml, statement.label
    if spoken is None:
        row = label + scrolling(math, given)
        return element("div", row, class_=f"jb-row jb-{statement.form}")
    shown = in_layouts(math, spoken.denominator, given)
    return element(
        "div",
        label + shown + tools(spoken.anchor, given),
        class_=f"jb-row jb-form jb-{statement.form}",
        id=spoken.anchor,
    )


def forms_table(found: RuleForms) -> str:
    """All forms of a rule, one below the other; empty if there are none."""
    if not found.forms:
        return ""
    rows = "".join(map(_form_row, found.forms))
    title = element("h3", "All forms", id="forms")
    return title + element("div", rows, class_="jb-forms") + element("p", _NOTE, class_="jb-note")


_NOTE = (
    "The number is the largest relative difference from what the engine computes with numbers at the "
    "example of this page. What the author does not state, the engine derives from the rule."
)


def _form_row(form: Form) -> str:
    """A form with its mark; one that cannot be had says why."""
    label = element("div", escape(form.label), class_="jb-label")
    if form.equation is None:
        gap = element("div", escape(f"Not shown: {form.gap}."), class_="jb-note")
        return element("div", label + gap, class_="jb-row jb-form")
    shown = in_layouts(form.equation.mathml, form.denominator, form.label)
    side = element("div", _mark(form), tools(form.anchor, form.label), class_="jb-side-tools")
    row = label + shown + side
    return element("div", row, class_="jb-row jb-form", id=None if form.stated else form.anchor)


def _mark(form: Form) -> str:
    """Who says so, and how far that is from the engine's numbers."""
    who = "stated" if form.stated else "derived"
    if form.error is None:
        return element("span", who, class_="jb-measured")
    text = f"{who}, {form.error:.0e}" if form.error else f"{who}, 0"
    return element("span", text, class_="jb-measured good")


def switch(found: RuleForms) -> str:
    """The choice between the layouts; empty on a page where they do not differ."""
    items: Iterable[Form | Spoken] = (*found.statements, *found.forms)
    return layout_switch() if any(item.denominator for item in items) else ""


def layout_switch() -> str:
    """Radio buttons for the layout, which the script shows and keeps."""
    choices = "".join(
        element("label", element("input", type="radio", name="jb-layout", value=name), name)
        for name in LAYOUTS
    )
    legend = element("legend", "Layout of Jacobians")
    return element("fieldset", legend + choices, class_="jb-layout-switch", hidden=True)


def data_script(found: RuleForms) -> str:
    """What the copy buttons copy, as inert data."""
    forms = {s.anchor: _plain(s.code) for s in found.statements}
    forms |= {f.anchor: _plain(f.code) for f in found.forms if f.equation and not f.stated}
    if not forms:
        return ""
    data = {"arrays": dict(found.arrays), "forms": forms}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" id="jb-forms">{text}</script>'


def _plain(code: Code) -> dict[str, Any]:
    fields = ("text", "matlab", "numpy", "call", "needs", "sympy")
    return {name: value for name in fields if (value := getattr(code, name))}


def numpy_program(code: Code, arrays: Mapping[str, str]) -> str:
    """The whole program that the page's script puts together: function, arrays, call."""
    lines = "\n".join(arrays[name] for name in code.needs)
    return f"{code.numpy}\n\n{lines}\n\nprint({code.call})\n"
