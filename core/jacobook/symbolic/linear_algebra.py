"""What the functions of matrices mean: determinants, inverses, powers and Einstein's sum.

Matrices are expanded on their entries, up to 4 by 4. Change this file for a function of matrices
which is no function of entries; `arrays` says under which name it is found.
"""

from __future__ import annotations

import functools
import itertools
import operator
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import sympy

from jacobook.rule import Array
from jacobook.symbolic.elementwise import absolute
from jacobook.symbolic.entries import as_array, each, filled
from jacobook.symbolic.failures import UnsupportedOperation
from jacobook.symbolic.region import Region


def _require_size(x: Array, largest: int = 4) -> int:
    n: int = x.shape[-1] if x.ndim else 0
    if x.ndim != 2 or x.shape[0] != n or n > largest:
        raise UnsupportedOperation(f"a matrix of shape {x.shape} is not expanded")
    return n


def det(x: Array) -> Any:
    """The determinant, expanded along the first row."""
    n = _require_size(x)
    if n < 2:
        return x[0, 0] if n else sympy.S.One
    minors = (np.delete(x[1:], j, axis=1) for j in range(n))
    return sum((-1) ** j * x[0, j] * det(minor) for j, minor in enumerate(minors))


def cofactor(x: Array) -> Array:
    """The matrix of signed minors."""
    n = _require_size(x)
    found = filled((n, n))
    for i, j in np.ndindex(n, n):
        found[i, j] = (-1) ** (i + j) * det(np.delete(np.delete(x, i, axis=0), j, axis=1))
    return found


def adjugate(x: Array) -> Array:
    """The transposed cofactors: the inverse without its determinant."""
    return cofactor(x).T


def cofactor_slope(x: Array, e: Array) -> Array:
    """The derivative of the cofactors of `x` in the direction `e`."""
    t = sympy.Dummy()
    moved = cofactor(x + t * e)
    return each(lambda entry: sympy.diff(entry, t).subs(t, 0), moved)


def inv(x: Array) -> Array:
    """The inverse."""
    return adjugate(x) / det(x)


def solve(a: Array, b: Array) -> Array:
    """The solution of `a @ x = b`."""
    return adjugate(a) @ b / det(a)


def log_det(s: Region, x: Array) -> Any:
    """The logarithm of the determinant's absolute value."""
    return sympy.log(absolute(s, det(x)))


def matrix_power(x: Array, n: int) -> Array:
    """The product of `n` copies, of the inverse if `n` is negative."""
    base = x if n >= 0 else inv(x)
    eye = as_array(np.eye(len(x), dtype=int))
    return functools.reduce(operator.matmul, [base] * abs(n), eye)


def einsum(operands: Sequence[Array], subscripts: str = "", **_: Any) -> Array:
    """Einstein's sum, entry by entry."""
    inputs, arrow, output = subscripts.replace(" ", "").partition("->")
    words = inputs.split(",")
    if "." in subscripts or len(words) != len(operands):
        raise UnsupportedOperation(f"einsum {subscripts!r}")
    letters = sorted(set(inputs) - {","})
    if not arrow:
        output = "".join(letter for letter in letters if inputs.count(letter) == 1)
    sizes = {
        letter: size
        for word, operand in zip(words, operands, strict=True)
        for letter, size in zip(word, operand.shape, strict=True)
    }
    found = filled([sizes[letter] for letter in output])
    for places in itertools.product(*(range(sizes[letter]) for letter in letters)):
        at = dict(zip(letters, places, strict=True))
        term = sympy.S.One
        for word, operand in zip(words, operands, strict=True):
            term = term * operand[tuple(at[letter] for letter in word)]
        found[tuple(at[letter] for letter in output)] += term
    return found


def stacked(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function of one matrix as one of a stack of them, which lie in the last two axes."""

    @functools.wraps(function)
    def over_stack(x: Array, *more: Any, **given: Any) -> Any:
        if x.ndim <= 2:
            return function(x, *more, **given)
        return np.stack([as_array(over_stack(part, *more, **given)) for part in x])

    return over_stack
