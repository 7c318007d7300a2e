"""What a check found: counts, the largest error, and failures in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

import numpy as np

from jacobook.rule import Array
from jacobook.testing.differences import inexact, largest


def attempted(attempt: Callable[[], Any]) -> tuple[Any, Exception | None]:
    """What `attempt` returns, or the exception it raises: a wrong rule may raise anything."""
    try:
        return attempt(), None
    except Exception as error:  # noqa: BLE001 - to be told, whatever it is
        return None, error


def told(error: Exception) -> str:
    """An exception in one line, with a hint where its text tells the slip."""
    hints = [hint for words, hint in _HINTS.items() if words in str(error)]
    return ". Hint: ".join([f"{type(error).__name__}: {error}", *hints])


_HINTS = {
    "read-only": "the rule writes into an array that it was given",
    "could not be broadcast together": "`*` multiplies entry by entry; a matrix product is `@`",
}
"""What an exception's words say about a rule."""


@dataclass(slots=True)
class Report:
    """The running account of one check.

    Attributes:
        cases: how many comparisons were made.
        error: the largest relative error.
        tolerance: the relative error that was allowed there.
        failures: what was wrong, in words.
        note: what else is worth recording.
        skipped: why nothing could be compared; empty where something was.
    """

    cases: int = 0
    error: float | None = None
    tolerance: float | None = None
    failures: list[str] = field(default_factory=list)
    note: str = ""
    skipped: str = ""

    def expect(self, holds: bool, wrong: Callable[[], str] | str) -> None:
        """Count a case which must hold; `wrong` says what does not."""
        self.cases += 1
        if not holds:
            self.failures.append(wrong if isinstance(wrong, str) else wrong())

    def measured(self, error: float, allowed: float, wrong: Callable[[], str] | str) -> bool:
        """Count a measured case; it fails unless `error <= allowed`."""
        self.cases += 1
        if self.error is None or not error <= self.error:
            self.error, self.tolerance = float(error), float(allowed)
        passed = bool(error <= allowed)
        if not passed:
            self.failures.append(wrong if isinstance(wrong, str) else wrong())
        return passed

    def close(
        self, got: Array, wanted: Array, allowed: float, what: str, *, scale: float | None = None
    ) -> bool:
        """Count the comparison of two arrays, relative to the largest entry that is wanted."""
        got, wanted = np.asarray(got), np.asarray(wanted)
        if got.shape != wanted.shape:
            self.expect(False, f"{what}: shape {got.shape}, {wanted.shape} expected")
            return False
        size = max(largest(wanted), largest(got)) if scale is None else scale
        error = _largest_difference(got, wanted) / size if size else 0.0
        return self.measured(
            error, allowed, lambda: f"{what}: {worst_entry(got, wanted, error, allowed)}"
        )


def _largest_difference(got: Array, wanted: Array) -> float:
    """The largest of `_differences`, at less cost where all is finite."""
    with np.errstate(all="ignore"):
        found = largest(inexact(got) - wanted)
    return found if isfinite(found) else largest(_differences(got, wanted))


def _differences(got: Array, wanted: Array) -> Array:
    """Entry by entry; two NaNs or two equal infinities agree."""
    got, wanted = inexact(got), inexact(wanted)
    with np.errstate(all="ignore"):
        apart = np.abs(got - wanted)
    apart = np.where((got == wanted) | (np.isnan(got) & np.isnan(wanted)), 0.0, apart)
    return np.where(np.isnan(apart), np.inf, apart)


def worst_entry(
    got: Array, wanted: Array, error: float, allowed: float, other: str = "expected"
) -> str:
    """The entry that is most wrong, with both numbers."""
    got, wanted = np.asarray(got), np.asarray(wanted)
    place = np.unravel_index(int(np.argmax(_differences(got, wanted))), got.shape)
    where = f"entry {tuple(map(int, place))}: " if place else ""
    return (
        f"{where}the rule's number {inexact(got[place]).item()!r}, {other} {inexact(wanted[place]).item()!r}; "
        f"relative error {error:.2g}, allowed {allowed:.2g}"
    )
