"""The way to the search in the head of every page."""

from __future__ import annotations

from mkdocs.utils import get_relative_url

from jacobook_site.markup import element

_HEAD = '<nav class="md-header__inner'
_END = "</nav>"
_RULES = "rules/index.html"
_GLASS = '<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="10" cy="10" r="6.5"/><path d="m15 15 6 6"/></svg>'


def with_search(output: str, url: str) -> str:
    """A page with the button of the search last in its head; without scripts it leads to all rules.

    Args:
        output: the page as the theme made it.
        url: its address in the site.
    """
    start = output.find(_HEAD)
    end = output.find(_END, start)
    if start < 0 or end < 0:
        return output
    button = element(
        "a",
        _GLASS,
        element("span", "Search"),
        element("kbd", "/", aria_hidden="true"),
        class_="jb-search",
        href=get_relative_url(_RULES, url),
        aria_label="Search",
    )
    return output[:end] + button + output[end:]
