"""NumPy's public functions, from NumPy itself, and why some have no derivative.

A function without a rule is `not differentiable` for one of two reasons: NumPy says itself that it
works on whole numbers, or it stands in `REASONS`. All others are still to come.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

MODULES = ("numpy", "numpy.linalg", "numpy.fft")
WHOLE_NUMBERS = "It works on whole numbers, bits or dates."

_NAMES: Mapping[str, str] = {
    "It makes an array from sizes and settings: there is nothing to differentiate by.": (
        "arange bartlett blackman diag_indices diag_indices_from empty eye fftfreq fromfunction "
        "hamming hanning identity indices mask_indices ones rfftfreq tri tril_indices "
        "tril_indices_from triu_indices triu_indices_from zeros"
    ),
    "It returns positions, counts or truth values, which do not change with small changes.": (
        "argpartition digitize histogram histogram2d histogram_bin_edges histogramdd ix_ "
        "packbits ravel_multi_index unpackbits unravel_index"
    ),
    "It is about types, shapes or dates, not about numbers.": (
        "broadcast_shapes busday_count busday_offset common_type datetime_data einsum_path "
        "frompyfunc is_busday isdtype isfortran isscalar issubdtype iterable mintypecode "
        "nested_iters promote_types typename"
    ),
    "It reads, writes or prints.": (
        "array2string array_repr array_str base_repr binary_repr datetime_as_string "
        "format_float_positional format_float_scientific from_dlpack frombuffer fromfile fromiter "
        "fromregex fromstring genfromtxt info load loadtxt save savetxt savez savez_compressed"
    ),
    "It is about NumPy itself.": (
        "get_include get_printoptions getbufsize geterr geterrcall printoptions "
        "set_printoptions setbufsize seterr seterrcall show_config show_runtime test"
    ),
    "NumPy has deprecated it; `np.vstack` has a rule.": "row_stack",
    "NumPy makes a plain array of its argument and asks nobody; write `np.stack([x, y])`, "
    "or `np.full_like`.": (
        "array asanyarray asarray asarray_chkfinite ascontiguousarray asfortranarray asmatrix "
        "bmat full kaiser require"
    ),
}
REASONS: Mapping[str, str] = {
    name: reason for reason, names in _NAMES.items() for name in names.split()
}
"""Why a function has no derivative, by its name without the module."""


def public_functions(module: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The public functions of a module, each with all names that it goes by there."""
    there = importlib.import_module(module)
    names: dict[int, list[str]] = {}
    functions: dict[int, Any] = {}
    # What is not there yet are modules, which NumPy imports when they are asked for.
    for name in sorted(vars(there).keys() & set(there.__all__)):
        value = getattr(there, name)
        if callable(value) and not isinstance(value, type):
            names.setdefault(id(value), []).append(name)
            functions[id(value)] = value
    for key, function in functions.items():
        own = getattr(function, "__name__", "")
        known = sorted(names[key], key=lambda name: (name != own, name))
        yield tuple(known), function


def reason(names: tuple[str, ...], function: Any) -> str:
    """Why a function has no derivative; empty if it could have one."""
    if isinstance(function, np.ufunc) and not any(map(_is_real, function.types)):
        return WHOLE_NUMBERS
    return next((REASONS[name] for name in names if name in REASONS), "")


def _is_real(signature: str) -> bool:
    """Whether a ufunc's loop takes and returns real or complex numbers: `dd->d`, not `dd->?`."""
    given, _, returned = signature.partition("->")
    return bool(set(given) & set("fdFD") and set(returned) & set("fdFD"))
