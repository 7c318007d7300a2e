"""Compositions that are recorded in another form, which is right where their pieces disagree."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

import jacobook as jb
from jacobook.catalogue import Registry, default_registry
from jacobook.errors import RuleDefinitionError
from jacobook.parsing import Scope, parse
from jacobook.rewriting import match, read_rewrites, replaced, rewrites_of, rewritten
from jacobook.symbolic_tracing import trace as trace_symbols
from jacobook.tracing import Trace


def recorded(f, *values):
    """The operations of the steps that the value of `f` is made of."""
    trace = Trace(default_registry())
    found, stack = [], [f(*(trace.variable(np.asarray(v, float)[()]) for v in values))]
    while stack:
        step = stack.pop()
        if getattr(step, "operation", None) is not None:
            found.append(step.operation.written)
            stack += step.operands
    return found


ZERO = np.zeros(2)
ORIGIN = {
    "sqrt(x**2)": (lambda x: np.sqrt(x**2), 0.0, 0.0),
    "sqrt(x * x)": (lambda x: np.sqrt(x * x), 0.0, 0.0),
    "(x**2)**0.5": (lambda x: (x**2) ** 0.5, 0.0, 0.0),
    "sqrt(sum(x**2))": (lambda x: np.sqrt(np.sum(x**2)), ZERO, [0.0, 0.0]),
    "sqrt(sum(abs(x)**2))": (lambda x: np.sqrt(np.sum(abs(x) ** 2)), ZERO, [0.0, 0.0]),
    "sqrt(x @ x)": (lambda x: np.sqrt(x @ x), ZERO, [0.0, 0.0]),
    "sum of rows' lengths": (lambda x: np.sqrt((x**2).sum(axis=1)).sum(), np.eye(2, 3), None),
    "hypot": (lambda x: np.sqrt(x[0] ** 2 + x[1] ** 2), ZERO, [0.0, 0.0]),
}


@pytest.mark.parametrize("written", ORIGIN)
def test_a_root_of_squares_has_slope_0_at_the_origin(written: str) -> None:
    f, x, wanted = ORIGIN[written]
    wanted = np.eye(2, 3) if wanted is None else wanted
    np.testing.assert_array_equal(jb.grad(f)(x), wanted)
    direction = np.ones_like(x)
    np.testing.assert_array_equal(jb.jvp(f, (x,), (direction,))[1], np.sum(wanted * direction))


@pytest.mark.parametrize(
    "f",
    [
        lambda x: np.linalg.norm(x) ** 2,
        lambda x: np.square(np.linalg.norm(x)),
        lambda x: np.sum(np.linalg.norm(x.reshape(1, 2), axis=1) ** 2),
        lambda x: np.sum(abs(x) ** 2),
        lambda x: np.sum(np.square(np.abs(x))),
    ],
)
def test_a_squared_length_has_its_hessian_at_the_origin(f) -> None:
    np.testing.assert_array_equal(jb.hessian(f)(ZERO), 2 * np.eye(2))
    np.testing.assert_array_equal(jb.hvp(f, (ZERO,), (np.ones(2),)), [2.0, 2.0])
    np.testing.assert_array_equal(jb.jacobian(jb.jacobian(f))(ZERO), 2 * np.eye(2))


FAR = {
    "log(1 + exp(x))": (lambda x: np.log(1 + np.exp(x)), 1000.0, 1000.0, 1.0),
    "log(exp(x) + 1.0)": (lambda x: np.log(np.exp(x) + 1.0), 1000.0, 1000.0, 1.0),
    "log1p(exp(x))": (lambda x: np.log1p(np.exp(x)), 1000.0, 1000.0, 1.0),
    "1 / (1 + exp(-x))": (lambda x: 1 / (1 + np.exp(-x)), -1000.0, 0.0, 0.0),
    "exp(x) / (1 + exp(x))": (lambda x: np.exp(x) / (1 + np.exp(x)), 1000.0, 1.0, 0.0),
    "log(1 / (1 + exp(-x)))": (lambda x: np.log(1 / (1 + np.exp(-x))), -1000.0, -1000.0, 1.0),
    "log(1 - sigmoid)": (lambda x: np.log(1 - 1 / (1 + np.exp(-x))), 1000.0, -1000.0, -1.0),
    "-log(1 + exp(-x))": (lambda x: -np.log(1 + np.exp(-x)), -1000.0, -1000.0, 1.0),
    "log(sum(exp(x)))": (
        lambda x: np.log(np.sum(np.exp(x))),
        np.array([1000.0, 1000.0]),
        1000 + np.log(2),
        [0.5, 0.5],
    ),
    "softmax": (
        lambda x: (np.exp(x) / np.exp(x).sum())[0],
        np.array([1000.0, 1000.0]),
        0.5,
        [0.25, -0.25],
    ),
    "log of softmax": (
        lambda x: np.log(np.exp(x) / np.sum(np.exp(x)))[0],
        np.array([-1000.0, 1000.0]),
        -2000.0,
        [1.0, -1.0],
    ),
    "cross entropy of rows": (
        lambda x: np.log(np.exp(x) / np.exp(x).sum(axis=1, keepdims=True))[0, 0],
        np.array([[1000.0, 0.0], [0.0, 0.0]]),
        0.0,
        [[0.0, 0.0], [0.0, 0.0]],
    ),
}


@pytest.mark.parametrize("written", FAR)
def test_exponentials_overflow_neither_in_value_nor_in_slope(written: str) -> None:
    f, x, value, slope = FAR[written]
    with np.errstate(over="ignore"):
        found = jb.value_and_grad(f)(x)
        tangent = jb.jvp(f, (x,), (np.ones_like(x),))[1]
    np.testing.assert_allclose(found[0], value, rtol=1e-15)
    np.testing.assert_allclose(found[1], slope, rtol=1e-14, atol=1e-300)
    np.testing.assert_allclose(tangent, np.sum(slope), rtol=1e-14, atol=1e-15)


def test_a_step_that_serves_nothing_is_not_pushed_through() -> None:
    f = jb.grad(lambda x: np.log(1 + np.exp(x)))
    with np.errstate(over="ignore", invalid="raise"):
        assert jb.jvp(f, (1000.0,), (1.0,)) == (1.0, 0.0)
        assert jb.jvp(lambda x: np.log1p(np.exp(x)), (1000.0,), (0.0,))[1] == 0.0


def test_the_number_type_is_kept() -> None:
    x = np.array([0.5, -1.0], np.float32)
    for f in (
        lambda x: np.log(1 + np.exp(x)).sum(),
        lambda x: np.log(np.sum(np.exp(x))),
        lambda x: np.sqrt(x**2).sum(),
        lambda x: np.linalg.norm(x) ** 2,
    ):
        value, slope = jb.value_and_grad(f)(x)
        assert value.dtype == slope.dtype == np.float32
        np.testing.assert_allclose(value, f(x), rtol=1e-6)


X = np.array([[0.3, -0.7], [1.1, 0.4]])
DIFFERENT = {
    "another number": (lambda x: np.log(2 + np.exp(x)), "log"),
    "another exponent": (lambda x: np.sqrt(x**4), "sqrt"),
    "another operand": (lambda x: np.exp(x) / np.sum(np.exp(2 * x)), "divide"),
    "a product of two": (lambda x: np.sqrt((x * (x + 1)) ** 2 + 1), "sqrt"),
    "a product of matrices": (lambda x: np.sqrt((x @ x) ** 1 + 9), "sqrt"),
    "a matrix with itself": (lambda x: np.sqrt(x @ x.T @ x + 9), "sqrt"),
    "rows divided by the sums of columns": (
        lambda x: np.exp(x) / np.sum(np.exp(x), axis=0),
        "divide",
    ),
    "an array of ones": (lambda x: np.log(np.ones(2) + np.exp(x)), "log"),
    "a power of a sum": (lambda x: np.sum(x**2) ** 2, "power"),
}


@pytest.mark.parametrize("name", DIFFERENT)
def test_what_only_looks_alike_is_left_alone(name: str) -> None:
    f, last = DIFFERENT[name]
    assert recorded(f, X)[0] == last


def test_a_matrix_times_itself_is_no_squared_length() -> None:
    f = lambda x: np.sqrt(x @ x)
    x = np.array([[2.0, 1.0], [1.0, 3.0]])
    assert recorded(f, x) == ["sqrt", "matmul"]
    np.testing.assert_allclose(jb.jvp(f, (x,), (x,))[0], np.sqrt(x @ x))


@pytest.mark.parametrize(
    ("f", "names"),
    [
        (lambda x: np.sqrt(np.square(x)), ["absolute"]),
        (lambda x: np.exp(x) / np.exp(x).sum(axis=-1, keepdims=True), ["softmax"]),
        (lambda x: np.log(np.exp(x).sum(axis=0)), ["logsumexp"]),
        (lambda x: np.exp(2 * x) / np.exp(2 * x).sum(), ["softmax", "multiply"]),
        (lambda x: np.log(1 / (np.exp(-x) + 1)), ["negative", "softplus", "negative"]),
        (lambda x: np.linalg.norm(abs(x), axis=1) ** 2, ["sum", "power"]),
    ],
)
def test_compositions_are_recorded_in_their_other_form(f, names) -> None:
    assert recorded(f, X) == names


def test_a_part_that_is_used_again_keeps_its_own_derivative() -> None:
    f = lambda x: np.sum(np.log(1 + np.exp(x)) * np.exp(x))
    x, h = np.array([0.3, -0.2]), 1e-6
    wanted = [(f(x + h * e) - f(x - h * e)) / (2 * h) for e in np.eye(2)]
    np.testing.assert_allclose(jb.grad(f)(x), wanted, rtol=1e-8)


# ------------------------------------------------------------------------------ on expressions


BOOK = default_registry()


def read(text: str, **shapes):
    return parse(text, Scope(shapes, {}, {s: s for shape in shapes.values() for s in shape}), BOOK)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("sqrt((2*x)**2)", "abs(2 * x)"),
        ("log(exp(x) + 1)", "softplus(x)"),
        ("sqrt(sum(x**2, axis=-1))", "norm2(x, axis=-1, keepdims=False)"),
        ("norm2(x)**2", "sum(x**2, axis=None, keepdims=False)"),
        ("exp(x) / sum(exp(x), axis=0, keepdims=True)", "softmax(x, axis=0)"),
    ],
)
def test_an_expression_is_rewritten(text: str, other: str) -> None:
    found = rewritten(read(text, x=("n",)), BOOK)
    assert found is read(other, x=("n",))


@pytest.mark.parametrize(
    "text",
    [
        "log(2 + exp(x))",
        "sqrt(x**3)",
        "exp(x) / sum(exp(-x))",
        "exp(x) / sum(exp(x), axis=0)",
        "norm2(x)**3",
        "x",
    ],
)
def test_an_expression_that_only_looks_alike_is_not(text: str) -> None:
    assert rewritten(read(text, x=("n",)), BOOK) is None


def test_a_pattern_for_vectors_does_not_fit_a_matrix() -> None:
    assert rewritten(read("sqrt(x @ x)", x=("n",)), BOOK) is not None
    assert rewritten(read("sqrt(x @ x)", x=("n", "n")), BOOK) is None


def test_a_traced_function_is_matched_as_text_is() -> None:
    traced = trace_symbols(lambda x: np.sqrt(x**2), {"x": ("n",)})
    assert rewritten(traced, BOOK) is read("abs(x)", x=("n",))


def test_what_the_names_of_a_pattern_stand_for() -> None:
    (rewrite,) = (r for r in rewrites_of(BOOK) if r.rule == "reduce.logsumexp")
    subject = read("log(sum(exp(3*x), axis=0))", x=("m", "n"))
    bindings = match(rewrite, subject, BOOK)
    assert bindings == {"x": read("3*x", x=("m", "n")), "axis": 0, "keepdims": False}
    assert replaced(rewrite, bindings, BOOK).shape == ("n",)


@pytest.mark.parametrize(
    ("pattern", "other", "why"),
    [
        ("exp(log(x", "x", "not an expression"),
        ("exp(logg(x))", "x", "unknown function 'logg'"),
        ("sin(x)", "cos(x)", "one operation"),
        ("exp(log(x))", "sum(x, axis=axis) * x", "does not have ['axis']"),
        ("exp(log(x))", "n * x", "sizes"),
        ("exp(log(x))", "exp(log(x))", "again"),
        ("exp(log(x))", "x + ones(n)", "constant arrays"),
    ],
)
def test_a_rewrite_that_cannot_be_used_is_refused(pattern: str, other: str, why: str) -> None:
    rule = dataclasses.replace(BOOK["ufunc.sin"], rewrites={pattern: other})
    with pytest.raises(RuleDefinitionError, match="rule 'ufunc.sin', field rewrites") as caught:
        read_rewrites(rule, BOOK)
    assert why in str(caught.value)


def test_a_rewrite_that_cannot_be_read_breaks_no_registry() -> None:
    kept = [r for r in BOOK if r.id != "ufunc.sin"]
    broken = dataclasses.replace(BOOK["ufunc.sin"], rewrites={"sin(arcsinn(x))": "x"})
    families = tuple(sorted({rule.family for rule in kept}))
    registry = Registry(packs=[jb.RulePack("ufunc", reserved=families).add(*kept, broken)])
    assert len(rewrites_of(registry)) == len(rewrites_of(BOOK))
    assert jb.grad(lambda x: np.sqrt(x**2), registry=registry)(0.0) == 0.0


def test_every_rewrite_of_the_book_is_read() -> None:
    stated = [(rule.id, text) for rule in BOOK for text in rule.rewrites]
    assert len(rewrites_of(BOOK)) == len(stated) > 25
