"""The plain-text twin of a page: clean Markdown with formulas as LaTeX, and no HTML.

A twin is made from what its page is made from: the generator's Markdown, or the source of a
hand-written page with its forms resolved. It lies beside the page, at the page's address with `.md`
behind it.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence

from jacobook_site.html_text import inline_of, markdown_of
from jacobook_site.placeholders import TOKEN, lift

_FENCE = re.compile(r"(\s*)(`{3,}|~{3,})\s*(.*)")
FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_PIECE = re.compile(f"([ \t]*){TOKEN}")
_SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)


def twin_path(page: str) -> str:
    """The path of the twin of a page, given the page's path on the site.

    >>> twin_path("rules/linalg/det/index.html")
    'rules/linalg/det/index.html.md'
    """
    return f"{page}.md"


def twin_of(markdown: str) -> str:
    """The twin of a page.

    Args:
        markdown: the page with finished HTML in brackets; see `jacobook_site.placeholders`.
    """
    lifted, pieces = lift(FRONT.sub("", markdown))
    made = (_fenced(t) if is_code else _running(t, pieces) for t, is_code in _parts(lifted))
    return _without_frames("".join(made)).strip() + "\n"


def _parts(markdown: str) -> Iterator[tuple[str, bool]]:
    """Running text and blocks of code, in turn."""
    lines: list[str] = []
    fence = ""
    for line in markdown.splitlines(keepends=True):
        match = _FENCE.match(line)
        if not fence and match:
            yield "".join(lines), False
            lines, fence = [line], match[2]
        elif fence and match and match[2].startswith(fence) and not match[3].strip():
            yield "".join([*lines, line]), True
            lines, fence = [], ""
        else:
            lines.append(line)
    yield "".join(lines), bool(fence)


def _fenced(block: str) -> str:
    """A block of code; of what stands behind its fence only the language stays."""
    first, _, rest = block.partition("\n")
    match = _FENCE.match(first)
    if match is None:
        return block
    language = re.sub(r"[{}]", "", match[3]).split()
    return f"{match[1]}{match[2]}{language[0].lstrip('.') if language else ''}\n{rest}"


def _running(text: str, pieces: Sequence[str]) -> str:
    """Running text with its pieces of HTML; one that has its line for itself makes blocks."""
    parts = _PIECE.split(text)
    made = [_prose(parts[0])]
    for margin, number, after in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        alone = made[-1].endswith("\n") or not made[-1]
        if alone and not after.partition("\n")[0].strip():
            made.append(textwrap.indent(markdown_of(pieces[int(number)]), margin))
        else:
            made.append(margin + inline_of(pieces[int(number)]))
        made.append(_prose(after))
    return re.sub(r"\n{3,}", "\n\n", "".join(made))


_TAG = re.compile(r"</?[A-Za-z][^>]*>")
_LIST = re.compile(r"[ \t]*\{:?[ \t]*[#.][^{}\n]*\}[ \t]*$", re.MULTILINE)
_LINK = re.compile(r"(\]\((?![a-z]+:)[^()\s]*?)\.md(?=[#)])")
_NUMBERED = re.compile(r"&#(\d+);")


def _prose(text: str) -> str:
    """Running text; what stands in backticks is left alone."""
    made, start = [], 0
    for span in _SPAN.finditer(text):
        made += [_plain(text[start : span.start()]), span[0]]
        start = span.end()
    return _LIST.sub("", _LINK.sub(r"\1.html", "".join([*made, _plain(text[start:])])))


def _plain(text: str) -> str:
    return _NUMBERED.sub(_character, _TAG.sub("", text))


def _character(match: re.Match[str]) -> str:
    """The character of a numbered entity, unless it could make a tag."""
    character = chr(int(match[1]))
    return match[0] if character in "<>&" else character


_FRAME = re.compile(r"([ ]*)(?:!!!|\?\?\?\+?|===)[ ]*(?:[\w -]*?)[ ]*(?:\"([^\"]*)\")?[ ]*")


def _without_frames(text: str) -> str:
    """Text in which a framed part is a title in bold with its text at the margin."""
    made: list[str] = []
    margins: list[int] = []
    fence = ""
    for line in text.splitlines():
        depth = len(line) - len(line.lstrip(" "))
        while line.strip() and not fence and margins and depth <= margins[-1]:
            margins.pop()
        own = line[4 * len(margins) :] if line.strip() else ""
        if not fence and (match := _FRAME.fullmatch(line)):
            margins.append(depth)
            own = f"**{match[2]}**" if match[2] else ""
        made.append(own)
        fence = _still_open(fence, line)
    return "\n".join(made)


def _still_open(fence: str, line: str) -> str:
    """The fence of the block of code that goes on behind a line; empty outside of one."""
    match = _FENCE.match(line)
    if match is None:
        return fence
    if not fence:
        return match[2]
    return "" if match[2].startswith(fence) and not match[3].strip() else fence
