"""Statements and forms as HTML: with a place to link to, a button to copy, both layouts, a mark."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from jacobook_site.forms.data import Code, Form, RuleForms, Spoken
from jacobook_site.markup import element, escape, scrolling
from jacobook_site.typesetting import Formula, Statement

LAYOUTS = ("numerator", "denominator")

MOST_ARTICLE = 57_000
"""How many bytes a page may have, beside the steps of its derivation."""

_MOST_ROWS, _LEAST_ROWS = 12_000, 1_000
_MOST_DATA, _LEAST_DATA = 8_000, 1_000
_GAP = 350
"""How many bytes a row without mathematics takes."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much a page may carry.

    Attributes:
        rows: bytes of rows with forms.
        data: bytes of formulas to copy.
    """

    rows: int = _MOST_ROWS
    data: int = _MOST_DATA


FULL = Room()


def room_beside(weight: int, found: RuleForms) -> Room:
    """The room that the forms of a rule have beside all else on its page.

    >>> room_beside(20_000, RuleForms()), room_beside(70_000, RuleForms())
    (Room(rows=12000, data=8000), Room(rows=1000, data=1000))
    """
    left = MOST_ARTICLE - weight - _GAP * len(found.forms)
    rows = min(_MOST_ROWS, max(_LEAST_ROWS, left * 3 // 5))
    return Room(rows, min(_MOST_DATA, max(_LEAST_DATA, left - rows)))


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


def forms_table(found: RuleForms, room: Room = FULL) -> str:
    """All forms of a rule, one below the other; empty if there are none."""
    if not found.forms:
        return ""
    rows = "".join(map(_form_row, fitting(found.forms, room)))
    title = element("h3", "All forms", id="forms")
    return title + element("div", rows, class_="jb-forms") + element("p", _NOTE, class_="jb-note")


_NOTE = (
    "The number is the largest relative difference from what the engine computes with numbers at the "
    "example of this page. What the author does not state, the engine derives from the rule."
)
_LEFT_OUT = (
    "Programs too long for this page are not offered for copying; jacobook.derive prints them."
)


def fitting(forms: Sequence[Form], room: Room = FULL) -> tuple[Form, ...]:
    """The forms that fit a page: what is stated is not repeated, then the longest are left out."""
    shown = list(forms)
    if _rows_length(shown) > room.rows:
        shown = [replace(f, equation=None) if f.stated else f for f in shown]
    while _rows_length(shown) > room.rows:
        longest = max(shown, key=_length)
        gap = "too long for this page; jacobook.derive prints it"
        shown[shown.index(longest)] = replace(longest, equation=None, denominator=None, gap=gap)
    return tuple(shown)


def _rows_length(forms: Sequence[Form]) -> int:
    return sum(map(_length, forms))


def _length(form: Form) -> int:
    """About how many bytes a row with mathematics takes."""
    sides = (form.equation, form.denominator if form.equation else None)
    return sum(len(side.mathml.encode()) + 800 for side in sides if side is not None)


def _form_row(form: Form) -> str:
    """A form with its mark; one that cannot be had says why."""
    label = element("div", escape(form.label), class_="jb-label")
    if form.equation is None and form.stated and not form.gap:
        above = element("a", "as stated above", href=f"#{form.anchor}")
        cells = label + element("div", above, class_="jb-note") + _mark(form)
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


def switch(found: RuleForms, room: Room = FULL, *, steps: bool = False) -> str:
    """The choice between the layouts; empty on a page where they do not differ.

    Args:
        found: the forms of the page.
        room: how many of them it shows.
        steps: whether the layouts differ in some step of a derivation.
    """
    items: Iterable[Form | Spoken] = (*found.statements, *fitting(found.forms, room))
    return layout_switch() if steps or any(item.denominator for item in items) else ""


def layout_switch() -> str:
    """Radio buttons for the layout, which the script shows and keeps."""
    choices = "".join(
        element("label", element("input", type="radio", name="jb-layout", value=name), name)
        for name in LAYOUTS
    )
    legend = element("legend", "Layout of Jacobians")
    return element("fieldset", legend + choices, class_="jb-layout-switch", hidden=True)


def data_script(found: RuleForms, room: Room = FULL, doubles: Container[str] = ()) -> str:
    """What the copy buttons copy, as inert data, and a word on what had to be left out.

    Args:
        found: the forms of the page.
        room: how much of them it carries.
        doubles: the places of statements without a row, and so without a button.
    """
    forms = {s.anchor: _plain(s.code) for s in found.statements if s.anchor not in doubles}
    shown = fitting(found.forms, room)
    forms |= {f.anchor: _plain(f.code) for f in shown if f.equation and not f.stated}
    if not forms:
        return ""
    note = ""
    while len((text := _inert(found, forms)).encode()) > room.data:
        name, kind = _heaviest(forms)
        if not name:
            break
        del forms[name][kind]
        note = element("p", _LEFT_OUT, class_="jb-note")
    return f'{note}<script type="application/json" id="jb-forms">{text}</script>'


def _heaviest(forms: Mapping[str, Mapping[str, Any]]) -> tuple[str, str]:
    """What is left out first where a page would be too long: programs, and then one-line texts."""
    for kinds in (("sympy", "numpy"), ("matlab", "text")):
        places = [(name, kind) for name, code in forms.items() for kind in kinds if kind in code]
        if places:
            return max(places, key=lambda place: len(forms[place[0]][place[1]]))
    return "", ""


def _inert(found: RuleForms, forms: Mapping[str, Mapping[str, Any]]) -> str:
    """The data as JSON in which nothing means something to HTML."""
    forms = {
        name: {k: v for k, v in code.items() if "numpy" in code or k not in ("call", "needs")}
        for name, code in forms.items()
    }
    needed = {name for code in forms.values() for name in code.get("needs", ())}
    arrays = {name: line for name, line in found.arrays if name in needed}
    data = {"arrays": arrays, "forms": forms}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _plain(code: Code) -> dict[str, Any]:
    fields = ("text", "matlab", "numpy", "call", "needs", "sympy")
    return {name: value for name in fields if (value := getattr(code, name))}
