"""NumPy's own calls with their keywords: value, both directions and second order, or a clear refusal.

Each line of a table is a call as a user writes it. It is differentiated by all floating variables
in it, and compared with central differences of NumPy itself, in a random direction.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

import jacobook as jb
from jacobook import errors

DRAW = np.random.default_rng(5)


def entries(*shape: int, low: float = 0.3, high: float = 2.3) -> Any:
    """Numbers of both signs, no two equal, none near 0."""
    sizes = DRAW.uniform(low, high, shape)
    return np.where(DRAW.random(shape) < 0.5, -sizes, sizes)


VARIABLES: dict[str, Any] = {
    "s": np.float64(0.7),
    "x": entries(5),
    "y": entries(5),
    "a": entries(3),
    "b": entries(3),
    "c": entries(4),
    "p": abs(entries(5)),
    "k": np.cumsum(abs(entries(5))),  # increasing
    "X": entries(3, 4),
    "Y": entries(3, 4),
    "Z": entries(4, 2),
    "S": entries(3, 3),
    "P": abs(entries(3, 4)),
    "T": entries(2, 3, 4),
    "U": entries(2, 4, 3),
    "n": np.array([0.5, np.nan, -1.5, 2.5, 0.9]),
    "N": np.array([[np.nan, 0.4, 2.0, -1.0], [1.1, -0.6, np.nan, 0.3], [0.8, 1.7, -2.0, 0.2]]),
}
"""What is differentiated by: a number, vectors, matrices and stacks; `n` and `N` with NaN."""

CONSTANTS: dict[str, Any] = {
    "np": np,
    "mask": np.array([[1, 0, 1, 1], [1, 1, 0, 1], [0, 1, 1, 0]], bool),
    "row": np.array([True, False, True, True]),
}

SCALAR_METHODS = (
    *("linear", "lower", "higher", "midpoint", "nearest", "hazen", "weibull", "inverted_cdf"),
    *("averaged_inverted_cdf", "interpolated_inverted_cdf", "closest_observation"),
    *("median_unbiased", "normal_unbiased"),
)
AXES = ("", ", axis=0", ", axis=-1", ", axis=(0, 1)", ", axis=1, keepdims=True", ", keepdims=True")


def every(pattern: str, *choices: tuple[str, ...]) -> list[str]:
    """The calls which `pattern` gives with each choice in place of `{}`."""
    made = [pattern]
    for options in choices:
        made = [text.replace("{}", option, 1) for text in made for option in options]
    return made


CALLS: dict[str, list[str]] = {
    "reductions": [
        *every("np.{}(X{})", ("sum", "mean", "prod", "max", "min", "var", "std", "ptp"), AXES),
        *every("np.median(X{})", AXES),
        *every("np.{}(T, axis=(0, 2))", ("sum", "mean", "prod", "max", "min", "std", "median")),
        *every("np.{}(s)", ("sum", "mean", "prod", "max", "var", "median", "ptp")),
        *every("np.{}(X, axis=1, ddof=1)", ("var", "std")),
        *every("np.{}(X, axis=0, correction=1)", ("var", "std")),
        *every("np.{}(X, axis=1, mean=X[:, :1] * s)", ("var", "std")),
        *every("np.{}(X, axis=1, where=mask, ddof=1)", ("var", "std")),
        *every("np.{}(X, where=row, keepdims=True)", ("var", "std")),
        *every("np.{}(X, dtype=np.float64)", ("var", "std")),
        *every("np.average(X{})", AXES),
        "np.average(X, axis=1, weights=p[:4])",
        "np.average(X, axis=0, weights=P, keepdims=True)",
        "np.average(X, axis=(0, 1), weights=P, returned=True)",
        "np.average(x, returned=True)",
    ],
    "reductions without NaN": [
        *every(
            "np.nan{}(N{})", ("sum", "mean", "prod", "max", "min", "var", "std", "median"), AXES
        ),
        *every("np.nan{}(n)", ("sum", "mean", "prod", "max", "min", "var", "std", "median")),
        *every("np.nan{}(N, axis=1, where=mask)", ("sum", "mean", "prod", "var", "std")),
        *every("np.nan{}(N, axis=1, where=mask, initial=s)", ("sum", "prod", "max", "min")),
        *every("np.nan{}(N, axis=0, ddof=1)", ("var", "std")),
        *every("np.nancum{}(N{})", ("sum", "prod"), ("", ", axis=0", ", axis=-1")),
    ],
    "quantiles": [
        *every("np.quantile(X, 0.37, axis=1, method='{}')", SCALAR_METHODS),
        *every("np.nanquantile(N, 0.37, axis=1, method='{}')", SCALAR_METHODS),
        *every("np.quantile(X, s{})", AXES),
        *every("np.nanquantile(N, s{})", AXES),
        *every("np.{}percentile(X, 100 * s{})", ("", "nan"), AXES[:3]),
        *every("np.quantile(X, s, method='{}')", SCALAR_METHODS),
        "np.quantile(T, [0.2, 0.55], axis=(0, 2), keepdims=True)",
        "np.quantile(X, np.array([[0.1, 0.6]]), axis=0)",
        "np.percentile(X, [10, 90])",
        "np.quantile(X, p / 4)",
        "np.quantile(x, 0.0) + np.quantile(x, 1)",
    ],
    "scans": [
        *every("np.{}(X{})", ("cumsum", "cumprod", "sort"), ("", ", axis=0", ", axis=-1")),
        *every("np.{}(X, axis=None)", ("cumsum", "cumprod", "sort")),
        *every("np.cumulative_{}(X, axis=1{})", ("sum", "prod"), ("", ", include_initial=True")),
        *every("np.cumulative_{}(x)", ("sum", "prod")),
        "np.diff(X)",
        "np.diff(X, n=2, axis=0)",
        "np.diff(X, 0)",
        "np.ediff1d(X, to_begin=a, to_end=s)",
        *every("np.partition(X, 1{})", ("", ", axis=0", ", axis=None")),
        "np.partition(x, (1, -1))",
        "np.trapezoid(X)",
        "np.trapezoid(X, dx=s, axis=0)",
        "np.trapezoid(y, k)",
        "np.trapezoid(X, Y, axis=0)",
        *every("np.gradient({})", ("x", "a", "X", "T", "x, s", "x, k", "X, s, k[:4]")),
        *every("np.gradient({}, edge_order=2)", ("x", "a", "x, k", "X, k[:3], k[:4]")),
        "np.gradient(T, 2.0, axis=(2, 1))",
        "np.gradient(X, k[:4], axis=-1)",
        "np.unwrap(4 * x)",
        "np.unwrap(np.stack([4 * x, 9 * y]), axis=0, discont=4.0, period=5.0)",
    ],
    "interpolation": [
        *every("np.interp({}, k, y)", ("k[0] + p", "s", "X + 3", "0.9")),
        "np.interp(X + 3, k, y, left=s, right=-1.0)",
        "np.interp(3 * x, [0.1, 0.5, 0.9], a, period=1.2)",
        "np.interp(x, [0.5], [s])",
    ],
    "shapes": [
        *every("np.reshape(X, {})", ("(4, 3)", "-1", "(2, -1), order='F'", "shape=(6, 2)")),
        *every("np.ravel(X{})", ("", ", order='F'")),
        *every("np.transpose(T{})", ("", ", (1, 2, 0)", ", axes=(-1, 0, 1)")),
        *every("np.moveaxis(T, {})", ("0, -1", "[0, 1], [-1, -2]", "(0, 2), (1, 0)")),
        "np.swapaxes(T, 0, -1)",
        "np.rollaxis(T, 2, 1)",
        *every("np.expand_dims(X, {})", ("0", "(0, -1)", "axis=1")),
        *every("np.squeeze(X[None, :, None]{})", ("", ", 0", ", axis=(0, -2)")),
        *every("np.broadcast_to({})", ("a, (2, 3)", "X[:, :1], (2, 3, 5)", "s, 3")),
        "np.broadcast_arrays(a, X[:, :1], s)",
        *every("np.atleast_{}d(s, x, X, T)", ("1", "2", "3")),
        *every("np.flip(T{})", ("", ", 0", ", axis=(0, -1)")),
        *every("np.rot90(T, {})", ("1", "2, (1, 2)", "k=-1, axes=(0, -1)")),
        *every("np.roll(X, {})", ("2", "(1, -2), (0, 1)", "1, axis=(0, 1)", "5, axis=-1")),
        *every("np.tile(X, {})", ("2", "(2, 1)", "(1, 2, 3)", "0", "[2, 3]")),
        *every("np.tile({}, (2, 3))", ("s", "x", "T")),
        *every("np.repeat(X, {})", ("2", "2, axis=-1", "[1, 2, 0], axis=0", "(3,), axis=1")),
        "np.repeat(x, [1, 0, 2, 1, 1])",
        *every("np.resize(x, {})", ("(2, 3)", "4", "12")),
        "np.copy(X)",
        "np.astype(X, np.float64)",
    ],
    "joining and splitting": [
        *every("np.concatenate([X, Y]{})", ("", ", axis=1", ", axis=-1", ", axis=None")),
        "np.concatenate([x, np.ones(2), y])",
        *every("np.stack([X, Y], axis={})", ("0", "1", "-1")),
        "np.stack([s, 2 * s, 1.0])",
        *every("np.{}([X, Y])", ("hstack", "vstack", "dstack", "column_stack")),
        *every("np.{}([X, Y], dtype=np.float64)", ("hstack", "vstack")),
        *every("np.{}((x, 2 * y))", ("hstack", "vstack", "dstack", "column_stack")),
        "np.block([[X, X[:, :1]], [c, s]])",
        "np.append(X, Y) + np.append(X, Y, axis=0).ravel()",
        *every("np.split(X, {})", ("3", "[1], axis=1", "2, axis=-1")),
        *every("np.array_split(x, {})", ("3", "[1, 3]", "7")),
        *every("np.{}split(T, 2)", ("v", "d")),
        "np.hsplit(X, [1, 3])",
        "np.unstack(T, axis=-1)",
        *every("np.meshgrid(x, a, s{})", ("", ", indexing='ij'", ", sparse=True, copy=False")),
    ],
    "choosing entries": [
        "X[1, ::-2]",
        "X[..., None, [0, 2, 2]]",
        "X[mask]",
        *every("np.take(X, [0, 2, -1]{})", ("", ", axis=0", ", axis=-1", ", 1, mode='clip'")),
        *every("np.take(X, [9, -9, 1], mode='{}')", ("wrap", "clip")),
        "np.take(X, [9, -9], axis=1, mode='wrap')",
        *every(
            "np.take_along_axis(X, {})", ("np.argsort(X, 0), 0", "np.argmax(X, 1)[:, None], -1")
        ),
        "np.take_along_axis(X, np.array([3, 3, 0]), None)",
        *every("np.choose([2, 0, 1], [a, b, s], mode='{}')", ("raise", "clip", "wrap")),
        "np.choose([3, -1, 1], (a, b), mode='wrap')",
        *every("np.compress([True, False, True], X{})", ("", ", axis=0", ", axis=-1")),
        "np.extract(X > 0, X)",
        "np.select([X > 1, X > 0], [X, Y**2], default=s)",
        *every("np.where({})", ("mask, X, s", "row, X[:, :1], c", "X > 0, X, 0.0")),
        *every("np.clip(X, {})", ("-1, 1", "c - 3, c + 3", "None, s", "max=s", "min=-s, max=s")),
        *every(
            "np.insert(x, {})", ("2, s", "[1, 3], a[:2]", "slice(1, 4), b", "[1], b", "-1, 5.0")
        ),
        *every("np.insert(X, {})", ("1, c, axis=0", "[0, 2], X[:, :2], axis=1", "1, s, axis=-1")),
        *every("np.delete(X, {})", ("1", "1, axis=0", "[0, 2], axis=1", "slice(0, 2), axis=-1")),
        "np.unique(X)",
        "np.unique(X, axis=0, return_index=True, return_inverse=True, return_counts=True)",
        "np.nan_to_num(N, nan=2.0)",
        "np.bincount([0, 2, 2, 1, 0], x)",
        "np.bincount([0, 2, 2], weights=a, minlength=5)",
    ],
    "padding": [
        *every("np.pad(X, {})", ("1", "(2, 1)", "((0, 1), (2, 0))", "{0: (1, 2)}", "[[1, 2]]")),
        *every(
            "np.pad(X, ((2, 1), (0, 3)), mode='{}')",
            ("edge", "reflect", "symmetric", "wrap", "linear_ramp", "mean", "maximum", "median"),
        ),
        *every("np.pad(x, 7, mode='{}', reflect_type='odd')", ("reflect", "symmetric")),
        "np.pad(X, 1, constant_values=s)",
        "np.pad(X, 1, constant_values=((1.0, s), (3.0, 4.0)))",
        "np.pad(X, ((2, 1), (0, 3)), 'linear_ramp', end_values=(s, 2.0))",
        "np.pad(X, 2, 'minimum', stat_length=((2, 1), (1, 2)))",
    ],
    "diagonals": [
        *every("np.{}(X, {})", ("diag", "tril", "triu", "trace", "diagonal"), ("1", "-1", "5")),
        *every("np.{}(x, {})", ("diag", "diagflat"), ("0", "2", "-1")),
        "np.diagflat(X, 1)",
        "np.diagonal(T, 1, axis1=-1, axis2=0)",
        "np.trace(T, offset=1, axis1=0, axis2=2)",
        "np.vander(x) + np.vander(x, 5, increasing=True)",
        "np.polyval(a, X)",
    ],
    "products": [
        *every("np.dot({})", ("s, X", "x, y", "a, X", "X, c", "X, Z", "T, c", "T, U[0]", "T, U")),
        *every("np.matmul({})", ("x, y", "a, X", "X, Z", "T, U", "T, c", "T[:, None], U")),
        *every("np.matvec({})", ("X, c", "T, c", "T, T[:, 0]", "X, X")),
        *every("np.vecmat({})", ("a, X", "U[:, 0], T", "a, T")),
        *every("np.vecdot({})", ("X, Y", "X, c", "T, U.mT", "X, Y, axis=0")),
        *every("np.vdot({})", ("x, y", "X, Y", "s, 2.0")),
        *every("np.inner({})", ("x, y", "s, X", "X, Y", "T, c", "T, X")),
        *every("np.outer({})", ("x, a", "X, a", "X, Z", "s, x", "s, s")),
        *every("np.tensordot({})", ("X, Z, 1", "T, T.mT.mT, 3", "s, x, 0", "T, U, (2, 1)")),
        "np.tensordot(T, Y, axes=([1, -1], [0, 1]))",
        *every("np.kron({})", ("a, x", "X, Z", "s, X", "T, Z", "Z, T", "a, X", "T, T[:, :1, :2]")),
        *every("np.cross({})", ("a, b", "S, b", "a, S", "S[None], S[:, None]")),
        *every(
            "np.einsum({})",
            ("'ij,jk->ik', X, Z", "'ij,jk', X, Z", "'ii', S", "'ii->i', S", "'ij->j', X")
            + ("'ji', X", "'i,j', x, a", "'...j,j->...', T, c", "'...ij,...jk', T, U")
            + ("'ij,ik,il->jkl', X, X, S", "'iij->j', T[:, :2]", "'ij,k->i', X, x", "'...', X")
            + (
                "'i,ii->i', a, S",
                "'bi,bi->b', X, Y[:1]",
                "',i->i', s, x",
                "'iii->', T[:2, :2, :2]",
            ),
        ),
        "np.einsum('ij,jk,kl->il', X, Z, Z.T, optimize=True)",
    ],
    "filling": [
        "np.full_like(X, s)",
        "np.full_like(X, c, shape=(2, 4))",
        *every(
            "np.linspace(s, 3.0{})", ("", ", 7", ", endpoint=False", ", 4, retstep=True", ", 1")
        ),
        "np.linspace(a, b, 4, axis=-1)",
        "np.linspace(X, a[:, None], num=3, endpoint=False, axis=1)",
        *every("np.logspace(s, 1.2, 4{})", ("", ", endpoint=False", ", base=2.0", ", base=p[:2]")),
        *every("np.geomspace(s, 9.0, 4{})", ("", ", endpoint=False", ", axis=0")),
        "np.geomspace(-p, -9.0, 3, axis=1)",
    ],
    "functions as arguments": [
        *every("np.apply_along_axis(lambda v: v[:-1] * v[1:], {}, X)", ("0", "-1")),
        "np.apply_along_axis(lambda v, t: np.outer(v, v) * t, 1, X, s)",
        "np.apply_along_axis(np.sum, 1, T)",
        "np.apply_over_axes(np.sum, T, [0, -1])",
        "np.piecewise(X, [X < 0, X > 1], [np.exp, lambda v: v**2, s])",
        "np.piecewise(x, x > 0, [lambda v, t: t * v, lambda v, t: v / t], s)",
    ],
    "entry by entry": [
        *every(
            "np.{}(X, c)",
            ("add", "subtract", "multiply", "divide", "maximum", "minimum", "fmax", "fmin", "hypot")
            + ("arctan2", "logaddexp", "copysign", "fmod", "mod", "floor_divide", "divmod"),
        ),
        *every("np.{}(P, {})", ("power", "float_power"), ("s", "2", "X")),
        *every("np.{}(2 * X)", ("sinc", "i0", "modf", "trunc", "rint", "sign", "nan_to_num")),
        "np.ldexp(X, 3)",
        "np.round(X, 1)",
        "np.heaviside(X, s)",
        "np.add.reduce(X) + np.multiply.reduce(X, axis=0) + np.maximum.reduce(X)",
        *every("np.{}.accumulate(X{})", ("add", "maximum", "minimum"), ("", ", axis=1")),
        "np.maximum.accumulate(T, -1)",
        "np.nextafter(X, 0.0)",
        "np.angle(X, deg=True) * X",
        "np.multiply.outer(x, X)",
    ],
}
"""Calls that work, by what they do."""

CALLS["all keywords of reductions and scans"] = [
    *every("np.{}(X, axis=1, where=mask)", ("sum", "mean", "prod")),
    *every("np.{}(X, where=row, axis=0, keepdims=True, initial=s)", ("sum", "prod", "max", "min")),
    *every("np.{}(X, initial=s, axis=-1)", ("sum", "prod", "max", "min")),
    *every("np.{}(X, dtype=np.float64)", ("sum", "mean", "prod", "cumsum", "cumprod", "trace")),
    *every("np.{}([X, Y], axis=1, dtype=np.float64)", ("concatenate", "stack")),
    *every("np.sort(X, axis=0, {})", ("kind='stable'", "stable=True")),
    *every("np.diff({})", ("X, prepend=s", "X, append=X[:, :1]", "X, 2, 0, c[None], s")),
    *every("np.cross(S, T[0, :, :3], {})", ("axis=0", "axisa=0", "axisb=0, axisc=0")),
    *every("np.einsum({})", ("X, [0, 1], Z, [1, 2], [2, 0]", "S, [0, 0]", "T, [..., 0], c, [0]")),
    *every("np.{}(X, out=None)", ("sum", "cumsum", "max", "median", "exp")),
    *every("np.{}([x, y], out=None)", ("stack", "concatenate")),
    "np.einsum('ij->i', X, out=None)",
    *every("np.take(x, {})", ("[True, False, True]", "[0, 2], mode='clip'")),
]

CONSTANT = [
    *every("np.{}(X)", ("argmax", "argsort", "nonzero", "isnan", "count_nonzero", "zeros_like")),
    "np.argpartition(x, 2)",
    "np.searchsorted(k, x, side='right')",
    "np.digitize(x, k, right=True)",
    "np.tril_indices_from(X)",
    "np.array_repr(x)",
]
"""Calls whose value is a constant for differentiation."""

WRITING = (
    "np.copyto(np.zeros(5), x)",
    "np.put(np.zeros(5), [0], s)",
    "np.place(np.zeros(5), row[[0, 1, 2, 3, 3]], x)",
    "np.putmask(np.zeros(5), True, x)",
    "np.fill_diagonal(S, 1.0)",
    "np.put_along_axis(np.zeros((3, 4)), np.array([[0]]), X[:1, :1], 1)",
    "np.full(3, s, dtype=float)",  # by np.copyto
)
"""Calls that write into an array."""

UNDECLARED = {
    "order": ["np.copy(X, order='F')", "np.full_like(X, s, order='F')"],
}
"""Calls with a keyword that no rule declares, by the keyword."""

REFUSED: dict[str, tuple[type[Exception], str]] = {
    **{
        call: (errors.UnsupportedKeywordError, f"'{keyword}'")
        for keyword, calls in UNDECLARED.items()
        for call in calls
    },
    **{
        f"np.{name}(X, out=np.zeros(()))": (errors.InPlaceWriteError, "Drop out=")
        for name in ("sum", "mean", "prod", "max", "var", "nansum", "nanmax", "median")
    },
    "np.exp(x, np.zeros(5))": (errors.InPlaceWriteError, "Drop out="),
    "np.add(x, y, where=x > 0)": (errors.UnsupportedKeywordError, "'where'"),
    "np.exp(x, dtype=np.float32)": (errors.UnsupportedKeywordError, "'dtype'"),
    "np.median(X, overwrite_input=True)": (errors.UnsupportedKeywordError, "'overwrite_input'"),
    "np.quantile(x, 0.5, method='inverted_cdf', weights=p)": (
        errors.UnsupportedKeywordError,
        "'weights'",
    ),
    "np.quantile(x, 1.5)": (errors.ShapeError, r"range \[0, 1\]"),
    "np.nanmax(N, where=mask)": (errors.UnsupportedKeywordError, "needs initial="),
    "np.reshape(X, -1, copy=True)": (errors.UnsupportedKeywordError, "'copy'"),
    "np.ravel(X, order='A')": (errors.UnsupportedKeywordError, 'use "C" or "F"'),
    "np.nan_to_num(n, copy=False)": (errors.UnsupportedKeywordError, "'copy'"),
    "np.linspace(0, s, 5, device='cpu')": (errors.UnsupportedKeywordError, "'device'"),
    "np.linspace(0, s, 5, dtype=int)": (errors.DTypeError, "cut to steps"),
    "np.pad(X, 1, mode='empty')": (errors.UnsupportedKeywordError, "no rule for mode='empty'"),
    "np.pad(X, 1, mode='edge', end_values=3)": (errors.UnsupportedKeywordError, "end_values"),
    "np.cross(a[:2], b)": (errors.ShapeError, "vectors of three entries"),
    "np.max(X, where=mask)": (errors.UnsupportedKeywordError, "needs initial="),
    "np.gradient(a[:1])": (errors.ShapeError, "1 points"),
    "np.gradient(X, k)": (errors.ShapeError, "for each axis"),
    "np.interp(x, k, a)": (errors.ShapeError, "of one length"),
    "np.select([x > 0], [x, y])": (errors.ShapeError, "2 choices for 1 conditions"),
    "np.piecewise(x, [x > 0], [1.0, 2.0, s])": (errors.ShapeError, "3 functions"),
    "np.bincount([0, 1], x)": (errors.ShapeError, "weights of shape"),
    "np.cumulative_sum(X)": (errors.ShapeError, "name the axis"),
    **dict.fromkeys(WRITING, (errors.InPlaceWriteError, r"jacobook\.operations\.index_update")),
    "np.add.at(np.zeros(5), [0, 1], x[:2])": (
        errors.InPlaceWriteError,
        r"jacobook\.operations\.index_add",
    ),
    "np.multiply.at(np.zeros(5), [0, 1], x[:2])": (errors.InPlaceWriteError, "first operand"),
    "np.multiply.reduceat(x, [0, 2])": (errors.UnknownFunctionError, "has no rule"),
    "np.maximum.accumulate(x, dtype=float)": (errors.UnsupportedKeywordError, "dtype="),
    "np.maximum.accumulate(x, out=np.zeros(5))": (errors.InPlaceWriteError, "out="),
    "np.fmax.accumulate(x)": (errors.UnknownFunctionError, "has no rule"),
    "np.cross(X[:, :2], Y[:, :2], axis=1)": (errors.ShapeError, "append a 0"),
    "np.frompyfunc(lambda t: t * t, 1, 1)(x)": (errors.UnknownFunctionError, "^<lambda>"),
    "np.histogram(x)": (errors.UnknownFunctionError, "has no rule"),
    "np.array([x[0], s])": (errors.TracedValueError, r"np\.stack\(\[x, y\]\)"),
    "np.full(3, s)": (errors.TracedValueError, "plain NumPy array"),
    "np.vectorize(lambda t: t * t)(x)": (errors.TracedValueError, "plain NumPy array"),
}
"""Calls that are refused, with the error and words of its message."""

SINGLE = [
    *every("np.{}(X, axis=0)", ("sum", "mean", "prod", "max", "var", "std", "median", "cumprod")),
    *every("np.nan{}(N, axis=1)", ("sum", "mean", "prod", "max", "var", "std", "median")),
    *every("np.quantile({})", ("X, 0.3", "X, s", "X, p[:2] / 4")),
    *every("np.gradient({})", ("x", "x, 0.5", "x, k")),
    "np.interp(x, k, y)",
    "np.maximum.accumulate(X)",
    *every("np.linspace({})", ("s, 3.0, 5", "a, b, 4", "s, 3.0, 4, False")),
    *every("np.{}space(s, 2.0, 4)", ("log", "geom")),
    *every("np.pad(X, 2, mode='{}')", ("linear_ramp", "mean", "wrap")),
    "np.pad(X, 1, constant_values=s)",
    "np.insert(x, 1, 2.0)",
    "np.piecewise(x, [x > 0], [np.exp, 2.0])",
    "np.polyval([1.0, 2.0], x)",
    "np.vander(x, 3)",
    "np.unique(x)",
    "np.trapezoid(x)",
    "np.average(X, axis=1, weights=[1.0, 2.0, 3.0, 4.0])",
]
"""Calls in single precision."""

EMPTY = [
    *every("np.{}(E)", ("sum", "prod", "nansum", "nanprod", "cumsum", "sort", "flip", "unique")),
    *every("np.{}.accumulate(E{})", ("maximum", "minimum"), ("", ", axis=1")),
    *every("np.{}(E, axis=1)", ("sum", "prod", "mean", "var", "std", "max", "median", "ptp")),
    *every("np.nan{}(E, axis=1)", ("sum", "mean", "var", "std", "max", "median")),
    *every("np.{}", ("tile(E, 2)", "repeat(E, 2, axis=0)", "pad(E, 1)", "roll(E, 1)")),
    *every("np.{}", ("dot(E, np.ones(3))", "matmul(E.T, E)", "einsum('ij,ik', E, E)")),
    *every("np.{}", ("concatenate([E, E])", "stack([E, E])", "insert(E, 0, 1.0)", "delete(E, [])")),
    *every("np.{}", ("take(E, [0], axis=1)", "interp(E, [0.0, 1.0], [2.0, 3.0])", "diff(E)")),
]
"""Calls on `E`, which has no entries: shape (0, 3)."""


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """NumPy warns of NaN and of empty slices, which are part of the tables."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        yield


