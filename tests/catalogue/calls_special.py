"""Special functions, losses and layers of the inventory: tails, poles and masked rows."""

from __future__ import annotations

import numpy as np
import scipy.special
from calls import (
    INF,
    INSIDE,
    MATRIX,
    POSITIVE,
    SCALAR,
    UNIT,
    Array,
    Table,
    V,
    W,
    X,
    Y,
    constant,
    corner,
    on,
)
from scipy.special import expit, log_expit, ndtr, xlogy

import jacobook as jb

SPECIAL: Table = {
    "erf": [on(scipy.special.erf, X)],
    "erfc": [on(scipy.special.erfc, X)],
    "erfinv": [on(scipy.special.erfinv, UNIT), corner(scipy.special.erfinv, 1.0, slopes=[INF])],
    "gamma": [on(scipy.special.gamma, POSITIVE), on(scipy.special.gamma, -POSITIVE - 0.04)],
    "gammaln": [on(scipy.special.gammaln, POSITIVE), on(scipy.special.gammaln, -INSIDE)],
    "digamma": [on(scipy.special.digamma, POSITIVE), on(scipy.special.psi, -INSIDE)],
    "polygamma": [
        on(lambda x: scipy.special.polygamma(2, x), POSITIVE),
        on(lambda x: scipy.special.polygamma(0, x), POSITIVE),
        on(lambda x: scipy.special.polygamma([1, 2, 1, 3], x), POSITIVE),
    ],
    "beta": [on(scipy.special.beta, POSITIVE, POSITIVE[0])],
    "betaln": [on(scipy.special.betaln, POSITIVE, POSITIVE[0])],
    "expit": [
        on(expit, X),
        corner(expit, [40.0, -800.0], slopes=[[expit(40.0) * expit(-40.0), 0]]),
    ],
    "logit": [on(scipy.special.logit, INSIDE), corner(scipy.special.logit, 0.0, slopes=[INF])],
    "log_expit": [on(log_expit, X), corner(log_expit, [800.0, -800.0], slopes=[[0, 1]])],
    "softplus": [
        on(lambda x: np.logaddexp(0, x), X),
        on(lambda x: np.log1p(np.exp(x)), X),
        corner(lambda x: np.logaddexp(0, x), [800.0, -800.0, 0.0], slopes=[[1, 0, 0.5]]),
    ],
    "xlogy": [
        on(xlogy, X, POSITIVE),
        on(xlogy, SCALAR, POSITIVE),
        corner(xlogy, [0.0, 0.0], [2.0, 0.5], slopes=[np.log([2.0, 0.5]), 0]),
    ],
    "xlog1py": [
        on(scipy.special.xlog1py, X, POSITIVE),
        corner(scipy.special.xlog1py, 0.0, 1.0, slopes=[np.log(2), 0]),
    ],
    "entr": [on(scipy.special.entr, POSITIVE), corner(scipy.special.entr, 0.0, slopes=[INF])],
    "rel_entr": [on(scipy.special.rel_entr, POSITIVE, POSITIVE[::-1])],
    "kl_div": [on(scipy.special.kl_div, POSITIVE, POSITIVE[::-1])],
    "softmax": [
        on(lambda x: scipy.special.softmax(x), X),
        on(lambda x: scipy.special.softmax(x, axis=-1), X),
        on(lambda x: scipy.special.softmax(x, axis=(0, 1)), X),
        corner(lambda x: scipy.special.softmax(x)[0], [-INF, 0.0], slopes=[0]),
        corner(lambda x: scipy.special.softmax(x)[0], [1000.0, 0.0], slopes=[0]),
    ],
    "log_softmax": [
        on(lambda x: scipy.special.log_softmax(x), X),
        on(lambda x: scipy.special.log_softmax(x, axis=0), X),
        corner(lambda x: scipy.special.log_softmax(x)[1], [-INF, 0.0], slopes=[0]),
        corner(lambda x: scipy.special.log_softmax(x)[1], [1000.0, 0.0], slopes=[[-1, 1]]),
    ],
    "ndtr": [on(ndtr, X)],
    "log_ndtr": [on(scipy.special.log_ndtr, X), on(scipy.special.log_ndtr, 20 * X)],
    "ndtri": [on(scipy.special.ndtri, INSIDE)],
    "j0": [on(scipy.special.j0, X), on(scipy.special.j0, np.zeros(1))],
    "j1": [on(scipy.special.j1, X), corner(scipy.special.j1, 0.0, slopes=[0.5])],
    "i0": [on(scipy.special.i0, X), corner(scipy.special.i0, 0.0, slopes=[0])],
    "i1": [on(scipy.special.i1, X), corner(scipy.special.i1, 0.0, slopes=[0.5])],
    "gelu": [
        on(lambda x: x * ndtr(x), X),
        corner(lambda x: x * ndtr(x), [50.0, -50.0], slopes=[[1, 0]]),
    ],
    "silu": [on(lambda x: x * expit(x), X)],
    "glu": [on(lambda x: x[:, :2] * expit(x[:, 2:]), X)],
}


