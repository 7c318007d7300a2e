"""Text to HTML: one escaping function, elements, and inert prose.

Nothing a rule's author writes reaches a page except through `escape`, so third-party text cannot
make markup, scripts, headings or links to anything but `https`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

VOID = ("input", "br")
SHAPES = ("line", "path", "polyline", "circle", "rect")
"""SVG's elements without content; unlike HTML's they must be closed."""


def escape(text: object) -> str:
    """Text with the characters escaped that mean something to HTML, in content and attributes."""
    return html.escape(str(text), quote=True)


def element(tag: str, /, *content: str, **attributes: object) -> str:
    """An HTML element; `content` is HTML, attribute values are escaped here.

    A trailing underscore of an attribute is dropped and inner ones become hyphens, so `class_`
    and `data_kind` can be written. `None` and `False` leave an attribute out.

    >>> element("a", "home", href="/?a&b", class_="big")
    '<a href="/?a&amp;b" class="big">home</a>'
    """
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{escape(value)}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if tag in VOID:
        return f"<{tag}{written}>"
    if tag in SHAPES:
        return f"<{tag}{written}/>"
    return f"<{tag}{written}>{''.join(content)}</{tag}>"


def code(text: object) -> str:
    """Text as inline code."""
    return element("code", escape(text))


_INLINE = re.compile(
    r"(?P<code>`[^`]+`)"
    r"|\*\*(?P<strong>\S(?:[^*]*\S)?)\*\*"
    r"|(?<![\w*])\*(?P<em>[^\s*](?:[^*]*[^\s*])?)\*(?![\w*])"
    r"|\[(?P<label>[^\]]+)\]\((?P<url>https?://[^\s)<>\"']+)\)"
)


def prose(text: str, typeset: Callable[[str], str] = code) -> str:
    """A few sentences of Markdown as inert HTML.

    Paragraphs, lists with `-`, backticks, emphasis and links to `http(s)` are kept; all else is
    shown as it was typed.

    Args:
        text: the sentences.
        typeset: what is made of the text between backticks.
    """
    return "".join(_block(block, typeset) for block in re.split(r"\n\s*\n", text.strip()) if block)


def inline_prose(text: str, typeset: Callable[[str], str] = code) -> str:
    """One sentence of Markdown as inert HTML, without a paragraph around it."""
    shown, end = [], 0
    for match in _INLINE.finditer(text):
        shown += [escape(text[end : match.start()]), _inline(match, typeset)]
        end = match.end()
    return "".join([*shown, escape(text[end:])])


def _block(block: str, typeset: Callable[[str], str]) -> str:
    lines = block.strip().splitlines()
    if all(line.lstrip().startswith(("- ", "* ")) for line in lines):
        items = (inline_prose(line.lstrip()[2:], typeset) for line in lines)
        return element("ul", *(element("li", item) for item in items))
    return element("p", inline_prose(" ".join(line.strip() for line in lines), typeset))


def _inline(match: re.Match[str], typeset: Callable[[str], str]) -> str:
    if match["code"]:
        return typeset(match["code"][1:-1])
    if match["strong"]:
        return element("strong", escape(match["strong"]))
    if match["em"]:
        return element("em", escape(match["em"]))
    return element("a", escape(match["label"]), href=match["url"], rel="nofollow noopener")


_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|:~^])")


def markdown_text(text: str) -> str:
    """Text that Markdown shows as it was typed, on one line.

    >>> markdown_text("a_b <i>")
    'a&#95;b &lt;i&gt;'
    """
    one_line = html.escape(" ".join(text.split()), quote=False)
    return _MARKDOWN.sub(lambda m: f"&#{ord(m[1])};", one_line)


def fenced(text: str, language: str = "") -> str:
    """Text as a fenced code block which it cannot close by itself."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}\n"


def table(head: list[str], rows: list[list[str]], **attributes: object) -> str:
    """An HTML table in a box of its own that scrolls; cells are HTML."""
    header = element("tr", *(element("th", cell, scope="col") for cell in head))
    body = "".join(element("tr", *(element("td", cell) for cell in row)) for row in rows)
    attributes["class_"] = f"jb-table {attributes.get('class_', '')}".strip()
    inside = element("thead", header) + element("tbody", body)
    return scrolling(element("table", inside, **attributes), "Table")


def scrolling(content: str, label: str, style: str = "") -> str:
    """A box that scrolls sideways by itself, reachable from the keyboard."""
    return element(
        "div",
        content,
        class_=f"jb-scroll {style}".strip(),
        tabindex="0",
        role="group",
        aria_label=label,
    )


def details(summary: str, content: str, *, open_: bool = False, **attributes: object) -> str:
    """A part that folds; `summary` and `content` are HTML."""
    return element("details", element("summary", summary), content, open=open_, **attributes)


def badge(text: str, tone: str = "") -> str:
    """A short label; its meaning is in its text, the tone only colours it."""
    return element("span", escape(text), class_=f"jb-badge {tone}".strip())
