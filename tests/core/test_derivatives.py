"""The public derivatives: shapes, containers, orders, number types and control flow."""

from __future__ import annotations

import copy
import math
from collections import OrderedDict, defaultdict
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pytest

import jacobook as jb

X = np.array([1.0, 2.0, 3.0])
A = np.arange(6.0).reshape(2, 3)


def test_gradient_has_the_shape_of_its_variable() -> None:
    assert jb.grad(lambda a: np.sum(a * a))(A).shape == (2, 3)
    assert np.shape(jb.grad(lambda x: x * x)(3.0)) == ()


def test_value_and_grad_returns_both() -> None:
    value, gradient = jb.value_and_grad(lambda x: np.sum(x**2))(X)
    assert value == 14.0
    np.testing.assert_array_equal(gradient, [2.0, 4.0, 6.0])


def test_jacobian_has_the_output_s_shape_then_the_input_s() -> None:
    assert jb.jacobian(lambda x: A @ x)(X).shape == (2, 3)
    assert jb.jacobian(lambda a: a @ X)(A).shape == (2, 2, 3)
    assert jb.jacobian(lambda s: s * X)(2.0).shape == (3,)
    np.testing.assert_array_equal(jb.jacobian(lambda x: A @ x)(X), A)


def test_rows_and_columns_give_the_same_jacobian() -> None:
    wide, tall = np.arange(8.0).reshape(2, 4), np.arange(8.0).reshape(4, 2)
    np.testing.assert_array_equal(jb.jacobian(lambda x: wide @ x)(np.ones(4)), wide)
    np.testing.assert_array_equal(jb.jacobian(lambda x: tall @ x)(np.ones(2)), tall)


def test_hessian_and_its_product() -> None:
    def f(x: Any) -> Any:
        return np.sum(x**3) + x[0] * x[1]

    expected = np.diag(6 * X)
    expected[0, 1] = expected[1, 0] = 1.0
    np.testing.assert_allclose(jb.hessian(f)(X), expected)
    direction = np.array([1.0, -1.0, 2.0])
    np.testing.assert_allclose(jb.hvp(f, (X,), (direction,)), expected @ direction)


def test_hvp_of_several_arguments_is_a_tuple() -> None:
    u, v = jb.hvp(lambda x, y: x * x * y, (2.0, 3.0), (1.0, 0.0))
    assert (u, v) == (6.0, 4.0)


def test_any_order() -> None:
    f: Any = np.sin
    for order in range(1, 7):
        f = jb.grad(f)
        assert f(0.7) == pytest.approx(math.sin(0.7 + order * math.pi / 2), abs=1e-12)


def test_a_jacobian_of_a_jacobian_by_columns() -> None:
    second = jb.jacobian(lambda x: jb.jacobian(lambda v: np.stack([v * v, v]))(x))(2.0)
    np.testing.assert_array_equal(second, [2.0, 0.0])


def test_third_order_through_an_index() -> None:
    third = jb.jacobian(jb.hessian(lambda x: x[0] ** 3 * x[1] ** 2))(np.array([2.0, 3.0]))
    assert third.shape == (2, 2, 2)
    assert (third[0, 0, 0], third[0, 1, 1], third[1, 1, 1]) == (54.0, 24.0, 0.0)


def test_nested_variables_are_not_confused() -> None:
    """The classic trap: d/dx (x * d/dy (x + y)) is 1, not 2."""
    assert jb.grad(lambda x: x * jb.grad(lambda y: x + y)(1.0))(1.0) == 1.0


def test_gradient_of_a_gradient_through_a_closure() -> None:
    def outer(x: Any) -> Any:
        return jb.grad(lambda y: y**2 * x**3)(2.0)

    assert jb.grad(outer)(3.0) == 4.0 * 27.0


