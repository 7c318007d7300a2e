"""What was checked of a rule and what was measured: the records that pages are made from."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase
from typing import Any

STALE = "declared to fail"
"""Words by which the result of a check that was declared to fail, and passes, is known."""

STATUSES = ("passed", "failed", "skipped", "expected")
"""`expected`: it failed, and was declared to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """The outcome of one check of one rule.

    Attributes:
        rule: the rule's id.
        check: the check's name, such as `"directional"`.
        status: one of `STATUSES`.
        cases: how many probes, directions or entries were compared.
        error: the largest error seen, relative as the check defines it; `None` where nothing is
            measured.
        tolerance: what was allowed.
        detail: why it failed (with the numbers, the seed and a hint), why it was skipped, or why
            it was declared to fail, and how it did.
    """

    rule: str
    check: str
    status: str
    cases: int = 0
    error: float | None = None
    tolerance: float | None = None
    detail: str = ""

    @property
    def case(self) -> str:
        """The id of the case, such as `linalg.det-directional`."""
        return f"{self.rule}-{self.check}"

    def as_json(self) -> dict[str, Any]:
        """The result as plain data."""
        return asdict(self)


def naming_nothing(declared: Iterable[str], cases: Collection[str]) -> list[str]:
    """The declared case ids, `*` standing for anything, which name none of the cases.

    >>> naming_nothing(["acme.f-second", "acme.*-dot"], ["acme.f-dot"])
    ['acme.f-second']
    """
    return [
        name
        for name in declared
        if name not in cases and not any(fnmatchcase(case, name) for case in cases)
    ]
