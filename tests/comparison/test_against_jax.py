"""Gradients of several hundred functions against JAX; and where the two differ on purpose."""

from __future__ import annotations

import importlib.util
import pathlib
import sys
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pytest

import jacobook as jb

_PATH = pathlib.Path(__file__).with_name("cases.py")
_SPEC = importlib.util.spec_from_file_location("comparison_cases", _PATH)
assert _SPEC is not None and _SPEC.loader is not None
cases = importlib.util.module_from_spec(_SPEC)
sys.modules["comparison_cases"] = cases
_SPEC.loader.exec_module(cases)

CASES = cases.all_cases()
PORTION = 12


@pytest.fixture(scope="module")
def jax() -> Iterator[Any]:
    """JAX in double precision, on the CPU."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jax as library

        library.config.update("jax_enable_x64", True)
        library.config.update("jax_platforms", "cpu")
        yield library


def test_there_are_at_least_300_cases_with_different_names() -> None:
    assert len(CASES) >= 300
    assert len({case.name for case in CASES}) == len(CASES)


Answer = tuple[Any, tuple[Any, ...]]
"""A value, and what a pullback makes of the cotangent for values of its shape."""


class Answers:
    """What JAX says about the cases, a portion at a time: compiled together they take half as long."""

    def __init__(self, jax: Any) -> None:
        self.jax = jax
        self.known: dict[int, list[Answer]] = {}

    def of(self, place: int) -> Answer:
        """The answer to the case at one place of the list."""
        portion, within = divmod(place, PORTION)
        if portion not in self.known:
            self.known[portion] = self.to(CASES[portion * PORTION : (portion + 1) * PORTION])
        return self.known[portion][within]

    def to(self, asked: Sequence[Any]) -> list[Answer]:
        """The answers to some cases."""

        def all_of(operands: Sequence[Sequence[Any]]) -> list[Answer]:
            return [self.pulled_back(case, xs) for case, xs in zip(asked, operands, strict=True)]

        found: list[Answer] = self.jax.jit(all_of)([case.operands for case in asked])
        return found

    def pulled_back(self, case: Any, operands: Sequence[Any]) -> Answer:
        """The answer to a case, as JAX traces it."""
        y, pullback = self.jax.vjp(lambda *xs: case.function(self.jax.numpy, *xs), *operands)
        return y, pullback(cases.draw(5, y.shape))


@pytest.fixture(scope="module")
def answers(jax: Any) -> Answers:
    return Answers(jax)


@pytest.mark.parametrize("place", range(len(CASES)), ids=[case.name for case in CASES])
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")
def test_pullback_agrees_with_jax(place: int, answers: Answers) -> None:
    compare(CASES[place], answers.of(place))


def compare(case: Any, answer: Answer) -> None:
    """Compare the value and the pullback of a case."""
    other, other_bars = answer
    y, pullback = jb.vjp(lambda *xs: case.function(np, *xs), *case.operands)
    np.testing.assert_allclose(y, other, rtol=1e-12, atol=1e-13)
    for mine, theirs in zip(pullback(cases.draw(5, np.shape(y))), other_bars, strict=True):
        theirs = np.asarray(theirs)
        assert np.shape(mine) == theirs.shape
        scale = np.max(np.abs(theirs), initial=1e-3)
        np.testing.assert_allclose(mine, theirs, rtol=1e-10, atol=1e-12 * scale)


def test_the_comparison_can_fail(answers: Answers) -> None:
    wrong = cases.Case("wrong", lambda xp, x: x * (2.0 if xp is np else 3.0), (np.ones(3),))
    with pytest.raises(AssertionError):
        compare(wrong, *answers.to([wrong]))
