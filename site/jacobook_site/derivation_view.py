"""Derivations as HTML: numbered steps, each with its reason and a link to the rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from jacobook_site.addresses import link, rule_path
from jacobook_site.derivations import (
    SAME_FORM,
    SAME_INDEX_FORM,
    Line,
    Proof,
    RuleDerivations,
    Worked,
)
from jacobook_site.forms.page import in_layouts
from jacobook_site.markup import badge, code, details, element, escape, scrolling, table
from jacobook_site.records import RuleRecord
from jacobook_site.step_marks import Anchors, step_anchors, step_mark, step_place

Records = Mapping[str, RuleRecord]
Linked = Callable[[str, str], str]
"""A piece of a reason with the id of a rule, as a link."""


def derivation_section(record: RuleRecord, known: Records) -> str:
    """All derivations of a rule and how they compare with its statements; empty if there are none."""
    found = record.derivations
    if not (found.worked or found.proofs or found.gaps):
        return ""
    linked = rule_links(rule_path(record.id), known, but=record.id)
    places = step_anchors(found)
    first, *others = [worked_steps(worked, linked, places) for worked in found.worked] or [""]
    titles = [worked.title for worked in found.worked[1:]]
    folded = [details(escape(t), body) for t, body in zip(titles, others, strict=True)]
    opening = _heading(found.worked[0]) if found.worked else ""
    parts = [_lead(found), opening, first, *folded, _gaps(found), _proofs(found.proofs)]
    return element("div", *parts, class_="jb-derivations")


def rule_links(here: str, known: Records, but: str = "") -> Linked:
    """Links from a page to the pages of rules; to the rule `but` there is none."""

    def linked(text: str, rule: str) -> str:
        if not rule or rule == but or rule not in known:
            return text
        return link(here, rule_path(rule), known[rule].title, title=rule)

    return linked


def _lead(found: RuleDerivations) -> str:
    """What the reader sees, and on which instance."""
    lead = element("p", _DERIVED if found.worked else _COMPARED, class_="jb-note")
    if not found.instance:
        return lead
    rows = [element("div", scrolling(m, "Instance"), class_="jb-row") for m in found.instance]
    title = element("p", element("strong", "Worked instance"))
    return lead + title + element("div", *rows, class_="jb-statement jb-instance")


_DERIVED = (
    "The engine derived this from the rules that are linked, without using the rule of this page. "
    "A tick beside a step gives its relative difference from the line above at a random point; each "
    "derivation ends with a comparison with differences of function values."
)
_COMPARED = "There is no derivative to derive here: the statements are compared as they stand."


def _heading(worked: Worked) -> str:
    return element("h3", escape(worked.title))


def worked_steps(worked: Worked, linked: Linked, places: Anchors | None = None) -> str:
    """One derivation: the differential view, the backward view folded.

    Args:
        worked: the derivation.
        linked: makes links to the pages of rules.
        places: where the steps stand, if they can be linked to.
    """
    at = places or {}
    note = element("p", worked.note, class_="jb-note") if worked.note else ""
    check = element("p", _CHECK, escape(worked.check), ".", class_="jb-reason")
    last = element("li", check, class_="jb-step jb-step-check")
    parts = [note, _steps(worked.lines, linked, at, last), _COPY]
    if worked.backward:
        parts.append(details("Backward view", _BACKWARD + _steps(worked.backward, linked, at)))
    return element("div", *parts, class_="jb-derivation")


_CHECK = element("strong", "Check.") + " Against differences of function values: "
_BACKWARD = element(
    "p",
    "The intermediate values get names. A bar marks the gradient of the result by such a value; "
    "it is passed back from the result to the variable.",
    class_="jb-note",
)


def _steps(lines: Sequence[Line], linked: Linked, places: Anchors, last: str = "") -> str:
    items = [
        _step(line, number, linked, places.get(id(line), ""))
        for number, line in enumerate(lines, 1)
    ]
    return element("ol", *items, last, class_="jb-steps")


def _step(line: Line, number: int, linked: Linked, anchor: str) -> str:
    equation = in_layouts(line.mathml, line.denominator, f"Step {number}")
    reason = "".join(linked(text, rule) if rule else text for text, rule in line.reason)
    beside = " ".join(filter(None, [reason, step_mark(line), step_place(anchor, number)]))
    said = element("p", beside, class_="jb-reason") if beside else ""
    return element("li", equation, said, _law(line), class_="jb-step", id=anchor or None)


def _law(line: Line) -> str:
    """The general law behind a step."""
    if not line.law:
        return ""
    words = element("span", "In general", class_="jb-label")
    return element("div", words, scrolling(line.law, "Law"), class_="jb-law")


_COPY = element(
    "p",
    element("button", "Copy as LaTeX", type="button", class_="jb-copy"),
    class_="jb-copyline",
)
"""The script finds the LaTeX in the formulas themselves."""


def _gaps(found: RuleDerivations) -> str:
    items = [element("li", escape(gap)) for gap in found.gaps]
    if not items:
        return ""
    title = element("p", element("strong", "What the engine does not derive"))
    return title + element("ul", *items)


def _proofs(proofs: Sequence[Proof]) -> str:
    """How each statement compares with what was derived, and how long both are."""
    if not proofs:
        return ""
    title = element("h3", "Stated and derived")
    rows = [[escape(p.label), _verdict(p), escape(_length(p)), escape(_meaning(p))] for p in proofs]
    if any(p.lengths for p in proofs):
        head = ["statement", "against the engine’s", "length", "what that means"]
    else:
        head = ["statement", "against the engine’s", "what that means"]
        rows = [[*row[:2], row[3]] for row in rows]
    return "".join([title, _shortfalls(proofs), table(head, rows), _longer(proofs)])


def _shortfalls(proofs: Sequence[Proof]) -> str:
    """What the engine does worse than the page, in plain words."""
    unreached = sum(not proof.holds for proof in proofs)
    longer = sum(proof.lengths is not None and proof.lengths.longer for proof in proofs)
    told = []
    if unreached:
        told.append(f"The engine does not reach {_of(unreached, len(proofs))}.")
    if longer:
        told.append(f"The engine’s answer is longer than {_of(longer, len(proofs))}.")
    return element("p", escape(" ".join(told)), class_="jb-notice") if told else ""


def _of(some: int, all_of_them: int) -> str:
    if all_of_them == 1:
        return "the stated form"
    return f"{some} of the {all_of_them} stated forms"


def _length(proof: Proof) -> str:
    """How many tokens the stated form has, and the engine's if that differs."""
    lengths = proof.lengths
    if lengths is None:
        return ""
    if lengths.engine == lengths.stated:
        return f"{lengths.stated} tokens"
    word = "longer" if lengths.longer else "shorter"
    return f"{lengths.stated} tokens; the engine’s {lengths.engine}, {word}"


def _longer(proofs: Sequence[Proof]) -> str:
    """The engine's answers that are longer than what is stated, beside it."""
    rows = [
        [escape(p.label), code(p.lengths.stated_text), code(p.lengths.engine_text)]
        for p in proofs
        if p.lengths is not None and p.lengths.longer
    ]
    made = (
        table(["longer", "stated", "the engine’s"], rows, class_="jb-sides jb-stack")
        if rows
        else ""
    )
    return details("Answers that are longer", made) if made else ""


def _verdict(proof: Proof) -> str:
    tone = "good" if proof.holds else "bad" if proof.tier == "different" else "plain"
    return badge(proof.tier, tone)


def _meaning(proof: Proof) -> str:
    given = proof.detail or _MEANINGS.get(proof.tier, "")
    if not given and proof.tier.startswith("holds"):
        return "evaluated as it stands, at points drawn in the stated domain"
    return given or "compared as numbers, drawn in the stated domain"


_MEANINGS = {
    SAME_FORM: "both simplify to one expression",
    SAME_INDEX_FORM: "both are one sum of products in index notation, for every size",
}
