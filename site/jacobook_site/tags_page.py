"""The page of tags: words for properties, which follow from the records, and words of authors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from jacobook_site.addresses import link, rule_path
from jacobook_site.markup import element, escape
from jacobook_site.matrix_picture import structure_in_words
from jacobook_site.placeholders import raw
from jacobook_site.records import RuleRecord

PATH = "tags/index.md"


@dataclass(frozen=True, slots=True)
class Property:
    """A tag that follows from a rule's record.

    Attributes:
        name: the tag.
        meaning: what it says, as a sentence.
        holds: whether a rule has it.
    """

    name: str
    meaning: str
    holds: Callable[[RuleRecord], bool]


def _states(form: str) -> Callable[[RuleRecord], bool]:
    return lambda record: any(s.form == form for s in record.statements)


def _diagonal(record: RuleRecord) -> bool:
    """Whether each Jacobian of the first example is a diagonal matrix."""
    if not record.examples or record.examples[0].value is None:
        return False
    first, size = record.examples[0], record.examples[0].value.size
    words = [structure_in_words(j.values.as_matrix(size)) for j in first.jacobians if size > 1]
    return bool(words) and all(w.startswith(("diagonal", "the identity")) for w in words)


PROPERTIES: tuple[Property, ...] = (
    Property("states a Hessian", "The page has the second derivative.", _states("hess")),
    Property("diagonal Jacobian at the example", "No output depends on another entry.", _diagonal),
    Property(
        "restricted domain",
        "An operand has to lie in a domain, such as the positive numbers.",
        lambda record: any(o.domain for o in record.operands),
    ),
    Property(
        "has a kink",
        "At a special point the slopes from both sides differ, and one is chosen.",
        lambda record: bool(record.kinks),
    ),
    Property(
        "special points",
        "Points at an edge of the domain, at a kink, or far out, with what is computed there.",
        lambda record: bool(record.special),
    ),
    Property(
        "mistakes with numbers",
        "The page shows common mistakes and the numbers that give them away.",
        lambda record: bool(record.mistakes),
    ),
)


def tags_of(record: RuleRecord) -> tuple[str, ...]:
    """The tags of a rule: its properties, then its author's words."""
    own = [p.name for p in PROPERTIES if p.holds(record)]
    return tuple({anchor(tag): tag for tag in (*record.tags[::-1], *own[::-1])}.values())[::-1]


def anchor(tag: str) -> str:
    """The place of a tag on the page; spellings that differ in case or signs share one."""
    return "tag-" + (re.sub(r"[^a-z0-9]+", "-", tag.lower()).strip("-") or "other")


def by_tag(records: Iterable[RuleRecord]) -> dict[str, tuple[str, list[RuleRecord]]]:
    """For each anchor the tag as it is spelled first, and its rules."""
    found: dict[str, tuple[str, list[RuleRecord]]] = {}
    for record in records:
        for tag in tags_of(record):
            found.setdefault(anchor(tag), (tag, []))[1].append(record)
    return found


def tags_page(records: Sequence[RuleRecord]) -> str:
    """All tags with their rules."""
    found = by_tag(records)
    own = {anchor(p.name): p for p in PROPERTIES}
    words = sorted((a for a in found if a not in own), key=lambda a: found[a][0].lower())
    properties = "".join(
        _entry(a, found[a][0], found[a][1], p.meaning) for a, p in own.items() if a in found
    )
    letters = "".join(_entry(a, *found[a]) for a in words)
    text = (
        f"{len(found)} words under which rules are listed: {len(own.keys() & found.keys())} "
        f"properties, which follow from the rules themselves, and {len(words)} words that their "
        "authors gave. See also the [kinds](../kinds/index.md) and the "
        "[families](../families/index.md)."
    )
    return (
        "---\ntitle: Tags\nhide: [toc]\nsearch:\n  exclude: true\n---\n\n# Tags\n\n"
        f"{text}\n\n## Properties {{ #properties }}\n\n{_list(properties)}\n\n"
        f"## Words {{ #words }}\n\n{_list(letters)}\n"
    )


def _list(entries: str) -> str:
    return raw(element("dl", entries, class_="jb-tags"))


MANY = 12
"""Longer lists of rules are folded."""


def _entry(place: str, tag: str, rules: Sequence[RuleRecord], meaning: str = "") -> str:
    links = ", ".join(link(PATH, rule_path(r.id), r.title) for r in rules)
    if len(rules) > MANY:
        summary = element("summary", escape(f"{len(rules)} rules"))
        links = element("details", summary, element("p", links))
    said = element("p", escape(meaning)) if meaning else ""
    return element("dt", escape(tag), id=place) + element("dd", said, links)
