"""Finished HTML inside Markdown, kept away from the Markdown converter.

The generator brackets finished HTML with two private-use characters. The MkDocs plugin lifts it
out before the converter runs and puts it back afterwards; the disk sink only drops the brackets.
"""

from __future__ import annotations

import re
from collections.abc import Callable

OPEN, CLOSE = "\ue000", "\ue001"
_LIFTED = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}", re.DOTALL)
TOKEN = f"{OPEN}(\\d+){CLOSE}"
"""The pattern of what stands for a piece that was lifted out."""
_ALONE = re.compile(f"<p>{TOKEN}</p>")
_INSIDE = re.compile(TOKEN)


def raw(html: str) -> str:
    """Finished HTML for use inside Markdown."""
    return f"{OPEN}{html.replace(OPEN, '').replace(CLOSE, '')}{CLOSE}"


def changed(markdown: str, change: Callable[[str], str]) -> str:
    """The Markdown with each piece of finished HTML changed."""
    return _LIFTED.sub(lambda match: f"{OPEN}{change(match[1])}{CLOSE}", markdown)


def lift(markdown: str) -> tuple[str, list[str]]:
    """The Markdown with a numbered token for each piece of finished HTML, and the pieces."""
    pieces: list[str] = []
    return lift_more(markdown, pieces), pieces


def lift_more(markdown: str, pieces: list[str]) -> str:
    """The Markdown with a numbered token for each piece; tokens that are there stay as they are.

    Args:
        markdown: finished HTML in brackets, or tokens for pieces that were lifted before.
        pieces: what was lifted before; what is lifted now comes behind it.
    """
    before = len(pieces)

    def token(match: re.Match[str]) -> str:
        if match[1].isdecimal() and int(match[1]) < before:
            return match[0]
        pieces.append(match[1])
        return f"{OPEN}{len(pieces) - 1}{CLOSE}"

    return _LIFTED.sub(token, markdown)


def fill(html: str, pieces: list[str]) -> str:
    """Converted HTML with every token replaced by its piece; a lone one loses its paragraph."""

    def piece(match: re.Match[str]) -> str:
        return pieces[int(match[1])]

    return _INSIDE.sub(piece, _ALONE.sub(piece, html))


def bare(markdown: str) -> str:
    """The Markdown with the HTML in place, for converters that take both."""
    return markdown.replace(OPEN, "").replace(CLOSE, "")
