"""Shapes of arrays drawn to scale: a box per array, a cell per entry, with its numbers if they are short."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jacobook_site.markup import element, escape
from jacobook_site.numbers import shown

CELL, GAP, HEAD, FOOT = 30, 26, 20, 40
"""Pixels: of a cell, between boxes, above the boxes, and below them for two lines of text."""

NARROWEST = 58
"""Pixels that a box has to itself, so that its name fits below it."""


@dataclass(frozen=True, slots=True)
class Box:
    """An array of at most two axes.

    Attributes:
        name: what stands below it.
        shape: its shape, which stands below the name; a vector is drawn as a column.
        entries: numbers for the cells, row by row; none for empty cells.
        row: draw a vector as a row.
        tone: `value` or `slope`, the colours of a function and of its derivative.
    """

    name: str
    shape: tuple[int, ...]
    entries: tuple[float, ...] = ()
    row: bool = False
    tone: str = "slope"

    @property
    def sides(self) -> tuple[int, int]:
        """Rows and columns of cells."""
        if len(self.shape) == 2:
            return self.shape[0], self.shape[1]
        length = self.shape[0] if self.shape else 1
        return (1, length) if self.row else (length, 1)

    @property
    def width(self) -> int:
        """Of the box with its name, in pixels."""
        return max(self.sides[1] * CELL, NARROWEST, 7 * len(self.name))


def shape_boxes(title: str, parts: Sequence[Box | str]) -> str:
    """Boxes beside each other, with signs such as `=` or `@` between them.

    Args:
        title: what the picture shows, in words.
        parts: boxes, and signs as text.
    """
    boxes = [part for part in parts if isinstance(part, Box)]
    tallest = max(box.sides[0] for box in boxes) * CELL
    drawn, x = [], 4
    for part in parts:
        if isinstance(part, Box):
            drawn.append(_box(part, x, HEAD + (tallest - part.sides[0] * CELL) // 2, tallest))
            x += part.width + GAP
        else:
            width = 9 * len(part)
            drawn.append(_text(x + width // 2 - GAP // 2, HEAD + tallest // 2 + 5, part, "jb-sign"))
            x += width
    height = HEAD + tallest + FOOT
    return element(
        "svg",
        element("title", escape(title)),
        element("desc", escape("; ".join(map(_described, boxes)))),
        *drawn,
        class_="jb-boxes",
        viewBox=f"0 0 {x - GAP + 4} {height}",
        width=x - GAP + 4,
        height=height,
        role="img",
        xmlns="http://www.w3.org/2000/svg",
    )


def _described(box: Box) -> str:
    """The box in words."""
    numbers = f" with the entries {', '.join(map(shown, box.entries))}" if box.entries else ""
    return f"{box.name}: shape {_shape(box.shape)}{numbers}"


def _shape(shape: tuple[int, ...]) -> str:
    return str(shape).replace(" ", "")


def _box(box: Box, x: int, y: int, tallest: int) -> str:
    """The cells of a box, centred over its name."""
    rows, columns = box.sides
    left = x + (box.width - columns * CELL) // 2
    below = HEAD + tallest
    middle = x + box.width // 2
    return element(
        "g",
        element("path", class_=f"jb-cells jb-cells-{box.tone}", d=_cells(left, y, rows, columns)),
        *_numbers(box, left, y),
        _text(middle, below + 18, box.name, "jb-name"),
        _text(middle, below + 34, _shape(box.shape)),
    )


def _cells(left: int, top: int, rows: int, columns: int) -> str:
    side = CELL - 3
    squares = ((left + j * CELL, top + i * CELL) for i in range(rows) for j in range(columns))
    return "".join(f"M{x} {y}h{side}v{side}h-{side}z" for x, y in squares)


def _numbers(box: Box, left: int, top: int) -> Iterator[str]:
    """The entries in their cells."""
    columns = box.sides[1]
    for k, value in enumerate(box.entries):
        i, j = divmod(k, columns)
        x, y = left + j * CELL + CELL // 2 - 1, top + i * CELL + CELL // 2 + 3
        yield _text(x, y, shown(value, 3), "jb-entry")


def _text(x: int, y: int, text: str, style: str = "") -> str:
    return element("text", escape(text), x=x, y=y, text_anchor="middle", class_=style or None)
