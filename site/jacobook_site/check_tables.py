"""The verification panel of a rule."""

from __future__ import annotations

from collections.abc import Sequence

from jacobook.evidence import CheckResult
from jacobook_site.checks import GRADES
from jacobook_site.markup import badge, code, details, element, escape, table
from jacobook_site.records import RuleRecord

TONES = {"passed": "good", "failed": "bad", "expected": "bad", "skipped": "plain"}


def check_panel(record: RuleRecord) -> str:
    """What was checked, with which result, how many cases and what error."""
    return element(
        "div",
        element("p", element("strong", escape(_verdict(record)))),
        _table(record),
        _skipped(record),
        element("p", escape(record.versions.spoken), class_="jb-note"),
        class_="jb-checks",
    )


def _verdict(record: RuleRecord) -> str:
    if not record.checks:
        return "Not verified in this build."
    if not record.origin.built_in:
        return f"In the pack’s record: {counted(record.checks)}"
    return f"{GRADES[record.grade].capitalize()}: {counted(record.checks)}"


def counted(results: Sequence[CheckResult]) -> str:
    """How many checks passed and failed, and on how many cases, as a sentence."""
    passed = sum(r.status == "passed" for r in results)
    failed = sum(r.status == "failed" for r in results)
    expected = sum(r.status == "expected" for r in results)
    cases = sum(r.cases for r in results)
    text = f"{passed} check{'s' * (passed != 1)} passed on {cases} case{'s' * (cases != 1)}"
    text += f", {failed} failed" if failed else ""
    text += f", {expected} failed as declared" if expected else ""
    return f"{text}."


def _table(record: RuleRecord) -> str:
    ran = [r for r in record.checks if r.status != "skipped"]
    rows = [
        [escape(r.check), badge(r.status, TONES[r.status]), str(r.cases), *_measured(r)]
        for r in ran
    ]
    made = table(["check", "result", "cases", "largest error", "allowed"], rows) if rows else ""
    failures = (element("pre", escape(r.detail)) for r in ran if r.status in ("failed", "expected"))
    return made + "".join(failures)


def _measured(result: CheckResult) -> list[str]:
    return ["" if v is None else code(f"{v:.1e}") for v in (result.error, result.tolerance)]


def _skipped(record: RuleRecord) -> str:
    rows = [[escape(r.check), escape(r.detail)] for r in record.checks if r.status == "skipped"]
    listed = {r.check for r in record.checks if r.status == "skipped"}
    rows += [[escape(k), escape(v)] for k, v in record.skip if k not in listed]
    if not rows:
        return ""
    return details(f"Checks that do not apply ({len(rows)})", table(["check", "reason"], rows))
