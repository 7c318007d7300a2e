"""Arrays of numbers as plain data, and how pages show them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from jacobook_site.markup import code, element, escape

MAX_SHOWN = 100
"""Arrays with more entries are described, not printed."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """An array as plain data.

    Attributes:
        shape: its shape.
        flat: the entries in row-major order; of complex ones the real parts.
        imaginary: the imaginary parts of complex entries, which JSON has no word for.
    """

    shape: tuple[int, ...]
    flat: tuple[bool | int | float, ...]
    imaginary: tuple[float, ...] = ()

    @property
    def size(self) -> int:
        """How many entries there are."""
        return len(self.flat)

    @property
    def entries(self) -> tuple[complex, ...]:
        """The entries, complex ones put together."""
        if not self.imaginary:
            return self.flat
        return tuple(complex(*parts) for parts in zip(self.flat, self.imaginary, strict=True))

    def rows(self) -> Iterator[tuple[complex, ...]]:
        """The rows along the last axis."""
        width = self.shape[-1] if self.shape else 1
        return (self.entries[i : i + width] for i in range(0, self.size, max(width, 1)))

    def parts(self) -> Iterator[Numbers]:
        """The arrays along the first axis."""
        step = self.size // self.shape[0] if self.shape[0] else 0
        for i in range(self.shape[0]):
            own = slice(i * step, (i + 1) * step)
            yield Numbers(self.shape[1:], self.flat[own], self.imaginary[own])

    def as_matrix(self, rows: int) -> Numbers:
        """The same entries in `rows` rows."""
        return Numbers((rows, self.size // max(rows, 1)), self.flat, self.imaginary)


def numbers(array: Any) -> Numbers:
    """An array, a number or nested lists as `Numbers`.

    Raises:
        TypeError: it holds something else than numbers.
    """
    values = np.asarray(array)
    if values.dtype.kind not in "fciub":
        raise TypeError(f"entries of type {values.dtype} cannot be shown")
    imaginary = values.imag.ravel().tolist() if values.dtype.kind == "c" else ()
    return Numbers(values.shape, tuple(values.real.ravel().tolist()), tuple(imaginary))


def shown(value: complex, digits: int = 6) -> str:
    """A number in at most `digits` digits, with a true minus sign."""
    if isinstance(value, complex):
        return _sum_of_parts(value, digits)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value).replace("-", "\N{MINUS SIGN}")
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "\N{INFINITY}" if value > 0 else "\N{MINUS SIGN}\N{INFINITY}"
    text = f"{value:.{digits}g}"
    mantissa, _, exponent = text.partition("e")
    if exponent:
        return f"{mantissa}e{int(exponent)}".replace("-", "\N{MINUS SIGN}")
    return ("0" if value == 0 else text).replace("-", "\N{MINUS SIGN}")


def _sum_of_parts(value: complex, digits: int) -> str:
    """`3 + 4i`; a part that is zero is left out."""
    real, size = (shown(part, digits) for part in (value.real, abs(value.imag)))
    imaginary = "" if size == "1" else size
    if value.imag == 0:
        return real
    sign = "\N{MINUS SIGN}" if value.imag < 0 else "+"
    if value.real == 0:
        return f"{sign.strip('+')}{imaginary}i"
    return f"{real} {sign} {imaginary}i"


def _cell(value: complex) -> str:
    text = shown(value)
    tag = "mtext" if text in ("nan", "true", "false") else "mn"
    return element(tag, escape(text))


def numbers_mathml(values: Numbers) -> str:
    """Numbers as a MathML matrix, row vector or number; as text where they do not fit a page."""
    if values.size > MAX_SHOWN or len(values.shape) > 2 or not values.size:
        return code(numbers_text(values))
    if not values.shape:
        body = _cell(values.entries[0])
    else:
        cells = (element("mtr", *(element("mtd", _cell(v)) for v in row)) for row in values.rows())
        fence = (
            '<mo form="prefix" stretchy="true">[</mo>',
            '<mo form="postfix" stretchy="true">]</mo>',
        )
        body = f"<mrow>{fence[0]}{element('mtable', *cells)}{fence[1]}</mrow>"
    return element("math", body, class_="jb-numbers")


def numbers_text(values: Numbers) -> str:
    """Numbers as NumPy writes them, or their shape if there are too many."""
    if values.size > MAX_SHOWN:
        return f"array of shape {values.shape}"
    array = np.array(values.entries).reshape(values.shape)
    return np.array2string(array, separator=", ", precision=6, suppress_small=False)


def literal(values: Numbers) -> str:
    """Numbers as a Python literal for `np.array(...)`."""
    if not values.shape:
        return _python(values.entries[0])
    if len(values.shape) == 1:
        return f"[{', '.join(map(_python, values.entries))}]"
    return f"[{', '.join(literal(part) for part in values.parts())}]"


def _python(value: complex) -> str:
    if isinstance(value, float) and not math.isfinite(value):
        return {"nan": "np.nan", "inf": "np.inf", "-inf": "-np.inf"}[repr(value)]
    return repr(value)
