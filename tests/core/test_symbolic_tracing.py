"""Tracing without values: plain NumPy functions become expressions, and rules run on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import jacobook as jb
from jacobook.errors import TracedValueError, UnknownFunctionError
from jacobook.expression import node, variable
from jacobook.notation.infix import infix
from jacobook.shapes import Shape
from jacobook.symbolic_tracing import Symbol, trace

SHAPES: dict[str, Shape] = {"A": ("m", "n"), "x": ("n",), "z": ()}


@pytest.mark.parametrize(
    ("f", "text"),
    [
        (lambda a, x, z: a @ x, "A @ x"),
        (lambda a, x, z: np.sum(np.tanh(a @ x) * 2.0, axis=0), "sum(tanh(A @ x)*2.0, axis=0)"),
        (lambda a, x, z: x.sum() - z, "sum(x) - z"),
        (lambda a, x, z: a.T, "A.T"),
        (lambda a, x, z: x[1:3], "x[1:3]"),
        (lambda a, x, z: -abs(x) / (1 + z**2), "-absolute(x)/(1 + power_literal(z, 2))"),
        (lambda a, x, z: np.where((x > 0) & (x < 1), x, z), "where((x > 0) & (x < 1), x, z)"),
        (lambda a, x, z: np.maximum(0, x), "threshold(0, x)"),
        (lambda a, x, z: np.mean(x), "mean(x)"),
    ],
)
def test_a_plain_function_becomes_an_expression(f: Callable[..., Any], text: str) -> None:
    assert infix(trace(f, SHAPES)) == text


def test_equal_parts_are_one_node() -> None:
    expression = trace(lambda a, x, z: np.exp(x) * np.exp(x), SHAPES)
    assert expression.operands[0] is expression.operands[1]
    assert expression is trace(lambda a, x, z: np.exp(x) * np.exp(x), SHAPES)


def test_a_pullback_written_for_arrays_runs_on_symbols() -> None:
    """One definition for numbers, formulas and higher orders."""
    book = jb.registry()
    a, b = variable("A", (2, 3)), variable("B", (3, 4))
    y_bar = variable("Y_bar", (2, 4))
    pull = book["linalg.matmul"].pullback["A"]
    assert callable(pull)
    answer = pull(*(Symbol(e, book) for e in (y_bar, node("matmul", [a, b], (2, 4)), a, b)))
    assert infix(answer.expression) in ("Y_bar @ B.T", "Y_bar @ B.mT")


def test_an_if_on_a_symbol_says_what_to_write() -> None:
    with pytest.raises(TracedValueError, match=r"np\.where"):
        trace(lambda a, x, z: x if z > 0 else -x, SHAPES)


def test_a_large_array_must_be_named() -> None:
    with pytest.raises(TracedValueError, match="named variables"):
        trace(lambda x: x + np.arange(40.0), {"x": (40,)})


@pytest.mark.parametrize(
    ("array", "text"),
    [
        (np.eye(3), "X + eye(3)"),
        (np.full((3, 3), 2.5), "X + 2.5*ones((3, 3))"),
        (np.ones((3, 3)), "X + ones((3, 3))"),
        (np.diag([1.0, 2.0, 3.0])[0], "X + stack([1.0, 0.0, 0.0])"),
    ],
)
def test_arrays_of_a_known_form_and_small_ones_are_written_out(
    array: np.ndarray, text: str
) -> None:
    assert infix(trace(lambda X: X + array, {"X": (3, 3)})) == text


def test_python_iterates_over_symbols_of_known_length_only() -> None:
    assert trace(lambda x: sum(x), {"x": (2,)}).shape == ()
    with pytest.raises(TracedValueError, match="length"):
        trace(lambda x: sum(x), {"x": ("n",)})


def test_a_function_without_a_rule_is_refused() -> None:
    with pytest.raises(UnknownFunctionError, match=r"numpy\.packbits"):
        trace(lambda a, x, z: np.packbits(x), SHAPES)
