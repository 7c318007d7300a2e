"""Leaves: variables, sizes, numbers, and the values of static parameters.

Change this file for how a number or a size is written.
"""

from __future__ import annotations

import re
from fractions import Fraction
from math import isinf, isnan, pi
from typing import Any

from jacobook.expression import CONSTANT, DIMENSION, VARIABLE, Expression
from jacobook.language import Size
from jacobook.notation import glyphs
from jacobook.notation.glyphs import (
    Layout,
    fence,
    fraction,
    name,
    number,
    row,
    separated,
    sign,
    sup,
    upright,
    words,
)
from jacobook.notation.pieces import ATOM, PRODUCT, SCRIPT, Piece, Pieces, negate
from jacobook.shapes import Dimension

LEAVES = (VARIABLE, CONSTANT, DIMENSION)


def variable(node: Expression, _: Pieces) -> Piece:
    """A variable by its name."""
    return _named(str(node["name"]), len(node.shape))


def _named(text: str, rank: int) -> Piece:
    box = name(text, rank)
    return Piece(box, SCRIPT if box.kind == "differential" else ATOM)


def dimension(node: Expression, _: Pieces) -> Piece:
    """A size used as a number."""
    return Piece(size_box(str(node["name"])))


def size_box(size: Dimension) -> Layout:
    """A size: a number, a letter, or sums and differences of products of these."""
    first, *rest = re.split(" ([+-]) ", str(size))
    terms = [first, *rest[1::2]]
    if not all(factor.isalnum() for term in terms for factor in term.split("*")):
        return words(str(size))
    made = _product_of(first)
    for joint, term in zip(rest[::2], rest[1::2], strict=True):
        made = separated(glyphs.PLUS if joint == "+" else glyphs.MINUS, [made, _product_of(term)])
    return made


def _product_of(term: str) -> Layout:
    """A product of letters, without factors of one."""
    factors = [factor for factor in term.split("*") if factor != "1"] or ["1"]
    return separated(glyphs.TIMES, map(_letter, factors))


def _letter(size: str) -> Layout:
    return number(size) if size.isdigit() else name(size)


def constant(node: Expression, _: Pieces) -> Piece:
    """A number or truth value."""
    return literal(node["value"])


def literal(value: Any) -> Piece:
    """A Python number as it is set."""
    if isinstance(value, bool):
        return Piece(upright(str(value)))
    if isinstance(value, float) and isnan(value):
        return Piece(upright("nan"))
    return negate(_magnitude(-value)) if value < 0 else _magnitude(value)


def _magnitude(value: float | Fraction) -> Piece:
    if value in _KNOWN_NUMBERS:
        return _KNOWN_NUMBERS[value]
    if isinstance(value, int | Fraction):
        return _ratio(Fraction(value))
    if isinf(value):
        return Piece(sign(glyphs.INFINITY))
    if value == int(value) and value < 1e16:
        return Piece(number(str(int(value))))
    digits, _, exponent = repr(value).partition("e")
    return _scientific(digits, int(exponent)) if exponent else Piece(number(digits))


def _ratio(value: Fraction) -> Piece:
    top, bottom = number(str(value.numerator)), number(str(value.denominator))
    return Piece(top) if value.denominator == 1 else Piece(fraction(top, bottom), SCRIPT)


_KNOWN_NUMBERS: dict[float | Fraction, Piece] = {
    0.5: Piece(fraction(number("1"), number("2")), SCRIPT),
    pi: Piece(name("pi")),
}


def _scientific(digits: str, exponent: int) -> Piece:
    power = Piece(sup(number("10"), literal(exponent).layout), SCRIPT)
    if digits == "1":
        return power
    return Piece(row(number(digits), sign(glyphs.DOT), power.layout), PRODUCT, joint="scale")


def value_box(value: object) -> Layout:
    """A static value: a number, a word, a tuple."""
    if isinstance(value, tuple):
        return fence("parens", separated(glyphs.COMMA, map(value_box, value)))
    if isinstance(value, int | float | Fraction):
        return literal(value).layout
    if isinstance(value, Size):
        return size_box(value)
    return words(value) if isinstance(value, str) else upright(str(value))


def place_box(value: object) -> Layout:
    """The place of an entry: an index's name or its value."""
    return name(value) if isinstance(value, str) and value.isidentifier() else value_box(value)
