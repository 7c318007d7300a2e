"""`objects.inv`: an inventory of the site, by which other documentation links into it.

The form is version 2 of Sphinx's inventories. Rules are `jb:rule` objects named by their ids, and
labels too, so that `:external:ref:` finds them where no domain `jb` is known; sections of their pages
are labels such as `linalg.det#derivation`. Pages are `std:doc`, public names are Python objects.
"""

from __future__ import annotations

import functools
import inspect
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import jacobook
from jacobook_site.addresses import rule_path
from jacobook_site.book import Book

PATH = "objects.inv"
RULE = "jb:rule"


@dataclass(frozen=True, slots=True)
class Built:
    """A page as it was built.

    Attributes:
        path: its path on the site.
        title: its title.
        anchors: its headings' anchors with their text.
        description: one sentence, perhaps empty.
        section: where it stands in the navigation; empty outside.
    """

    path: str
    title: str
    anchors: tuple[tuple[str, str], ...] = ()
    description: str = ""
    section: str = ""


class Entry(NamedTuple):
    """A line of the inventory: what it is, its name, where it is, and how a link to it reads."""

    role: str
    name: str
    location: str
    shown: str


def entries(book: Book, pages: Iterable[Built]) -> tuple[Entry, ...]:
    """Everything that can be linked to, sorted."""
    rules = {rule_path(name).replace(".md", ".html"): name for name in book.rules}
    found: set[Entry] = set()
    for page in pages:
        found.add(Entry("std:doc", page.path.removesuffix(".html"), page.path, page.title))
        if name := rules.get(page.path):
            found |= _of_rule(name, page)
        found |= {made for anchor in page.anchors for made in _public(page, anchor[0])}
    return tuple(sorted(found))


def _of_rule(name: str, page: Built) -> set[Entry]:
    made = {Entry(role, name, page.path, page.title) for role in (RULE, "std:label")}
    return made | {
        Entry("std:label", f"{name}#{anchor}", f"{page.path}#{anchor}", f"{page.title}: {text}")
        for anchor, text in page.anchors
        if anchor != "top"
    }


def _public(page: Built, anchor: str) -> Iterable[Entry]:
    """A public name with an anchor of its own: `jb.grad`, `jb.Registry.rules`."""
    name = anchor.removeprefix("jb.")
    if name != anchor and (role := _role(name)):
        yield Entry(role, f"jacobook.{name}", f"{page.path}#{anchor}", f"jb.{name}")


@functools.cache
def _role(name: str) -> str:
    """What a public name is, in the inventory's words; empty if there is none."""
    first, *others = name.split(".")
    found: Any = getattr(jacobook, first, None)  # some names are imported when asked for
    for part in others:
        found = inspect.getattr_static(found, part, None)
    method = "." in name
    if found is None:
        return ""
    if inspect.isclass(found):
        return "py:class"
    if callable(found) or isinstance(found, (staticmethod, classmethod)):
        return "py:method" if method else "py:function"
    return "py:attribute" if method else "py:data"


def inventory(made: Sequence[Entry], version: str = jacobook.__version__) -> bytes:
    """The file: four lines of text, then a compressed line for each entry."""
    head = (
        "# Sphinx inventory version 2\n"
        "# Project: jacobook\n"
        f"# Version: {version}\n"
        "# The remainder of this file is compressed using zlib.\n"
    )
    lines = "".join(map(_line, made))
    return head.encode() + zlib.compress(lines.encode(), 9)


def _line(entry: Entry) -> str:
    """An entry; a location that ends with the name is cut, as the format has it."""
    location = entry.location
    if location.endswith(entry.name):
        location = location[: -len(entry.name)] + "$"
    shown = " ".join(entry.shown.split())
    name = " ".join(entry.name.split())
    return f"{name} {entry.role} {_priority(entry.role)} {location} {shown or '-'}\n"


def _priority(role: str) -> int:
    """Where a search for any name looks first; `-1` leaves labels of sections out of searches."""
    return -1 if role.startswith("std:") else 1
