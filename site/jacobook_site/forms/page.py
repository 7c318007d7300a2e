"""Statements and forms as HTML: with a place to link to, a button to copy, both layouts, a mark."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from jacobook_site.forms.data import Code, Form, RuleForms, Spoken
from jacobook_site.markup import element, escape, scrolling
from jacobook_site.typesetting import Formula, Statement

LAYOUTS = ("numerator", "denominator")

MOST_ARTICLE = 57_000
"""How many bytes a page may have, beside the steps of its derivation."""

_LEAST_ROWS = 1_000


def room_beside(weight: int) -> int:
    """The bytes that the forms of a rule may take beside all else on its page.

    >>> room_beside(20_000), room_beside(70_000)
    (37000, 1000)
    """
    return max(_LEAST_ROWS, MOST_ARTICLE - weight)


def in_layouts(numerator: str, denominator: str, label: str) -> str:
    """A formula in its box; where the layouts differ, in both, of which the reader chooses one.

    Args:
        numerator: the formula in numerator layout, as MathML.
        denominator: the other one, if it looks different.
        label: what the formula is.
    """
    if not denominator:
        return scrolling(numerator, label)
    both = zip(LAYOUTS, (numerator, denominator), strict=True)
    made = (_in_layout(name, math, label) for name, math in both)
    return element("div", *made, class_="jb-layouts")


def cell_in_layouts(numerator: str, denominator: str) -> str:
    """A formula in a cell of a table, which scrolls as a whole."""
    if not denominator:
        return numerator
    both = zip(LAYOUTS, (numerator, denominator), strict=True)
    made = (
        element(
            "div",
            element("span", f"{name} layout", class_="jb-layout-name"),
            math,
            class_=f"jb-in-{name}",
        )
        for name, math in both
    )
    return element("div", *made, class_="jb-layouts")


def math_of(formula: Formula | None) -> str:
    """The MathML of a formula, if there is one."""
    return formula.mathml if formula else ""


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


def statement_row(
    statement: Statement, words: str, spoken: Spoken | None, also: Iterable[str] = ()
) -> str:
    """A statement of the author; without what belongs to it, the formula alone.

    Args:
        statement: the statement.
        words: what stands beside it.
        spoken: what belongs to it.
        also: the places of other statements that look the same and have no row of their own.
    """
    label = element("div", escape(words), class_="jb-label")
    math, given = statement.equation.mathml, statement.label
    if spoken is None:
        row = label + scrolling(math, given)
        return element("div", row, class_=f"jb-row jb-{statement.form}")
    shown = in_layouts(math, math_of(spoken.denominator), given)
    places = "".join(element("span", id=anchor) for anchor in also)
    return element(
        "div",
        places + label + shown + tools(spoken.anchor, given),
        class_=f"jb-row jb-form jb-{statement.form}",
        id=spoken.anchor,
    )


def forms_table(shown: Iterable[Form]) -> str:
    """Forms of a rule, one below the other; empty if there are none."""
    rows = "".join(map(_form_row, shown))
    if not rows:
        return ""
    title = element("h3", "All forms", id="forms")
    return title + element("div", rows, class_="jb-forms") + element("p", _NOTE, class_="jb-note")


_NOTE = (
    "The number is the largest relative difference from what the engine computes with numbers at the "
    "example of this page. What the author does not state, the engine derives from the rule."
)


def fitting(forms: Sequence[Form], room: int = MOST_ARTICLE) -> tuple[Form, ...]:
    """The forms that fit a page: what is stated is not repeated, then the longest are left out."""
    shown = list(forms)
    lengths = list(map(_length, shown))
    if sum(lengths) > room:
        shown = [replace(f, equation=None) if f.stated else f for f in shown]
        lengths = list(map(_length, shown))
    whole = [place for place, form in enumerate(shown) if form.equation]
    for place in sorted(whole, key=lambda place: -lengths[place]):
        if sum(lengths) <= room:
            break
        gap = "too long for this page; jacobook.derive prints it"
        shown[place] = replace(shown[place], equation=None, denominator=None, gap=gap)
        lengths[place] = _length(shown[place])
    return tuple(shown)


def _length(form: Form) -> int:
    """How many bytes a row takes."""
    return len(_form_row(form).encode())


def _form_row(form: Form) -> str:
    """A form with its mark; one that cannot be had says why."""
    label = element("div", escape(form.label), class_="jb-label")
    if form.equation is None and form.stated and not form.gap:
        above = element("a", "as stated above", href=f"#{form.anchor}")
        mark = element("div", _mark(form), class_="jb-side-tools")
        cells = label + element("div", above, class_="jb-above") + mark
        return element("div", cells, class_="jb-row jb-form")
    if form.equation is None:
        gap = element("div", escape(f"Not shown: {form.gap}."), class_="jb-note")
        return element("div", label + gap, class_="jb-row jb-form")
    shown = in_layouts(form.equation.mathml, math_of(form.denominator), form.label)
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


def switch(items: Iterable[Form | Spoken], *, steps: bool = False) -> str:
    """The choice between the layouts; empty on a page where they do not differ.

    Args:
        items: the statements and forms that the page shows.
        steps: whether the layouts differ in some step of a derivation.
    """
    return layout_switch() if steps or any(item.denominator for item in items) else ""


def layout_switch() -> str:
    """Radio buttons for the layout, which the script shows and keeps."""
    choices = "".join(
        element("label", element("input", type="radio", name="jb-layout", value=name), name)
        for name in LAYOUTS
    )
    legend = element("legend", "Layout of Jacobians")
    return element("fieldset", legend + choices, class_="jb-layout-switch", hidden=True)


def copies(found: RuleForms) -> str:
    """What the copy buttons of a page copy, as a script that a page asks for when it is wanted."""
    forms = {s.anchor: _plain(s.code) for s in found.statements}
    forms |= {f.anchor: _plain(f.code) for f in found.forms if f.equation and not f.stated}
    needed = {name for code in forms.values() for name in code.get("needs", ())}
    arrays = {name: line for name, line in found.arrays if name in needed}
    data = {"arrays": arrays, "forms": {name: code for name, code in forms.items() if code}}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<\u2028\u2029":  # so that it means nothing to HTML, and is JavaScript
        text = text.replace(character, f"\\u{ord(character):04x}")
    return f"globalThis.jacobookCopies = {text};\n"


def _plain(code: Code) -> dict[str, Any]:
    program = ("numpy", "call", "needs") if code.numpy else ()
    fields = ("text", "matlab", *program, "sympy")
    return {name: value for name in fields if (value := getattr(code, name))}
