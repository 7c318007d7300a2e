"""Reductions, scans, sorting and selection of the inventory: axes, masks, ties and NaN."""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.special
from calls import (
    INF,
    NAN,
    POSITIVE,
    SCALAR,
    WITH_NAN,
    Array,
    Call,
    Function,
    T,
    Table,
    V,
    W,
    X,
    Y,
    Z,
    constant,
    corner,
    on,
)

MASK = X > -0.6
SPREAD = np.array([0.1, 0.9, 0.3])


def over_axes(f: Function) -> list[Call]:
    """A reduction over all axes, one, a negative one, several, and with axes kept."""
    return [
        on(f, X),
        on(lambda x: f(x, axis=0), X),
        on(lambda x: f(x, axis=-1, keepdims=True), X),
        on(lambda x: f(x, axis=(0, -1)), T),
        on(lambda x: f(x, keepdims=True), X),
    ]


def logsumexp(x: Array, **keywords: Any) -> Any:
    """SciPy's function, called through its module, where the engine can answer."""
    return scipy.special.logsumexp(x, **keywords)


REDUCTIONS: Table = {
    "sum": [
        *over_axes(np.sum),
        on(lambda x: np.sum(x, axis=()), X),
        on(lambda x: np.sum(x, initial=2.0), X),
        on(lambda x: np.sum(x, where=MASK), X),
        on(lambda x: np.sum(x, axis=1, where=MASK, initial=1.0), X),
        on(lambda x: np.sum(x, dtype=float), X),
        on(lambda x: x.sum(0), X),
        on(lambda x: np.add.reduce(x), X),
        on(np.sum, Z),
        corner(np.sum, np.zeros((0, 3)), slopes=[0]),
    ],
    "mean": [
        *over_axes(np.mean),
        on(lambda x: np.mean(x, where=MASK), X),
        on(lambda x: x.mean(axis=0), Z),
    ],
    "prod": [
        *over_axes(np.prod),
        on(lambda x: np.prod(x, where=MASK, initial=2.0), X),
        on(lambda x: np.prod(x, axis=1), X * (X[1, 2] != X)),
        on(lambda x: np.prod(x, axis=1), X * (X[:, :1] < 0) * (X[0, 1] != X)),
        on(np.prod, np.array([0.0, 2.0, 3.0])),
        on(np.prod, np.array([0.0, 2.0, 0.0])),
        on(lambda x: x.prod(), V),
        on(np.prod, Z[0]),
    ],
    "var": [
        *over_axes(np.var),
        on(lambda x: np.var(x, ddof=1, axis=0), X),
        on(lambda x: np.var(x, correction=1), X),
        on(lambda x: np.var(x, where=MASK), X),
        on(np.var, Z),
    ],
    "std": [
        *over_axes(np.std),
        on(lambda x: np.std(x, ddof=1, axis=0), X),
        on(lambda x: np.std(x, where=MASK), X),
        on(np.std, Z),
        corner(np.std, [2.0, 2.0], slopes=[0]),
    ],
    "max": [
        *over_axes(np.max),
        on(lambda x: np.max(x, initial=0.2), X),
        on(lambda x: np.max(x, where=MASK, initial=-9.0, axis=0), X),
        on(lambda x: x.max(axis=0), X),
        corner(np.max, [1.0, 1.0, 0.0], slopes=[[0.5, 0.5, 0]]),
    ],
    "min": [
        *over_axes(np.min),
        on(lambda x: np.min(x, where=MASK, initial=9.0, axis=0), X),
        on(np.amin, X),
        corner(np.min, [1.0, 1.0, 3.0], slopes=[[0.5, 0.5, 0]]),
    ],
    "ptp": [
        *over_axes(np.ptp),
        corner(np.ptp, [1.0, 1.0, 3.0], slopes=[[-0.5, -0.5, 1]]),
    ],
    "median": [
        *over_axes(np.median),
        on(np.median, V[:3]),
        corner(np.median, [1.0, 2.0], slopes=[0.5]),
        corner(np.median, [3.0, 1.0, 2.0], slopes=[[0, 0, 1]]),
    ],
    "quantile": [
        on(lambda x: np.quantile(x, 0.3), X),
        on(lambda x: np.quantile(x, [0.1, 0.77], axis=0), X),
        on(lambda x: np.quantile(x, 0.3, axis=-1, keepdims=True), X),
        on(lambda x: np.quantile(x, 0.3, axis=(0, 1)), X),
        *(
            on(lambda x, m=method: np.quantile(x, SPREAD, axis=1, method=m), X)
            for method in ("lower", "higher", "nearest", "midpoint", "hazen", "median_unbiased")
        ),
        on(lambda x: np.quantile(x, [0.0, 1.0]), X),
        on(np.quantile, V, np.array(0.4)),
        on(np.quantile, V, np.array([0.4, 0.9])),
        on(lambda x: np.percentile(x, 30), X),
    ],
    "average": [
        on(np.average, X),
        on(lambda x: np.average(x, axis=0), X),
        on(lambda x, w: np.average(x, weights=w), X, POSITIVE),
        on(lambda x, w: np.average(x, axis=1, weights=w), X, POSITIVE[0]),
        on(lambda x, w: np.average(x, axis=-1, weights=w, keepdims=True), X, POSITIVE),
        on(lambda x, w: np.average(x, weights=w, returned=True), V, POSITIVE[0]),
    ],
    "nansum": [*over_axes(np.nansum), corner(np.nansum, [1.0, NAN], slopes=[[1, 0]])],
    "nanmean": [
        *over_axes(np.nanmean),
        corner(np.nanmean, [1.0, NAN, 3.0], slopes=[[0.5, 0, 0.5]]),
        corner(
            lambda x: np.nanmean(x, axis=0),
            WITH_NAN,
            slopes=[np.where(np.isnan(WITH_NAN), 0, 1) / np.sum(~np.isnan(WITH_NAN), axis=0)],
        ),
    ],
    "argmax": [constant(np.argmax, X), constant(lambda x: np.argmax(x, axis=1), X)],
    "argmin": [constant(np.argmin, X), constant(lambda x: np.argmin(x, axis=-1), X)],
    "logsumexp": [
        *over_axes(logsumexp),
        on(lambda x, b: logsumexp(x, b=b), X, POSITIVE),
        on(lambda x, b: logsumexp(x, axis=0, b=b), X, POSITIVE),
        on(lambda x: logsumexp(x, b=Y, return_sign=True)[0], X),
        corner(logsumexp, [1000.0, 0.0], slopes=[[1, 0]]),
        corner(logsumexp, [-INF, 0.0], slopes=[[0, 1]]),
        corner(logsumexp, [-INF, -INF], slopes=[0.5]),
        corner(logsumexp, [INF, 0.0], slopes=[[1, 0]]),
    ],
}