def names_in(call: str) -> list[str]:
    """The variables that a call uses."""
    return [name for name in VARIABLES if re.search(rf"(?<![\w.]){name}(?![\w(=])", call)]


def function(call: str) -> Callable[..., list[Any]]:
    """The floating results of a call, as a function of the variables in it."""
    code = compile(call.strip(), call, "eval")

    def evaluated(*values: Any) -> list[Any]:
        scope = {**CONSTANTS, **dict(zip(names_in(call), values, strict=True))}
        results = eval(code, scope)
        parts = results if isinstance(results, tuple | list) else [results]
        return [part for part in parts if is_floating(part)]

    return evaluated


def is_floating(part: Any) -> bool:
    return bool(getattr(part, "dtype", np.dtype(object)).kind == "f")


def loss(call: str) -> Callable[..., Any]:
    """A number made of all results of a call, of which the second derivative is not zero."""
    results = function(call)

    def total(*values: Any) -> Any:
        weights = np.random.default_rng(7)
        made = 0.0
        for part in results(*values):
            w = weights.uniform(0.5, 1.5, np.shape(part))
            made = made + np.sum(np.where(np.isfinite(part), w * part + 0.3 * w * part**2, 0.0))
        return made

    return total


def slope(f: Callable[[float], Any], h: float = 1e-4) -> Any:
    """The derivative at 0, by differences of fourth order."""
    return (8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h)


