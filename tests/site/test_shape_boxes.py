"""Shapes of arrays drawn to scale."""

import re
import xml.etree.ElementTree as ET

from jacobook_site.shape_boxes import CELL, Box, shape_boxes

SVG = "{http://www.w3.org/2000/svg}"


def cells(drawn):
    """Where the cells of each box begin."""
    paths = re.findall(r'class="jb-cells[^"]*" d="([^"]*)"', drawn)
    return [[tuple(map(int, m)) for m in re.findall(r"M(\d+) (\d+)h", path)] for path in paths]


def test_boxes_have_a_cell_per_entry_at_one_scale():
    matrix, vector, number = cells(
        shape_boxes("T", [Box("A", (3, 2)), "@", Box("x", (2,)), "=", Box("c", ())])
    )
    assert (len(matrix), len(vector), len(number)) == (6, 2, 1)
    assert len({x for x, _ in matrix}) == 2 and len({y for _, y in matrix}) == 3
    assert len({x for x, _ in vector}) == 1  # a vector stands
    steps = {
        b - a
        for box in (matrix, vector)
        for a, b in zip(*[sorted({y for _, y in box})[i:] for i in (0, 1)], strict=False)
    }
    assert steps == {CELL}
    (row,) = cells(shape_boxes("T", [Box("g", (4,), row=True)]))
    assert len({y for _, y in row}) == 1


def test_the_picture_says_what_it_shows():
    drawn = shape_boxes("Two <arrays>", [Box("A & B", (1, 2), (0.5, -2.0)), Box("x", (2,))])
    root = ET.fromstring(drawn)
    assert root.find(f"{SVG}title").text == "Two <arrays>"
    said = root.find(f"{SVG}desc").text
    assert said == "A & B: shape (1,2) with the entries 0.5, \N{MINUS SIGN}2; x: shape (2,)"
    assert [t.text for t in root.iter(f"{SVG}text") if t.get("class") == "jb-entry"] == [
        "0.5",
        "\N{MINUS SIGN}2",
    ]


def test_nothing_leaves_the_picture():
    drawn = shape_boxes("T", [Box("a long name for a small box", ()), "→", Box("A", (2, 5))])
    width = int(re.search(r'width="(\d+)"', drawn)[1])
    assert all(x >= 0 and x + CELL <= width for box in cells(drawn) for x, _ in box)
