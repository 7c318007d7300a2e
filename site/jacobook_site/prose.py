"""An author's sentences: Markdown to inert HTML.

Paragraphs, lists, quotations, tables, code, emphasis and links are kept; a heading becomes a line in
bold. Everything else is shown as it was typed: markup, pictures, entities, definitions, and links to
anything but the web (`https:`, `http:`) and rules (`rule:linalg.det`). A text can bring no attribute,
so it has no style, no anchor and no script.

A link to a rule stays `href="rule:..."` here, since only a finished book knows its pages;
`rules_linked` makes it a link to the page, or its text where there is none.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, MutableMapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from jacobook_site.inert import plain
from jacobook_site.markup import code, element, escape

LIMIT = 12_000
"""The longest text of an author in characters; what is longer is cut, visibly."""

LINE_LIMIT = 600
"""The longest sentence where a page has room for one."""

REL = "nofollow noopener"
LINK = re.compile(r"(?i:https?)://[^\s/?#\\]\S*|rule:[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+")
"""Where the links of a text may lead."""

_SHOWN_AS_TYPED = (
    *("html_block", "html_inline", "image", "autolink", "entity", "reference"),
    *("code", "hr", "lheading"),  # an indented line is no code, a row of dashes no rule
)


def prose(text: str, typeset: Callable[[str], str] = code) -> str:
    """A few paragraphs of Markdown as inert HTML.

    Args:
        text: the paragraphs.
        typeset: what is made of the text between backticks.
    """
    given = plain(text.strip(), LIMIT)
    return str(_markdown().render(given, {"typeset": typeset})).strip()


def inline_prose(text: str, typeset: Callable[[str], str] = code) -> str:
    """One sentence of Markdown as inert HTML, without a paragraph around it."""
    return str(_markdown().renderInline(plain(text, LINE_LIMIT), {"typeset": typeset}))


@functools.cache
def _markdown() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}, renderer_cls=_Renderer)
    reader.enable("table").disable(_SHOWN_AS_TYPED)
    reader.inline.ruler.before("emphasis", "product", _product)
    reader.validateLink = _is_allowed  # type: ignore[method-assign]  # the library's own way
    return reader


def _is_allowed(url: str) -> bool:
    return LINK.fullmatch(url) is not None


def is_web(url: str) -> bool:
    """Whether an address, as an author gives it, may become a link to another site."""
    return _is_allowed(url) and not url.startswith("rule:")


_PRODUCT = re.compile(r"(?<=\w)\*+(?=\w)")


def _product(state: StateInline, silent: bool) -> bool:
    """A rule of the parser: asterisks inside a word are products, not emphasis."""
    match = _PRODUCT.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.pending += match[0]
    state.pos = match.end()
    return True


Tokens = Sequence[Token]
Env = MutableMapping[str, Any]


class _Renderer(RendererHTML):
    """Elements without attributes but those of links and numbered lists; no line breaks between."""

    def renderToken(self, tokens: Tokens, idx: int, options: OptionsDict, env: Env) -> str:
        """An element's start or end."""
        token = tokens[idx]
        if token.hidden:  # the paragraphs of a list without empty lines
            return ""
        if token.nesting < 0:
            return f"</{token.tag}>"
        start = f' start="{int(token.attrs["start"])}"' if "start" in token.attrs else ""
        return f"<{token.tag}{start}>"

    def text(self, tokens: Tokens, idx: int, options: OptionsDict, env: Env) -> str:
        """Words."""
        return escape(tokens[idx].content)

    def softbreak(self, tokens: Tokens, idx: int, options: OptionsDict, env: Env) -> str:
        """The end of a line of the source."""
        return " "

    def hardbreak(self, tokens: Tokens, idx: int, options: OptionsDict, env: Env) -> str:
        """A line break that the author asked for."""
        return "<br>"

    def code_inline(self, tokens: Tokens, idx: int, options: OptionsDict, env: Env) -> str:
        """A formula."""
        made: str = env["typeset"](tokens[idx].content)
        return made

    def fence(self, tokens: Tokens, idx: int, options: OptionsDict, env: Env) -> str:
        """A block of code; the language is left out, as nothing is coloured."""
        return element("pre", code(tokens[idx].content))

    def link_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: Env) -> str:
        """The start of a link, whose address has been allowed."""
        return f'<a href="{escape(tokens[idx].attrs["href"])}" rel="{REL}">'

    def heading_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: Env) -> str:
        """Headings belong to the page; an author's is a line in bold."""
        return "<p><strong>"

    def heading_close(self, tokens: Tokens, idx: int, options: OptionsDict, env: Env) -> str:
        """The end of that line."""
        return "</strong></p>"


_RULE_LINK = re.compile(rf'<a href="rule:([a-z0-9_.]+)" rel="{REL}">(.*?)</a>', re.DOTALL)


def rules_linked(html: str, address: Callable[[str], str]) -> str:
    """HTML in which links to rules lead to their pages.

    Args:
        html: what `prose` made.
        address: the URL of a rule's page; empty if there is none, and the link becomes its text.
    """

    def linked(match: re.Match[str]) -> str:
        url = address(match[1])
        return element("a", match[2], href=url, title=match[1]) if url else match[2]

    return _RULE_LINK.sub(linked, html)
