"""The theme's navigation and tabs, rendered once for all pages that they look the same on.

Most pages are no part of the navigation. On these nothing in it is active, and it differs only in its
relative addresses: by how deep a page lies, and by the folders that it shares with pages of the navigation.
"""

from __future__ import annotations

from jinja2 import ChoiceLoader, DictLoader, Environment, PrefixLoader
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

PARTIALS = ("partials/nav.html", "partials/tabs.html", "partials/palette.html")
"""The last one is the same everywhere; it stands in the header, which is not."""
_ONCE = """
{%- if page and page not in nav.pages -%}
  {%- set made -%}{% if not jb_navigation.known("PARTIAL", page) %}{% include "theme/PARTIAL" %}{% endif %}{%- endset -%}
  {{- jb_navigation.kept("PARTIAL", page, made) -}}
{%- else -%}
  {%- include "theme/PARTIAL" -%}
{%- endif -%}
"""


def rendered_once(env: Environment, nav: Navigation) -> None:
    """Let an environment render the navigation once for all pages on which it looks the same."""
    assert env.loader is not None
    theme = PrefixLoader({"theme": env.loader})
    own = DictLoader({name: _ONCE.replace("PARTIAL", name) for name in PARTIALS})
    env.loader = ChoiceLoader([own, theme, env.loader])
    env.globals["jb_navigation"] = _Kept(nav)


class _Kept:
    """What was rendered."""

    def __init__(self, nav: Navigation) -> None:
        """Start with nothing."""
        folders = (page.url.split("/")[:-1] for page in nav.pages)
        self._shared = {path for folder in folders for path in _beginnings(folder)}
        self._made: dict[object, str] = {}

    def known(self, partial: str, page: Page) -> bool:
        """Whether a part of a page was rendered, for itself or for another one."""
        return (partial, self._look(page)) in self._made

    def kept(self, partial: str, page: Page, made: str) -> str:
        """A part of a page; what was made of it is kept, if something was."""
        return self._made.setdefault((partial, self._look(page)), made)

    def _look(self, page: Page) -> object:
        """What relative addresses depend on."""
        folder = page.url.split("/")[:-1]
        shared = [path for path in _beginnings(folder) if path in self._shared]
        return len(folder), max(shared, key=len, default=())


def _beginnings(folder: list[str]) -> list[tuple[str, ...]]:
    """The folders that a folder lies in, and itself.

    >>> _beginnings(["a", "b"])
    [('a',), ('a', 'b')]
    """
    return [tuple(folder[: depth + 1]) for depth in range(len(folder))]
