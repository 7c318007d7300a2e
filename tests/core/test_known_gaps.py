"""What the page on conventions says of compositions at special points: cured ones and known gaps.

When a gap is cured because the engine got better, this fails: move the line to the cured ones.
"""

from __future__ import annotations

import math
import pathlib
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pytest

import jacobook as jb

PAGE = pathlib.Path(__file__).parents[2] / "site" / "pages" / "conventions.md"


class Point(NamedTuple):
    """A scalar function with its derivative of some order at a point."""

    f: Callable[[Any], Any]
    at: float
    order: int
    slope: float


PAIR = np.ones(2)


def first_share(x: Any, **keywords: Any) -> Any:
    """The first of the weights of two entries."""
    return (np.exp(x) / np.sum(np.exp(x), **keywords))[0]


CURED = {
    "np.where(x > 0, np.log(x), 0)": Point(lambda x: np.where(x > 0, np.log(x), 0), 0, 1, 0),
    "0 * np.sqrt(x)": Point(lambda x: 0 * np.sqrt(x), 0, 1, 0),
    "np.sqrt(x**2)": Point(lambda x: np.sqrt(x**2), 0, 1, 0),
    "np.sqrt(np.sum(x**2))": Point(lambda x: np.sqrt(np.sum((x * np.ones(2)) ** 2)), 0, 1, 0),
    "np.linalg.norm(x)**2": Point(lambda x: np.linalg.norm(x.reshape(1)) ** 2, 0, 2, 2),
    "abs(x)**2": Point(lambda x: abs(x) ** 2, 0, 2, 2),
    "np.log(1 + np.exp(x))": Point(lambda x: np.log(1 + np.exp(x)), 1000, 1, 1),
    "1 / (1 + np.exp(-x))": Point(lambda x: 1 / (1 + np.exp(-x)), -1000, 1, 0),
    "np.log(1 / (1 + np.exp(-x)))": Point(lambda x: np.log(1 / (1 + np.exp(-x))), -1000, 1, 1),
    "np.log(np.sum(np.exp(x)))": Point(
        lambda x: np.log(np.sum(np.exp(x * np.ones(2)))), 1000, 1, 1
    ),
    "np.exp(x) / np.sum(np.exp(x))": Point(lambda x: first_share(PAIR * x), 1000, 1, 0),
}
"""Compositions with the derivative that the page promises."""

GAPS = {
    "(x - x) * np.sqrt(x)": (
        Point(lambda x: (x - x) * np.sqrt(x), 0, 1, math.nan),
        Point(lambda x: 0 * x, 0, 1, 0),
    ),
    "np.sqrt(np.mean(x**2))": (
        Point(lambda x: np.sqrt(np.mean(x.reshape(1) ** 2)), 0, 1, math.nan),
        Point(lambda x: np.linalg.norm(x.reshape(1)) / np.sqrt(1), 0, 1, 0),
    ),
    "np.sqrt(x**2 + y**2 + z**2)": (
        Point(lambda x: np.sqrt(x**2 + x**2 + x**2), 0, 1, math.nan),
        Point(lambda x: np.linalg.norm(np.stack([x, x, x])), 0, 1, 0),
    ),
    "np.where(x == 0, 1, np.sin(x) / x)": (
        Point(lambda x: np.where(x == 0, 1, np.sin(x) / x), 0, 2, 0),
        Point(lambda x: np.sinc(x / np.pi), 0, 2, -1 / 3),
    ),
    "np.exp(x) / np.sum(np.exp(x), axis=0)": (
        Point(lambda x: first_share(PAIR * x, axis=0), 1000, 1, math.nan),
        Point(lambda x: first_share(PAIR * x, axis=0, keepdims=True), 1000, 1, 0),
    ),
}
"""Compositions with what the engine gives, and what to write instead."""


def derivative(point: Point) -> float:
    f = point.f
    for _ in range(point.order):
        f = jb.grad(f)
    with np.errstate(all="ignore"):
        return float(f(float(point.at)))


def listed(heading: str) -> str:
    """The table of the page below a heading."""
    _, _, rest = PAGE.read_text().partition(f"\n{heading}\n")
    return rest.partition("\n\n|")[2].partition("\n\n")[0]


@pytest.mark.parametrize("written", CURED)
def test_a_composition_has_the_derivative_that_the_page_promises(written: str) -> None:
    assert f"`{written}`" in PAGE.read_text()
    assert derivative(CURED[written]) == pytest.approx(CURED[written].slope, abs=1e-15)


@pytest.mark.parametrize("written", GAPS)
def test_the_page_tells_what_the_engine_gives_and_what_to_write(written: str) -> None:
    gap, instead = GAPS[written]
    assert f"`{written}`" in PAGE.read_text()
    assert derivative(gap) == pytest.approx(gap.slope, nan_ok=True)
    assert derivative(instead) == pytest.approx(instead.slope)


def test_the_page_lists_nothing_else() -> None:
    for heading, known in (
        ("### Compositions", CURED),
        ("### Known gaps", GAPS),
    ):
        first = [row.split("|")[1].strip(" `") for row in listed(heading).splitlines()[1:]]
        rows = [cell for cell in first if cell and set(cell) != {"-"} and "Written" not in cell]
        assert rows == list(known)
