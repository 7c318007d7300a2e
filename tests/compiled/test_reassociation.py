"""Matrix products in the order that costs least."""

from __future__ import annotations

import numpy as np
import pytest

import jacobook as jb

RNG = np.random.default_rng(2)
N, K = 120, 4
A, B = RNG.normal(size=(2, N, N))
U, V, T = RNG.normal(size=(N, K)), RNG.normal(size=(N, K)), RNG.normal(size=(N, N))
X = RNG.normal(size=N)

CASES = {
    "vector last": (lambda a, b, x: a @ b @ x, (A, B, X), "a @ (b @ x)"),
    "vector first": (lambda a, b, x: x @ (a @ b), (A, B, X), "x @ a @ b"),
    "transposed": (lambda a, b, x: (a @ b).T @ x, (A, B, X), "x @ a @ b"),
    "thin": (lambda u, v, t: u @ v.T @ t @ u, (U, V, T), "u @ (v.T @ (t @ u))"),
    "residual": (lambda u, v, t: (t - u @ v.T) @ v, (U, V, T), "t @ v - u @ (v.T @ v)"),
}


@pytest.mark.parametrize("name", CASES)
def test_the_cheapest_order(name):
    f, args, text = CASES[name]
    compiled = jb.compile(f)
    np.testing.assert_allclose(compiled(*args), f(*args), 1e-9, 1e-9)
    assert compiled.source.endswith(f"    return {text}\n")


def loss(u, v, t):
    return np.sum((t - u @ v.T) ** 2)


def test_the_gradient_of_a_factorisation_needs_no_residual():
    slope = jb.compile(jb.grad(loss))
    np.testing.assert_allclose(slope(U, V, T), jb.grad(loss)(U, V, T), 1e-9)
    assert "return -2 * (t @ v - u @ (v.T @ v))" in slope.source


def test_a_residual_that_is_needed_anyway_is_used():
    both = jb.compile(jb.value_and_grad(loss))
    value, slope = both(U, V, T)
    assert value == pytest.approx(loss(U, V, T))
    np.testing.assert_allclose(slope, jb.grad(loss)(U, V, T), 1e-9)
    assert both.source.count("@") == 2


def test_small_products_stay_as_they_are():
    compiled = jb.compile(lambda a, b, x: a @ b @ x)
    compiled(A[:3, :3], B[:3, :3], X[:3])
    assert "a @ b @ x" in compiled.source


def test_a_product_that_something_else_uses_is_computed_once():
    def f(a, b, x):
        c = a @ b
        return c @ x, np.sum(c)

    compiled = jb.compile(f)
    for found, wanted in zip(compiled(A, B, X), f(A, B, X), strict=True):
        np.testing.assert_allclose(found, wanted, 1e-9)
    assert compiled.source.count("@") == 2


def test_a_long_product_is_staged_without_recursion_errors():
    def f(a, x):
        for _ in range(300):
            a = np.tanh(a @ a * 0.1)
        return a @ x

    def g(a, x):
        for _ in range(2000):
            x = a @ x
        return x

    turn = np.linalg.qr(A)[0]
    np.testing.assert_allclose(jb.compile(g)(turn, B), g(turn, B), 1e-6, 1e-9)
    small = A[:20, :20]
    np.testing.assert_allclose(jb.compile(f)(small, X[:20]), f(small, X[:20]), 1e-9, 1e-12)
