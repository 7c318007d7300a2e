"""Text to HTML and to Markdown: one escaping function, and elements.

Nothing a rule's author writes reaches a page except through `escape`, `markdown_text` and `fenced`
here, or through `jacobook_site.prose`; so third-party text makes no markup, scripts or headings.
"""

from __future__ import annotations

import functools
import html
import re

from jacobook_site.placeholders import bare

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
        _attribute(key) if value is True else f'{_attribute(key)}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if tag in VOID:
        return f"<{tag}{written}>"
    if tag in SHAPES:
        return f"<{tag}{written}/>"
    return f"<{tag}{written}>{''.join(content)}</{tag}>"


@functools.cache
def _attribute(key: str) -> str:
    return " " + key.rstrip("_").replace("_", "-")


def code(text: object) -> str:
    """Text as inline code."""
    return element("code", escape(text))


_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|:~^])")


def markdown_text(text: str) -> str:
    """Text that Markdown shows as it was typed, on one line.

    >>> markdown_text("a_b <i>")
    'a&#95;b &lt;i&gt;'
    """
    one_line = html.escape(" ".join(bare(text).split()), quote=False)
    return _MARKDOWN.sub(lambda m: f"&#{ord(m[1])};", one_line)


def fenced(text: str, language: str = "") -> str:
    """Text as a fenced code block which it cannot close by itself."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{bare(text).rstrip()}\n{fence}\n"


def table(head: list[str], rows: list[list[str]], **attributes: object) -> str:
    """An HTML table in a box of its own that scrolls; cells are HTML."""
    made = [element("tr", *(element("td", cell) for cell in row)) for row in rows]
    return table_of(head, made, "Table", **attributes)


def table_of(head: list[str], rows: list[str], label: str, **attributes: object) -> str:
    """Such a table from finished rows; its label is for those who do not see it."""
    header = element("tr", *(element("th", cell, scope="col") for cell in head))
    attributes["class_"] = f"jb-table {attributes.get('class_', '')}".strip()
    inside = element("thead", header) + element("tbody", *rows)
    return scrolling(element("table", inside, **attributes), label)


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
