"""Compiled Jacobians and Hessians: right, and with the structure that the function has."""

from __future__ import annotations

import numpy as np
import pytest

import jacobook as jb
from jacobook import derivatives

RNG = np.random.default_rng(3)
N, M, K = 5, 4, 3
A = RNG.normal(size=(N, N)) + 4 * np.eye(N)
S = A @ A.T
X, Y = RNG.normal(size=(2, N))
U, V, T = RNG.normal(size=(N, K)), RNG.normal(size=(M, K)), RNG.normal(size=(N, M))
D = RNG.normal(size=(20, N))
LABELS = (D @ X > 0) * 1.0


def logistic(w):
    z = D @ w
    return np.mean(np.logaddexp(0, z) - LABELS * z)


def factorisation(u):
    return np.sum((T - u @ V.T) ** 2)


def network(w):
    return np.sum(np.tanh(A @ np.tanh(A.T @ w)) ** 2)


HESSIANS = {
    "quadratic": (lambda x: x @ A @ x, X),
    "diagonal": (lambda x: np.sum(np.exp(x) * x**2), X),
    "log-sum-exp": (lambda x: np.log(np.sum(np.exp(x))), X),
    "logistic regression": (logistic, X),
    "matrix factorisation": (factorisation, U),
    "network": (network, X),
    "log det": (lambda a: np.linalg.slogdet(a)[1], S),
    "trace of inverse": (lambda a: np.trace(np.linalg.inv(a) @ S), A),
    "norm": (np.linalg.norm, X),
    "product": (np.prod, X),
    "rosenbrock": (lambda x: np.sum(100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2), X),
    "standard deviation": (np.std, X),
    "outer": (lambda x: np.sum(np.outer(x, x) ** 2), X),
    "einsum": (lambda x: np.einsum("i,ij,j->", x, A, x), X),
    "batched": (lambda a: np.sum(np.linalg.inv(a) ** 2), np.stack([A, S])),
    "broadcast": (lambda x: np.sum((x[:, None] * Y + x) ** 3), X),
    "choice": (lambda x: np.sum(np.maximum(x, 0) ** 2 + np.where(x > 1, x**3, x)), X),
    "cholesky": (lambda a: np.sum(np.linalg.cholesky(a @ a.T)), A),
    "eigenvalues": (lambda a: np.sum(np.linalg.eigvalsh(a + a.T) ** 3), A),
}

JACOBIANS = {
    "element by element": (lambda x: np.sin(x) * np.exp(-(x**2)), X),
    "linear": (lambda x: A @ x, X),
    "softmax": (lambda x: np.exp(x) / np.sum(np.exp(x)), X),
    "normalised": (lambda x: x / np.linalg.norm(x), X),
    "left product": (lambda u: u @ V.T, U),
    "both sides": (lambda a: a @ S @ a.T, A),
    "kronecker": (lambda a: np.kron(a, A[:2, :2]), A),
    "running sum": (lambda x: np.cumsum(x**2), X),
    "sorted": (lambda x: np.sort(x) * x, X),
    "joined": (lambda x: np.concatenate([x, np.sin(x)]), X),
    "solved": (lambda b: np.linalg.solve(A, b), X),
    "solved by its matrix": (lambda a: np.linalg.solve(a, X), A),
    "reshaped": (lambda a: np.reshape(a @ a, -1), A),
    "picked": (lambda a: a[1:, ::2] ** 2, A),
    "picked from a product": (lambda x: (A @ x)[1::2] * x[0], X),
    "a column and a new axis": (lambda u: (u @ V.T)[:, None, 2] + u[1], U),
    "an entry": (lambda u: (u @ V.T)[-1, 0] ** 2, U),
    "diagonal of a product": (lambda a: np.diag(a @ a), A),
    "largest": (lambda a: np.max(a, axis=0), A),
    "spectrum": (lambda x: np.abs(np.fft.fft(x)), X),
    "stacked": (lambda x: np.stack([x, x**2], axis=1), X),
    "several axes": (lambda a: np.sum(a[:, None] * S, axis=(0, 2)), A),
    "constant": (lambda x: np.ones(2), X),
    "scalar in": (lambda t: np.array([1.0, 2.0]) * t**2, np.float64(0.3)),
}


