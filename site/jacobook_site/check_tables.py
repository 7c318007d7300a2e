"""The verification panel of a rule."""

from __future__ import annotations

from jacobook.evidence import CheckResult
from jacobook_site.checks import GRADES
from jacobook_site.markup import badge, code, details, element, escape, table
from jacobook_site.records import RuleRecord

TONES = {"passed": "good", "failed": "bad", "skipped": "plain"}


def check_panel(record: RuleRecord) -> str:
    """What was checked, with which result, how many cases and what error."""
    return element(
        "div",
        element("p", element("strong", escape(_verdict(record)))),
        _table(record),
        _skipped(record),
        element("p", escape(record.versions.spoken), class_="jb-note"),
        class_="jb-checks",
        data_search_exclude=True,
    )


def _verdict(record: RuleRecord) -> str:
    if not record.checks:
        return "Not verified in this build."
    passed = sum(r.status == "passed" for r in record.checks)
    failed = sum(r.status == "failed" for r in record.checks)
    cases = sum(r.cases for r in record.checks)
    text = f"{GRADES[record.grade].capitalize()}: {passed} checks passed on {cases} cases"
    return f"{text}, {failed} failed." if failed else f"{text}."


def _table(record: RuleRecord) -> str:
    ran = [r for r in record.checks if r.status != "skipped"]
    rows = [
        [escape(r.check), badge(r.status, TONES[r.status]), str(r.cases), *_measured(r)]
        for r in ran
    ]
    made = table(["check", "result", "cases", "largest error", "allowed"], rows) if rows else ""
    failures = (element("pre", escape(r.detail)) for r in ran if r.status == "failed")
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
