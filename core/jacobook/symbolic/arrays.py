"""What the functions of arrays mean, with their static parameters; many are NumPy's own.

Three tables: functions of arrays, functions of a list of arrays, and functions that depend on an
order of the entries or on a sign and so on the region. A new function of arrays is a line in one.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import sympy

from jacobook import shapes
from jacobook.rule import Array
from jacobook.shapes import Axis, Shape
from jacobook.symbolic import linear_algebra
from jacobook.symbolic.elementwise import (
    ENTRYWISE_BY_REGION,
    absolute,
    maximum,
    minimum,
    sinc,
)
from jacobook.symbolic.entries import as_array, as_entry, each, filled
from jacobook.symbolic.failures import UnsupportedOperation
from jacobook.symbolic.region import Region


def _norm(x: Array, axis: Axis = None, keepdims: bool = False) -> Array:
    return each(sympy.sqrt, as_array(np.sum(x * x, axis=axis, keepdims=keepdims)))


def _var(
    x: Array, axis: Axis = None, ddof: float = 0, keepdims: bool = False, correction: float = 0
) -> Array:
    total = as_array(np.sum((x - as_array(np.mean(x, axis=axis, keepdims=True))) ** 2, axis=axis))
    if keepdims:
        total = total.reshape(shapes.reduced(x.shape, axis, keepdims=True))
    count = x.size // max(1, total.size)
    return total / as_entry(count - (ddof or correction))


def _std(x: Array, **given: Any) -> Array:
    return each(sympy.sqrt, as_array(_var(x, **given)))


def _log_sum_exp(x: Array, axis: Axis = None, keepdims: bool = False) -> Array:
    total = as_array(np.sum(each(sympy.exp, x), axis=axis, keepdims=keepdims))
    return each(sympy.log, total)


def _softmax(x: Array, axis: Axis = None) -> Array:
    powers = each(sympy.exp, x)
    return powers / as_array(np.sum(powers, axis=axis, keepdims=True))


def _log_softmax(x: Array, axis: Axis = None) -> Array:
    return each(sympy.log, as_array(_softmax(x, axis=axis)))


def _getitem(x: Array, index: Any = ()) -> Array:
    return x[index]


def _scatter(x: Array, index: Any = (), shape: Shape = ()) -> Array:
    found = filled(shape)
    np.add.at(found, index, x)
    return found


def _as_type(x: Array, dtype: Any = float) -> Array:
    if np.dtype(dtype).kind != "f":
        raise UnsupportedOperation(f"conversion to {dtype}")
    return x


def _sinc_derivative(x: Array, order: int = 1) -> Array:
    return each(lambda entry: _along_symbol(sinc, entry, order), x)


def _along_symbol(function: Callable[[Any], Any], entry: Any, order: int) -> Any:
    """The derivative of some order of a function of one entry."""
    t = sympy.Dummy(real=True)
    return sympy.diff(function(t), t, order).xreplace({t: entry})


ARRAYS: Mapping[str, Callable[..., Any]] = {
    **{
        name: getattr(np, name)
        for name in (
            *("matmul", "dot", "vdot", "vecdot", "inner", "outer", "kron", "tensordot", "trace"),
            *("sum", "prod", "mean", "cumsum", "cumprod", "diff", "cross"),
            *("tril", "triu", "diagonal", "diag", "repeat", "tile", "take", "pad", "broadcast_to"),
            *("reshape", "ravel", "squeeze", "expand_dims", "transpose", "matrix_transpose"),
            *("swapaxes", "moveaxis", "flip", "fliplr", "flipud", "roll", "rot90"),
        )
    },
    "vec": lambda x: np.ravel(x, order="F"),
    "adj": linear_algebra.adjugate,
    "cofactor": linear_algebra.cofactor,
    "cofactor_slope": linear_algebra.cofactor_slope,
    "det": linear_algebra.det,
    "inv": linear_algebra.inv,
    "solve": linear_algebra.solve,
    "logdet": lambda x: sympy.log(linear_algebra.det(x)),
    "matrix_power": linear_algebra.matrix_power,
    "norm2": _norm,
    "normF": _norm,
    "var": _var,
    "std": _std,
    "logsumexp": _log_sum_exp,
    "softmax": _softmax,
    "log_softmax": _log_softmax,
    "astype": _as_type,
    "nan_to_num": lambda x, **_: x,
    "nansum": np.sum,
    "nanmean": np.mean,
    "getitem": _getitem,
    "scatter": _scatter,
    "sinc_derivative": _sinc_derivative,
}
"""Functions of arrays with their static parameters; many are NumPy's own. No entry is NaN."""
LISTS: Mapping[str, Callable[..., Any]] = {
    **{name: getattr(np, name) for name in ("concatenate", "stack", "vstack", "hstack", "dstack")},
    "einsum": linear_algebra.einsum,
}
"""Functions of a list of arrays."""


