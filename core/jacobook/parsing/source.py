"""A piece of a text, screened before anything reads it: short, shallow, and in plain letters.

Places are counted in the whole text, so that an error marks the character its reader typed.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from jacobook.errors import ParseError

MAX_LENGTH = 5_000
MAX_DEPTH = 100

_CLOSING = {")": "(", "]": "[", "}": "{"}
_BLANK = str.maketrans("\n\r\t", "   ")

_LOOK_ALIKES: Mapping[str, str] = {
    **dict(zip("авекмнорстухіјѕһԁԛԝ", "abekmhopctyxijshdqw", strict=True)),
    **dict(zip("АВЕКМНОРСТУХІЈЅ", "ABEKMHOPCTYXIJS", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True)),
    "ο": "o",
    **dict.fromkeys("−–—‐‑", "-"),
    **dict.fromkeys("×·∙⋅∗", "*"),
    **dict.fromkeys("′’‘`´", "'"),
    **dict.fromkeys("÷⁄∕", "/"),
    **dict.fromkeys("“”„", '"'),
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "ı": "i",
    "ɑ": "a",
    "²": "^2 (or **2)",
    "³": "^3 (or **3)",
    "ᵀ": "' (or .T)",
    "√": "sqrt",
    "∑": "sum",
    "Σ": "sum or sigma",
    "∞": "inf",
    "λ": "lambda_",
    "⊙": "*",
    "⊗": "kron",
    "‖": "norm2",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A piece of a text.

    Attributes:
        text: the whole text.
        start: where the piece begins.
        end: where it ends.
    """

    text: str
    start: int
    end: int

    @property
    def piece(self) -> str:
        """The piece on one line."""
        return self.text[self.start : self.end].translate(_BLANK)

    def error(self, message: str, position: int) -> ParseError:
        """An error at a place of the whole text."""
        return ParseError(message, self.text, position)

    def shown(self, start: int, end: int, width: int = 32) -> str:
        """What stands between two places, shortened."""
        found = " ".join(self.text[start:end].split())
        return found if len(found) <= width else f"{found[: width - 1]}…"


def whole(text: str, quotes: str = "'\"") -> Source:
    """A text as one piece without the blanks around it, after screening.

    Args:
        text: what was typed.
        quotes: the characters that begin and end literal text.

    Raises:
        ParseError: the text is too long, has a character outside the grammar, or brackets that do
            not match or lie too deep.
    """
    if not isinstance(text, str):
        raise ParseError(f"an expression is text; this is of type {type(text).__name__}", "", 0)
    if len(text) > MAX_LENGTH:
        raise ParseError(f"text longer than {MAX_LENGTH} characters", text, MAX_LENGTH)
    _require_plain(text)
    _require_brackets(text, quotes)
    return trimmed(text, 0, len(text))


def trimmed(text: str, start: int, end: int) -> Source:
    """The piece between two places without the blanks around it."""
    piece = text[start:end]
    before = len(piece) - len(piece.lstrip())
    return Source(text, start + before, start + max(before, len(piece.rstrip())))


def _require_plain(text: str) -> None:
    for position, character in enumerate(text):
        if not (" " <= character <= "~" or character in "\n\t\r"):
            raise ParseError(_not_allowed(character), text, position)


def _not_allowed(character: str) -> str:
    """What a character is, and which one of the grammar was probably meant."""
    name = unicodedata.name(character, "")
    meant = _meant(character, name)
    hint = f"; write {meant} in its place" if meant else ""
    told = f" ({name.lower()})" if name else ""
    return f"character {character!r}{told} is not allowed{hint}"


def _meant(character: str, name: str) -> str:
    """The plain spelling of a character that looks or sounds like one."""
    if character in _LOOK_ALIKES:
        return _LOOK_ALIKES[character]
    if name.startswith("GREEK") and "LETTER " in name:
        return name.split("LETTER ")[1].split()[0].lower()
    plain = "".join(c for c in unicodedata.normalize("NFKD", character) if " " < c <= "~")
    return plain if len(plain) == 1 else ""


def scan(text: str, quotes: str) -> Iterator[tuple[int, str]]:
    """The characters of a text outside literal text, with their places."""
    quote = ""
    for position, character in enumerate(text):
        if quote:
            quote = "" if character == quote else quote
        elif character in quotes:
            quote = character
        else:
            yield position, character


def _require_brackets(text: str, quotes: str) -> None:
    """Refuse brackets that do not match, at the bracket, and too many inside each other."""
    opened: list[tuple[int, str]] = []
    for position, character in scan(text, quotes):
        if character in "([{":
            opened.append((position, character))
            if len(opened) > MAX_DEPTH:
                told = f"more than {MAX_DEPTH} brackets inside each other"
                raise ParseError(told, text, position)
        elif character in _CLOSING:
            if not opened or opened[-1][1] != _CLOSING[character]:
                raise ParseError(_unmatched(character, opened), text, position)
            opened.pop()
    if opened:
        position, character = opened[-1]
        raise ParseError(f"not an expression: {character!r} is never closed", text, position)


def _unmatched(character: str, opened: list[tuple[int, str]]) -> str:
    if not opened:
        return f"not an expression: {character!r} closes no bracket"
    return f"not an expression: {character!r} closes the bracket {opened[-1][1]!r}"


def suggest(name: str, known: Iterable[str]) -> str:
    """`; did you mean sum?` for the known names close to `name`, or nothing."""
    close = difflib.get_close_matches(name[:60], list(known), n=3)
    return f"; did you mean {' or '.join(close)}?" if close else ""
