"""Definitions after a text: `0.5*y'*inv(K)*y where K = A*A'; c = 2`.

They begin with the word `where`, or with a comma; a further one with a comma or a semicolon. Each
may use the others, but not itself.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jacobook.errors import ParseError
from jacobook.parsing.source import Source, scan, trimmed

MAX_DEFINITIONS = 100

_HEADER = re.compile(r"([A-Za-z_]\w*)\s*=(?!=)")
_WHERE = re.compile(r"where\s+(?=[A-Za-z_]\w*\s*=(?!=))")


@dataclass(frozen=True, slots=True)
class Definition:
    """A name with the text it stands for.

    Attributes:
        name: the name.
        position: where it stands.
        source: the text.
    """

    name: str
    position: int
    source: Source


def split(source: Source, quotes: str) -> tuple[Source, tuple[Definition, ...]]:
    """The expression of a text, and its definitions.

    Raises:
        ParseError: a comma or a semicolon begins no definition, or one is given twice.
    """
    cuts = list(_cuts(source, quotes))
    ends = [start for start, _ in cuts] + [source.end]
    main = trimmed(source.text, source.start, ends[0])
    found = [
        _definition(source, after, end) for (_, after), end in zip(cuts, ends[1:], strict=True)
    ]
    if len(found) > MAX_DEFINITIONS:
        raise source.error(f"more than {MAX_DEFINITIONS} definitions", found[-1].position)
    _require_different(source, found)
    return main, tuple(found)


def _cuts(source: Source, quotes: str) -> Iterable[tuple[int, int]]:
    """Where definitions are cut off, each with the place where the definition begins."""
    piece, depth, last = source.piece, 0, " "
    for place, character in scan(piece, quotes):
        depth += (character in "([{") - (character in ")]}")
        if depth == 0 and character in ",;":
            yield source.start + place, source.start + place + 1
        elif depth == 0 and (word := _where(piece, place, last)):
            yield source.start + place, source.start + word.end()
        last = character


def _where(piece: str, place: int, before: str) -> re.Match[str] | None:
    """The word `where` at this place, if a definition follows; `where(` is a function."""
    inside = before.isalnum() or before in "_."
    return None if inside else _WHERE.match(piece, place)


def _definition(source: Source, start: int, end: int) -> Definition:
    """One definition."""
    piece = trimmed(source.text, start, end)
    header = _HEADER.match(piece.piece)
    if header is None:
        raise source.error(
            "after a comma a definition is expected, such as K = A + B; what is known of a "
            "variable is said beside the text: assume={'A': 'symmetric'}",
            min(piece.start, max(0, len(source.text) - 1)),
        )
    name = header[1]
    if keyword.iskeyword(name) or name.startswith("__"):
        raise source.error(f"{name!r} cannot be a name", piece.start)
    return Definition(
        name, piece.start, trimmed(source.text, piece.start + header.end(), piece.end)
    )


def _require_different(source: Source, found: Iterable[Definition]) -> None:
    names: set[str] = set()
    for definition in found:
        if definition.name in names:
            raise source.error(f"{definition.name} is defined twice", definition.position)
        names.add(definition.name)


def in_order(
    definitions: Iterable[Definition], uses: Mapping[str, Mapping[str, int]]
) -> list[Definition]:
    """The definitions, each after those that it uses.

    Args:
        definitions: in the order of the text.
        uses: for each name, the names that its text uses, with their places.

    Raises:
        ParseError: one uses itself, directly or through others.
    """
    waiting = {definition.name: definition for definition in definitions}
    ordered: list[Definition] = []
    while waiting:
        ready = [d for d in waiting.values() if not uses[d.name].keys() & waiting.keys()]
        if not ready:
            raise _circle(waiting, uses)
        for definition in ready:
            ordered.append(waiting.pop(definition.name))
    return ordered


def _circle(waiting: Mapping[str, Definition], uses: Mapping[str, Mapping[str, int]]) -> ParseError:
    """The error for definitions that use each other in a circle."""
    path = [next(iter(waiting))]
    while path.count(path[-1]) == 1:
        path.append(next(name for name in uses[path[-1]] if name in waiting))
    circle = path[path.index(path[-1]) :]
    place = uses[circle[-2]][circle[-1]]
    told = " uses ".join(circle)
    return waiting[circle[0]].source.error(f"a definition cannot use itself: {told}", place)
