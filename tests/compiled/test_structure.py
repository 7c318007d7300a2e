"""Structured Jacobians: the right structure, applied, transposed, written out, given to SciPy."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse.linalg

import jacobook as jb
from jacobook.errors import DTypeError, ShapeError

RNG = np.random.default_rng(1)
N, M, K = 6, 5, 2
X, A = RNG.normal(size=N), RNG.normal(size=(N, N))
U, V, T = RNG.normal(size=(N, K)), RNG.normal(size=(M, K)), RNG.normal(size=(N, M))
D = RNG.normal(size=(40, N))

CASES = {
    "identity": (jb.jacobian, lambda x: x + 1, X, "identity"),
    "scaled": (jb.jacobian, lambda x: -3 * x, X, "scaled identity"),
    "transposed": (jb.jacobian, lambda u: u.T, U, "permutation"),
    "element by element": (jb.jacobian, lambda x: np.sin(x) * x, X, "diagonal"),
    "softmax": (jb.jacobian, lambda x: np.exp(x) / np.sum(np.exp(x)), X, "diagonal + rank 1"),
    "log-sum-exp": (jb.hessian, lambda x: np.log(np.sum(np.exp(x))), X, "diagonal + rank 1"),
    "normalised": (jb.jacobian, lambda x: x / np.linalg.norm(x), X, "diagonal + rank 1"),
    "factorisation": (
        jb.hessian,
        lambda u: np.sum((T - u @ V.T) ** 2),
        U,
        "Kronecker product with the identity",
    ),
    "product": (jb.jacobian, lambda u: u @ V.T, U, "Kronecker product with the identity"),
    "rows": (
        jb.jacobian,
        lambda u: np.exp(u) / np.sum(np.exp(u), axis=1, keepdims=True),
        U,
        "diagonal + block diagonal",
    ),
    "few rows": (jb.hessian, lambda x: np.sum(np.exp(D[:2] @ x)), X, "rank 2"),
    "quadratic": (jb.hessian, lambda x: x @ A @ x, X, "dense"),
    "sum": (jb.jacobian, lambda x: np.sum(x**2), X, "rank 1"),
    "constant": (jb.jacobian, lambda x: np.ones(3), X, "zero"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_structured_derivative_is_the_dense_one(name):
    derivative, f, x, structure = CASES[name]
    found = derivative(f, structured=True)(x)
    wanted = derivative(f)(x)
    assert found.structure == structure
    np.testing.assert_allclose(found.todense(), wanted, 1e-10, 1e-12)
    assert found.todense().dtype == wanted.dtype
    table = wanted.reshape(found.shape)
    x_dot, y_bar = RNG.normal(size=x.shape), RNG.normal(size=found.shape[0])
    np.testing.assert_allclose((found @ x_dot).reshape(-1), table @ x_dot.reshape(-1), 1e-10, 1e-12)
    np.testing.assert_allclose(found.T @ y_bar, table.T @ y_bar, 1e-10, 1e-12)
    several = RNG.normal(size=(found.shape[1], 3))
    np.testing.assert_allclose(found @ several, table @ several, 1e-10, 1e-12)
    np.testing.assert_allclose(found.T.todense().reshape(table.T.shape), table.T, 1e-10, 1e-12)


def test_nothing_is_stored_for_a_zero():
    x = np.ones(10**5)
    slopes = jb.jacobian(lambda x: np.tanh(x), structured=True)(x)
    assert slopes.nbytes == x.nbytes
    np.testing.assert_allclose(slopes @ x, 1 - np.tanh(1.0) ** 2)


def test_scipy_takes_a_structured_hessian():
    def loss(x):
        return np.sum(np.logaddexp(0, D @ x)) + 0.5 * np.sum(x**2)

    hessian = jb.hessian(loss, structured=True)(X)
    solution, failed = scipy.sparse.linalg.cg(hessian, X, rtol=1e-12)
    assert not failed
    np.testing.assert_allclose(solution, np.linalg.solve(jb.hessian(loss)(X), X), 1e-8)
    operator = scipy.sparse.linalg.aslinearoperator(hessian)
    np.testing.assert_allclose(operator @ np.eye(N), hessian.todense())


def test_a_structured_derivative_compiles_inside_a_function():
    def step(x):
        return jb.hessian(lambda x: np.sum(np.exp(x)), structured=True)(x) @ np.ones(N)

    def maps(x):
        return jb.jacobian(np.sin, structured=True)(x)

    np.testing.assert_allclose(jb.compile(maps)(X).todense(), np.diag(np.cos(X)))
    np.testing.assert_allclose(step(X), np.exp(X))


def test_several_variables_give_a_map_for_each():
    maps = jb.jacobian(lambda a, x: a @ x, (0, 1), structured=True)(A, X)
    assert [m.structure for m in maps] == ["Kronecker product with the identity", "dense"]


def test_wrong_input_is_refused():
    found = jb.jacobian(np.sin, structured=True)(X)
    with pytest.raises(ShapeError, match="a vector of 6 entries"):
        found @ np.ones(4)
    with pytest.raises(DTypeError, match="must be real"):
        jb.jacobian(np.exp, structured=True)(X + 1j)
