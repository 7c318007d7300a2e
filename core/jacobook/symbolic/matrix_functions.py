"""What functions of matrices mean, `expm` and its relatives, by the eigenvalues of 2 by 2 matrices.

With the mean `h` of the eigenvalues and half their difference `s`, a function of a matrix is
`(f(h + s) + f(h - s)) / 2` times the identity, plus `(f(h + s) - f(h - s)) / (2 * s)` times what is
left of the matrix without `h` (Sylvester's formula). Change this file for another function.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import sympy

from jacobook.rule import Array
from jacobook.symbolic.decompositions import eigh_parts, root
from jacobook.symbolic.elementwise import ENTRYWISE
from jacobook.symbolic.entries import Slopes, as_array, differentiated, each, replaced_in
from jacobook.symbolic.failures import UnsupportedOperation
from jacobook.symbolic.special import SPECIAL

Scalar = Callable[[Any], Any]
"""A function of one entry."""


def _of_matrix(f: Scalar, x: Array) -> Array:
    """A function of a matrix, by Sylvester's formula."""
    if x.shape != (2, 2):
        raise UnsupportedOperation(
            f"a function of a matrix of shape {x.shape}: Sylvester's formula is written down for "
            "2 by 2 only"
        )
    half = np.trace(x) / 2
    apart = sympy.sqrt(((x[0, 0] - x[1, 1]) / 2) ** 2 + x[0, 1] * x[1, 0])
    eye = as_array(np.eye(2, dtype=int))
    high, low = f(half + apart), f(half - apart)
    return (high + low) / 2 * eye + (high - low) / (2 * apart) * (x - half * eye)


_FUNCTIONS: Mapping[str, Callable[[Array], Array]] = {
    "sqrtm": root,
    "expm": functools.partial(_of_matrix, sympy.exp),
    "logm": functools.partial(_of_matrix, sympy.log),
    "sinm": functools.partial(_of_matrix, sympy.sin),
    "cosm": functools.partial(_of_matrix, sympy.cos),
}


def frechet(x: Array, e: Array, function: str = "logm") -> Array:
    """The derivative of a function of a matrix along `e`, by SymPy."""
    t = sympy.Dummy(real=True)
    moved = differentiated(_FUNCTIONS[function](x + t * e), np.array(t, dtype=object))
    return replaced_in(moved, {t: sympy.S.Zero})


def _named(function: str) -> Scalar:
    """The function of entries of this name."""
    found = {**ENTRYWISE, **SPECIAL}.get(function)
    if found is None:
        raise UnsupportedOperation(f"{function} is not known on symbolic components")
    return found


def symmetric_function(x: Array, function: str = "sin") -> Array:
    """A function of the eigenvalues of a symmetric matrix, with its eigenvectors."""
    parts = eigh_parts(x)
    return parts[1:] * each(_named(function), parts[0]) @ parts[1:].T


def divided_difference(operands: Sequence[Array], function: str = "sin") -> Array:
    """Newton's divided difference of a function, entry by entry."""
    f = _named(function)
    return each(lambda *places: _divided(f, sorted(places, key=str)), *operands)


def _divided(f: Scalar, places: Sequence[Any]) -> Any:
    """The divided difference at places of which equal ones are neighbours."""
    if places[0] == places[-1]:
        t, order = sympy.Dummy(), len(places) - 1
        found = f(t)
        for _ in range(order):
            found = Slopes(t).of(found)
        return found.xreplace({t: places[0]}) / math.factorial(order)
    high, low = _divided(f, places[1:]), _divided(f, places[:-1])
    return (high - low) / (places[-1] - places[0])


MATRIX_FUNCTIONS: Mapping[str, Callable[..., Array]] = {
    **_FUNCTIONS,
    "frechet": frechet,
    "expm_frechet": functools.partial(frechet, function="expm"),
    "symmetric_function": symmetric_function,
}
"""Functions of matrices, with their static parameters."""
