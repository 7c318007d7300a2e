"""Addresses that lead to a rule: its id, its former ids and its other names.

`id/linalg.det/` stays where it is when a rule's page moves with its family. A redirect is a page of
its own, so it works from a file and without scripts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jacobook_site.addresses import href, rule_path
from jacobook_site.book import Book
from jacobook_site.markup import element, escape
from jacobook_site.records import RuleRecord


def short_path(rule_id: str) -> str:
    """Where the short address of a rule is, given its id or a former one.

    >>> short_path("linalg.det")
    'id/linalg.det/index.html'
    """
    rule_path(rule_id)  # refuses what cannot be part of an address
    return f"id/{rule_id}/index.html"


def redirects(book: Book) -> dict[str, str]:
    """The redirects of a book by path; no page of a rule is covered by one."""
    made: dict[str, str] = {}
    taken = {_html(rule_path(rule_id)) for rule_id in book.rules}
    ordered = sorted(book.rules.values(), key=lambda record: not record.origin.built_in)
    for record in ordered:
        made[short_path(record.id)] = redirect(short_path(record.id), record)
    for record in ordered:
        for path in _alias_paths(record):
            if path not in taken and path not in made:
                made[path] = redirect(path, record)
    return made


def _html(path: str) -> str:
    return path.removesuffix(".md") + ".html"


_ID = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+")


def _alias_paths(record: RuleRecord) -> Iterator[str]:
    """The addresses of a rule's other names; a pack has them in its own namespace alone."""
    for alias in record.aliases:
        named = _ID.fullmatch(alias) is not None
        if not record.origin.built_in and not (named and _is_below(alias, record.origin.pack)):
            continue
        if named:
            yield short_path(alias)
        if words := alias_words(alias):
            yield f"rules/{words}/index.html"


def _is_below(name: str, namespace: str) -> bool:
    return name.startswith(f"{namespace}.")


def alias_words(alias: str) -> str:
    """Another name of a rule as part of an address; empty if nothing is left of it.

    >>> alias_words("matfun.expm"), alias_words("error function"), alias_words("../x")
    ('matfun/expm', 'error-function', 'x')
    """
    parts = (re.sub(r"[^a-z0-9_]+", "-", part).strip("-") for part in alias.lower().split("."))
    return "/".join(filter(None, parts))


def redirect(path: str, record: RuleRecord) -> str:
    """A page that sends its reader to the page of a rule, with a link that says so."""
    target = href(path, rule_path(record.id))
    title = escape(f"{record.title} ({record.id})")
    head = (
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        '<meta name="robots" content="noindex">',
        f'<meta http-equiv="refresh" content="0; url={escape(target)}">',
        f'<link rel="canonical" href="{escape(target)}">',
        element("title", title),
        _KEEPS_FRAGMENT,
    )
    moved = element("p", "This page is at ", element("a", title, href=target), ".")
    body = element("body", element("main", element("article", moved)))
    lines = ("<!doctype html>", '<html lang="en">', "<head>", *head, "</head>", body, "</html>")
    return "\n".join(lines) + "\n"


_KEEPS_FRAGMENT = (
    "<script>if(location.hash)location.replace("
    'document.querySelector("link[rel=canonical]").href+location.hash)</script>'
)
"""A refresh drops the part of an address after `#`; where scripts run, it is kept."""