def test_vjp_and_jvp_agree_with_the_jacobian() -> None:
    def f(x: Any) -> Any:
        return np.tanh(A @ x)

    jacobian = jb.jacobian(f)(X)
    y, pullback = jb.vjp(f, X)
    np.testing.assert_allclose(pullback(np.array([1.0, 2.0]))[0], np.array([1.0, 2.0]) @ jacobian)
    value, y_dot = jb.jvp(f, (X,), (np.array([1.0, 0.0, -1.0]),))
    np.testing.assert_allclose(y_dot, jacobian @ np.array([1.0, 0.0, -1.0]))
    np.testing.assert_array_equal(value, y)


def test_several_argnums_give_a_tuple() -> None:
    by_both = jb.grad(lambda x, y: x * y * y, argnums=(0, 1))(2.0, 3.0)
    assert by_both == (9.0, 12.0)
    assert jb.grad(lambda x, y: x * y * y, argnums=-1)(2.0, 3.0) == 12.0


def test_hessian_of_several_argnums_is_a_tuple_of_blocks() -> None:
    blocks = jb.hessian(lambda x, y: x * x * y, argnums=(0, 1))(2.0, 3.0)
    assert blocks == ((6.0, 4.0), (4.0, 0.0))


def test_has_aux() -> None:
    def f(x: Any) -> Any:
        return np.sum(x * x), {"seen": x, "note": "kept"}

    gradient, aux = jb.grad(f, has_aux=True)(X)
    np.testing.assert_array_equal(gradient, 2 * X)
    assert aux["note"] == "kept" and type(aux["seen"]) is np.ndarray
    (value, _), _ = jb.value_and_grad(f, has_aux=True)(X)
    assert value == 14.0
    assert jb.jacobian(lambda x: (x * 2.0, "aux"), has_aux=True)(1.0) == (2.0, "aux")


class Layer(NamedTuple):
    weights: Any
    bias: Any


@dataclass(frozen=True)
class Model:
    first: Layer
    scale: Any
    unused: Any = None


def test_containers_come_back_as_they_were() -> None:
    parameters = {"model": Model(Layer(A, 1.0), [2.0, (3.0,)]), "more": OrderedDict(z=1.0, a=2.0)}

    def f(p: Any) -> Any:
        m = p["model"]
        return np.sum(m.first.weights) * m.scale[0] * m.scale[1][0] + p["more"]["a"] ** 2

    gradient = jb.grad(f)(parameters)
    assert isinstance(gradient["model"], Model) and isinstance(gradient["model"].first, Layer)
    np.testing.assert_array_equal(gradient["model"].first.weights, np.full((2, 3), 6.0))
    assert gradient["model"].first.bias == 0.0
    assert gradient["model"].unused is None
    assert list(gradient["more"]) == ["z", "a"] and gradient["more"]["a"] == 4.0


def test_outputs_may_be_containers() -> None:
    jacobian = jb.jacobian(lambda x: {"double": 2.0 * x, "sum": np.sum(x)})(X)
    np.testing.assert_array_equal(jacobian["double"], 2 * np.eye(3))
    np.testing.assert_array_equal(jacobian["sum"], np.ones(3))
    _, pullback = jb.vjp(lambda x: (x, x * x), X)
    np.testing.assert_array_equal(pullback((X, np.zeros(3)))[0], X)


def test_float32_stays_float32() -> None:
    x = X.astype(np.float32)
    value, gradient = jb.value_and_grad(lambda x: np.sum(np.sin(x) * 2.0 + x / 3))(x)
    assert value.dtype == gradient.dtype == np.float32
    assert jb.jacobian(lambda x: x * 2.0)(x).dtype == np.float32
    assert jb.hessian(lambda x: np.sum(x**3))(x).dtype == np.float32
    assert jb.grad(lambda x: np.sum(x * X))(x).dtype == np.float32
    assert jb.jvp(np.sin, (x,), (np.ones(3),))[1].dtype == np.float32


def test_inputs_are_never_changed_and_results_are_the_caller_s_own() -> None:
    frozen = X.copy()
    frozen.flags.writeable = False
    first, second = jb.grad(lambda x, y: np.sum(x + y), argnums=(0, 1))(frozen, X.copy())
    first += 1.0
    np.testing.assert_array_equal(second, np.ones(3))
    np.testing.assert_array_equal(frozen, [1.0, 2.0, 3.0])


