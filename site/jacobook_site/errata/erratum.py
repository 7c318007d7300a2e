"""What an erratum is: a formula as it is printed, what is wrong with it, and cases that show it.

A case is worked out when the site is built: the printed form, what is true, and the repaired form,
as numbers at one small point. Whatever does not come out as the entry claims is a problem, and
fails a strict build.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from jacobook.catalogue import Registry
from jacobook_site.author_code import Attempt
from jacobook_site.errata.typeset import typeset_or_code
from jacobook_site.memory import Memory
from jacobook_site.prose import inline_prose, prose

RIGHT, WRONG, TRUE, OTHER = "right", "wrong", "true value", "another convention"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of numbers.

    Attributes:
        label: what they are, in words.
        numbers: the numbers as text, one for each column.
        verdict: `right`, `wrong`, `true value` for what the others are compared with, or `another
            convention` for what means something else.
    """

    label: str
    numbers: tuple[str, ...]
    verdict: str


@dataclass(frozen=True, slots=True)
class Worked:
    """A case, worked out.

    Attributes:
        title: when it applies, in words; empty where there is one case only.
        formulas: each with its label and its verdict, as MathML.
        point: what the numbers are computed at: names and values, as MathML.
        head: what the columns of numbers are.
        rows: the numbers.
        note: what else was compared, as a sentence.
        problems: what did not come out as claimed.
    """

    title: str
    formulas: tuple[tuple[str, str, str], ...]
    point: tuple[tuple[str, str], ...]
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""
    problems: tuple[str, ...] = ()


class Case(Protocol):
    """Something that can be worked out with the rules of a registry."""

    def worked(self, registry: Registry) -> Worked:
        """The numbers."""
        ...


@dataclass(frozen=True, slots=True)
class Erratum:
    """An entry.

    Attributes:
        anchor: its place on the page.
        source, where: as references of rules have them.
        title: what the formula is about.
        names: the names that its sentences use, declared as operands of rules are.
        told: what is printed and what is wrong with it, in sentences.
        rules: the ids of the rules that have it right.
        cases: what shows it.
    """

    anchor: str
    source: str
    where: str
    title: str
    names: str
    told: str
    rules: tuple[str, ...]
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What working out an entry gave.

    Attributes:
        told, titles: its sentences, and those of the cases, as HTML with formulas.
        cases: the numbers.
        failures: what could not be worked out.
    """

    told: str
    titles: tuple[str, ...]
    cases: tuple[Worked, ...]
    failures: tuple[str, ...] = ()

    @property
    def problems(self) -> tuple[str, ...]:
        """What did not come out as claimed, or could not be worked out."""
        return (*self.failures, *(problem for case in self.cases for problem in case.problems))


@dataclass(frozen=True, slots=True)
class WorkedErratum:
    """An entry with its cases worked out."""

    entry: Erratum
    outcome: Outcome


def worked_out(
    entries: Iterable[Erratum], registry: Registry, memory: Memory | None = None, key: str = ""
) -> tuple[WorkedErratum, ...]:
    """Entries with their numbers.

    Args:
        entries: what is claimed.
        registry: the rules.
        memory: remembers what came out between builds.
        key: of all that this depends on, for the memory.
    """
    known = memory or Memory(None)

    def outcome(entry: Erratum) -> Outcome:
        work = functools.partial(_outcome, entry, registry)
        return known.made("errata", entry.anchor, key, Outcome, work)

    return tuple(WorkedErratum(entry, outcome(entry)) for entry in entries)


def _outcome(entry: Erratum, registry: Registry) -> Outcome:
    attempts = [Attempt(functools.partial(case.worked, registry)) for case in entry.cases]
    done = tuple(attempt.value for attempt in attempts if attempt.value is not None)

    def typeset(text: str) -> str:
        return typeset_or_code(text, entry.names, registry)

    return Outcome(
        prose(entry.told, typeset),
        tuple(inline_prose(case.title, typeset) for case in done),
        done,
        tuple(attempt.problem for attempt in attempts if attempt.problem),
    )
