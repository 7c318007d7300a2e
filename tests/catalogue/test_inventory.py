"""Plain NumPy and SciPy calls: everything people expect is differentiable, and twice.

The list is `site/jacobook_site/data/op_inventory.csv`; the tables from its ids to calls are in the
modules `calls_*`, with the corner cases that its column `edge_cases` names.
"""

from __future__ import annotations

import csv
import inspect
from typing import Any

import numpy as np
import pytest
from calls import SPD, SQUARE, Asked, Constant, Corner, Table, V, X, on
from calls_arrays import ARRAYS
from calls_elementwise import ELEMENTWISE
from calls_linalg import LINEAR_ALGEBRA
from calls_reductions import REDUCING
from calls_special import LEARNING
from row import DATA

import jacobook as jb
from jacobook.errors import (
    InPlaceWriteError,
    NotImplementedRuleError,
    TracedValueError,
    UnsupportedKeywordError,
)

CALLS: Table = {**ELEMENTWISE, **REDUCING, **ARRAYS, **LINEAR_ALGEBRA, **LEARNING}


def inventory() -> list[dict[str, str]]:
    with (DATA / "op_inventory.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["tier"] == "1"]


def test_every_operation_has_calls() -> None:
    assert set(CALLS) == {row["id"] for row in inventory()}
    assert len(CALLS) == 255
    assert all(CALLS.values())


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(asked, id=f"{name}-{number}")
        for name, several in CALLS.items()
        for number, asked in enumerate(several)
    ],
)
def test_the_call_is_differentiable(asked: Asked) -> None:
    asked.check()


# ---------------------------------------------------------------------- what is refused


def functions_with_out() -> dict[str, Any]:
    """NumPy's functions among the inventory which can write their value into an array.

    What has no derivative is left out: there the engine is not asked.
    """
    found = {}
    for row in inventory():
        name = row["numpy_or_scipy_name"].removeprefix("np.")
        function = getattr(np, name, None)
        differentiable = any(not isinstance(asked, Constant) for asked in CALLS[row["id"]])
        if differentiable and (isinstance(function, np.ufunc) or "out" in parameters(function)):
            found[name] = function
    return found


def parameters(function: Any) -> set[str]:
    """The names of a function's parameters; none where Python cannot tell."""
    try:
        return set(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        return set()


WITH_OUT = functions_with_out()
REST: dict[str, tuple[Any, ...]] = {
    **{name: (SQUARE,) * (f.nin - 1) for name, f in WITH_OUT.items() if isinstance(f, np.ufunc)},
    "clip": (0.0, 1.0),
    "dot": (SQUARE,),
    "outer": (SQUARE,),
    "quantile": (0.5,),
    "take": (0,),
}
"""What a function needs besides its first argument."""


@pytest.mark.parametrize("name", WITH_OUT)
def test_out_is_refused(name: str) -> None:
    def into_an_array(x: Any) -> Any:
        first = [x, x] if name in ("concatenate", "stack") else x
        return WITH_OUT[name](first, *REST.get(name, ()), out=np.zeros((3, 3)))

    with pytest.raises((InPlaceWriteError, UnsupportedKeywordError), match="out"):
        jb.jvp(into_an_array, (SPD,), (SPD,))


def written_into(x: Any) -> Any:
    x[0] = 1.0
    return x


def added_at(x: Any) -> Any:
    np.add.at(x, [0, 0], 1.0)
    return x


def filled_with(x: Any) -> Any:
    return np.full_like(SQUARE, x[0])


@pytest.mark.parametrize("f", [written_into, added_at, filled_with])
def test_writing_into_a_variable_is_refused(f: Any) -> None:
    with pytest.raises(InPlaceWriteError):
        jb.jacobian(f)(V)


def test_an_arbitrary_basis_is_refused() -> None:
    with pytest.raises(NotImplementedRuleError, match="complete"):
        jb.jacobian(lambda a: np.linalg.qr(a, mode="complete").Q)(X.T)


def test_a_plain_array_of_values_is_refused_with_the_way_to_write_it() -> None:
    with pytest.raises(TracedValueError, match=r"np\.stack"):
        jb.jacobian(lambda x: np.array([x[0], x[1] ** 2]))(V)


# --------------------------------------------------------------------- the checks can fail


@pytest.mark.parametrize(
    "mistaken",
    [
        on(lambda x: x * jb.stop(x), X),
        on(lambda x: jb.stop(np.sin(x)), X),
        on(lambda x: np.sin(x) + jb.stop(x**2), X),
        Corner(np.absolute, (0.0,), (1.0,)),
    ],
)
def test_a_wrong_derivative_is_noticed(mistaken: Asked) -> None:
    with pytest.raises(AssertionError):
        mistaken.check()
