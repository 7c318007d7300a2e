"""What was made of each rule's record, kept while nothing that it shows has changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from jacobook_site.book import Book
from jacobook_site.records import RuleRecord

Made = TypeVar("Made")


class Kept:
    """Pages and other things made of single records, for sites that are built again and again.

    A page shows its own record, and of other rules their faces: title, mark, grade, and whether they
    have special points. If a face has changed, nothing is kept.
    """

    def __init__(self) -> None:
        """Start with nothing."""
        self._faces: dict[str, tuple[str, ...]] = {}
        self._made: dict[tuple[str, str], tuple[RuleRecord, Any]] = {}

    def look_at(self, book: Book) -> None:
        """Forget everything if a face differs from that in the book before."""
        faces = {name: _face(record, book) for name, record in book.rules.items()}
        if faces != self._faces:
            self._faces = faces
            self._made.clear()

    def made(self, what: str, record: RuleRecord, make: Callable[[], Made]) -> Made:
        """What was made of an equal record, or what is made of it now."""
        name = (what, record.id)
        before = self._made.get(name)
        if before is None or before[0] != record:
            before = self._made[name] = (record, make())
        found: Made = before[1]
        return found


def _face(record: RuleRecord, book: Book) -> tuple[str, ...]:
    points = "special points" if record.special else ""
    return (record.title, record.family, record.grade, book.mark(record).word, points)
