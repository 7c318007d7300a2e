"""`python -m jacobook_site.preparing`: what is done with the text of a generated page before Markdown.

Finished HTML is lifted out, code is coloured, and a twin is made. All that depends on the text alone,
so that a process beside this one can do it while MkDocs converts and writes other pages. Both sides
send many pages at once: a thread that waits for a busy one gets its turn only some hundred times a
second.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal, TypeVar

import msgspec

from jacobook_site import placeholders
from jacobook_site.child import Child, answer, cores
from jacobook_site.highlighting import coloured
from jacobook_site.twins import FRONT, twin_of

MANY = 50
"""So many pages take longer than starting a process."""
AT_ONCE = 20
"""So many pages are sent at once: few enough that the first ones are there when they are wanted."""

Made = TypeVar("Made")
Asked = tuple[Literal["ready", "twins"], list[str]]
"""What is wanted of which pages."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A page ready for the converter.

    Attributes:
        text: its Markdown with a token for each piece of finished HTML.
        pieces: the pieces.
    """

    text: str
    pieces: list[str]


def ready(markdown: str) -> Ready:
    """A page, ready for the converter."""
    lifted, pieces = placeholders.lift(markdown)
    return Ready(placeholders.lift_more(coloured(lifted), pieces), pieces)


class Preparing:
    """Generated pages, prepared in the order in which they are wanted; their twins come last."""

    def __init__(self, pages: Mapping[str, str]) -> None:
        """Begin, if it is worth a process of its own.

        Args:
            pages: the texts of the pages by their source path, in their order.
        """
        self._child: Child | None = None
        self._places: dict[str, int] = {}
        self._texts: list[str] = []
        self._ready: list[Future[list[Ready]]] = []
        self._twins: list[Future[list[str]]] = []
        if len(pages) < MANY or cores() == 1:
            return
        self._child = Child("jacobook_site.preparing")
        self._asking = ThreadPoolExecutor(1)
        self._places = {path: place for place, path in enumerate(pages)}
        self._texts = [FRONT.sub("", text) for text in pages.values()]
        batches = [self._texts[start : start + AT_ONCE] for start in range(0, len(pages), AT_ONCE)]
        self._ready = [self._asking.submit(self._made_ready, batch) for batch in batches]
        self._twins = [self._asking.submit(self._made_twins, batch) for batch in batches]

    def page(self, path: str, markdown: str) -> Ready:
        """A page, given its text without front matter; text that others have changed is prepared anew."""
        place = self._place(path, markdown)
        return ready(markdown) if place is None else _item(self._ready, place)

    def twin(self, path: str, markdown: str) -> Callable[[], str]:
        """What waits for the twin of such a page."""
        place = self._place(path, markdown)
        return lambda: twin_of(markdown) if place is None else _item(self._twins, place)

    def end(self) -> None:
        """End what was begun, and forget what was made."""
        if self._child is not None:
            self._asking.shutdown(cancel_futures=True)
            self._child.end()
            self._child.close()
            self._child = None
        for made in (self._places, self._texts, self._ready, self._twins):
            made.clear()

    def _place(self, path: str, markdown: str) -> int | None:
        """Which of the pages that were begun this is, if it is one."""
        place = self._places.get(path)
        is_it = place is not None and self._texts[place].strip() == markdown.strip()
        return place if is_it else None

    def _made_ready(self, texts: list[str]) -> list[Ready]:
        made = self._asked(("ready", texts))
        return msgspec.msgpack.decode(made, type=list[Ready]) if made else list(map(ready, texts))

    def _made_twins(self, texts: list[str]) -> list[str]:
        made = self._asked(("twins", texts))
        return msgspec.msgpack.decode(made, type=list[str]) if made else list(map(twin_of, texts))

    def _asked(self, asked: Asked) -> bytes | None:
        return self._child.ask(msgspec.msgpack.encode(asked)) if self._child is not None else None


def _item(batches: Sequence[Future[list[Made]]], place: int) -> Made:
    """What has been made of the page at a place."""
    batch, inside = divmod(place, AT_ONCE)
    return batches[batch].result()[inside]


def main() -> None:
    """Prepare pages until there are none."""
    answer(_answered)


def _answered(message: bytes) -> bytes:
    what, texts = msgspec.msgpack.decode(message, type=Asked)
    if what == "ready":
        return msgspec.msgpack.encode([ready(text) for text in texts])
    return msgspec.msgpack.encode([twin_of(text) for text in texts])


if __name__ == "__main__":
    main()