SCANS: Table = {
    "cumsum": [
        on(np.cumsum, X),
        on(lambda x: np.cumsum(x, axis=0), X),
        on(lambda x: np.cumsum(x, axis=-1), T),
        on(lambda x: x.cumsum(1), Z),
        on(lambda x: np.cumulative_sum(x, axis=1, include_initial=True), X),
    ],
    "cumprod": [
        on(np.cumprod, X),
        on(lambda x: np.cumprod(x, axis=0), X),
        on(lambda x: np.cumprod(x, axis=-1), T),
        on(np.cumprod, np.array([2.0, 0.0, 3.0, 0.0, 5.0])),
    ],
    "diff": [
        on(np.diff, X),
        on(lambda x: np.diff(x, axis=0), X),
        on(lambda x: np.diff(x, n=2), X),
        on(lambda x: np.diff(x, n=0), X),
        on(lambda x, a, b: np.diff(x, prepend=a, append=b), V, SCALAR, W),
        on(lambda x: np.diff(x, n=2, axis=0, prepend=0.0), X),
    ],
    "gradient": [
        on(np.gradient, V),
        on(np.gradient, X),
        on(lambda x: np.gradient(x, 0.5), V),
        on(lambda x: np.gradient(x, 0.5, axis=0), X),
        on(lambda x: np.gradient(x, 0.5, 2.0, edge_order=2), X),
        on(lambda x: np.gradient(x, np.array([0.0, 1.0, 1.5, 4.0])), V),
        on(lambda x: np.gradient(x, np.array([0.0, 1.0, 1.5, 4.0]), edge_order=2), V),
        on(lambda x: np.gradient(x, axis=(1, 0)), X),
        on(np.gradient, V[:3]),
        on(np.gradient, V[:2]),
    ],
    "trapezoid": [
        on(np.trapezoid, X),
        on(lambda y: np.trapezoid(y, dx=0.3, axis=0), X),
        on(np.trapezoid, V, W),
        on(lambda y, x: np.trapezoid(y, x, axis=-1), X, W),
        on(lambda y, x: np.trapezoid(y, x=x, axis=0), X, Y),
    ],
}

SORTING: Table = {
    "sort": [
        on(np.sort, X),
        on(lambda x: np.sort(x, axis=0), X),
        on(lambda x: np.sort(x, axis=None), X),
        on(lambda x: np.sort(x, kind="stable"), T),
        corner(lambda x: np.sort(x)[..., 0], [1.0, 1.0, 0.5], slopes=[[0, 0, 1]]),
    ],
    "sort_1d": [on(np.sort, V), corner(lambda x: np.sort(x)[1:], [1.0, 1.0], slopes=[[0, 1]])],
    "partition": [
        on(lambda x: np.partition(x, 2)[2], V),
        on(lambda x: np.partition(x, [1, 2], axis=0), X),
        on(lambda x: np.partition(x, 1, axis=None)[:1], X),
        on(lambda x: np.partition(x, -1), X),
    ],
    "argsort": [
        constant(np.argsort, X),
        constant(lambda x: np.argsort(-x, axis=0, stable=True), X),
        on(lambda x: x[np.argsort(x)], V),
    ],
    "searchsorted": [
        constant(lambda x: np.searchsorted(np.sort(W), x), V),
        constant(lambda x: np.searchsorted(np.sort(x), W, side="right"), V),
    ],
    "unique": [
        on(np.unique, V),
        on(np.unique, X),
        on(lambda x: np.unique(x, return_counts=True)[0], V),
        on(lambda x: np.unique(x)[0], V),
        corner(np.unique, [2.0, 1.0, 3.0], slopes=[1]),
    ],
}

REDUCING: Table = {**REDUCTIONS, **SCANS, **SORTING}
