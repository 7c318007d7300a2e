"""Code of generated pages, coloured here: Markdown's own way takes longer than all else on a page.

What comes out looks as the Markdown extension makes it, so that the theme treats both alike.
"""

from __future__ import annotations

import functools
import re

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name

from jacobook_site.markup import element, escape
from jacobook_site.placeholders import raw

_FENCED = re.compile(r"^(`{3,})(\w+)\n(.*?)\n\1$", re.DOTALL | re.MULTILINE)
_FORMATTER = HtmlFormatter(nowrap=True)


def coloured(markdown: str) -> str:
    """Markdown whose fenced blocks at the margin, with a language, are finished HTML.

    Finished HTML that is in it already must have been lifted out.
    """
    return _FENCED.sub(lambda match: raw(_block(match[3], match[2])), markdown)


@functools.lru_cache(maxsize=4096)
def _block(text: str, language: str) -> str:
    code = element("code", _spans(text, language))
    pre = element("pre", element("span"), code)
    return element("div", pre, class_="highlight")


def _spans(text: str, language: str) -> str:
    if language == "text":
        return escape(text) + "\n"
    return str(highlight(text, _lexer(language), _FORMATTER))


@functools.cache
def _lexer(language: str) -> Lexer:
    return get_lexer_by_name(language, stripnl=False)