def _reduced(s: Region, x: Array, axis: Axis, keepdims: bool, pick: Callable[..., Any]) -> Any:
    """`pick(entries)` along axes."""
    axes = shapes.normalise_axes(axis, x.ndim)
    kept = [i for i in range(x.ndim) if i not in axes]
    rows = np.transpose(x, (*kept, *axes)).reshape((*(x.shape[i] for i in kept), -1))
    found = filled(rows.shape[:-1])
    for index in np.ndindex(found.shape):
        found[index] = pick(s, list(rows[index]))
    return found.reshape(shapes.reduced(x.shape, axis, keepdims))


def _largest(s: Region, entries: Sequence[Any]) -> Any:
    return functools.reduce(functools.partial(maximum, s), entries)


def _smallest(s: Region, entries: Sequence[Any]) -> Any:
    return functools.reduce(functools.partial(minimum, s), entries)


def _order(s: Region, entries: Sequence[Any]) -> list[int]:
    """The places of the entries in ascending order, as decided at the point."""
    if s.point is None:
        raise UnsupportedOperation("sorting symbols")

    def by_sign(i: int, j: int) -> int:
        return s.sign(entries[i] - entries[j]) or 0

    return sorted(range(len(entries)), key=functools.cmp_to_key(by_sign))


def _along(s: Region, x: Array, axis: int | None, change: Callable[..., Any]) -> Array:
    """`change(entries)`, a list of the same length, along one axis."""
    rows = np.moveaxis(x.reshape(-1) if axis is None else x, -1 if axis is None else axis, -1)
    found = filled(rows.shape)
    for index in np.ndindex(rows.shape[:-1]):
        found[index] = change(s, list(rows[index]))
    return found if axis is None else np.moveaxis(found, -1, axis)


def _amax(s: Region, x: Array, axis: Axis = None, keepdims: bool = False) -> Any:
    return _reduced(s, x, axis, keepdims, _largest)


def _amin(s: Region, x: Array, axis: Axis = None, keepdims: bool = False) -> Any:
    return _reduced(s, x, axis, keepdims, _smallest)


def _argmax(s: Region, x: Array, axis: int | None = None, keepdims: bool = False) -> Any:
    return _reduced(s, x, axis, keepdims, lambda s, e: _order(s, e)[-1])


def _argmin(s: Region, x: Array, axis: int | None = None, keepdims: bool = False) -> Any:
    return _reduced(s, x, axis, keepdims, lambda s, e: _order(s, e)[0])


def _sort(s: Region, x: Array, axis: int | None = -1) -> Array:
    return _along(s, x, axis, lambda s, e: [e[i] for i in _order(s, e)])


def _argsort(s: Region, x: Array, axis: int | None = -1) -> Array:
    return _along(s, x, axis, lambda s, e: _order(s, e))


def _median(s: Region, x: Array, axis: Axis = None, keepdims: bool = False) -> Any:
    def middle(s: Region, entries: Sequence[Any]) -> Any:
        ordered = [entries[i] for i in _order(s, entries)]
        half = len(ordered) // 2
        return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2

    return _reduced(s, x, axis, keepdims, middle)


def _round(s: Region, x: Array, decimals: int = 0, **_: Any) -> Array:
    scale = sympy.Integer(10) ** decimals
    return each(functools.partial(ENTRYWISE_BY_REGION["rint"], s), as_array(x * scale)) / scale


def _norm1(s: Region, x: Array, axis: Axis = None, keepdims: bool = False) -> Any:
    return np.sum(each(functools.partial(absolute, s), x), axis=axis, keepdims=keepdims)


def _norm_inf(s: Region, x: Array, axis: Axis = None, keepdims: bool = False) -> Any:
    return _amax(s, each(functools.partial(absolute, s), x), axis, keepdims)


ARRAYS_BY_REGION: Mapping[str, Callable[..., Any]] = {
    "amax": _amax,
    "max": _amax,
    "amin": _amin,
    "min": _amin,
    "argmax": _argmax,
    "argmin": _argmin,
    "sort": _sort,
    "argsort": _argsort,
    "median": _median,
    "round": _round,
    "norm1": _norm1,
    "norminf": _norm_inf,
    "logabsdet": linear_algebra.log_det,
}
"""Functions of arrays that depend on an order of the entries, or on a sign."""
