"""Common mistakes as HTML."""

from __future__ import annotations

from collections.abc import Iterable

from jacobook_site.examples import Named
from jacobook_site.markup import code, element, escape, scrolling, table
from jacobook_site.mistakes.kinks import Kink
from jacobook_site.mistakes.measuring import REFUSED, Mistake
from jacobook_site.mistakes.slips import SLIPS
from jacobook_site.numbers import numbers_mathml, shown
from jacobook_site.prose import inline_prose

WORDS = {slip.name: (slip.title, slip.advice) for slip in SLIPS} | {
    "kink": (
        "Checked by differences at a kink",
        (
            "Central differences reach over the kink and give the mean of both slopes, whatever "
            "the rule has chosen. Compare at points beside it."
        ),
    )
}
"""Title and advice for each kind of mistake."""


def mistakes_view(result: str, mistakes: Iterable[Mistake]) -> str:
    """The mistakes, each with its number beside the true one.

    Args:
        result: the name of the function's value.
        mistakes: those of a rule; kinds that are not known are left out.
    """
    made = "".join(_mistake(result, one) for one in mistakes if one.slip in WORDS)
    return element("div", made, class_="jb-mistakes") if made else ""


def _mistake(result: str, one: Mistake) -> str:
    title, advice = WORDS[one.slip]
    return element(
        "div",
        element("p", element("strong", escape(title)), ". ", inline_prose(advice)),
        _compared(one),
        _where(result, one),
        class_="jb-mistake",
        data_slip=one.slip,
    )


def _compared(one: Mistake) -> str:
    """The wrong and the right form with their numbers."""
    kink = one.slip == "kink"
    wrong = one.wrong.mathml if kink else unequal(one.wrong.mathml)
    rows = (
        _row("differences" if kink else "often written", _given(one), wrong, "bad"),
        _row("the rule", _needed(one), one.right.mathml, "good"),
    )
    made = element("table", element("tbody", *rows), class_="jb-table jb-plain")
    return scrolling(made, "What is written, what is right, and their numbers")


def _row(label: str, number: str, formula: str, tone: str) -> str:
    mark = {"bad": "✗", "good": "✓"}[tone]
    return element(
        "tr",
        element("th", escape(label), scope="row"),
        element("td", element("span", f"{mark} {number}", class_=f"jb-verdict {tone}")),
        element("td", formula),
    )


def unequal(mathml: str) -> str:
    """An equation whose sign says that it does not hold."""
    return mathml.replace("<mo>=</mo>", "<mo>≠</mo>", 1)


def _given(one: Mistake) -> str:
    if one.shape == REFUSED:
        return "the shapes do not fit"
    return f"shape {code(one.shape)}" if one.shape else f"slope {escape(shown(one.number or 0.0))}"


def _needed(one: Mistake) -> str:
    if one.shape:
        return f"shape {code(one.needed)}"
    return f"slope {escape(shown(one.truth[0].number))}" if one.truth else ""


def _where(result: str, one: Mistake) -> str:
    """How the numbers were found, and where."""
    if one.slip == "kink":
        sides = (f"{escape(slope.way)} {escape(shown(slope.number))}" for slope in one.truth[1:])
        return _note(f"At {_pairs(one.operands)}: {', '.join(sides)}.")
    place = f"at {_pairs(one.operands)}" if one.operands else "at the worked example"
    ways = ", ".join(f"{escape(shown(s.number))} {escape(s.way)}" for s in one.truth)
    moved = ", ".join(f"{code('d' + d.name)} = {numbers_mathml(d.values)}" for d in one.directions)
    weights = ""
    if one.cotangent is not None:
        bar = code(f"{result}_bar")
        weights = f", outputs weighted by {bar} = {numbers_mathml(one.cotangent)}"
    return _note(f"Slope along {moved}{weights}, {place}. The truth: {ways}.")


def _note(html: str) -> str:
    return element(
        "div",
        html,
        class_="jb-note jb-scroll",
        tabindex="0",
        role="group",
        aria_label="Where it was measured",
    )


def _pairs(operands: Iterable[Named]) -> str:
    return ", ".join(f"{code(o.name)} = {numbers_mathml(o.values)}" for o in operands)


def kinks_view(kinks: Iterable[Kink]) -> str:
    """The slopes on both sides of each kink, and the one that the rule gives."""
    rows = [
        [
            escape(kink.name),
            f"{code(kink.entry)} = {escape(shown(kink.place))}",
            *(escape(shown(n)) for n in (kink.left, kink.right, kink.chosen)),
        ]
        for kink in kinks
    ]
    if not rows:
        return ""
    head = ["kink", "where", "slope from the left", "from the right", "the rule gives"]
    note = element(
        "p",
        "Slopes of the sum of all outputs when this entry alone moves: on both sides measured by "
        "differences, the rule’s own by the engine.",
        class_="jb-note",
    )
    return table(head, rows) + note
