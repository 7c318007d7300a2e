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
    """An array as a shape and its entries in row-major order."""

    shape: tuple[int, ...]
    flat: tuple[bool | int | float, ...]

    @property
    def size(self) -> int:
        """How many entries there are."""
        return len(self.flat)

    def rows(self) -> Iterator[tuple[float, ...]]:
        """The rows along the last axis."""
        width = self.shape[-1] if self.shape else 1
        return (self.flat[i : i + width] for i in range(0, len(self.flat), max(width, 1)))

    def as_matrix(self, rows: int) -> Numbers:
        """The same entries in `rows` rows."""
        return Numbers((rows, self.size // max(rows, 1)), self.flat)


def numbers(array: Any) -> Numbers:
    """An array, a number or nested lists as `Numbers`.

    Raises:
        TypeError: it holds something else than real numbers.
    """
    values = np.asarray(array)
    if values.dtype.kind not in "fiub":
        raise TypeError(f"entries of type {values.dtype} cannot be shown")
    return Numbers(values.shape, tuple(values.ravel().tolist()))


def shown(value: float, digits: int = 6) -> str:
    """A number in at most `digits` digits, with a true minus sign."""
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


def _cell(value: float) -> str:
    text = shown(value)
    tag = "mtext" if text in ("nan", "true", "false") else "mn"
    return element(tag, escape(text))


def numbers_mathml(values: Numbers) -> str:
    """Numbers as a MathML matrix, row vector or number; as text where they do not fit a page."""
    if values.size > MAX_SHOWN or len(values.shape) > 2 or not values.size:
        return code(numbers_text(values))
    if not values.shape:
        body = _cell(values.flat[0])
    else:
        cells = (element("mtr", *(element("mtd", _cell(v)) for v in row)) for row in values.rows())
        fence = (
            '<mo form="prefix" stretchy="true">[</mo>',
            '<mo form="postfix" stretchy="true">]</mo>',
        )
        body = f"<mrow>{fence[0]}{element('mtable', *cells)}{fence[1]}</mrow>"
    return element("math", body, class_="jb-numbers", data_search_exclude=True)


def numbers_text(values: Numbers) -> str:
    """Numbers as NumPy writes them, or their shape if there are too many."""
    if values.size > MAX_SHOWN:
        return f"array of shape {values.shape}"
    array = np.array(values.flat).reshape(values.shape)
    return np.array2string(array, separator=", ", precision=6, suppress_small=False)


def literal(values: Numbers) -> str:
    """Numbers as a Python literal for `np.array(...)`."""
    if not values.shape:
        return _python(values.flat[0])
    if len(values.shape) == 1:
        return f"[{', '.join(map(_python, values.flat))}]"
    step = values.size // values.shape[0] if values.shape[0] else 0
    parts = (
        literal(Numbers(values.shape[1:], values.flat[i * step : (i + 1) * step]))
        for i in range(values.shape[0])
    )
    return f"[{', '.join(parts)}]"


def _python(value: float) -> str:
    if isinstance(value, float) and not math.isfinite(value):
        return {"nan": "np.nan", "inf": "np.inf", "-inf": "-np.inf"}[repr(value)]
    return repr(value)