def masked_softmax(x: Array, mask: Array) -> Array:
    """The softmax over the entries where `mask` holds; zeros in a row where none does."""
    shifted = np.where(mask, x, -np.inf)
    top = np.max(shifted, axis=-1, keepdims=True)
    weights = np.where(mask, np.exp(np.where(mask, x - np.where(top > -np.inf, top, 0), 0)), 0)
    total = np.sum(weights, axis=-1, keepdims=True)
    return weights / np.where(total > 0, total, 1)


def attention(q: Array, k: Array, v: Array, mask: Array | None = None) -> Array:
    """Scaled dot-product attention."""
    scores = q @ k.T / np.sqrt(q.shape[-1])
    if mask is not None:
        scores = np.where(mask, scores, -1e9)
    return scipy.special.softmax(scores, axis=-1) @ v


def smooth_l1(p: Array, t: Array, beta: float) -> Array:
    """Huber's loss."""
    r = np.abs(p - t)
    return np.mean(np.where(r < beta, 0.5 * r**2 / beta, r - 0.5 * beta))


MASKS = np.array([[1, 1, 0, 1], [0, 1, 1, 0], [0, 0, 0, 0]], dtype=bool)
LABELS = np.array([2, 0, 3])
TARGETS = np.eye(4)[LABELS]
KEEP = np.array([1.0, 0.0, 1.0, 1.0])

LOSSES: Table = {
    "masked_softmax": [
        on(lambda x: masked_softmax(x, MASKS[:2]), X[:2]),
        on(lambda x: masked_softmax(x, MASKS), X),
    ],
    "mse_loss": [on(lambda p, t: np.mean((p - t) ** 2), X, Y)],
    "l1_loss": [
        on(lambda p, t: np.mean(np.abs(p - t)), X, Y),
        corner(
            lambda p, t: np.mean(np.abs(p - t)),
            [1.0, 2.0],
            [1.0, 5.0],
            slopes=[[0, -0.5], [0, 0.5]],
        ),
    ],
    "smooth_l1": [
        on(lambda p, t: smooth_l1(p, t, 0.7), X, Y),
        corner(lambda p: smooth_l1(p, 0.0, 1.0), [1.0], slopes=[1]),
    ],
    "bce": [
        on(lambda p, t: -np.mean(t * np.log(p) + (1 - t) * np.log1p(-p)), INSIDE, INSIDE[::-1]),
        corner(lambda p: -np.sum(xlogy([1.0, 0], p)), [0.5, 0.0], slopes=[[-2, 0]]),
    ],
    "bce_logits": [
        on(lambda x, t: np.mean(np.logaddexp(0, x) - t * x), X, INSIDE),
        corner(lambda x: np.sum(np.logaddexp(0, x) - x), [800.0, -800.0], slopes=[[0, -1]]),
    ],
    "cross_entropy": [
        on(lambda z: -np.mean(scipy.special.log_softmax(z, axis=1)[np.arange(3), LABELS]), X),
        on(lambda z: -np.mean(np.sum(TARGETS * scipy.special.log_softmax(z, axis=1), axis=1)), X),
        on(lambda z, t: -np.sum(t * scipy.special.log_softmax(z, axis=1)), X, INSIDE),
    ],
    "nll_loss": [
        on(lambda q: -np.mean(q[np.arange(3), LABELS]), X),
        on(lambda q: -np.mean(np.take_along_axis(q, LABELS[:, None], axis=1)), X),
    ],
    "kl_div_loss": [
        on(lambda q, t: np.sum(xlogy(t, t) - t * q), X, INSIDE),
        corner(lambda q: np.sum(xlogy([0.0], [0.0]) - 0.0 * q), [3.0], slopes=[0]),
    ],
    "hinge_loss": [
        on(lambda p: np.mean(np.maximum(0, 1 - np.sign(Y) * p)), X),
        corner(lambda p: np.maximum(0, 1 - p), [1.0, 0.5, 2], slopes=[[0, -1, 0]]),
    ],
    "cosine_similarity": [
        on(lambda x, y: x @ y / (np.linalg.norm(x) * np.linalg.norm(y)), V, W),
        on(lambda x: np.sum(x, axis=1) / np.maximum(np.linalg.norm(x, axis=1), 1e-8), X),
    ],
    "pairwise_dist": [
        on(lambda x, y: np.sqrt(np.sum((x[:, None] - y[None]) ** 2, axis=-1)), X, Y),
        on(lambda x, y: np.linalg.norm(x[:, None] - y[None], axis=-1), X, Y),
        corner(lambda x: np.linalg.norm(x[:1] - x[1:]), [[1.0, 2], [1, 2]], slopes=[0]),
    ],
}

