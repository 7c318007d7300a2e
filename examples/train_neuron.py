"""One neuron on real data: `max(0, X @ w + b)`, trained by stochastic gradient descent.

The data are scikit-learn's diabetes measurements: ten numbers per patient, and how far the disease
went in the year after. The functions are plain NumPy; `jb.value_and_grad` differentiates them as
they stand. Run it with `python examples/train_neuron.py`; it needs scikit-learn.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

import jacobook as jb
from jacobook import Array

Parameters = dict[str, Array]
Gradient = Callable[[Parameters, Array, Array], tuple[float, Parameters]]


class Data(NamedTuple):
    """Rows to learn from, and rows kept apart to test on."""

    X: Array
    y: Array
    X_test: Array
    y_test: Array


def load_data(test_rows: int = 100, seed: int = 0) -> Data:
    """The diabetes data, with standardised features and a positive target of about unit size."""
    from sklearn.datasets import load_diabetes

    X, y = load_diabetes(return_X_y=True, scaled=False)
    order = np.random.default_rng(seed).permutation(len(y))
    test, train = order[:test_rows], order[test_rows:]
    X = (X - X[train].mean(axis=0)) / X[train].std(axis=0)
    y = y / y[train].std()
    return Data(X[train], y[train], X[test], y[test])


def neuron(p: Parameters, X: Array) -> Array:
    """The activation of the neuron for every row of `X`."""
    return np.maximum(0, X @ p["w"] + p["b"])


def loss(p: Parameters, X: Array, y: Array) -> Array:
    """The mean squared error."""
    return np.mean((y - neuron(p, X)) ** 2)


def start(features: int) -> Parameters:
    """Parameters before training; the bias is positive, so that the neuron is active."""
    return {"w": np.zeros(features), "b": np.array(1.0)}


def train(
    X: Array,
    y: Array,
    gradient: Gradient = jb.value_and_grad(loss),  # noqa: B008 - a function, made once
    *,
    epochs: int = 30,
    batch: int = 32,
    rate: float = 0.02,
    seed: int = 1,
) -> tuple[Parameters, list[float]]:
    """Descend along the gradient of one batch after the other.

    Args:
        X: one row per example.
        y: the target of each row.
        gradient: returns the loss and its gradient; the gradient has the form of the parameters.
        epochs: how often the whole data are gone through.
        batch: rows per step.
        rate: the length of a step, as a multiple of the gradient.
        seed: of the order of the rows.

    Returns:
        The parameters, and the mean loss of each epoch.
    """
    rng = np.random.default_rng(seed)
    p = start(X.shape[1])
    curve = []
    for _ in range(epochs):
        losses = []
        for rows in np.array_split(rng.permutation(len(y)), len(y) // batch):
            value, slope = gradient(p, X[rows], y[rows])
            p = {name: p[name] - rate * slope[name] for name in p}
            losses.append(float(value))
        curve.append(float(np.mean(losses)))
    return p, curve


def r_squared(y: Array, predicted: Array) -> float:
    """The part of the variance of `y` that the prediction explains; 1 is perfect."""
    return float(1 - np.sum((y - predicted) ** 2) / np.sum((y - np.mean(y)) ** 2))


def least_squares(X: Array, y: Array, X_test: Array) -> Array:
    """What the best affine function without an activation predicts: the baseline."""
    solution = np.linalg.lstsq(np.column_stack([X, np.ones(len(X))]), y, rcond=None)[0]
    return np.column_stack([X_test, np.ones(len(X_test))]) @ solution


def main() -> None:
    """Train, and print the loss curve and the scores."""
    data = load_data()
    p, curve = train(data.X, data.y)
    for epoch in (1, 2, 5, 10, 20, len(curve)):
        print(f"epoch {epoch:2}: loss {curve[epoch - 1]:.4f}")
    baseline = least_squares(data.X, data.y, data.X_test)
    print(f"test R2, the neuron:    {r_squared(data.y_test, neuron(p, data.X_test)):.3f}")
    print(f"test R2, least squares: {r_squared(data.y_test, baseline):.3f}")


if __name__ == "__main__":
    main()
