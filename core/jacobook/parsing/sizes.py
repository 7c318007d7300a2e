"""Unknown sizes: letters that become equal to each other, to a known letter or to a number.

An unknown is written `?1`, which no text can contain; solving is union-find on these letters.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping

from jacobook.shapes import Dimension, Shape

_UNKNOWN = re.compile(r"\?\w+")
_LETTERS = "mnkpqrstijhl"


def is_unknown(size: Dimension) -> bool:
    """Whether a size is one unknown letter.

    >>> is_unknown("?1"), is_unknown("n"), is_unknown("?1*?2")
    (True, False, False)
    """
    return isinstance(size, str) and _UNKNOWN.fullmatch(size) is not None


def _form(size: Dimension) -> str:
    """A size with all unknowns written alike; empty if there are none."""
    return _UNKNOWN.sub("?", str(size)) if "?" in str(size) else ""


class Sizes:
    """What is known of the unknown sizes of one text."""

    def __init__(self, taken: Container[str] = ()) -> None:
        """Start with nothing known.

        Args:
            taken: names which sizes must not be given.
        """
        self._known: dict[str, Dimension] = {}
        self._taken = taken
        self.learnt = 0

    def of(self, size: Dimension) -> Dimension:
        """A size as far as it is known.

        >>> sizes = Sizes()
        >>> sizes.join("?1", "?2"), sizes.join("?2", "n")
        (True, True)
        >>> sizes.of("?1"), sizes.of("?1 - 1"), sizes.of("?3")
        ('n', 'n - 1', '?3')
        """
        while isinstance(size, str) and size in self._known:
            size = self._known[size]
        if isinstance(size, int) or "?" not in size or is_unknown(size):
            return size
        inner = {word: self.of(word) for word in _UNKNOWN.findall(size)}
        return _UNKNOWN.sub(lambda match: str(inner[match[0]]), size)

    def shape(self, shape: Shape) -> Shape:
        """A shape as far as it is known."""
        return tuple(self.of(size) for size in shape)

    def join(self, first: Dimension, second: Dimension) -> bool:
        """Make two sizes equal; whether that is possible."""
        a, b = self.of(first), self.of(second)
        if a == b:
            return True
        if is_unknown(b):
            a, b = b, a
        if not is_unknown(a) and _form(a) == _form(b) != "":
            return all(map(self.join, _UNKNOWN.findall(str(a)), _UNKNOWN.findall(str(b))))
        if not is_unknown(a) or str(a) in _UNKNOWN.findall(str(b)):
            return False
        self._known[str(a)] = b
        self.learnt += 1
        return True

    def name(self, shapes: Iterable[Shape]) -> None:
        """Give the unknown sizes of these shapes letters, in order of appearance."""
        for unknown, letter in self._names(shapes).items():
            self._known[unknown] = letter

    def shown(self, text: str) -> str:
        """A message with a letter in the place of each unknown."""
        known = _UNKNOWN.sub(lambda match: str(self.of(match[0])), text)
        names = self._names([tuple(_UNKNOWN.findall(known))])
        return _UNKNOWN.sub(lambda match: names[match[0]], known)

    def _names(self, shapes: Iterable[Shape]) -> Mapping[str, str]:
        """A free letter for each unknown; `n` if it is the only one."""
        listed = [word for shape in shapes for size in shape for word in self._unknowns(size)]
        unknowns = dict.fromkeys(listed)
        letters = self._letters(len(unknowns) == 1)
        return {unknown: next(letters) for unknown in unknowns}

    def _unknowns(self, size: Dimension) -> list[str]:
        return _UNKNOWN.findall(str(self.of(size)))

    def _letters(self, single: bool) -> Iterator[str]:
        """Letters for sizes that are not taken."""
        first = f"n{_LETTERS}" if single else _LETTERS
        yield from (letter for letter in dict.fromkeys(first) if letter not in self._taken)
        number = 1
        while True:
            number += 1
            if f"n{number}" not in self._taken:
                yield f"n{number}"
