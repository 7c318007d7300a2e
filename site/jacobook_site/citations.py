"""What rules cite: references taken apart into works and single places, and rules by these."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from jacobook_site.records import RuleRecord, Source

Place = tuple[str, str]
"""A word and a number: `("equation", "63")`; an unnumbered place has no word."""

Cited = Mapping[Place, Sequence[RuleRecord]]
"""The rules that cite each place of one work."""

_WORDS = {
    "section": ("section", "sections", "sec", "secs"),
    "equation": ("equation", "equations", "eq", "eqs"),
    "chapter": ("chapter", "chapters", "ch", "chs"),
    "appendix": ("appendix", "app"),
    "table": ("table", "tables"),
    "theorem": ("theorem", "theorems", "thm"),
}
_WORD_OF = {spelled: word for word, ways in _WORDS.items() for spelled in ways}
_NUMBER = r"(?:[A-Z]\.)?\d+(?:\.\d+)*(?:\([ivx]+\)|[a-z]\b)?"
_GROUP = re.compile(
    rf"\b({'|'.join(sorted(_WORD_OF, key=len, reverse=True))})\b\.?\s+"
    rf"((?:{_NUMBER})(?:(?:,\s*(?:and\s+)?|\s+and\s+|\s+to\s+|\s*[-–]\s*)(?:{_NUMBER}))*)",
    re.IGNORECASE,
)
_ITEM = re.compile(rf"({_NUMBER})(?:\s+to\s+|\s*[-–]\s*)?")
_CHAPTER = re.compile(r"(chapter \d+), section (\d+)")


def places(where: str) -> list[Place]:
    """The single places that a text names; the text itself if it names none by number.

    >>> places("sections 4.2 and 8.2")
    [('section', '4.2'), ('section', '8.2')]
    >>> places("equations 403 to 405")
    [('equation', '403'), ('equation', '404'), ('equation', '405')]
    >>> places("chapter 2, section 4"), places("'Matrix calculus'")
    ([('chapter 2, section', '4')], [('', "'Matrix calculus'")])
    """
    if inside := _CHAPTER.fullmatch(where.strip()):
        return [(f"{inside[1]}, section", inside[2])]
    found = [
        (_WORD_OF[group[1].lower()], number)
        for group in _GROUP.finditer(where)
        for number in _numbers(group[2])
    ]
    return list(dict.fromkeys(found)) or [("", where)]


def _numbers(text: str) -> Iterator[str]:
    """The numbers of a list in which `to` stands for all those between."""
    before = ""
    for item in _ITEM.finditer(text):
        if before.isdigit() and item[1].isdigit():
            yield from map(str, range(int(before) + 1, int(item[1])))
        yield item[1]
        ranged = item[0] != item[1]
        before = item[1] if ranged else ""


_YEAR = re.compile(r"(.*?\b(?:1[89]|20)\d\d\b)(?:,\s*(.*))?")


def named(reference: Source) -> tuple[str, str]:
    """A reference's source and place; a list of authors is not torn apart at its first comma.

    >>> named(Source("Ba", "Kiros & Hinton 2016, section 2", ""))
    ('Ba, Kiros & Hinton 2016', 'section 2')
    """
    match = _YEAR.fullmatch(reference.where)
    if match is None or _YEAR.fullmatch(reference.source):
        return reference.source, reference.where
    return f"{reference.source}, {match[1]}", match[2] or ""


def natural(place: Place) -> tuple[str, list[int], str]:
    """What places are sorted by: 4.10 after 4.9."""
    word, number = place
    return word, [int(part) for part in re.findall(r"\d+", number)], number


def works(records: Iterable[RuleRecord]) -> dict[str, Cited]:
    """The rules that cite each place of each work."""
    found: dict[str, dict[Place, list[RuleRecord]]] = {}
    for record in records:
        for reference in record.references:
            work, where = named(reference)
            for place in places(where):
                there = found.setdefault(work, {}).setdefault(place, [])
                if not there or there[-1] is not record:
                    there.append(record)
    return dict(found)