def test_a_pulled_back_cotangent_is_not_handed_out_again() -> None:
    y_bar = np.ones(3)
    (x_bar,) = jb.vjp(lambda x: x + 0.0, X)[1](y_bar)
    x_bar += 1.0
    np.testing.assert_array_equal(y_bar, np.ones(3))


def test_a_pullback_may_be_used_twice() -> None:
    _, pullback = jb.vjp(lambda x: x * x, X)
    np.testing.assert_array_equal(pullback(np.ones(3))[0], pullback(np.ones(3))[0])


def test_python_s_control_flow_works() -> None:
    def newton(a: Any) -> Any:
        x = a
        while abs(x * x - a) > 1e-12:
            x = (x + a / x) / 2
        return x

    assert jb.grad(newton)(2.0) == pytest.approx(1 / (2 * math.sqrt(2.0)))
    assert jb.grad(lambda x: x if x > 0 else -x)(-3.0) == -1.0


def test_a_function_that_ignores_its_argument_has_gradient_zero() -> None:
    np.testing.assert_array_equal(jb.grad(lambda x: 3.0)(X), np.zeros(3))
    np.testing.assert_array_equal(jb.jacobian(lambda x: np.ones(2))(X), np.zeros((2, 3)))


def test_an_operand_used_twice_gets_both_contributions() -> None:
    np.testing.assert_array_equal(jb.grad(lambda x: np.sum(x * x))(X), 2 * X)


def test_stop_cuts_the_derivative() -> None:
    assert jb.grad(lambda x: x * jb.stop(x))(3.0) == 3.0


def test_keyword_arguments_are_passed_on() -> None:
    def f(x: Any, *, power: int) -> Any:
        return x**power

    assert jb.grad(f)(2.0, power=3) == 12.0


def test_the_gradient_keeps_the_function_s_name() -> None:
    def loss(x: Any) -> Any:
        """How bad it is."""
        return x

    assert jb.grad(loss).__name__ == "loss"


def test_sequences_of_a_hundred_thousand_operations() -> None:
    def chain(x: Any) -> Any:
        for _ in range(100_000):
            x = x * 1.0
        return x

    assert jb.grad(chain)(2.0) == 1.0
    assert jb.jvp(chain, (2.0,), (1.0,))[1] == 1.0


def test_a_value_used_a_hundred_thousand_times() -> None:
    def wide(x: Any) -> Any:
        total = x * 0.0
        for _ in range(100_000):
            total = total + x
        return total

    assert jb.grad(wide)(2.0) == 100_000.0


def test_empty_arrays() -> None:
    assert jb.grad(lambda x: np.sum(x * x))(np.zeros((0, 3))).shape == (0, 3)
    assert jb.jacobian(lambda x: x * 2.0)(np.zeros(0)).shape == (0, 0)


def test_a_registry_has_the_derivatives_as_methods() -> None:
    book = jb.registry()
    assert book.grad(lambda x: x * x)(3.0) == 6.0
    assert book.value_and_grad(lambda x: x * x)(3.0) == (9.0, 6.0)
    assert book.hessian(lambda x: x**3)(1.0) == 6.0
    assert book.jvp(lambda x: x * x, (3.0,), (1.0,)) == (9.0, 6.0)
    assert book.vjp(lambda x: x * x, 3.0)[1](1.0) == (6.0,)
    assert book.hvp(lambda x: x**3, (1.0,), (1.0,)) == 6.0
    np.testing.assert_array_equal(book.jacobian(lambda x: x * 2.0)(X), 2 * np.eye(3))


def test_a_loss_can_be_printed_while_it_is_differentiated() -> None:
    seen = []

    def f(x: Any) -> Any:
        seen.append(f"{x[0]:.1f} {x[0]}")
        return np.sum(x)

    jb.grad(f)(X)
    assert seen == ["1.0 1.0"]


