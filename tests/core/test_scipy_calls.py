"""SciPy's Python functions called on values that are being differentiated."""

import threading
from typing import Any

import numpy as np
import pytest
import scipy.linalg
import scipy.special
from scipy.linalg import expm as imported_by_name

import jacobook as jb
from jacobook.errors import TracedValueError, UnknownFunctionError

A = np.array([[0.3, -0.2], [0.5, 0.1]])


def test_a_function_of_a_module_reaches_its_rule() -> None:
    found = jb.grad(lambda x: np.trace(scipy.linalg.expm(x)))(A)
    np.testing.assert_allclose(found, scipy.linalg.expm(A).T)


def test_a_symbol_reaches_it_too() -> None:
    found = jb.derive(lambda X: np.trace(scipy.linalg.expm(X)), shapes={"X": ("n", "n")})
    assert found.text() == "expm(X).T"


def test_scipy_is_as_it_was_afterwards() -> None:
    before = scipy.linalg.expm
    inside: list[Any] = []
    jb.grad(lambda x: np.trace(inside.append(scipy.linalg.expm) or scipy.linalg.expm(x)))(A)
    assert inside[0] is not before
    assert scipy.linalg.expm is before is imported_by_name


def test_scipy_is_as_it_was_after_an_error() -> None:
    before = scipy.linalg.expm

    def fails(x: Any) -> Any:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        jb.grad(fails)(1.0)
    assert scipy.linalg.expm is before


def test_plain_arrays_get_scipy_s_own_numbers_inside() -> None:
    constant = np.array([[1.0, 2.0], [3.0, 4.0]])
    plain = scipy.linalg.expm(constant)
    found: list[Any] = []
    jb.grad(lambda x: found.append(scipy.linalg.expm(constant)) or x * x)(1.0)
    np.testing.assert_array_equal(found[0], plain)


def test_threads_and_nested_traces_share_the_exchange() -> None:
    before = scipy.linalg.expm
    wanted = scipy.linalg.expm(A).T
    wrong: list[Any] = []

    def work() -> None:
        for _ in range(20):
            inner = jb.grad(lambda x: np.sum(jb.grad(lambda z: np.trace(scipy.linalg.expm(z)))(x)))
            inner(A)
            found = jb.grad(lambda x: np.trace(scipy.linalg.expm(x)))(A)
            if not np.allclose(found, wanted):
                wrong.append(found)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert scipy.linalg.expm is before


def test_a_name_imported_by_itself_is_told_the_way_out() -> None:
    with pytest.raises(TracedValueError, match=r"Call it through its module") as caught:
        jb.grad(lambda x: np.trace(imported_by_name(x)))(A)
    assert str(caught.value).startswith("scipy.linalg.expm asked for a plain array")


def test_a_function_without_a_rule_says_so() -> None:
    with pytest.raises(TracedValueError, match="no rule answers for it"):
        jb.grad(lambda x: np.sum(scipy.linalg.signm(x)))(A)
    with pytest.raises(UnknownFunctionError, match=r"scipy\.special\.wofz has no rule"):
        jb.grad(lambda x: np.sum(scipy.special.wofz(x)))(A)


def test_a_function_of_scipy_may_itself_be_differentiated() -> None:
    found = jb.grad(scipy.special.logsumexp)(np.array([0.0, np.log(3.0)]))
    np.testing.assert_allclose(found, [0.25, 0.75])
    np.testing.assert_allclose(jb.grad(scipy.special.gammaln)(1.0), -np.euler_gamma)
    np.testing.assert_allclose(jb.jacobian(scipy.linalg.inv)(np.array([[2.0]])), [[[[-0.25]]]])
    assert jb.derive(scipy.special.logsumexp, shapes={"a": ("n",)}).text() == "softmax(a)"
