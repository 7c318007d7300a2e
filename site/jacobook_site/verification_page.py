"""The verification page: what was checked, what was measured, what does not apply."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from jacobook.evidence import CheckResult
from jacobook.testing import CHECKS
from jacobook_site.addresses import link, rule_path
from jacobook_site.check_tables import TONES
from jacobook_site.checks import GRADES
from jacobook_site.markup import badge, code, element, escape, table
from jacobook_site.placeholders import raw
from jacobook_site.records import RuleRecord
from jacobook_site.rules_table import GRADE_WORDS

PATH = "verification/index.md"


def verification_page(records: Sequence[RuleRecord]) -> str:
    """The whole page."""
    parts = [
        "---\nhide: [navigation]\n---\n\n# Verification\n",
        _INTRODUCTION,
        raw(_grades(records)),
        _ELSEWHERE,
        _section("Checks", "checks", _checks(records)),
        _section("Problems", "problems", _problems(records)),
        _section("Rule by rule", "rules", _by_rule(records)),
        _section("Checks that do not apply", "skipped", _skipped(records)),
    ]
    if records:
        parts.append(raw(element("p", escape(records[0].versions.spoken), class_="jb-note")))
    return "\n\n".join(filter(None, parts)) + "\n"


_INTRODUCTION = (
    "Each rule states a formula, implements it and brings test vectors. The checks hold the three "
    "together: they compare implementation and formula with finite differences, with each other "
    "and with the vectors, at points drawn inside the declared domain. A pass says that no check "
    "found a difference larger than the tolerance at the points tried."
)

_ELSEWHERE = (
    "How many closed forms the engine derives itself, and how long its answers are, is on the page "
    "[Coverage](coverage.md). Derivatives in closed form are also checked on "
    "[sixty expressions](sixty.md). How fast compiled derivatives are is on the page "
    "[Speed](speed.md)."
)


def _section(title: str, anchor: str, body: str) -> str:
    return f"## {title} {{ #{anchor} }}\n\n{raw(body)}" if body else ""


def _grades(records: Sequence[RuleRecord]) -> str:
    counts = Counter(record.grade for record in records)
    rows = [[escape(words), str(counts[g])] for g, words in GRADES.items() if counts[g]]
    return table(["rules", "count"], rows)


def _all(records: Sequence[RuleRecord]) -> list[CheckResult]:
    return [result for record in records for result in record.checks]


def _checks(records: Sequence[RuleRecord]) -> str:
    results = _all(records)
    rows = []
    for check in dict.fromkeys(r.check for r in results):
        own = [r for r in results if r.check == check]
        counts = Counter(r.status for r in own)
        cases = sum(r.cases for r in own)
        row = [
            escape(check),
            *(str(counts[s]) for s in ("passed", "failed", "skipped")),
            str(cases),
            escape(CHECKS[check][1]) if check in CHECKS else "",
        ]
        rows.append(row)
    columns = ["check", "passed", "failed", "skipped", "cases", "what it establishes"]
    return table(columns, rows) if rows else ""


def _problems(records: Sequence[RuleRecord]) -> str:
    rows = [
        [link(PATH, rule_path(r.id), r.id), code(problem.splitlines()[0])]
        for r in records
        for problem in r.problems
    ]
    return table(["rule", "what could not be shown"], rows) if rows else ""


def _by_rule(records: Sequence[RuleRecord]) -> str:
    rows = []
    for record in records:
        passed = sum(r.status == "passed" for r in record.checks)
        failed = [r.check for r in record.checks if r.status == "failed"]
        cases = sum(r.cases for r in record.checks)
        tone = {"failing": TONES["failed"], "not verified": "plain"}.get(record.grade, "good")
        shown = badge(GRADE_WORDS[record.grade], tone) + escape(" " + ", ".join(failed))
        name = link(PATH, rule_path(record.id), record.title, "check")
        rows.append([name, shown, str(passed), str(cases), _worst(record)])
    head = ["rule", "verified", "checks", "cases", "largest error / allowed"]
    made = table(head, rows)
    return element("div", made)


def _worst(record: RuleRecord) -> str:
    """The check that came closest to its tolerance."""
    measured = [
        (r.error / r.tolerance, r)
        for r in record.checks
        if r.error is not None and r.tolerance and r.status != "skipped"
    ]
    if not measured:
        return ""
    _, worst = max(measured, key=lambda m: m[0])
    return f"{code(f'{worst.error:.1e} / {worst.tolerance:.1e}')} {escape(worst.check)}"


def _skipped(records: Sequence[RuleRecord]) -> str:
    rows = [
        [link(PATH, rule_path(r.id), r.id), escape(check), escape(reason)]
        for r in records
        for check, reason in r.skip
    ]
    made = table(["rule", "check", "reason"], rows) if rows else ""
    return element("div", made) if made else ""