def inner(xs: Any, vs: Any) -> Any:
    return sum(np.sum(x * v) for x, v in zip(xs, vs, strict=True))


ALL = [call for calls in CALLS.values() for call in calls]


def test_no_call_stands_twice_in_the_table() -> None:
    assert len(ALL) == len(set(ALL))


@pytest.mark.parametrize("call", ALL)
def test_call_agrees_with_differences(call: str) -> None:
    f, xs = loss(call), [VARIABLES[name] for name in names_in(call)]
    draw = np.random.default_rng(3)
    vs = [draw.uniform(-1, 1, np.shape(x)) for x in xs]
    every_one = tuple(range(len(xs)))

    for got, wanted in zip(jb.vjp(function(call), *xs)[0], function(call)(*xs), strict=True):
        np.testing.assert_allclose(got, wanted, rtol=1e-12, atol=1e-12)
        assert got.dtype == wanted.dtype

    def moved(t: float) -> list[Any]:
        return [x + t * v for x, v in zip(xs, vs, strict=True)]

    gradient = jb.grad(f, every_one)
    wanted = slope(lambda t: f(*moved(t)))
    assert all(np.shape(g) == np.shape(x) for g, x in zip(gradient(*xs), xs, strict=True))
    assert inner(gradient(*xs), vs) == pytest.approx(wanted, rel=1e-7, abs=1e-7)
    assert jb.jvp(f, xs, vs)[1] == pytest.approx(wanted, rel=1e-7, abs=1e-7)

    second = slope(lambda t: inner(gradient(*moved(t)), vs))
    product = jb.hvp(f, xs, vs)
    assert inner(product if len(xs) > 1 else (product,), vs) == pytest.approx(
        second, rel=1e-6, abs=1e-6
    )


