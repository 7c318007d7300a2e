"""How wide a formula is, estimated from its MathML in ems of its font, without a browser.

The estimate is meant to be a little too large; a test measures all formulas of the book in a browser
and compares.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, fromstring

SCRIPT = 0.75
"""The size of scripts beside their base."""

_NARROW = set("ijl.,;:!|'′()[]{}")
_WIDE = set("mwMW→↦⟶∑∏∫")
_RELATIONS = set("=≈≠<>≤≥∈→↦∝⟂")
_BINARY = set("+−-⊙·×⊗∗*/∘")
_INVISIBLE = set("\u2061\u2062\u2063\u2064")


def parsed(mathml: str) -> Element:
    """A formula of the generator as a tree.

    Raises:
        ParseError: it is no well-formed element.
    """
    return fromstring(mathml)


def width(node: Element) -> float:
    """The width of an element."""
    measure = _MEASURES.get(node.tag, _row)
    return measure(node)


def _row(node: Element) -> float:
    return sum(map(width, node))


def _letters(node: Element) -> float:
    text = node.text or ""
    if len(text) > 1 or node.tag in ("mn", "mtext"):
        return sum(0.3 if c in _NARROW else 0.85 if c in _WIDE else 0.56 for c in text)
    return 0.4 if text in _NARROW else 0.95 if text in _WIDE else 0.72


def _operator(node: Element) -> float:
    text = node.text or ""
    space = _length(node.get("lspace")) + _length(node.get("rspace"))
    if text in _INVISIBLE:
        return space + (0.17 if text == "\u2061" else 0)
    if node.get("form") in ("prefix", "postfix"):
        return 0.55 + space
    if text in _RELATIONS:
        return 1.5
    if text in _BINARY:
        return 1.3
    if text in (",", ";"):
        return 0.5
    return max(0.5, 0.6 * len(text)) + 0.2 + space


def _length(given: str | None) -> float:
    """A length such as `0.1667em`."""
    match = re.fullmatch(r"([\d.]+)(?:em)?", given or "")
    return float(match[1]) if match else 0.0


def _space(node: Element) -> float:
    return _length(node.get("width"))


def _fraction(node: Element) -> float:
    return max(map(width, node), default=0) + 0.25


def _scripted(node: Element) -> float:
    base, *scripts = map(width, node)
    return base + SCRIPT * max(scripts, default=0) + 0.05


def _over(node: Element) -> float:
    return max(map(width, node), default=0)


def _root(node: Element) -> float:
    return _row(node) + 1.0


def _table(node: Element) -> float:
    rows = [[width(cell) for cell in row] for row in node]
    columns = max(map(len, rows), default=0)
    widest = (max((row[i] for row in rows if i < len(row)), default=0) for i in range(columns))
    return sum(widest) + 1.0 * columns


_MEASURES = {
    "mi": _letters,
    "mn": _letters,
    "mtext": _letters,
    "mo": _operator,
    "mspace": _space,
    "mfrac": _fraction,
    "msub": _scripted,
    "msup": _scripted,
    "msubsup": _scripted,
    "mover": _over,
    "munder": _over,
    "munderover": _over,
    "msqrt": _root,
    "mroot": _root,
    "mtable": _table,
}