@pytest.mark.parametrize("name", HESSIANS)
def test_a_compiled_hessian_is_the_eager_one(name):
    f, x = HESSIANS[name]
    hessian = jb.hessian(f)
    compiled = jb.compile(hessian)
    for at in (x, 1.1 * x):
        np.testing.assert_allclose(compiled(at), hessian(at), 1e-8, 1e-8)


@pytest.mark.parametrize("name", JACOBIANS)
def test_a_compiled_jacobian_is_the_eager_one(name):
    f, x = JACOBIANS[name]
    jacobian = jb.jacobian(f)
    compiled = jb.compile(jacobian)
    for at in (x, 1.1 * x):
        np.testing.assert_allclose(compiled(at), jacobian(at), 1e-8, 1e-10)


EVERY = [*((jb.hessian, *case) for case in HESSIANS.values())]
EVERY += [(jb.jacobian, *case) for case in JACOBIANS.values()]


@pytest.mark.parametrize("case", EVERY, ids=[*HESSIANS, *JACOBIANS])
def test_an_eager_jacobian_in_index_form_is_that_of_many_passes(case, monkeypatch):
    derivative, f, x = case
    monkeypatch.setattr(derivatives, "MANY_PASSES", 10**9)
    wanted = derivative(f)(x)
    monkeypatch.setattr(derivatives, "MANY_PASSES", -1)
    found = derivative(f)(x)
    np.testing.assert_allclose(found, wanted, 1e-8, 1e-9)
    assert found.dtype == wanted.dtype and found.flags.writeable


def test_an_eager_hessian_may_decide_by_values_and_be_large():
    def f(x):
        return np.sum(np.exp(x)) if x[0] > 0 else np.sum(x**3)

    x = np.linspace(-1, 1, 2000)
    np.testing.assert_allclose(jb.hessian(f)(x), np.diag(6 * x))
    np.testing.assert_allclose(jb.hessian(f)(-x), np.diag(np.exp(-x)))


def test_an_entry_that_is_not_chosen_keeps_a_slope_of_zero_in_index_form():
    def f(x):
        return np.where(x > 0, np.log(x), 0.0)

    x = np.linspace(-1, 1, 101)
    with np.errstate(all="ignore"):
        found = jb.jacobian(f)(x)
        wanted = np.diag(np.where(x > 0, 1 / np.where(x > 0, x, 1), 0))
    np.testing.assert_allclose(found, wanted)


def test_several_variables_and_results():
    def f(p, b):
        return {"y": p["w"] @ b, "z": np.sum(p["w"]) * b}

    given = ({"w": A}, X)
    wanted = jb.jacobian(f, (0, 1))(*given)
    found = jb.compile(jb.jacobian(f, (0, 1)))(*given)
    for part in ("y", "z"):
        np.testing.assert_allclose(found[part][0]["w"], wanted[part][0]["w"], atol=1e-12)
        np.testing.assert_allclose(found[part][1], wanted[part][1], atol=1e-12)


def source(derivative, *args):
    compiled = jb.compile(derivative)
    compiled(*args)
    return compiled.source


def test_the_hessian_of_matrix_factorisation_is_a_small_gram_matrix():
    def f(u, v, t):
        return np.sum((t - u @ v.T) ** 2)

    assert source(jb.hessian(f), U, V, T) == (
        "def f(u, v, t):\n"
        f"    t1 = np.zeros(({N}, {K}, {N}, {K}))\n"
        '    np.einsum("abac->abc", t1)[...] = 2.0 * (v.T @ v)\n'
        "    return t1\n"
    )


def test_the_hessian_of_a_quadratic_form_needs_no_passes():
    text = source(jb.hessian(lambda x, a: x @ a @ x), X, A)
    assert text == "def function(x, a):\n    return a.T + a\n"


def test_a_diagonal_jacobian_is_written_on_a_diagonal():
    assert source(jb.jacobian(np.sin), X) == (
        "def sin(a):\n"
        f"    t1 = np.zeros(({N}, {N}))\n"
        f"    t1.flat[:: {N + 1}] = np.cos(a)\n"
        "    return t1\n"
    )


def test_entries_of_a_product_need_no_whole_jacobian():
    text = source(jb.jacobian(lambda x, a: (a @ x)[1:3]), X, A)
    assert text == "def function(x, a):\n    return a[1:3, :].copy()\n"
