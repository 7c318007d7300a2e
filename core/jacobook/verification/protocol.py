"""What parent and child say to each other: a request as JSON, answers as marked lines of JSON."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jacobook.evidence import CheckResult
from jacobook.findings import Finding

LOADED, START, RESULT, DONE = "loaded", "start", "result", "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A pack to be verified.

    Attributes:
        name: as it was asked for: a namespace, or the path of a file of rules.
        namespace: of the pack.
        distribution, version: what brings it; the file's name for a file of rules.
        file: the file of rules; empty for an installed pack.
    """

    name: str
    namespace: str
    distribution: str
    version: str = ""
    file: str = ""

    @property
    def title(self) -> str:
        """The pack with its version: `acme 0.1.0`."""
        return f"{self.namespace} {self.version}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a child is to do.

    Attributes:
        target: the pack.
        token: what marks the lines of the answer among whatever the pack prints.
        rules: ids, to check these only.
        checks: names of checks, to make these only.
        exhaustive: the full products of keywords, shapes and draws.
        part, parts: which share of the rules is this child's.
        record: the file to write a record to; then nothing is checked.
        results: the file with the results that the record tells.
    """

    target: Target
    token: str
    rules: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    exhaustive: bool = False
    part: int = 0
    parts: int = 1
    record: str = ""
    results: str = ""

    def as_text(self) -> str:
        """The request as one line."""
        return json.dumps(dataclasses.asdict(self))


def read_request(text: str) -> Request:
    """The request that `as_text` made."""
    told = json.loads(text)
    target = Target(**told.pop("target"))
    rules, checks = tuple(told.pop("rules")), tuple(told.pop("checks"))
    return Request(target=target, rules=rules, checks=checks, **told)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackReport:
    """What verifying a pack found.

    Attributes:
        target: the pack.
        rules: how many rules it has.
        findings: everything wrong, and worth knowing.
        results: of all checks.
        seconds: how long it took.
    """

    target: Target
    rules: int = 0
    findings: tuple[Finding, ...] = ()
    results: tuple[CheckResult, ...] = ()
    seconds: float = 0.0

    @property
    def counts(self) -> dict[str, int]:
        """How many checks passed, failed, failed as declared, and were skipped."""
        statuses = [result.status for result in self.results]
        return {s: statuses.count(s) for s in ("passed", "failed", "expected", "skipped")}

    @property
    def is_clean(self) -> bool:
        """Whether nothing is wrong."""
        return not any(finding.severity == "error" for finding in self.findings)


def finding_from(told: Mapping[str, Any]) -> Finding:
    """A finding from plain data."""
    return Finding(**told)


def result_from(told: Mapping[str, Any]) -> CheckResult:
    """The result of a check from plain data."""
    return CheckResult(**told)
