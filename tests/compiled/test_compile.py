"""`jb.compile`: signatures, containers, static arguments, guards, memory, and errors."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

import jacobook as jb
from jacobook.errors import TracedValueError

X = np.array([0.5, -1.0, 2.0])


def square_sum(x):
    return np.sum(x**2)


def test_a_gradient_is_source_that_a_person_can_read():
    slope = jb.compile(jb.grad(lambda x: np.sum(np.sin(x) ** 2)))
    np.testing.assert_array_equal(slope(X), 2 * np.sin(X) * np.cos(X))
    assert slope.source == ("def function(x):\n    return 2 * (np.sin(x) * np.cos(x))\n")


def test_the_source_runs_by_itself():
    slope = jb.compile(jb.grad(lambda w, x: np.sum(np.tanh(x @ w))))
    x = np.ones((4, 3))
    wanted = slope(X, x)
    scope = {"np": np}
    exec(slope.source, scope)  # noqa: S102 - the source is ours
    np.testing.assert_array_equal(scope["function"](X, x), wanted)


def test_each_signature_is_staged_once():
    calls = []

    def f(x):
        calls.append(x.shape)
        return square_sum(x)

    slope = jb.compile(jb.grad(f))
    for _ in range(3):
        slope(X)
        slope(np.ones(2))
    slope(X.astype(np.float32))
    assert calls == [(3,), (2,), (3,)]


def test_number_types_are_kept():
    slope = jb.compile(jb.grad(lambda x: np.sum(np.exp(x) * 2.5)))
    x = X.astype(np.float32)
    assert slope(x).dtype == np.float32
    np.testing.assert_allclose(slope(x), 2.5 * np.exp(x), 1e-6)


def test_containers_go_in_and_come_out():
    def loss(p, x):
        return np.sum((x @ p["w"] + p["b"][0]) ** 2)

    p = {"w": X, "b": [np.float64(0.3)]}
    x = np.arange(6.0).reshape(2, 3)
    value, slope = jb.compile(jb.value_and_grad(loss))(p, x)
    wanted_value, wanted = jb.value_and_grad(loss)(p, x)
    assert value == pytest.approx(wanted_value)
    np.testing.assert_allclose(slope["w"], wanted["w"])
    np.testing.assert_allclose(slope["b"][0], wanted["b"][0])


def test_keywords_and_static_arguments_are_part_of_the_signature():
    def f(x, power, *, scale=1.0, shift=None):
        total = np.sum(x**power) * scale
        return total if shift is None else total + shift

    compiled = jb.compile(f)
    assert compiled(X, 2) == pytest.approx(np.sum(X**2))
    assert compiled(X, 3) == pytest.approx(np.sum(X**3))
    assert compiled(X, 3, scale=2.0) == pytest.approx(2 * np.sum(X**3))
    assert compiled(X, 3, scale=2.0, shift=1.0) == pytest.approx(2 * np.sum(X**3) + 1)
    assert len(compiled._programs) == 4


def test_an_auxiliary_value_is_returned():
    def f(x):
        return np.sum(x**2), {"norm": np.sqrt(np.sum(x**2)), "name": "x"}

    slope, aux = jb.compile(jb.grad(f, has_aux=True))(X)
    np.testing.assert_allclose(slope, 2 * X)
    assert aux["norm"] == pytest.approx(np.linalg.norm(X))
    assert aux["name"] == "x"


@pytest.mark.parametrize("condition", ["if", "while", "assert", "and"])
def test_a_decision_by_a_value_is_refused_with_its_line(condition):
    def f(x):
        if condition == "if" and np.sum(x) > 0:  # line A
            return np.sum(x)
        if condition == "while":
            while np.sum(x) > 0:  # line B
                x = x - 1
        if condition == "assert":
            assert np.sum(x) > 0  # line C
        return np.sum(x) and np.max(x)  # line D

    with pytest.raises(TracedValueError) as caught:
        jb.compile(jb.grad(f))(np.array([1.0, 2.0]))
    line = int(str(caught.value).split("line ")[1].split(":")[0])
    mark = {"if": "A", "while": "B", "assert": "C", "and": "D"}[condition]
    with open(__file__, encoding="utf-8") as file:
        assert f"line {mark}" in file.read().splitlines()[line - 1]
    assert "np.where" in str(caught.value)


def test_plain_numbers_are_refused_with_the_way_out():
    import math

    with pytest.raises(TracedValueError, match="NumPy's function instead of one from math"):
        jb.compile(lambda x: math.sin(x))(0.5)


def test_a_choice_by_np_where_takes_both_sides():
    slope = jb.compile(jb.grad(lambda x: np.sum(np.where(x > 0, x**2, -3 * x))))
    np.testing.assert_allclose(slope(X), np.where(X > 0, 2 * X, -3))
    np.testing.assert_allclose(slope(-X), np.where(X < 0, -2 * X, -3))


def test_where_a_guard_does_not_hold_the_function_is_called_as_it_is():
    norm = jb.grad(lambda x: np.linalg.norm(x))
    compiled = jb.compile(norm)
    np.testing.assert_allclose(compiled(X), X / np.linalg.norm(X))
    zero = np.zeros(3)
    np.testing.assert_array_equal(compiled(zero), norm(zero))
    np.testing.assert_allclose(compiled(2 * X), X / np.linalg.norm(X))


def test_an_entry_that_is_not_chosen_has_the_slope_zero():
    def f(x):
        return np.sum(np.where(x > 0, np.log(np.where(x > 0, x, 1.0)) + x * np.sqrt(abs(x)), 0))

    compiled = jb.compile(jb.grad(f))
    compiled(np.array([1.0, 2.0]))
    x = np.array([0.0, 2.0])
    with np.errstate(all="ignore"):
        np.testing.assert_allclose(compiled(x), jb.grad(f)(x))


def test_a_singular_matrix_is_refused_as_it_is_eagerly():
    slope = jb.compile(jb.grad(lambda a: np.linalg.slogdet(a)[1]))
    slope(np.eye(2))
    with pytest.raises(jb.errors.SingularMatrixError):
        slope(np.zeros((2, 2)))


def test_numbers_are_computed_with_math():
    slope = jb.compile(jb.grad(lambda x: np.sin(x) * np.exp(-(x**2))))
    assert slope(0.3) == pytest.approx(jb.grad(lambda x: np.sin(x) * np.exp(-(x**2)))(0.3))
    assert "math.exp" in slope.source
    assert type(slope(0.3)) is np.float64


@pytest.mark.parametrize("x", [0.0, -1.0, 1e300, np.inf, np.nan])
def test_where_math_raises_an_error_the_value_is_numpys(x):
    def f(x):
        return np.log(x) * np.exp(x) + 1 / x

    compiled = jb.compile(jb.grad(f))
    compiled(0.5)
    with np.errstate(all="ignore"):
        np.testing.assert_equal(compiled(x), jb.grad(f)(x))


def test_arguments_are_not_changed_and_results_are_the_callers():
    def f(x, y):
        z = np.exp(x) * y
        return z, x, x.T, z * 1.0, np.ones_like(x), np.sum(z, axis=0)

    x, y = np.random.default_rng(0).normal(size=(2, 100, 100))
    kept = x.copy(), y.copy()
    compiled = jb.compile(f)
    results = compiled(x, y)
    for result in results:
        result += 7.0
    np.testing.assert_array_equal(x, kept[0])
    np.testing.assert_array_equal(y, kept[1])
    for again, result in zip(compiled(x, y), results, strict=True):
        np.testing.assert_array_equal(again + 7.0, result)


def test_large_arrays_are_computed_in_few_arrays():
    def f(x):
        for _ in range(6):
            x = np.sin(x) * 2.0 + 1.0
        return np.sum(x)

    compiled = jb.compile(f)
    compiled(np.ones(10**4))
    assert compiled.source.count("out=") + compiled.source.count("*=") >= 10


def test_memory_is_not_used_again_before_its_last_reader():
    def f(x):
        y = np.sin(x) * 2.0
        total = np.sum(y)  # stays inside a later expression
        z = np.exp(y)
        return np.sum(z * 3.0) * total

    x = np.linspace(0, 1, 10**4)
    compiled = jb.compile(f)
    assert compiled(x) == pytest.approx(f(x), rel=1e-12)
    slope = jb.compile(jb.grad(f))
    np.testing.assert_allclose(slope(x), jb.grad(f)(x), 1e-12)


@pytest.mark.parametrize("x", [-2.0, 0.0, 2.0, np.nan])
def test_a_step_of_one_number_is_numpys(x):
    def f(x):
        return np.maximum(x, 0) * 3.0 + np.minimum(x, 0) * 2.0

    compiled = jb.compile(jb.grad(f))
    compiled(0.5)
    np.testing.assert_equal(compiled(x), jb.grad(f)(x))


def test_higher_derivatives_compile_too():
    def f(x):
        return np.sum(np.exp(x) * x**3)

    np.testing.assert_allclose(jb.compile(jb.hessian(f))(X), jb.hessian(f)(X))
    third = jb.jacobian(jb.hessian(f))
    np.testing.assert_allclose(jb.compile(third)(X), third(X))

    def along(x, v):
        return jb.hvp(f, (x,), (v,))

    np.testing.assert_allclose(jb.compile(along)(X, X + 1), along(X, X + 1))


def test_pullbacks_and_pushforwards_compile():
    def f(x):
        return np.sin(x) * np.sum(x)

    def pulled(x, y_bar):
        return jb.vjp(f, x)[1](y_bar)[0]

    def pushed(x, x_dot):
        return jb.jvp(f, (x,), (x_dot,))[1]

    np.testing.assert_allclose(jb.compile(pulled)(X, X + 1), pulled(X, X + 1))
    np.testing.assert_allclose(jb.compile(pushed)(X, X + 1), pushed(X, X + 1))


def test_a_compiled_function_can_be_differentiated():
    f = jb.compile(lambda x: np.sum(np.sin(x)))
    f(X)
    np.testing.assert_allclose(jb.grad(f)(X), np.cos(X))
    np.testing.assert_allclose(jb.compile(jb.grad(f))(X), np.cos(X))


def test_a_method_is_compiled_for_each_object():
    class Model:
        def __init__(self, scale):
            self.scale = scale

        @jb.compile
        def value(self, x):
            return self.scale * np.sum(x)

    assert Model(2).value(X) == pytest.approx(2 * X.sum())
    assert Model(3).value(X) == pytest.approx(3 * X.sum())


def test_complex_numbers_compile():
    def f(z):
        return np.sum(np.abs(z) ** 2 + np.real(np.exp(z)))

    z = X + 1j * X[::-1]
    np.testing.assert_allclose(jb.compile(jb.grad(f))(z), jb.grad(f)(z))


def test_a_long_chain_is_staged_without_recursion():
    def f(x):
        for i in range(3000):
            x = np.sin(x) + 0.1 * (i % 3)
        return np.sum(x)

    np.testing.assert_allclose(jb.compile(jb.grad(f))(X), jb.grad(f)(X))


def test_names_in_the_source_do_not_collide():
    def f(t1, np_, c1):
        return np.sum(np.exp(t1 * np_) * c1 * np.arange(3.0))

    got = jb.compile(jb.grad(f, (0, 1, 2)))(X, X + 1, X + 2)
    for one, other in zip(got, jb.grad(f, (0, 1, 2))(X, X + 1, X + 2), strict=True):
        np.testing.assert_allclose(one, other)


def test_an_argument_may_have_the_name_of_a_function_that_is_called():
    def f(math, inv, float):
        return np.sum(np.exp(math)) * np.trace(np.linalg.inv(inv)) + np.sum(np.cumsum(float))

    given = X, np.eye(2) * 2, X
    jacobian = jb.jacobian(f, (0, 1, 2))
    for one, other in zip(jb.compile(jacobian)(*given), jacobian(*given), strict=True):
        np.testing.assert_allclose(one, other)
    number = jb.compile(jb.grad(lambda math, np_: math**2 * np_))
    assert number(3.0, 2.0) == pytest.approx(12.0)


def test_importing_jacobook_does_not_load_the_compiler():
    code = "import sys, jacobook; print('jacobook.compiled' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
