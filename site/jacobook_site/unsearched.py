"""Formulas kept away from the search plugin, which would read every letter only to leave it out."""

from __future__ import annotations

import re

from jacobook_site.placeholders import CLOSE, OPEN

_FORMULA = re.compile("(<math [^>]*data-search-exclude[^>]*>)(.*?)(?=</math>)", re.DOTALL)
_TOKEN = re.compile(f"{OPEN}(\\d+){CLOSE}")


def set_aside(html: str) -> tuple[str, list[str]]:
    """A page with a numbered token in each formula that is not searched, and what was in them."""
    pieces: list[str] = []

    def token(match: re.Match[str]) -> str:
        pieces.append(match[2])
        return f"{match[1]}{OPEN}{len(pieces) - 1}{CLOSE}"

    return _FORMULA.sub(token, html), pieces


def put_back(html: str, pieces: list[str]) -> str:
    """The page with its formulas."""
    return _TOKEN.sub(lambda match: pieces[int(match[1])], html)
