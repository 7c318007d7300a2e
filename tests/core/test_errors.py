"""Every mistake a caller can make is answered at once, by a typed error that says what to do.

The page `guides/errors.md` shows the same mistakes; the last test holds the two together.
"""

from __future__ import annotations

import math
import pathlib
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import jacobook as jb
from jacobook import errors
from jacobook.tracing import _expanded

A = np.arange(6.0).reshape(2, 3)
X = np.array([1.0, 2.0, 3.0])


def write_into(x: Any) -> Any:
    x[0] = 1.0
    return x


def write_into_plain_array(x: Any) -> Any:
    y = np.zeros(3)
    y[0] = x[0]
    return y.sum()


MISTAKES: list[tuple[str, Callable[[], Any], type[Exception], list[str]]] = [
    (
        "gradient of a function that is no scalar",
        lambda: jb.grad(lambda x: x**2)(X),
        errors.NonScalarOutputError,
        ["must return a scalar", "(3,)", "jb.jacobian", "jb.vjp"],
    ),
    (
        "gradient of a function that returns a pair",
        lambda: jb.grad(lambda x: (x, x))(1.0),
        errors.NonScalarOutputError,
        ["tuple", "has_aux=True"],
    ),
    (
        "gradient of a function that returns text",
        lambda: jb.grad(lambda x: "a")(1.0),
        errors.NonScalarOutputError,
        ["must return a number", "str"],
    ),
    (
        "has_aux of a function that returns no pair",
        lambda: jb.grad(lambda x: x, has_aux=True)(1.0),
        errors.NonScalarOutputError,
        ["must return a pair (value, aux)"],
    ),
    (
        "unknown NumPy function",
        lambda: jb.grad(lambda x: np.sum(np.roots(x)))(X),
        errors.UnknownFunctionError,
        ["np.roots", "no rule", "jb.stop"],
    ),
    (
        "shapes that do not fit",
        lambda: jb.grad(lambda x: np.sum(A @ x))(np.ones(2)),
        errors.ShapeError,
        ["linalg.matmul", "A is (2, 3) and B is (2,)", "Did you mean A.T @ B?"],
    ),
    (
        "shapes that do not broadcast",
        lambda: jb.grad(lambda x: np.sum(x + np.ones(2)))(X),
        errors.ShapeError,
        ["elementwise.add", "w (3,)", "x (2,)"],
    ),
    (
        "integer input",
        lambda: jb.grad(lambda x: np.sum(x))(np.array([1, 2])),
        errors.DTypeError,
        ["argument 0", "int64", "x.astype(float)"],
    ),
    ("integer scalar", lambda: jb.grad(lambda x: x)(3), errors.DTypeError, ["float(3)"]),
    (
        "integer inside a container",
        lambda: jb.grad(lambda p: p["w"])({"w": 1.0, "steps": 3}),
        errors.DTypeError,
        ["argument 0['steps']", "int64"],
    ),
    (
        "complex value",
        lambda: jb.grad(lambda x: x)(1j),
        errors.NonScalarOutputError,
        ["must return a real number", "np.real"],
    ),
    ("text input", lambda: jb.grad(lambda x: x)("x"), errors.DTypeError, ["str", "argnums"]),
    (
        "write into a traced array",
        lambda: jb.grad(lambda x: np.sum(write_into(x)))(X),
        errors.InPlaceWriteError,
        ["np.where", "np.concatenate", "(3,)"],
    ),
    (
        "out= keyword",
        lambda: jb.grad(lambda x: np.sum(np.add(x, 1.0, out=np.zeros(3))))(X),
        errors.InPlaceWriteError,
        ["elementwise.add", "np.add", "Drop out="],
    ),
    (
        "write of a traced value into a plain array",
        lambda: jb.grad(write_into_plain_array)(X),
        errors.TracedValueError,
        ["np.stack"],
    ),
    (
        "np.array of traced values",
        lambda: jb.grad(lambda x: np.sum(np.array([x[0], x[1]])))(X),
        errors.TracedValueError,
        ["np.stack([x, y])"],
    ),
    (
        "math module",
        lambda: jb.grad(lambda x: math.sin(x))(1.0),
        errors.TracedValueError,
        ["np.sin for math.sin", "jb.stop"],
    ),
    (
        "singular matrix",
        lambda: jb.grad(lambda a: np.sum(np.linalg.inv(a)))(np.ones((2, 2))),
        errors.SingularMatrixError,
        ["linalg.inv", "(2, 2)", "Singular", "np.linalg.lstsq"],
    ),
    (
        "inverse of a rectangle",
        lambda: jb.grad(lambda a: np.sum(np.linalg.inv(a)))(A),
        errors.ShapeError,
        ["linalg.inv", "(2, 3)", "square"],
    ),
    (
        "undeclared keyword",
        lambda: jb.grad(lambda x: np.median(x, overwrite_input=True))(X),
        errors.UnsupportedKeywordError,
        ["reduce.median", "'overwrite_input'", "declared: axis, keepdims"],
    ),
    (
        "undeclared keyword of an expansion, by position",
        lambda: jb.grad(lambda x: np.median(np.quantile(x, 0.3, None, None, True)))(X),
        errors.UnsupportedKeywordError,
        ["reduce.quantile", "np.quantile", "'overwrite_input'", "declared: axis, method"],
    ),
    (
        "argnums out of range",
        lambda: jb.grad(lambda x: x, argnums=1)(1.0),
        errors.ShapeError,
        ["argnums=1", "1 positional argument"],
    ),
    (
        "cotangent of the wrong shape",
        lambda: jb.vjp(np.sin, X)[1](np.ones(2)),
        errors.ShapeError,
        ["cotangent", "(2,)", "(3,)"],
    ),
    (
        "tangent of the wrong shape",
        lambda: jb.jvp(np.sin, (X,), (np.ones(2),)),
        errors.ShapeError,
        ["tangent", "(2,)", "(3,)"],
    ),
    (
        "unknown rule",
        lambda: jb.registry()["linalg.matmull"],
        errors.UnknownRuleError,
        ["'linalg.matmull'", "linalg.matmul"],
    ),
]


