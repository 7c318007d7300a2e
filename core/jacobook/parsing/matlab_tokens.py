"""The words and signs of a text in MATLAB's syntax."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jacobook.parsing.source import Source

NUMBER, NAME, TEXT, SIGN, END = "number", "name", "text", "sign", "end"

_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d+\.(?![*/^'])\d*|\d+|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<name>[A-Za-z_]\w*)"
    r'|(?P<text>"[^"]*")'
    r"|(?P<sign>\*\*|\.[*/^']|[=~!<>]=|&&|\|\||[-+*/^'()\[\],:=<>&|~!]))"
)
_SAME = {".'": "'", "!=": "~=", "!": "~", "&&": "&", "||": "|"}
_FOREIGN = {
    "**": "write ^ for a power of a scalar or a square matrix, .^ entry by entry",
    "@": "write * for a matrix product",
    "\\": "write solve(A, b)",
    "%": "comments are not part of the grammar",
    "#": "comments are not part of the grammar",
    ".": "the transpose is written x', and nothing else has a dot",
    '"': "literal text must end with the same sign",
}


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign.

    Attributes:
        kind: what it is.
        text: how it is written.
        start: where it begins in the whole text.
        end: where it ends.
    """

    kind: str
    text: str
    start: int
    end: int


def tokens(source: Source) -> Iterator[Token]:
    """The tokens of a piece of text, and one that marks its end.

    Raises:
        ParseError: a character begins no token.
    """
    piece, place = source.piece, 0
    while place < len(piece):
        match = _TOKEN.match(piece, place)
        if match is None or match["sign"] == "**":
            raise _unknown(source, piece, place)
        kind = match.lastgroup or ""
        text = match[kind]
        yield Token(kind, _SAME.get(text, text), *(source.start + i for i in match.span(kind)))
        place = match.end()
    yield Token(END, "", source.end, source.end)


def _unknown(source: Source, piece: str, place: int) -> Exception:
    place += len(piece[place:]) - len(piece[place:].lstrip())
    sign = "**" if piece.startswith("**", place) else piece[place]
    hint = _FOREIGN.get(sign, "it is not part of the grammar")
    return source.error(f"not an expression: {sign}: {hint}", source.start + place)