@pytest.mark.parametrize("call", CONSTANT)
def test_call_gives_a_constant(call: str) -> None:
    code = compile(call, call, "eval")
    seen = []

    def f(x: Any, X: Any) -> Any:
        seen.append(eval(code, {**CONSTANTS, **VARIABLES, "x": x, "X": X}))
        return np.sum(x)

    jb.grad(f, (0, 1))(VARIABLES["x"], VARIABLES["X"])
    wanted = eval(code, {**CONSTANTS, **VARIABLES})
    assert type(seen[0]) is type(wanted)
    np.testing.assert_equal(seen[0], wanted)


@pytest.mark.parametrize("call", REFUSED)
def test_call_is_refused(call: str) -> None:
    error, words = REFUSED[call]
    code = compile(call, call, "eval")
    names = names_in(call)

    def f(*values: Any) -> Any:
        made = eval(code, {**CONSTANTS, **dict(zip(names, values, strict=True))})
        return np.sum(made[0] if isinstance(made, tuple | list) else made)

    with pytest.raises(error, match=words):
        jb.grad(f, tuple(range(len(names))))(*(VARIABLES[name] for name in names))


@pytest.mark.parametrize("call", SINGLE)
def test_call_in_single_precision(call: str) -> None:
    f, xs = loss(call), [VARIABLES[name] for name in names_in(call)]
    singles = [np.float32(x) for x in xs]
    every_one = tuple(range(len(xs)))
    gradients = jb.grad(f, every_one)(*singles), jb.grad(f, every_one)(*xs)
    for single, double in zip(*gradients, strict=True):
        assert single.dtype == np.float32
        np.testing.assert_allclose(single, double, rtol=2e-3, atol=2e-3)


@pytest.mark.parametrize("call", EMPTY)
def test_call_without_entries(call: str) -> None:
    code = compile(call, call, "eval")
    x = np.zeros((0, 3))
    shapes = []

    def f(E: Any) -> Any:
        made = eval(code, {**CONSTANTS, "E": E})
        shapes.append(np.shape(made))
        return np.sum(made)

    assert jb.grad(f)(x).shape == x.shape
    assert jb.grad(lambda E: np.sum(jb.grad(f)(E) ** 2))(x).shape == x.shape
    assert shapes[0] == np.shape(eval(code, {**CONSTANTS, "E": x}))
