"""The structure of a matrix as a picture: which entries are zero, and which are equal to one."""

from __future__ import annotations

from jacobook_site.markup import element, escape
from jacobook_site.numbers import Numbers

CELL = 14
MAX_SIDE = 32


def structure_picture(matrix: Numbers, title: str) -> str:
    """A square per entry: filled where it is not zero; nothing for a matrix too large to draw."""
    rows, columns = matrix.shape
    if not 0 < max(rows, columns) <= MAX_SIDE:
        return ""
    cells = [(i, j, bool(v)) for i, row in enumerate(matrix.rows()) for j, v in enumerate(row)]
    zeros = _squares([(i, j) for i, j, full in cells if not full], "jb-cell-zero")
    filled = _squares([(i, j) for i, j, full in cells if full], "jb-cell-full")
    return element(
        "svg",
        element("title", escape(title)),
        element("desc", escape(structure_in_words(matrix))),
        zeros,
        filled,
        class_="jb-structure",
        viewBox=f"0 0 {columns * CELL} {rows * CELL}",
        width=columns * CELL,
        height=rows * CELL,
        role="img",
        xmlns="http://www.w3.org/2000/svg",
    )


def _squares(places: list[tuple[int, int]], style: str) -> str:
    """One path with a square at each place (row, column)."""
    side = CELL - 2
    moves = (f"M{j * CELL + 1} {i * CELL + 1}h{side}v{side}h-{side}z" for i, j in places)
    return f'<path d="{"".join(moves)}" class="{style}"></path>' if places else ""


def structure_in_words(matrix: Numbers) -> str:
    """What kind of matrix it is, and how many entries are not zero."""
    filled = sum(1 for value in matrix.entries if value)
    if matrix.size == 1:
        return "one number"
    kind = _kind(matrix)
    return f"{kind}{filled} of {matrix.size} entries are not zero"


def _kind(matrix: Numbers) -> str:
    rows, columns = matrix.shape
    entries = [
        (i, j) for i in range(rows) for j in range(columns) if matrix.entries[i * columns + j]
    ]
    if rows != columns or rows < 2 or not entries:
        return ""
    if all(i == j for i, j in entries):
        ones = all(matrix.entries[i * columns + i] == 1 for i in range(rows))
        return "the identity; " if ones else "diagonal; "
    if all(i >= j for i, j in entries):
        return "lower triangular; "
    if all(i <= j for i, j in entries):
        return "upper triangular; "
    return ""
