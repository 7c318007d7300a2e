"""Gradients of several hundred functions against JAX; and where the two differ on purpose."""

from __future__ import annotations

import importlib.util
import pathlib
import sys
import warnings
from collections.abc import Iterator
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


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")
def test_pullback_agrees_with_jax(case: Any, jax: Any) -> None:
    y, pullback = jb.vjp(lambda *xs: case.function(np, *xs), *case.operands)
    other, other_pullback = jax.vjp(lambda *xs: case.function(jax.numpy, *xs), *case.operands)
    np.testing.assert_allclose(y, other, rtol=1e-12, atol=1e-13)
    y_bar = cases.draw(5, np.shape(y))
    for mine, theirs in zip(pullback(y_bar), other_pullback(np.asarray(y_bar)), strict=True):
        theirs = np.asarray(theirs)
        assert np.shape(mine) == theirs.shape
        scale = np.max(np.abs(theirs), initial=1e-3)
        np.testing.assert_allclose(mine, theirs, rtol=1e-10, atol=1e-12 * scale)


def test_the_comparison_can_fail(jax: Any) -> None:
    wrong = cases.Case("wrong", lambda xp, x: x * (2.0 if xp is np else 3.0), (np.ones(3),))
    with pytest.raises(AssertionError):
        test_pullback_agrees_with_jax(wrong, jax)
