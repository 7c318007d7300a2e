"""Points where a composition is not yet rewritten before it is differentiated.

The page on conventions lists them with what to write instead. When one of these tests fails because
the engine got better, take the line out of the page.
"""

from __future__ import annotations

import math
import pathlib
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import jacobook as jb

PAGE = pathlib.Path(__file__).parents[2] / "site" / "pages" / "conventions.md"
GAPS: dict[str, tuple[Callable[[Any], Any], int, float, Callable[[Any], Any], float]] = {
    "np.where(x > 0, np.log(x), 0)": (
        lambda x: np.where(x > 0, np.log(x), 0),
        1,
        math.nan,
        lambda x: np.log(np.where(x > 0, x, 1)),
        0.0,
    ),
    "np.sqrt(x**2)": (lambda x: np.sqrt(x**2), 1, math.nan, np.abs, 0.0),
    "0 * np.sqrt(x)": (lambda x: 0 * np.sqrt(x), 1, math.nan, lambda x: 0 * x, 0.0),
    "np.linalg.norm(x)**2": (
        lambda x: np.linalg.norm(x.reshape(1)) ** 2,
        2,
        0.0,
        lambda x: np.sum(x**2),
        2.0,
    ),
    "abs(x)**2": (lambda x: abs(x) ** 2, 2, 0.0, lambda x: x**2, 2.0),
}


def derivative(f: Callable[[Any], Any], order: int) -> float:
    for _ in range(order):
        f = jb.grad(f)
    with np.errstate(all="ignore"):
        return float(f(0.0))


@pytest.mark.parametrize("written", GAPS)
def test_the_page_tells_what_the_engine_gives_and_what_to_write(written: str) -> None:
    f, order, given, instead, right = GAPS[written]
    assert f"`{written}`" in PAGE.read_text()
    assert derivative(f, order) == pytest.approx(given, nan_ok=True)
    assert derivative(instead, order) == right
