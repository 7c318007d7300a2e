"""What the functions of arrays mean, with their static parameters; many are NumPy's own.

Three tables: functions of arrays, functions of a list of arrays, and functions that depend on an
order of the entries or on a sign and so on the region. A new function of arrays is a line in one.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import sympy

from jacobook import shapes
from jacobook.rule import Array
from jacobook.shapes import Axis, Shape
from jacobook.symbolic import (
    decompositions,
    linear_algebra,
    matrix_functions,
    ordering,
    sequences,
    special,
)
from jacobook.symbolic.elementwise import (
    ENTRYWISE_BY_REGION,
    absolute,
    conjugate,
    imaginary,
    maximum,
    real,
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


def _symmetric_part(x: Array, **_: Any) -> Array:
    return (x + x.T) / sympy.Integer(2)


def _complex_vecdot(a: Array, b: Array, axis: int = -1) -> Array:
    return as_array(np.sum(each(conjugate, a) * b, axis=axis))


def _half_turn(deg: bool) -> Any:
    return sympy.Integer(180) if deg else sympy.pi


def _complex_angle(z: Array, deg: bool = False) -> Any:
    unit = _half_turn(deg) / sympy.pi
    return each(lambda e: sympy.atan2(imaginary(e), real(e)) * unit, z)


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
    "det": linear_algebra.stacked(linear_algebra.det),
    "inv": linear_algebra.stacked(linear_algebra.inv),
    "solve": linear_algebra.solve,
    "logdet": linear_algebra.stacked(lambda x: sympy.log(linear_algebra.det(x))),
    "matrix_power": linear_algebra.matrix_power,
    "norm2": _norm,
    "normF": _norm,
    "var": _var,
    "std": _std,
    "nanvar": _var,
    "nanstd": _std,
    "logsumexp": _log_sum_exp,
    "softmax": _softmax,
    "log_softmax": _log_softmax,
    "astype": _as_type,
    "complex_angle": _complex_angle,
    "nan_to_num": lambda x, **_: x,
    "nansum": np.sum,
    "nanmean": np.mean,
    "getitem": _getitem,
    "scatter": _scatter,
    **special.SPECIAL_ARRAYS,
    **matrix_functions.MATRIX_FUNCTIONS,
    "complex_vecdot": _complex_vecdot,
    "convolve": np.convolve,
    "correlate": np.correlate,
    "convolve_nd": sequences.convolve_nd,
    "correlate_nd": sequences.correlate_nd,
    "sliding_window_view": np.lib.stride_tricks.sliding_window_view,
    "overlap_add": sequences.overlap_add,
    "cut_or_pad": sequences.cut_or_pad,
    "fft": sequences.fft,
    "ifft": sequences.ifft,
    "rfft": sequences.rfft,
    "irfft": sequences.irfft,
    "as_symmetric": _symmetric_part,
    "cholesky": decompositions.cholesky,
    "solve_triangular": decompositions.solve_triangular,
    "qr_parts": decompositions.qr_parts,
    "pinv": decompositions.pinv,
    "lstsq": decompositions.lstsq,
    "sylvester": decompositions.sylvester,
    "eigvals": decompositions.eigvals,
    "eig_parts": decompositions.eig_parts,
    "eigvalsh": decompositions.eigvalsh,
    "eigh_parts": decompositions.eigh_parts,
    "svdvals": decompositions.svdvals,
    "svd_parts": decompositions.svd_parts,
    "spectral": decompositions.spectral,
    "nuclear": decompositions.nuclear,
    "leading_dyad": decompositions.leading_dyad,
    "polar_factor": decompositions.polar_factor,
}
"""Functions of arrays with their static parameters; many are NumPy's own. No entry is NaN."""
LISTS: Mapping[str, Callable[..., Any]] = {
    **{name: getattr(np, name) for name in ("concatenate", "stack", "vstack", "hstack", "dstack")},
    "einsum": linear_algebra.einsum,
    "divided_difference": matrix_functions.divided_difference,
}
"""Functions of a list of arrays."""


def _round(s: Region, x: Array, decimals: int = 0, **_: Any) -> Array:
    scale = sympy.Integer(10) ** decimals
    return each(functools.partial(ENTRYWISE_BY_REGION["rint"], s), as_array(x * scale)) / scale


def _angle(s: Region, x: Array, deg: bool = False) -> Any:
    return each(lambda e: s.choose(s.compare("less", e, 0), _half_turn(deg), sympy.S.Zero), x)


def _running_maximum(s: Region, x: Array, axis: int = 0) -> Any:
    rows = np.moveaxis(as_array(x).copy(), axis, 0)
    larger = np.frompyfunc(functools.partial(maximum, s), 2, 1)
    for i in range(1, len(rows)):
        rows[i] = larger(rows[i - 1], rows[i])
    return np.moveaxis(rows, 0, axis)


def _norm1(s: Region, x: Array, axis: Axis = None, keepdims: bool = False) -> Any:
    return np.sum(each(functools.partial(absolute, s), x), axis=axis, keepdims=keepdims)


def _norm_inf(s: Region, x: Array, axis: Axis = None, keepdims: bool = False) -> Any:
    return ordering.amax(s, each(functools.partial(absolute, s), x), axis, keepdims)


ARRAYS_BY_REGION: Mapping[str, Callable[..., Any]] = {
    "amax": ordering.amax,
    "max": ordering.amax,
    "amin": ordering.amin,
    "min": ordering.amin,
    "argmax": ordering.argmax,
    "argmin": ordering.argmin,
    "sort": ordering.sort,
    "argsort": ordering.argsort,
    "median": ordering.median,
    "partition": ordering.partition,
    "order_statistic": ordering.order_statistic,
    "quantile": ordering.quantile,
    "nanquantile": ordering.quantile,
    "interp": ordering.interp,
    "mean_of_ties": ordering.mean_of_ties,
    "round": _round,
    "angle": _angle,
    "cummax": _running_maximum,
    "norm1": _norm1,
    "norminf": _norm_inf,
    "logabsdet": linear_algebra.log_det,
}
"""Functions of arrays that depend on an order of the entries, or on a sign."""
