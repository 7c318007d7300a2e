"""Convolutions, pooling, distances and densities, by NumPy and SciPy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import scipy.special

Array = Any


def corr1d(x: Array, w: Array) -> Array:
    """The cross-correlation, where `w` lies within `x`."""
    return np.correlate(x, w, "valid")


def corr2d(x: Array, w: Array) -> Array:
    """The cross-correlation of matrices, where `w` lies within `x`."""
    windows = np.lib.stride_tricks.sliding_window_view(x, np.shape(w))
    return np.einsum("ijkl,kl->ij", windows, w)


def conv2d_full(x: Array, w: Array) -> Array:
    """The full convolution of matrices."""
    (p, q) = np.shape(w)
    return corr2d(np.pad(x, [(p - 1, p - 1), (q - 1, q - 1)]), np.flip(w))


def pdist2(x: Array, y: Array) -> Array:
    """Squared distances between the rows of `x` and those of `y`."""
    return np.sum((x[:, None, :] - y[None, :, :]) ** 2, axis=-1)


def quantile_loss(r: Array, q: Array) -> Array:
    """`q * r` for r >= 0, `(q - 1) * r` below."""
    return np.where(r >= 0, q * r, (q - 1) * r)


def normpdf(x: Array) -> Array:
    """The standard normal density."""
    return np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi)


def mvn_logpdf(x: Array, m: Array, s: Array) -> Array:
    """The logarithm of the normal density with mean `m` and covariance `s`."""
    r = x - m
    constant = len(m) * np.log(2 * np.pi)
    return -0.5 * (constant + np.linalg.slogdet(s)[1] + r @ np.linalg.solve(s, r))


def mvn_pdf(x: Array, m: Array, s: Array) -> Array:
    """The normal density."""
    return np.exp(mvn_logpdf(x, m, s))


def gmm_logpdf(x: Array, weights: Array, means: Array, covariances: Array) -> Array:
    """The logarithm of a mixture of normal densities."""
    each = zip(weights, means, covariances, strict=True)
    return np.log(sum(r * mvn_pdf(x, m, s) for r, m, s in each))


SIGNALS: dict[str, Callable[..., Array]] = {
    "corr1d": corr1d,
    "corr1d_strided": lambda x, w, stride: corr1d(x, w)[::stride],
    "corr2d": corr2d,
    "conv1d_full": lambda x, w: np.convolve(x, w),
    "conv2d_full": conv2d_full,
    "avgpool1d": lambda x, p: np.mean(np.reshape(x, (-1, p)), axis=1),
    "maxpool1d": lambda x, p: np.max(np.reshape(x, (-1, p)), axis=1),
    "dft": lambda x: np.fft.fft(x),
    "fft_matrix": lambda n: np.fft.fft(np.eye(n)),
    "pdist2": pdist2,
    "quantile_loss": quantile_loss,
    "sigmoid": lambda x: scipy.special.expit(x),
    "softmax": lambda x, axis=None: scipy.special.softmax(x, axis=axis),
    "log_softmax": lambda x, axis=None: scipy.special.log_softmax(x, axis=axis),
    "logsumexp": lambda x, axis=None: scipy.special.logsumexp(x, axis=axis),
    "normpdf": normpdf,
    "normcdf": lambda x: scipy.special.ndtr(x),
    "mvn_logpdf": mvn_logpdf,
    "mvn_pdf": mvn_pdf,
    "gmm_logpdf": gmm_logpdf,
}
