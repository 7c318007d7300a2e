"""What `--json` prints, as frozen data, and the JSON schemas of it.

A report says the version of its own form in `schema`. Fields may be added under one version; none is
renamed, removed or given another meaning.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import jacobook
from jacobook.cli.rule_reports import RulesReport, ShowReport
from jacobook.evidence import CheckResult
from jacobook.findings import Finding
from jacobook.hookspecs import CONTRACT
from jacobook.loading import LoadedPack
from jacobook.verification import PackReport


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingReport:
    """One finding; `jacobook explain CODE` tells more."""

    code: str
    severity: Literal["error", "warning", "information"]
    pack: str
    distribution: str
    version: str
    rule: str
    field: str
    wrong: str
    mend: str
    where: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackEntry:
    """A pack in the listing."""

    namespace: str
    distribution: str
    version: str
    status: Literal["ok", "partial", "error", "disabled"]
    origin: str
    title: str
    summary: str
    licence: str
    author: str
    url: str
    entry_point: str
    location: str
    contract: str
    hooks: tuple[str, ...]
    rules: int
    import_ms: float
    findings: tuple[FindingReport, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PacksReport:
    """What `jacobook packs --json` prints."""

    schema: Literal[1] = 1
    host: str
    contract: str
    packs: tuple[PackEntry, ...]
    findings: tuple[FindingReport, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultReport:
    """The outcome of one check of one rule; numbers that are not finite are left out."""

    rule: str
    check: str
    status: Literal["passed", "failed", "expected", "skipped"]
    cases: int
    error: float | None
    tolerance: float | None
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackChecks:
    """What verifying one pack found."""

    namespace: str
    distribution: str
    version: str
    clean: bool
    rules: int
    passed: int
    failed: int
    expected: int
    skipped: int
    seconds: float
    findings: tuple[FindingReport, ...]
    results: tuple[ResultReport, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What `jacobook check --json` prints."""

    schema: Literal[1] = 1
    host: str
    contract: str
    clean: bool
    packs: tuple[PackChecks, ...]
    findings: tuple[FindingReport, ...]


REPORTS = {
    "packs": PacksReport,
    "check": CheckReport,
    "rules": RulesReport,
    "show": ShowReport,
}


def schema_of(name: str) -> dict[str, Any]:
    """The JSON schema of a report, by the name of its command."""
    import msgspec

    return msgspec.json.schema(REPORTS[name])


def as_json(report: Any) -> str:
    """A report as text."""
    import msgspec

    return msgspec.json.format(msgspec.json.encode(report), indent=2).decode()


def finding_report(finding: Finding) -> FindingReport:
    """A finding as a report shows it."""
    names = FindingReport.__dataclass_fields__
    return FindingReport(**{name: getattr(finding, name) for name in names})


def packs_report(packs: tuple[LoadedPack, ...], findings: tuple[Finding, ...]) -> PacksReport:
    """The listing of packs; findings that belong to none of them stand by themselves."""
    namespaces = {pack.info.namespace for pack in packs}
    return PacksReport(
        host=jacobook.__version__,
        contract=CONTRACT,
        packs=tuple(_entry(pack, findings) for pack in packs),
        findings=tuple(finding_report(f) for f in findings if f.pack not in namespaces),
    )


def _entry(pack: LoadedPack, findings: tuple[Finding, ...]) -> PackEntry:
    origin = pack.offer.origin
    return PackEntry(
        namespace=pack.info.namespace,
        distribution=origin.distribution,
        version=origin.version,
        status=pack.status,  # type: ignore[arg-type]  # one of the four words
        origin=origin.origin,
        title=pack.info.title,
        summary=pack.info.summary,
        licence=origin.licence,
        author=origin.author,
        url=pack.info.url or origin.url,
        entry_point=origin.entry_point,
        location=origin.location,
        contract=pack.info.contract,
        hooks=pack.hook_names,
        rules=len(pack.rules),
        import_ms=round(pack.import_ms, 2),
        findings=tuple(finding_report(f) for f in findings if f.pack == pack.info.namespace),
    )


def check_report(reports: list[PackReport], findings: list[Finding]) -> CheckReport:
    """What was found of several packs."""
    errors = any(finding.severity == "error" for finding in findings)
    return CheckReport(
        host=jacobook.__version__,
        contract=CONTRACT,
        clean=all(report.is_clean for report in reports) and not errors,
        packs=tuple(_checks(report) for report in reports),
        findings=tuple(map(finding_report, findings)),
    )


def _checks(report: PackReport) -> PackChecks:
    return PackChecks(
        namespace=report.target.namespace,
        distribution=report.target.distribution,
        version=report.target.version,
        clean=report.is_clean,
        rules=report.rules,
        seconds=round(report.seconds, 3),
        findings=tuple(map(finding_report, report.findings)),
        results=tuple(map(_result, report.results)),
        **report.counts,
    )


def _result(result: CheckResult) -> ResultReport:
    return ResultReport(**result.as_json())