@pytest.mark.parametrize(
    ("call", "kind", "said"), [m[1:] for m in MISTAKES], ids=[m[0] for m in MISTAKES]
)
def test_mistake_is_answered(
    call: Callable[[], Any], kind: type[Exception], said: list[str]
) -> None:
    with pytest.raises(kind) as caught:
        call()
    assert isinstance(caught.value, errors.JacobookError)
    for words in said:
        assert words in str(caught.value)


def test_arguments_of_an_expansion_may_be_given_by_position() -> None:
    x = np.array([1.0, 4.0, 2.0])
    assert jb.grad(lambda x: np.ptp(x, 0, None, True)[0])(x).tolist() == [-1.0, 1.0, 0.0]
    by_name = jb.grad(lambda x: np.std(x, axis=0, ddof=1))(x)
    assert np.array_equal(jb.grad(lambda x: np.std(x, 0, None, None, 1))(x), by_name)


def test_an_expansion_that_needs_more_than_the_function_gives_says_what_it_takes() -> None:
    def expand(a: Any, axis: int | None = None, *, scale: float) -> Any:
        return scale * np.max(a, axis=axis)

    rule = jb.derived("demo.range", title="t", function="x", operands="x:(n)", expand=expand)
    with pytest.raises(errors.UnsupportedKeywordError) as caught:
        _expanded(rule, np.ptp, (X, None), {})
    told = str(caught.value)
    assert "demo.range: missing a required" in told and "'scale' for np.ptp" in told
    assert "its rule takes (a, axis=None, *, scale)" in told


def test_singular_matrix_error_is_numpy_s_too() -> None:
    with pytest.raises(np.linalg.LinAlgError):
        jb.grad(lambda a: np.sum(np.linalg.inv(a)))(np.ones((2, 2)))


def test_error_of_the_user_s_own_function_passes_unchanged() -> None:
    def f(x: Any) -> Any:
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        jb.grad(f)(1.0)


def test_the_page_shows_every_kind_of_error() -> None:
    page = pathlib.Path(__file__).parents[2] / "site" / "pages" / "guides" / "errors.md"
    text = page.read_text()
    for kind in {m[2] for m in MISTAKES}:
        assert kind.__name__ in text
