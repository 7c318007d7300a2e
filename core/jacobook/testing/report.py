"""What a check found: counts, the largest error, and failures in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from jacobook.rule import Array
from jacobook.testing.differences import largest


def attempted(attempt: Callable[[], Any]) -> tuple[Any, Exception | None]:
    """What `attempt` returns, or the exception it raises: a wrong rule may raise anything."""
    try:
        return attempt(), None
    except Exception as error:  # noqa: BLE001 - to be told, whatever it is
        return None, error


def told(error: Exception) -> str:
    """An exception in one line, with a hint where an array was protected from writing."""
    protected = "read-only" in str(error)
    hint = ". Hint: the rule writes into an array that it was given" if protected else ""
    return f"{type(error).__name__}: {error}{hint}"


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

    def expect(self, holds: bool, wrong: str) -> None:
        """Count a case which must hold; `wrong` says what does not."""
        self.cases += 1
        if not holds:
            self.failures.append(wrong)

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
        error = largest(_differences(got, wanted)) / size if size else 0.0
        return self.measured(
            error, allowed, lambda: f"{what}: {worst_entry(got, wanted, error, allowed)}"
        )


def _differences(got: Array, wanted: Array) -> Array:
    """Entry by entry; two NaNs or two equal infinities agree."""
    got, wanted = got.astype(float), wanted.astype(float)
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
        f"{where}the rule's number {float(got[place])!r}, {other} {float(wanted[place])!r}; "
        f"relative error {error:.2g}, allowed {allowed:.2g}"
    )


def diagnosis(got: Array, wanted: Array, others: Mapping[str, Array]) -> str:
    """What would make a wrong cotangent right, if one simple change does.

    Args:
        got: the rule's cotangent.
        wanted: the one by differences.
        others: by operand, the cotangents by differences of the other operands.
    """
    if not largest(wanted) or not np.all(np.isfinite(got)):
        return ""
    for hint, changed in _changes(got).items():
        if _near(changed, wanted):
            return f" Hint: {hint} gives the right numbers."
    for name, other in others.items():
        if _near(got, other):
            return f" Hint: these are the numbers of the operand {name!r}; two are swapped."
    return _factor(got, wanted)


def _changes(got: Array) -> dict[str, Array]:
    made = {
        "the opposite sign": -got,
        "a factor 2": 2 * got,
        "a factor 0.5": got / 2,
    }
    if got.ndim >= 2:
        made["a transpose"] = np.swapaxes(got, -1, -2)
        made["a transpose and the opposite sign"] = -np.swapaxes(got, -1, -2)
    return made


def _near(a: Array, b: Array) -> bool:
    return a.shape == b.shape and largest(a - b) <= 1e-6 * largest(b)


def _factor(got: Array, wanted: Array) -> str:
    if not largest(got):
        return " Hint: the rule's cotangent is zero; was the operand forgotten?"
    factor = float(np.sum(got * wanted) / np.sum(got * got))
    if _near(factor * got, wanted):
        return f" Hint: a factor {factor:.8g} gives the right numbers."
    return ""