@pytest.mark.parametrize("ufunc", [np.add, np.subtract, np.multiply, np.divide, np.maximum])
def test_outer_of_a_universal_function(ufunc: np.ufunc) -> None:
    weights = np.arange(6.0).reshape(3, 2)
    operands = X, np.array([0.5, 4.5])
    by_method = jb.grad(lambda x, y: np.sum(weights * ufunc.outer(x, y)), (0, 1))(*operands)
    by_shape = jb.grad(lambda x, y: np.sum(weights * ufunc(x[:, None], y)), (0, 1))(*operands)
    for one, other in zip(by_method, by_shape, strict=True):
        np.testing.assert_array_equal(one, other)


def test_divmod_of_a_traced_value() -> None:
    assert jb.grad(lambda x: divmod(x, 2.0)[1])(3.5) == 1.0


def test_tangents_and_cotangents_are_matched_by_key() -> None:
    def f(p: Any) -> Any:
        return p["a"] + 10 * p["b"]

    tangent = {"b": 1.0, "a": 0.0}
    assert jb.jvp(f, ({"a": 1.0, "b": 2.0},), (tangent,))[1] == 10.0
    with pytest.raises(jb.errors.ShapeError, match=r"\['c'\]"):
        jb.jvp(f, ({"a": 1.0, "b": 2.0},), ({"a": 1.0, "c": 2.0},))


def test_the_same_argument_twice_is_refused() -> None:
    with pytest.raises(jb.errors.ShapeError, match="names the same argument twice"):
        jb.grad(lambda x, y: x * y, argnums=(0, -2))(1.0, 2.0)
    assert jb.grad(lambda x, y: x * y, argnums=np.int64(1))(3.0, 2.0) == 3.0


def test_a_copy_of_a_traced_value_is_itself() -> None:
    np.testing.assert_array_equal(jb.grad(lambda x: np.sum(copy.deepcopy(x) * 2))(X), [2, 2, 2])


def test_a_traced_value_kept_beyond_its_differentiation_is_refused() -> None:
    box: list[Any] = []

    def keeps(y: Any) -> Any:
        box.append(y)
        return y * y

    with pytest.raises(jb.errors.TracedValueError, match="kept in a list"):
        jb.grad(lambda x: (jb.grad(keeps)(x), box[-1] * 3.0 * x)[1])(3.0)


def test_a_kept_index_does_not_change_under_the_derivative() -> None:
    def f(x: Any) -> Any:
        index, total = np.array([0]), 0.0
        for _ in range(3):
            total = total + x[index][0] * (index[0] + 1)
            index += 1
        return total

    np.testing.assert_array_equal(jb.grad(f)(X), [1.0, 2.0, 3.0])


def test_the_value_of_vjp_is_the_caller_s_own() -> None:
    x = X.copy()
    y, pullback = jb.vjp(np.exp, x)
    y[:] = x[:] = 0.0
    np.testing.assert_allclose(pullback(np.ones(3))[0], np.exp(X))


def test_a_jacobian_has_the_number_type_of_its_variable() -> None:
    x = X.astype(np.float32)
    assert jb.jacobian(lambda p: p.sum() * np.ones(5))(x).dtype == np.float32
    assert jb.jacobian(lambda p: np.ones(2))(x).dtype == np.float32


def test_tuples_and_numbers_may_be_constants() -> None:
    np.testing.assert_array_equal(jb.grad(lambda x: x @ (1.0, 2.0, 3.0))(X), [1, 2, 3])
    np.testing.assert_array_equal(jb.grad(lambda x: np.sum(np.dot(2.0, x)))(X), [2, 2, 2])
    np.testing.assert_array_equal(jb.hessian(lambda x: (x @ [1, 2, 3]) ** 2)(X)[0], [2, 4, 6])
    np.testing.assert_array_equal(jb.grad(lambda x: np.inner(x, [1.0, 2.0, 3.0]))(X), [1, 2, 3])


def test_containers_with_a_constructor_of_their_own() -> None:
    parameters = defaultdict(float, w=2.0)
    gradient = jb.grad(lambda p: p["w"] ** 2)(parameters)
    assert isinstance(gradient, defaultdict) and gradient["w"] == 4.0
