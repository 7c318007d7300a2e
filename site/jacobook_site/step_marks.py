"""What stands beside a step of a derivation: its place to link to, and how it was checked."""

from __future__ import annotations

import re

from jacobook_site.derivations import Line, RuleDerivations, Worked
from jacobook_site.forms.anchors import distinct
from jacobook_site.markup import element

Anchors = dict[int, str]
"""Places by the identity of the line that stands there."""


def step_anchors(found: RuleDerivations) -> Anchors:
    """A place for each step of a page, named by what is derived and the rule that is used."""
    lines = [
        (worked, view, line)
        for worked in found.worked
        for view, shown in (("", worked.lines), ("back", worked.backward))
        for line in shown
    ]
    names = distinct(_wanted(*item) for item in lines)
    return {id(line): name for (_, _, line), name in zip(lines, names, strict=True)}


def _wanted(worked: Worked, view: str, line: Line) -> str:
    words = [worked.title.replace(" by ", " ").replace(" to ", " "), view, line.mark]
    return "-".join(["step", *re.findall(r"[A-Za-z0-9_]+", " ".join(words).lower())])


def step_place(anchor: str, number: int) -> str:
    """The link to a step; nothing where steps have no places."""
    if not anchor:
        return ""
    return element(
        "a", "#", href=f"#{anchor}", class_="jb-place", aria_label=f"Link to step {number}"
    )


def step_mark(line: Line) -> str:
    """The measured difference from the line above; empty where there is nothing to compare."""
    if line.error is None:
        return ""
    text = f"checked, {line.error:.0e}" if line.error else "checked, 0"
    return element("span", text, class_="jb-measured good", title=_MEANING)


_MEANING = "Relative difference from the line above at a random point."
