"""A choice passes nothing to what it did not choose, not even zero times an infinite slope."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

import jacobook as jb
from jacobook.catalogue import default_registry
from jacobook.selection import reached
from jacobook.tracing import Trace


def chosen_log(x):
    return np.where(x > 0, np.log(x), 0)


def derivative(f, order, x):
    for _ in range(order):
        f = jb.grad(f)
    with np.errstate(all="ignore"):
        return float(f(x))


# By what is written: the function, a point, and the first three derivatives there.
CHOICES = {
    "where, log": (chosen_log, 0.0, (0.0, 0.0, 0.0)),
    "where, log of a negative number": (chosen_log, -3.0, (0.0, 0.0, 0.0)),
    "where, log, chosen": (chosen_log, 2.0, (0.5, -0.25, 0.25)),
    "where, sqrt": (lambda x: np.where(x > 0, np.sqrt(x), 0), 0.0, (0.0, 0.0, 0.0)),
    "where, two steps back": (
        lambda x: np.where(x > 0, np.exp(3 * np.log(x)), x**2),
        0.0,
        (0.0, 2.0, 0.0),
    ),
    "where, the other branch": (lambda x: np.where(x <= 0, x**2, np.log(x)), 0.0, (0.0, 2.0, 0.0)),
    "where inside where": (
        lambda x: np.where(x > 0, np.where(x > -1, np.sqrt(x), 3.0), 2 * x),
        0.0,
        (2.0, 0.0, 0.0),
    ),
    "where, quotient": (lambda x: np.where(x == 0, 1, np.sin(x) / x), 0.0, (0.0, 0.0, 0.0)),
    "where, a condition that holds": (
        lambda x: np.where(x < 1, 2 * x, np.sqrt(x)),
        0.0,
        (2.0, 0.0, 0.0),
    ),
    "where, a number from an array": (
        lambda x: np.where(x > 0, np.log(np.stack([x, 2 * x]))[0], x),
        0.0,
        (1.0, 0.0, 0.0),
    ),
    "where, a sum": (
        lambda x: np.sum(np.where(x > 0, np.sum(np.log(x * np.ones(3))), x)),
        0.0,
        (1.0, 0.0, 0.0),
    ),
    "maximum with a literal": (lambda x: np.maximum(np.sqrt(x), 0), 0.0, (0.0, 0.0, 0.0)),
    "clip": (lambda x: np.clip(np.log(x), -3.0, 3.0), 0.0, (0.0, 0.0, 0.0)),
    "a literal factor 0": (lambda x: 0 * np.sqrt(x), 0.0, (0.0, 0.0, 0.0)),
    "a literal factor 0.0 behind": (lambda x: np.sqrt(x) * 0.0 + x, 0.0, (1.0, 0.0, 0.0)),
    "also used outside": (lambda x: chosen_log(x) + np.sqrt(x), 0.0, (np.inf, -np.inf, np.inf)),
    "undefined and not chosen": (lambda x: np.where(x > 0, np.sqrt(x), x), -4.0, (1.0, 0.0, 0.0)),
    "undefined and chosen": (lambda x: np.where(x < 0, np.sqrt(x), x), -4.0, (np.nan,) * 3),
    "undefined times a literal 0": (lambda x: 0 * np.sqrt(x), -4.0, (np.nan,) * 3),
    "a computed factor 0": (lambda x: (x - x) * np.sqrt(x), 0.0, (np.nan,) * 3),
}


@pytest.mark.parametrize("written", CHOICES)
def test_a_choice_has_the_derivatives_of_what_is_chosen(written: str) -> None:
    f, x, wanted = CHOICES[written]
    assert [derivative(f, k, x) for k in (1, 2, 3)] == pytest.approx(wanted, nan_ok=True)


@pytest.mark.parametrize("written", sorted(set(CHOICES) - {"a computed factor 0"}))
def test_forwards_as_backwards(written: str) -> None:
    f, x, wanted = CHOICES[written]
    with np.errstate(all="ignore"):
        first = jb.jvp(f, (x,), (1.0,))[1]
        second = jb.hvp(f, (x,), (1.0,))
    assert [first, second] == pytest.approx(wanted[:2], nan_ok=True)


def test_entries_are_told_apart() -> None:
    x = np.array([-1.0, 0.0, 2.0])
    with np.errstate(all="ignore"):
        np.testing.assert_array_equal(jb.jacobian(chosen_log)(x), np.diag([0, 0, 0.5]))
        curvature = jb.hessian(lambda x: np.sum(chosen_log(x)))(x)
    np.testing.assert_array_equal(curvature, np.diag([0, 0, -0.25]))


def test_a_condition_that_is_broadcast_selects_by_its_entries() -> None:
    f = lambda x: np.sum(np.where(np.array([[False], [True]]), x, np.log(x)))
    with np.errstate(all="ignore"):
        found = jb.grad(f)(np.array([0.0, 2.0]))
    np.testing.assert_array_equal(found, [np.inf, 1.5])


def test_an_operand_that_is_broadcast_is_selected_if_it_is_anywhere() -> None:
    f = lambda x: np.sum(np.where(np.array([True, False]), np.log(x), 5.0))
    with np.errstate(all="ignore"):
        assert jb.grad(f)(0.0) == np.inf
        assert jb.grad(lambda x: 0 * f(x))(0.5) == 0.0


def test_the_selected_part_of_a_difference_keeps_its_slope() -> None:
    f = lambda x: np.sum(np.where(np.arange(3) < 2, np.diff(np.log(x)), 0.0))
    with np.errstate(all="ignore"):
        found = jb.grad(f)(np.array([1.0, 2.0, 4.0, 0.0]))
    np.testing.assert_allclose(found, [-1.0, 0.0, 0.25, 0.0])


def test_single_precision_stays_single() -> None:
    with np.errstate(all="ignore"):
        found = jb.grad(lambda x: chosen_log(x).sum())(np.array([0.0, 2.0], np.float32))
    assert found.dtype == np.float32
    np.testing.assert_array_equal(found, np.array([0.0, 0.5], np.float32))


def test_a_pullback_can_be_used_again() -> None:
    with np.errstate(all="ignore"):
        _, pullback = jb.vjp(chosen_log, np.array([0.0, 2.0]))
        for cotangent in ([1.0, 1.0], [4.0, 2.0]):
            wanted = [0.0, cotangent[1] / 2]
            np.testing.assert_array_equal(pullback(np.array(cotangent))[0], wanted)


def test_an_ordinary_choice_warns_of_nothing() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        x = np.array([-1.0, 0.5])
        found = jb.grad(lambda x: np.sum(np.where(x > 0, x**2, -x)))(x)
    np.testing.assert_array_equal(found, [-1.0, 1.0])


@pytest.mark.parametrize(
    ("f", "kept"),
    [
        (lambda x: np.where(x > 0, x, 1.0), [False, True, True]),
        (lambda x: np.maximum(x, 2.5), [True, False, True]),
        (lambda x: 0.0 * x, [True, False, False]),
        (lambda x: 2.0 * x, [True, True, True]),
    ],
)
def test_which_entries_an_operand_reaches(f, kept) -> None:
    trace = Trace(default_registry())
    step = f(trace.variable(np.array([np.nan, 2.0, 3.0])))
    position = next(i for i, o in enumerate(step.operands) if getattr(o, "within", None) is trace)
    found = reached(step, position)
    np.testing.assert_array_equal(np.ones(3, bool) if found is None else found, kept)


def test_a_rule_without_a_choice_is_reached_everywhere() -> None:
    step = np.exp(Trace(default_registry()).variable(np.ones(2)))
    assert reached(step, 0) is None
