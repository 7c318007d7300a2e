"""Text from outside as pages may show it: without characters that steer the display, and not endless.

Pages escape every text. What escaping leaves is done here: characters that turn the direction of
writing, that mean something to the generator itself (`jacobook_site.placeholders`), or that pile up
over the lines above; and texts that would fill the page.
"""

from __future__ import annotations

import re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_STEERING = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters but tab and newline
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # the direction of writing
    "\u2028\u2029\ufeff\ufff9-\ufffb\ufffe\uffff"  # other breaks of lines, marks of order
    "\ud800-\udfff\ue000-\uf8ff"  # halves of characters, private use
    "\U000e0000-\U000e007f\U000f0000-\U0010ffff"  # invisible tags, more private use
    "]"
)
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_PILE = re.compile(f"([{_MARKS}]{{3}})[{_MARKS}]+")


def visible(text: str) -> str:
    """Text in which each steering character is a visible mark; lines end with a newline.

    >>> visible("a\u202eb")
    'a\ufffdb'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _PILE.sub(r"\1", _STEERING.sub(REPLACEMENT, lines))


def cut(text: str, limit: int) -> str:
    """Text of at most `limit` characters that says where it was cut.

    >>> cut("abcdef" * 100, 40)
    'abcdefabcdefa … [cut, of 600 characters]'
    """
    if len(text) <= limit:
        return text
    told = f" … [cut, of {len(text)} characters]"
    return text[: max(limit - len(told), 0)].rstrip() + told


def plain(text: str, limit: int) -> str:
    """Text from outside, ready to be escaped."""
    return cut(visible(text), limit)
