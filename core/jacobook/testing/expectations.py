"""Checks that are declared to fail: what such a declaration names, and what its outcome means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from jacobook.evidence import STALE, CheckResult


@dataclass(frozen=True, slots=True)
class Declaration:
    """That cases fail today.

    Attributes:
        name: the id of a case, such as `acme.f-second`; `*` and `?` stand for anything, as in
            names of files.
        reason: why they fail.
    """

    name: str
    reason: str

    def judged(self, result: CheckResult) -> CheckResult:
        """The outcome of a case that was declared to fail; one that passes has failed."""
        if result.status == "failed":
            return replace(result, status="expected", detail=f"{self.reason}: {result.detail}")
        if result.status == "passed":
            return replace(result, status="failed", detail=self._stale(result))
        return result

    def _stale(self, result: CheckResult) -> str:
        return (
            f"{result.rule}, check {result.check}: {STALE} ({self.reason!r}) and passes; "
            f"the declaration {self.name!r} is stale: remove it from expected_failures"
        )


class Expectations:
    """The declarations of a run, and which of them have named a case."""

    def __init__(self, declared: Mapping[str, str] | None = None) -> None:
        """Take reasons by case id."""
        self._exact = {name: Declaration(name, why) for name, why in (declared or {}).items()}
        self._patterns = [d for name, d in self._exact.items() if set(name) & set("*?[")]
        self._used: set[str] = set()

    def of(self, case: str) -> Declaration | None:
        """The declaration of a case; one with its own id goes before a pattern."""
        matching = [d for d in self._patterns if fnmatchcase(case, d.name)]
        exact = self._exact.get(case)
        found = matching if exact is None else [exact, *matching]
        self._used.update(declaration.name for declaration in found)
        return found[0] if found else None

    @property
    def unused(self) -> list[str]:
        """What has named no case so far."""
        return [name for name in self._exact if name not in self._used]

    def unused_results(self) -> list[CheckResult]:
        """A failed result for each declaration that has named no case."""
        return [
            CheckResult(
                rule=name.rpartition("-")[0] or name,
                check="expected_failures",
                status="failed",
                detail=names_no_case([name]),
            )
            for name in self.unused
        ]


def names_no_case(names: list[str]) -> str:
    """What is wrong with declarations that name no case."""
    told = ", ".join(map(repr, sorted(names)))
    return f"expected_failures names no case: {told}; write RULE-CHECK, such as 'acme.f-second'"
