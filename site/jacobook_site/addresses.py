"""Where pages are, and links between them; paths are made from validated ids only."""

from __future__ import annotations

import functools
import posixpath
import re

from jacobook_site.markup import element, escape

_SEGMENT = re.compile(r"[a-z][a-z0-9_]*")


def rule_path(rule_id: str) -> str:
    """The source path of a rule's page.

    Raises:
        ValueError: the id has a part that is no plain word.
    """
    return f"rules/{'/'.join(_segments(rule_id))}/index.md"


def is_rule_page(path: str) -> bool:
    """Whether a source path is that of a rule's page; the list of all rules is none.

    >>> is_rule_page("rules/linalg/det/index.md"), is_rule_page("rules/index.md")
    (True, False)
    """
    return path.startswith("rules/") and path != "rules/index.md"


def copies_path(rule_id: str) -> str:
    """The path of what the copy buttons of a rule's page copy."""
    return f"rules/{'/'.join(_segments(rule_id))}/copies.js"


def source_path(rule_id: str) -> str:
    """Where the text of a rule's file lies, beside its page."""
    return rule_path(rule_id).replace("index.md", "source.txt")


def family_path(family: str) -> str:
    """The source path of a family's page."""
    return f"families/{'/'.join(_segments(family))}/index.md"


def pack_path(namespace: str) -> str:
    """The source path of the page of a third party's pack."""
    return f"packs/{'/'.join(_segments(namespace))}/index.md"


def _segments(name: str) -> list[str]:
    segments = name.split(".")
    if not all(_SEGMENT.fullmatch(segment) for segment in segments):
        raise ValueError(f"{name!r} cannot be the name of a page")
    return segments


@functools.lru_cache(maxsize=65536)
def href(source: str, target: str, fragment: str = "") -> str:
    """The relative URL from one page to another, given their source paths."""
    page = f"{target.removesuffix('.md')}.html" if target.endswith(".md") else target
    there, here = page.split("/"), source.split("/")[:-1]
    shared = len(posixpath.commonprefix([there[:-1], here]))
    relative = "../" * (len(here) - shared) + "/".join(there[shared:])
    return f"{relative}#{fragment}" if fragment else relative


def link(source: str, target: str, text: str, fragment: str = "", **attributes: object) -> str:
    """A link from one page to another; `text` is plain."""
    return element("a", escape(text), href=href(source, target, fragment), **attributes)
