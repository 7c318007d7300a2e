"""`python -m jacobook_site.preparing`: what is done with the text of a generated page before Markdown.

Its twin is made, its code is coloured, and finished HTML is lifted out. All that depends on the text
alone, so that a process beside this one can do it while MkDocs converts and writes other pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import msgspec

from jacobook_site import placeholders
from jacobook_site.child import Child, answer, cores
from jacobook_site.highlighting import coloured
from jacobook_site.twins import FRONT, twin_of

MANY = 50
"""So many pages take longer than starting a process."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A page ready for the converter.

    Attributes:
        twin: its Markdown for readers without a browser.
        text: its Markdown with a token for each piece of finished HTML.
        pieces: the pieces.
    """

    twin: str
    text: str
    pieces: list[str]


def prepared(markdown: str) -> Prepared:
    """A page, ready for the converter."""
    lifted, pieces = placeholders.lift(markdown)
    text = placeholders.lift_more(coloured(lifted), pieces)
    return Prepared(twin_of(markdown), text, pieces)


class Preparing:
    """Generated pages, prepared in the order in which they are wanted."""

    def __init__(self, pages: Mapping[str, str]) -> None:
        """Begin, if it is worth a process of its own.

        Args:
            pages: the texts of the pages by their source path, in their order.
        """
        self._pages: dict[str, tuple[str, Future[Prepared]]] = {}
        if len(pages) < MANY or cores() == 1:
            return
        self._child = Child("jacobook_site.preparing")
        self._asking = ThreadPoolExecutor(1)
        bodies = {path: FRONT.sub("", text) for path, text in pages.items()}
        self._pages = {
            path: (text.strip(), self._asking.submit(self._asked, text))
            for path, text in bodies.items()
        }

    def page(self, path: str, markdown: str) -> Prepared:
        """A page, given its text without front matter; text that others have changed is prepared anew."""
        begun = self._pages.get(path)
        if begun is None or begun[0] != markdown.strip():
            return prepared(markdown)
        return begun[1].result()

    def end(self) -> None:
        """End what was begun."""
        if self._pages:
            self._asking.shutdown(cancel_futures=True)
            self._child.end()
            self._child.close()
            self._pages = {}

    def _asked(self, text: str) -> Prepared:
        made = self._child.ask(text.encode())
        return msgspec.msgpack.decode(made, type=Prepared) if made else prepared(text)


def main() -> None:
    """Prepare pages until there are none."""
    answer(lambda text: msgspec.msgpack.encode(prepared(text.decode())))


if __name__ == "__main__":
    main()
