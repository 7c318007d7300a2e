"""What was checked of a rule and what was measured: the records that pages are made from."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

STATUSES = ("passed", "failed", "skipped")


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
        detail: why it failed (with the numbers, the seed and a hint), or why it was skipped.
    """

    rule: str
    check: str
    status: str
    cases: int = 0
    error: float | None = None
    tolerance: float | None = None
    detail: str = ""

    def as_json(self) -> dict[str, Any]:
        """The result as plain data."""
        return asdict(self)
