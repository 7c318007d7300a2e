"""Wide formulas in pieces between which a line may end: at equals signs, sums and products."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, tostring

from jacobook_site.formula_width import parsed, width
from jacobook_site.markup import element

WHOLE = 16.0
"""A formula narrower than this, in ems, stays in one piece."""

_BREAKS = ("=", "+", "\N{MINUS SIGN}", "\N{CIRCLED DOT OPERATOR}")
_TIMES = "\u2062"


@functools.lru_cache(maxsize=8192)
def flowing(mathml: str, limit: float = WHOLE) -> str:
    """A formula for a line of text or a cell, in pieces if it is wide.

    Args:
        mathml: an element that the generator printed.
        limit: the width in ems from which a formula, and then a piece of it, is taken apart.
    """
    inline = mathml.replace(' display="block"', ' displaystyle="true"', 1)
    if not mathml.startswith("<math"):
        return mathml
    tree = parsed(inline)
    if width(tree) <= limit or len(made := pieces(tree, limit)) == 1:
        return inline
    written = " ".join(map(_piece, made))
    return element("span", written, class_="jb-wraps", data_latex=tree.get("alttext", ""))


@functools.lru_cache(maxsize=8192)
def widest(mathml: str, limit: float = WHOLE) -> float:
    """The width in ems that a flowing formula needs at least: that of its widest piece."""
    if not mathml.startswith("<math"):
        return 0.0
    tree = parsed(mathml)
    whole = width(tree)
    return whole if whole <= limit else max(sum(map(width, p)) for p in pieces(tree, limit))


def pieces(tree: Element, limit: float = WHOLE) -> list[list[Element]]:
    """The parts of a formula that stay together, each with the sign that it begins with."""
    parts: list[list[Element]] = [[]]
    for node in _top_level(tree):
        if node.tag == "mo" and (node.text or "") in _BREAKS and not node.get("form") and parts[-1]:
            parts.append([])
        parts[-1].append(node)
    return [piece for part in parts for piece in _by_factors(part, limit)]


def _by_factors(part: Sequence[Element], limit: float) -> Iterator[list[Element]]:
    """A part that is still wide, taken apart between its factors."""
    if sum(map(width, part)) <= limit:
        yield list(part)
        return
    piece: list[Element] = []
    for node in part:
        piece.append(node)
        ends = node.tag == "mo" and node.text == _TIMES
        if ends and sum(map(width, piece)) > limit / 2:
            yield piece
            piece = []
    if piece:
        yield piece


def _top_level(tree: Element) -> Iterator[Element]:
    """The elements of a row; rows inside it that have no brackets belong to it."""
    for node in tree:
        if node.tag == "mrow" and not _is_bracketed(node):
            yield from _top_level(node)
        else:
            yield node


def _is_bracketed(row: Element) -> bool:
    first = next(iter(row), None)
    return first is not None and first.tag == "mo" and first.get("form") == "prefix"


def _piece(nodes: Sequence[Element]) -> str:
    """A piece as a formula; its first sign keeps the space of a sign between two terms."""
    first, *others = nodes
    if first.tag == "mo" and others:
        first.set("form", "infix")
    inside = "".join(tostring(node, encoding="unicode") for node in (first, *others))
    return f'<math displaystyle="true">{inside}</math>'
