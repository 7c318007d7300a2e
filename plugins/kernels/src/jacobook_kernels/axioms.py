"""Checks of the distance pack: what makes a number a distance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from jacobook import Array, Rule

if TYPE_CHECKING:
    from jacobook.testing.report import Report
    from jacobook.testing.subject import Probe, Subject

ROUNDING = 1e-12
SECOND: Mapping[str, str] = MappingProxyType({"x": "y", "p": "q", "u": "v", "S": "T"})
"""What the second point is called, by the name of the first."""

Point: TypeAlias = tuple[Array, ...]


def tagged(*tags: str) -> Callable[[Rule], bool]:
    """The rules that have one of these tags."""
    return lambda rule: not set(tags).isdisjoint(rule.tags)


def is_least_at_itself(subject: Subject, report: Report) -> None:
    """A point is at distance 0 from itself, and at no smaller one from another."""
    for probe in subject.declared:
        first, second = _points(subject, probe)
        own, other = (_distance(subject, probe, first, b) for b in (first, second))
        report.measured(abs(own), ROUNDING, f"{probe.label}: a point is {own!r} from itself")
        report.expect(other >= own, f"{probe.label}: another point is {other!r} away")


def is_symmetric(subject: Subject, report: Report) -> None:
    """The distance is the same in both directions."""
    for probe in subject.declared:
        first, second = _points(subject, probe)
        there = _distance(subject, probe, first, second)
        back = _distance(subject, probe, second, first)
        report.close(there, back, ROUNDING, f"{probe.label}: there and back")


def is_shortest_directly(subject: Subject, report: Report) -> None:
    """No way over a third point is shorter, whichever of three points is the third."""
    for probe in subject.declared:
        a, b = _points(subject, probe)
        c = tuple(x[::-1] for x in a)
        for start, over, end in ((a, c, b), (a, b, c), (b, a, c)):
            direct = _distance(subject, probe, start, end)
            detour = _distance(subject, probe, start, over) + _distance(subject, probe, over, end)
            wrong = f"{probe.label}: the direct way is {direct!r}, the detour {detour!r}"
            report.expect(direct <= detour * (1 + ROUNDING), wrong)


def _points(subject: Subject, probe: Probe) -> tuple[Point, Point]:
    """The two points of a probe; a distribution may have several parts."""
    given, pairs = _operands(subject, probe)
    return tuple(given[a] for a, _ in pairs), tuple(given[b] for _, b in pairs)


def _distance(subject: Subject, probe: Probe, first: Point, second: Point) -> float:
    """The rule's value for two points; its other operands stay as they are."""
    given, pairs = _operands(subject, probe)
    for (a, b), x, y in zip(pairs, first, second, strict=True):
        given |= {a: x, b: y}
    return float(subject.value(replace(probe, values=tuple(given.values()))))


def _operands(subject: Subject, probe: Probe) -> tuple[dict[str, Array], list[tuple[str, str]]]:
    """The operands by name, and which of them are parts of the first and of the second point."""
    given = dict(zip(subject.rule.names, probe.values, strict=True))
    return given, [(a, b) for a, b in SECOND.items() if a in given and b in given]
