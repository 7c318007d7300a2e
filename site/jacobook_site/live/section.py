"""The section "Try it" of a rule's page: a program as inert text, which the page's script reads."""

from __future__ import annotations

import html
import json
import math
from typing import Any

from jacobook.operand import DOMAINS
from jacobook_site.live.operations import SPECIAL_1, SPECIAL_2, SPECIAL_3
from jacobook_site.live.program import Program, as_text
from jacobook_site.markup import element
from jacobook_site.placeholders import raw
from jacobook_site.plot import Curve
from jacobook_site.records import RuleRecord

MATRICES = ("det", "inv", "solve", "cholesky", "expm", "eigvalsh", "eigvecs", "sort")
BESSEL = (*("iv", "jv", "kv", "yv", "si", "ci", "shi", "chi", "fresnel_s", "fresnel_c", "owens_t"),)
SPECIAL = tuple(
    name for name in (*SPECIAL_1, *SPECIAL_2, *SPECIAL_3) if name not in (*BESSEL, "expit")
)
"""Operations that live in files of their own, which only pages that need them load."""


def live_section(record: RuleRecord) -> str:
    """The section's body; empty if the rule has no program."""
    program = record.live
    if program is None:
        return ""
    data = json.loads(as_text(program))
    for each in data["in"]:
        each["w"] = [[word, given, _spoken(word, given)] for word, given in each.get("w", [])]
    if record.curve is not None and not program.inputs[0].shape:
        data["plot"] = _plot(record.curve)
    text = json.dumps(data, separators=(",", ":"), ensure_ascii=False)
    hidden = element("div", html.escape(text, quote=False), class_="jb-live-program", hidden=True)
    note = element("p", _COMPUTED, class_="jb-note")
    box = element("div", hidden, note, class_="jb-live", hidden=True, data_needs=_needs(program))
    absent = element("noscript", element("p", _NOT_HERE, class_="jb-note"))
    return raw(element("div", absent, box))


_NOT_HERE = "The cells need JavaScript; the worked example has the same numbers without it."
_COMPUTED = (
    "Computed in this page: the value, the derivative by the formula that the rule states, and a "
    "difference quotient of the value. The address keeps your numbers."
)


def _spoken(word: str, given: Any) -> str:
    return f"between {given[0]:g} and {given[1]:g}" if word == "range" else DOMAINS[word]


def _needs(program: Program) -> str:
    used = {step.op for step in program.steps}
    files = (("matrices", MATRICES), ("special", SPECIAL), ("bessel", BESSEL))
    return " ".join(name for name, operations in files if used & set(operations))


def _plot(curve: Curve) -> dict[str, Any]:
    """The range of the slider, its step, and points that it can hit exactly."""
    low, high = curve.x[0], curve.x[-1]
    rough = (high - low) / 200
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * m for m in (1, 2, 5, 10) if power * m >= rough)
    kinks = sorted({x for x, _, _ in curve.kinks})
    return {"from": low, "to": high, "step": float(f"{step:.12g}"), "kinks": kinks}
