"""A network with one hidden layer on real data: handwritten digits of 8 by 8 pixels.

The loss is the cross entropy of a softmax, written in plain NumPy and safe against overflow.
`jb.value_and_grad` differentiates it as it stands. Run it with `python examples/train_network.py`;
it needs scikit-learn.
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
    """Images to learn from, and images kept apart to test on; one row per image."""

    X: Array
    labels: Array
    X_test: Array
    labels_test: Array


def load_data(test_rows: int = 500, seed: int = 0) -> Data:
    """Scikit-learn's digits, with pixels between 0 and 1."""
    from sklearn.datasets import load_digits

    X, labels = load_digits(return_X_y=True)
    order = np.random.default_rng(seed).permutation(len(labels))
    test, train = order[:test_rows], order[test_rows:]
    return Data(X[train] / 16, labels[train], X[test] / 16, labels[test])


def scores(p: Parameters, X: Array) -> Array:
    """Ten numbers per image; the largest names the digit."""
    hidden = np.maximum(0, X @ p["W1"] + p["b1"])
    return hidden @ p["W2"] + p["b2"]


def loss(p: Parameters, X: Array, labels: Array) -> Array:
    """The mean cross entropy of the softmax of the scores."""
    z = scores(p, X)
    z = z - np.max(z, axis=1, keepdims=True)
    log_total = np.log(np.sum(np.exp(z), axis=1))
    return np.mean(log_total - z[np.arange(len(labels)), labels])


def start(hidden: int = 48, seed: int = 2) -> Parameters:
    """Small random weights, so that no two hidden neurons are alike."""
    rng = np.random.default_rng(seed)
    return {
        "W1": rng.normal(size=(64, hidden)) * np.sqrt(2 / 64),
        "b1": np.zeros(hidden),
        "W2": rng.normal(size=(hidden, 10)) * np.sqrt(1 / hidden),
        "b2": np.zeros(10),
    }


def train(
    X: Array,
    labels: Array,
    gradient: Gradient = jb.value_and_grad(loss),  # noqa: B008 - a function, made once
    *,
    epochs: int = 30,
    batch: int = 32,
    rate: float = 0.2,
    seed: int = 1,
) -> tuple[Parameters, list[float]]:
    """Descend along the gradient of one batch after the other.

    Args:
        X: one row per image.
        labels: the digit of each row.
        gradient: returns the loss and its gradient; the gradient has the form of the parameters.
        epochs: how often the whole data are gone through.
        batch: rows per step.
        rate: the length of a step, as a multiple of the gradient.
        seed: of the order of the rows.

    Returns:
        The parameters, and the mean loss of each epoch.
    """
    rng = np.random.default_rng(seed)
    p = start()
    curve = []
    for _ in range(epochs):
        losses = []
        for rows in np.array_split(rng.permutation(len(labels)), len(labels) // batch):
            value, slope = gradient(p, X[rows], labels[rows])
            p = {name: p[name] - rate * slope[name] for name in p}
            losses.append(float(value))
        curve.append(float(np.mean(losses)))
    return p, curve


def accuracy(p: Parameters, X: Array, labels: Array) -> float:
    """The part of the images whose digit is found."""
    return float(np.mean(np.argmax(scores(p, X), axis=1) == labels))


def main() -> None:
    """Train, and print the loss curve and the accuracy."""
    data = load_data()
    p, curve = train(data.X, data.labels)
    for epoch in (1, 2, 5, 10, 20, len(curve)):
        print(f"epoch {epoch:2}: loss {curve[epoch - 1]:.4f}")
    print(f"training accuracy: {accuracy(p, data.X, data.labels):.3f}")
    print(f"test accuracy:     {accuracy(p, data.X_test, data.labels_test):.3f}")


if __name__ == "__main__":
    main()
