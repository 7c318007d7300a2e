"""The page of the sixty benchmark expressions: ours and SymPy's answers, measured in one run."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from jacobook_site.markup import (
    badge,
    code,
    details,
    element,
    escape,
    scrolling,
    table,
)
from jacobook_site.placeholders import raw
from jacobook_site.prose import inline_prose

PATH = "verification/sixty.md"

CHECKS = {
    "value": "value right",
    "round_trip": "reads back",
    "deterministic": "same on every run",
    "steps": "steps linked",
}
_TONES = {"matrix": "good", "entries": "good", "array": "good", "wrong value": "bad"}

Row = Mapping[str, Any]


def sixty_page(record: Mapping[str, Any] | None) -> str:
    """The whole page; without a record it says that nothing was measured."""
    head = f"---\nhide: [navigation, toc]\n---\n\n# Sixty expressions\n\n{_INTRODUCTION}\n"
    if record is None:
        return head + "\nThey were not measured in this build.\n"
    rows: Sequence[Row] = record["rows"]
    parts = [head, _section("Summary", "summary", _summary(record))]
    for level in sorted({row["level"] for row in rows}):
        chosen = [row for row in rows if row["level"] == level]
        parts.append(_section(f"Level {level}", f"level-{level}", _table(chosen)))
    return "\n\n".join(parts) + "\n"


_INTRODUCTION = (
    "Sixty functions whose derivatives are published, from textbook vectors (level 1) to matrix "
    "functions and decompositions (level 5). For each the page shows what `jb.derive` answers, how long that is compared with the published form, "
    "how long it took, and which checks hold. SymPy was asked for the same derivative in the same run, "
    "in every spelling that comes naturally; the best one counts."
)


def _section(title: str, anchor: str, body: str) -> str:
    return f"## {title} {{ #{anchor} }}\n\n{raw(body)}"


def _summary(record: Mapping[str, Any]) -> str:
    rows: Sequence[Row] = record["rows"]
    lines = [[escape(t), escape(v)] for t, v in (*_ours(rows), *_sympys(record))]
    note = element("p", escape(f"Measured with {record['versions']}."), class_="jb-note")
    return table(["what", "result"], lines) + note


def _ours(rows: Sequence[Row]) -> list[tuple[str, str]]:
    count = len(rows)
    held = [
        (f"jacobook: {words}", f"{sum(row['checks'][name] for row in rows)} of {count}")
        for name, words in CHECKS.items()
    ]
    short = sum(row["length_ratio"] <= 1.5 for row in rows)
    spent = sorted(row["seconds"] for row in rows)
    middle, most = statistics.median(spent), spent[-1]
    return [
        *held,
        ("jacobook: at most 1.5 times the published length", f"{short} of {count}"),
        ("jacobook: time, median and largest", f"{_time(middle)}, {_time(most)}"),
    ]


def _sympys(record: Mapping[str, Any]) -> list[tuple[str, str]]:
    found = Counter(row["sympy"]["status"] for row in record["rows"] if row["sympy"])
    count = sum(found.values())
    meanings: Mapping[str, str] = record["statuses"]
    return [
        (f"SymPy: {meaning}", f"{found[status]} of {count}")
        for status, meaning in meanings.items()
        if found[status]
    ]


def _time(seconds: float) -> str:
    if seconds >= 1:
        return f"{seconds:.1f} s"
    return f"{1000 * seconds:.1f} ms" if seconds < 0.01 else f"{1000 * seconds:.0f} ms"


def _table(rows: Sequence[Row]) -> str:
    head = ["", "function", "derivative", "length", "time", "checks", "SymPy"]
    return table(head, [_cells(row) for row in rows], class_="jb-sixty")


def _cells(row: Row) -> list[str]:
    return [
        str(row["id"]),
        _function(row),
        _answer(row),
        _length(row),
        escape(_time(row["seconds"])),
        _checks(row["checks"]),
        _sympy(row["sympy"]),
    ]


def _function(row: Row) -> str:
    by = f"by {code(row['wrt'])}" + (", twice" if row["order"] == 2 else "")
    return f"{code(row['expression'])}{element('div', by, class_='jb-note')}"


def _answer(row: Row) -> str:
    """The derivative typeset, with its text and the published one."""
    block = row["answer_mathml"].replace("<math", '<math display="block"', 1)
    formula = scrolling(block, f"Derivative {row['id']}")
    texts = [("as text", row["answer_text"]), ("published", row["listed"])]
    if row["operator_text"]:
        texts.insert(1, ("acts as", row["operator_text"]))
    listed = [element("div", escape(f"{what}: "), code(text)) for what, text in texts]
    source = element("div", escape(f"source: {row['source']}"))
    return formula + details("text and source", "".join([*listed, source]))


def _length(row: Row) -> str:
    ratio = escape(f"{row['length_ratio']:.2f}")
    return ratio + (
        element("div", inline_prose(row["longer"]), class_="jb-note") if row["longer"] else ""
    )


def _checks(checks: Mapping[str, bool]) -> str:
    missing = [words for name, words in CHECKS.items() if not checks[name]]
    if not missing:
        return badge(f"all {len(CHECKS)}", "good")
    return badge(f"not: {', '.join(missing)}", "bad")


def _sympy(found: Mapping[str, Any] | None) -> str:
    """The best attempt, with all attempts folded."""
    if found is None:
        return "not asked"
    best = found["attempts"][0]
    spent = f" {_time(best['seconds'])}" if best["seconds"] is not None else ""
    tone = _TONES.get(found["status"], "plain")
    listed = [_attempt(attempt) for attempt in found["attempts"]]
    return badge(found["status"], tone) + escape(spent) + details("attempts", "".join(listed))


def _attempt(attempt: Mapping[str, Any]) -> str:
    text = attempt["text"] if len(attempt["text"]) <= LONGEST else attempt["text"][:LONGEST] + " …"
    lines = [escape(f"{attempt['status']}: "), code(attempt["spelling"]), " gives ", code(text)]
    return element("div", *lines, class_="jb-attempt")


LONGEST = 240
"""Longer results of SymPy are cut."""
