"""Compiled source on other array libraries, on Dask, and as loops compiled by Numba."""

from __future__ import annotations

import numpy as np
import pytest

import jacobook as jb
from jacobook.containers import leaves
from jacobook.errors import ShapeError, UnknownFunctionError, UnsupportedKeywordError

RNG = np.random.default_rng(5)
X, Y = RNG.normal(size=(40, 4)), RNG.normal(size=40)
W = RNG.normal(size=4)
A = RNG.normal(size=(4, 4)) + 4 * np.eye(4)
U, V, T = RNG.normal(size=(6, 2)), RNG.normal(size=(5, 2)), RNG.normal(size=(6, 5))


def neuron(w, b, x, y):
    return np.mean((y - np.maximum(0, x @ w + b)) ** 2)


def logistic(w, x, y):
    z = x @ w
    return np.mean(np.logaddexp(0, z) - y * z)


CASES = {
    "neuron": (jb.grad(neuron, (0, 1)), (W, np.array(0.3), X, Y)),
    "logistic": (jb.value_and_grad(logistic), (W, X, Y)),
    "logistic hessian": (jb.hessian(logistic), (W, X, Y)),
    "log-sum-exp hessian": (jb.hessian(lambda x: np.log(np.sum(np.exp(x)))), (W,)),
    "factorisation": (jb.grad(lambda u, v, t: np.sum((t - u @ v.T) ** 2)), (U, V, T)),
    "factorisation hessian": (jb.hessian(lambda u, v, t: np.sum((t - u @ v.T) ** 2)), (U, V, T)),
    "rosenbrock": (
        jb.grad(lambda x: np.sum(100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2)),
        (W,),
    ),
    "diagonal": (jb.jacobian(lambda x: np.sin(x) * x**3), (W,)),
    "softplus": (jb.grad(lambda x: np.sum(np.log(1 + np.exp(x)) * np.tanh(x))), (W,)),
    "where": (jb.grad(lambda x: np.sum(np.where(x > 0, x**2, -x))), (W,)),
    "layer": (jb.jacobian(lambda w, x: np.tanh(x @ w)), (A, X)),
}
LINEAR_ALGEBRA = {
    "inverse": (jb.grad(lambda a: np.trace(np.linalg.inv(a))), (A,)),
    "log det": (jb.grad(lambda a: np.linalg.slogdet(a)[1]), (A,)),
}


def agree(found, wanted, back):
    found, wanted = ([leaf for _, leaf in leaves(tree)] for tree in (found, wanted))
    for one, other in zip(found, wanted, strict=True):
        np.testing.assert_allclose(back(one), other, 1e-9, 1e-11)


def check(case, there, back):
    derivative, args = case
    compiled = jb.compile(derivative)
    found = compiled(*map(there, args))
    assert "np." not in compiled.source
    agree(found, derivative(*args), back)


@pytest.mark.parametrize("name", [*CASES, *LINEAR_ALGEBRA])
def test_jax_arrays(name):
    jax = pytest.importorskip("jax")
    jax.config.update("jax_enable_x64", True)
    check({**CASES, **LINEAR_ALGEBRA}[name], jax.numpy.asarray, np.asarray)


@pytest.mark.parametrize("name", [*CASES, *LINEAR_ALGEBRA])
def test_pytorch_tensors(name):
    torch = pytest.importorskip("torch")
    check({**CASES, **LINEAR_ALGEBRA}[name], torch.as_tensor, np.asarray)


@pytest.mark.parametrize("name", CASES)
def test_dask_arrays(name):
    array = pytest.importorskip("dask.array")

    def chunked(x):
        return array.from_array(x, chunks=tuple((n + 1) // 2 for n in x.shape))

    check(CASES[name], chunked, lambda y: y.compute())


def test_rows_on_a_cluster_larger_than_one_chunk():
    array = pytest.importorskip("dask.array")
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=False, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster),
    ):
        rows = array.random.default_rng(0).normal(size=(5000, 4), chunks=(1000, 4))
        labels = rows @ W > 0
        value, slope = jb.compile(jb.value_and_grad(logistic))(W, rows, labels.astype(float))
        plain = jb.value_and_grad(logistic)(W, rows.compute(), labels.compute().astype(float))
    assert float(value) == pytest.approx(float(plain[0]))
    np.testing.assert_allclose(np.asarray(slope), plain[1], 1e-10)


def test_a_length_that_is_not_known_is_refused():
    array = pytest.importorskip("dask.array")
    x = array.from_array(W, chunks=2)
    with pytest.raises(ShapeError, match="compute_chunk_sizes"):
        jb.compile(np.sin)(x[x > 0])


def test_what_the_standard_does_not_have_is_named():
    with pytest.raises(UnknownFunctionError, match=r"numpy\.fft\.fft"):
        jb.compile(lambda x: np.abs(np.fft.fft(x)), xp=np)(W)


@pytest.mark.parametrize("name", CASES)
def test_loops_compiled_by_numba(name):
    pytest.importorskip("numba")
    derivative, args = CASES[name]
    compiled = jb.compile(derivative, backend="numba")
    agree(compiled(*args), derivative(*args), np.asarray)


def test_element_by_element_calls_become_one_loop():
    pytest.importorskip("numba")

    def f(x):
        return np.sum(np.sin(x) * np.exp(-(x**2)) / (1 + x**2))

    compiled = jb.compile(jb.value_and_grad(f), backend="numba")
    x = RNG.normal(size=(30, 20))
    agree(compiled(x), jb.value_and_grad(f)(x), np.asarray)
    assert compiled.source.count("for i in range") == 1


def test_numbers_are_compiled_whole():
    pytest.importorskip("numba")

    def f(x):
        return np.sin(x) * np.exp(x) / (1 + x**2) + np.maximum(x, 0) ** 2

    compiled = jb.compile(jb.grad(f), backend="numba")
    for x in (0.4, -0.4):
        assert compiled(x) == pytest.approx(float(jb.grad(f)(x)))


def test_an_unknown_backend_is_refused():
    with pytest.raises(UnsupportedKeywordError, match="'numpy' and 'numba'"):
        jb.compile(np.sin, backend="fortran")