LAYERS: Table = {
    "linear": [
        on(lambda x, w, b: x @ w + b, X, MATRIX[[0, 1, 2, 0]], V[:2]),
        on(lambda x, w, b: x @ w.T + b, X, Y, W[:3]),
    ],
    "layer_norm": [
        on(
            lambda x, g, b: (
                (x - np.mean(x, axis=-1, keepdims=True))
                / np.sqrt(np.var(x, axis=-1, keepdims=True) + 1e-5)
                * g
                + b
            ),
            X,
            V,
            W,
        ),
        corner(lambda x: (x - np.mean(x)) / np.sqrt(np.var(x) + 1e-5), [2.0, 2.0], slopes=[0]),
    ],
    "rms_norm": [
        on(lambda x, g: x / np.sqrt(np.mean(x**2, axis=-1, keepdims=True) + 1e-6) * g, X, V),
        corner(lambda x: x / np.sqrt(np.mean(x**2) + 1e-6), [0.0, 0.0], slopes=[1e3]),
    ],
    "batch_norm": [
        on(lambda x, g, b: (x - x.mean(0)) / np.sqrt(x.var(0) + 1e-5) * g + b, X, V, W),
        corner(lambda x: (x - x.mean(0)) / np.sqrt(x.var(0) + 1e-5), [[2.0, 3.0]], slopes=[0]),
    ],
    "l2_normalize": [
        on(lambda x: x / np.linalg.norm(x, axis=-1, keepdims=True), X),
        corner(lambda x: x / np.maximum(np.linalg.norm(x), 0.1), [0.0, 0.0], slopes=[10]),
    ],
    "dropout_mask": [on(lambda x: x * KEEP / 0.75, X)],
    "embedding": [
        on(lambda e: e[[0, 2, 2, 2]], X),
        on(lambda e: np.take(e, [[0, 2], [2, 1]], 0), X),
    ],
    "one_hot": [constant(lambda x: np.eye(4)[np.argmax(x, axis=-1)], X)],
    "attention": [
        on(attention, X, Y, X[:, :2] + 1),
        on(lambda q, k, v: attention(q, k, v, np.tril(np.ones((3, 3))) > 0), X, Y, MATRIX),
        on(lambda q, k: masked_softmax(q @ k.T, MASKS[:, :3]), X, Y),
    ],
    "stop_gradient": [
        constant(jb.stop, X),
        corner(lambda x: x * jb.stop(x), [3.0], slopes=[3]),
    ],
}


def windows(x: Array, shape: tuple[int, ...], stride: int = 1) -> Array:
    """Overlapping windows along the last axes."""
    axes = tuple(range(-len(shape), 0))
    found = np.lib.stride_tricks.sliding_window_view(x, shape, axis=axes)
    steps = (slice(None, None, stride),) * len(shape)
    return found[(..., *steps, *(slice(None),) * len(shape))]


IMAGE = np.concatenate([X, Y])[:5]

SLIDING: Table = {
    "conv1d": [
        on(
            lambda x, w: np.correlate(x, w, "valid"), X[:, 0].repeat(2) + 0.01 * np.arange(6), V[:3]
        ),
        on(
            lambda x, w: np.einsum("cik,ock->oi", windows(x, (2,)), w),
            X,
            np.stack([MATRIX, -MATRIX]),
        ),
        on(lambda x, w: np.einsum("cik,ck->i", windows(x, (2,), 2), w), X, MATRIX),
        on(
            lambda x, w: np.einsum("cik,ck->i", windows(np.pad(x, [(0, 0), (1, 1)]), (2,)), w),
            X,
            MATRIX,
        ),
        on(lambda x, w: np.einsum("cik,ck->i", windows(x, (3,))[..., ::2], w), X, MATRIX),
        on(lambda x, w: np.einsum("cik,ck->ci", windows(x, (2,)), w), X, MATRIX),
    ],
    "conv2d": [
        on(lambda x, w: np.einsum("ijkl,kl->ij", windows(x, (2, 2)), w), IMAGE, MATRIX[:2]),
        on(lambda x, w: np.einsum("ijkl,kl->ij", windows(x, (2, 2), 2), w), IMAGE, MATRIX[:2]),
        on(lambda x, w: np.einsum("ijkl,kl->ij", windows(np.pad(x, 1), (3, 2)), w), IMAGE, MATRIX),
    ],
    "max_pool2d": [
        on(lambda x: np.max(windows(x, (2, 2), 2), axis=(-1, -2)), IMAGE),
        on(lambda x: np.max(windows(x, (3, 2)), axis=(-1, -2)), IMAGE),
        on(lambda x: np.max(x.reshape(2, 2, 2, 2), axis=(1, 3)), IMAGE[:4]),
    ],
    "avg_pool2d": [
        on(lambda x: np.mean(windows(x, (2, 2), 2), axis=(-1, -2)), IMAGE),
        on(lambda x: np.mean(windows(np.pad(x, 1), (2, 2)), axis=(-1, -2)), IMAGE),
    ],
}

LEARNING: Table = {**SPECIAL, **LOSSES, **LAYERS, **SLIDING}
