"""Losses of models by their parameters."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

from benchmarks.compiled.workload import Derivative, Function, Size, Workload


def _tables(*sizes: tuple[int, int]) -> tuple[Size, ...]:
    return tuple(Size(f"{rows}x{columns}", (rows, columns)) for rows, columns in sizes)


# -------------------------------------------------------------------------------- neuron


def neuron(xp: Any) -> Function:
    """The mean squared error of one neuron."""
    return lambda w, b, X, y: xp.mean((y - xp.maximum(0.0, X @ w + b)) ** 2)


def draw_neuron(rng: np.random.Generator, rows: int, columns: int) -> tuple[Any, ...]:
    """Weights, bias, observations and targets."""
    w, b = rng.standard_normal(columns), float(rng.standard_normal())
    return w, b, rng.standard_normal((rows, columns)), rng.standard_normal(rows)


def neuron_grad(w: Any, b: Any, X: Any, y: Any) -> Any:
    """The residual where the neuron is active, times the observations."""
    z = X @ w
    z += b
    r = np.maximum(z, 0.0)
    r -= y
    r *= z > 0.0
    r *= 2.0 / len(y)
    return r @ X, np.add.reduce(r)


NEURON = Workload(
    name="neuron",
    summary="the mean squared error of one neuron, by its weights and bias",
    make=neuron,
    draw=draw_neuron,
    derivatives=(Derivative("grad", neuron_grad),),
    sizes=_tables((10, 3), (1000, 50), (50000, 200)),
    variables=2,
)

# -------------------------------------------------------------------------------- logreg


def logreg(xp: Any) -> Function:
    """The loss of logistic regression with labels of -1 and 1."""
    return lambda w, X, y: xp.mean(xp.log(1.0 + xp.exp(-y * (X @ w))))


def draw_logreg(rng: np.random.Generator, rows: int, columns: int) -> tuple[Any, ...]:
    """Weights, observations and labels."""
    X, y = rng.standard_normal((rows, columns)), rng.choice([-1.0, 1.0], rows)
    return rng.standard_normal(columns) / np.sqrt(columns), X, y


def _exponentials(w: Any, X: Any, y: Any) -> Any:
    e = X @ w
    e *= y
    np.negative(e, out=e)
    return np.exp(e, out=e)


def logreg_value_and_grad(w: Any, X: Any, y: Any) -> Any:
    """One exponential serves both."""
    e = _exponentials(w, X, y)
    u = 1.0 + e
    value = np.add.reduce(np.log(u)) / len(y)
    e *= y
    e /= u
    return value, (e @ X) / -len(y)


def _curvatures(w: Any, X: Any, y: Any) -> Any:
    """The second derivatives by the scores, which the mean divides."""
    e = _exponentials(w, X, y)
    t = y / (1.0 + e)
    e *= t
    e *= t
    e /= len(y)
    return e


def logreg_hessian(w: Any, X: Any, y: Any) -> Any:
    """A product of one matrix with itself, which BLAS computes by halves."""
    root = np.sqrt(_curvatures(w, X, y))
    scaled = X * root[:, None]
    return scaled.T @ scaled


def logreg_hvp(w: Any, X: Any, y: Any, v: Any) -> Any:
    """Three products with vectors."""
    t = X @ v
    t *= _curvatures(w, X, y)
    return t @ X


LOGREG = Workload(
    name="logreg",
    summary="the loss of logistic regression, by the weights",
    make=logreg,
    draw=draw_logreg,
    derivatives=(
        Derivative("value_and_grad", logreg_value_and_grad),
        Derivative("hessian", logreg_hessian),
        Derivative(
            "hvp", logreg_hvp, directions=lambda rng, _, columns: (rng.standard_normal(columns),)
        ),
    ),
    sizes=_tables((100, 10), (1000, 50), (20000, 200)),
)

# ----------------------------------------------------------------------------------- mlp

WIDTHS = (64, 128, 128, 10)


def mlp(xp: Any) -> Function:
    """The mean squared error of a network with two hidden layers."""

    def f(A: Any, a: Any, B: Any, b: Any, C: Any, c: Any, X: Any, Y: Any) -> Any:
        H = xp.maximum(0.0, X @ A + a)
        K = xp.maximum(0.0, H @ B + b)
        return xp.mean((K @ C + c - Y) ** 2)

    return f


def draw_mlp(rng: np.random.Generator, batch: int) -> tuple[Any, ...]:
    """Weights and biases of three layers, inputs and targets."""
    parameters: list[Any] = []
    for below, above in itertools.pairwise(WIDTHS):
        parameters.append(rng.standard_normal((below, above)) / np.sqrt(below))
        parameters.append(rng.standard_normal(above) / 8)
    X, Y = rng.standard_normal((batch, WIDTHS[0])), rng.standard_normal((batch, WIDTHS[-1]))
    return *parameters, X, Y


def _active(X: Any, A: Any, a: Any) -> Any:
    H = X @ A
    H += a
    return np.maximum(H, 0.0, out=H)


def mlp_value_and_grad(
    A: Any, a: Any, B: Any, b: Any, C: Any, c: Any, X: Any, Y: Any
) -> tuple[Any, Any]:
    """Backpropagation by hand."""
    H = _active(X, A, a)
    K = _active(H, B, b)
    R = K @ C
    R += c
    R -= Y
    flat = R.reshape(-1)
    value = flat @ flat / R.size
    R *= 2.0 / R.size
    K_bar = R @ C.T
    K_bar *= K > 0.0
    H_bar = K_bar @ B.T
    H_bar *= H > 0.0
    first = X.T @ H_bar, np.add.reduce(H_bar)
    second = H.T @ K_bar, np.add.reduce(K_bar)
    return value, (*first, *second, K.T @ R, np.add.reduce(R))


MLP = Workload(
    name="mlp",
    summary="the mean squared error of a network with two hidden layers, by all parameters",
    make=mlp,
    draw=draw_mlp,
    derivatives=(Derivative("value_and_grad", mlp_value_and_grad),),
    sizes=tuple(Size(f"batch {n}", (n,)) for n in (1, 32, 1024)),
    variables=6,
)

# ----------------------------------------------------------------------------------- net


def net(xp: Any) -> Function:
    """The mean squared error of a network with one hidden layer."""
    return lambda W, v, X, y: xp.mean((xp.tanh(X @ W) @ v - y) ** 2)


def draw_net(rng: np.random.Generator, n: int) -> tuple[Any, ...]:
    """Two layers of weights, inputs and targets; all sizes are one."""
    W, X = rng.standard_normal((n, n)) / np.sqrt(n), rng.standard_normal((n, n))
    return W, rng.standard_normal(n), X, rng.standard_normal(n)


def net_hessian(W: Any, v: Any, X: Any, y: Any) -> Any:
    """A product of the Jacobian with itself, and a block for each hidden unit."""
    rows, inputs = X.shape
    hidden = len(v)
    T = np.tanh(X @ W)
    r = T @ v
    r -= y
    slopes = v * (1.0 - T * T)
    bends = T * slopes * (r * (-4.0 / rows))[:, None]
    slopes *= np.sqrt(2.0 / rows)
    J = (X[:, :, None] * slopes[:, None, :]).reshape(rows, inputs * hidden)
    full = (J.T @ J).reshape(inputs, hidden, inputs, hidden)
    blocks = np.einsum("iaja->aij", full)
    blocks += (X.T * bends.T[:, None, :]) @ X
    return full


NET = Workload(
    name="net",
    summary="the mean squared error of a small network, by its first layer",
    make=net,
    draw=draw_net,
    derivatives=(Derivative("hessian", net_hessian),),
    sizes=tuple(Size(f"n={n}", (n,)) for n in (4, 16, 32)),
)

# --------------------------------------------------------------------------------- layer


def layer(xp: Any) -> Function:
    """One dense layer."""
    return lambda W, b, X: xp.maximum(0.0, X @ W + b)


def draw_layer(rng: np.random.Generator, batch: int, below: int, above: int) -> tuple[Any, ...]:
    """Weights, bias and inputs."""
    W = rng.standard_normal((below, above)) / np.sqrt(below)
    return W, rng.standard_normal(above), rng.standard_normal((batch, below))


def layer_vjp(W: Any, b: Any, X: Any, Y_bar: Any) -> Any:
    """The value, and the cotangents of weights and bias."""
    Y = _active(X, W, b)
    Z_bar = Y_bar * (Y > 0.0)
    return Y, X.T @ Z_bar, np.add.reduce(Z_bar)


def layer_jvp(W: Any, b: Any, X: Any, W_dot: Any, b_dot: Any) -> Any:
    """The value and its tangent."""
    Y = _active(X, W, b)
    Y_dot = X @ W_dot
    Y_dot += b_dot
    Y_dot *= Y > 0.0
    return Y, Y_dot


LAYER = Workload(
    name="layer",
    summary="one dense layer, by its weights and bias",
    make=layer,
    draw=draw_layer,
    derivatives=(
        Derivative(
            "vjp",
            layer_vjp,
            directions=lambda rng, batch, _, above: (rng.standard_normal((batch, above)),),
        ),
        Derivative(
            "jvp",
            layer_jvp,
            directions=lambda rng, _, below, above: (
                rng.standard_normal((below, above)),
                rng.standard_normal(above),
            ),
        ),
    ),
    sizes=tuple(
        Size(f"{m}x{n}x{k}", (m, n, k)) for m, n, k in ((32, 8, 8), (128, 64, 64), (1024, 256, 256))
    ),
    variables=2,
)

MODELS = (NEURON, LOGREG, MLP, NET, LAYER)
