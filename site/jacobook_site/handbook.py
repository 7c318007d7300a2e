"""The book as a handbook: each family a chapter with an opening sentence and sections."""

from __future__ import annotations

import fnmatch
import functools
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jacobook_site.families import family_title
from jacobook_site.records import RuleRecord

PATH = Path(__file__).parent / "data" / "handbook.toml"
FURTHER = "Further rules"


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a chapter; its anchor is made of its title. Empty title: the chapter as a whole."""

    title: str
    rules: tuple[RuleRecord, ...]

    @property
    def anchor(self) -> str:
        """The anchor of its heading."""
        return re.sub(r"[^a-z0-9]+", "-", self.title.lower()).strip("-")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A family: its name, its title, an opening sentence, its sections."""

    family: str
    title: str
    intro: str
    parts: tuple[Part, ...] = field(default=())

    @property
    def rules(self) -> tuple[RuleRecord, ...]:
        """All rules, in the order of the sections."""
        return tuple(rule for part in self.parts for rule in part.rules)


@functools.cache
def outline() -> Mapping[str, Mapping[str, Any]]:
    """What `data/handbook.toml` says of each family."""
    return tomllib.loads(PATH.read_text(encoding="utf-8"))


def chapter(family: str, records: Sequence[RuleRecord]) -> Chapter:
    """The chapter of a family; rules without a place stand at its end."""
    told = outline().get(family, {})
    left = list(records)
    parts = []
    for section in told.get("sections", ()):
        found = [r for r in left if matches(r.id, family, section["rules"])]
        placed = {r.id for r in found}
        left = [r for r in left if r.id not in placed]
        parts.append(Part(section["title"], tuple(found)))
    parts.append(Part(FURTHER if parts else "", tuple(left)))
    kept = tuple(part for part in parts if part.rules)
    return Chapter(family, family_title(family), told.get("intro", ""), kept)


def matches(rule_id: str, family: str, patterns: Iterable[str]) -> bool:
    """Whether an id without its family matches one of the patterns.

    >>> matches("linalg.norm2.hessian", "linalg", ["det*", "norm*"])
    True
    """
    name = rule_id.removeprefix(f"{family}.")
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)
