"""The closed list of operations that a program may use, each with its meaning in NumPy.

A page runs them with `assets/live/runtime.js`, which knows the same names. Here they are run once when
the program is made, so that no program is published whose numbers are not those of the rules.
"""

from __future__ import annotations

import functools
import importlib
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from jacobook_site.live.program import MOST_ENTRIES, Program, Step

Array: TypeAlias = Any
MOST_WORK = 100_000
"""How many products an `einsum` may take."""


@dataclass(frozen=True, slots=True)
class Operation:
    """What a step may do.

    Attributes:
        operands: how many slots it takes; `None` for any number.
        run: its value for the operands' values.
    """

    operands: int | None
    run: Callable[[Sequence[Array], Step], Array]


def _plain(operands: int, function: Callable[..., Array]) -> Operation:
    return Operation(operands, lambda values, _: function(*values))


def _named(dotted: str) -> Callable[..., Array]:
    """A function of a library that is loaded when it is first called."""
    module, _, name = dotted.rpartition(".")

    def call(*values: Array) -> Array:
        return getattr(importlib.import_module(module), name)(*values)

    return call


SPECIAL_1 = (
    *("expit", "erf", "erfc", "erfcx", "erfi", "erfinv", "erfcinv", "dawsn", "gammaln", "gamma"),
    *("digamma", "expi", "ellipk", "ellipe", "spence", "lambertw", "wrightomega"),
    *("si", "ci", "shi", "chi", "fresnel_s", "fresnel_c"),
)
SPECIAL_2 = (
    *("zeta", "iv", "jv", "kv", "yv", "expn", "gammainc", "gammaincc", "owens_t"),
    *("eval_chebyt", "eval_hermite", "eval_legendre"),
)
SPECIAL_3 = ("hyp1f1", "betainc", "eval_gegenbauer")
"""Special functions of one, two and three numbers."""

_HALVES = {
    "si": ("sici", 0),
    "ci": ("sici", 1),
    "shi": ("shichi", 0),
    "chi": ("shichi", 1),
    "fresnel_s": ("fresnel", 0),
    "fresnel_c": ("fresnel", 1),
}
"""Functions that SciPy computes in pairs."""


def _special(name: str) -> Callable[..., Array]:
    """A special function, of real numbers."""
    called, part = _HALVES.get(name, (name, None))
    found = _named(f"scipy.special.{called}")

    def call(*values: Array) -> Array:
        whole = name.startswith("eval_h") or name == "expn"
        first = np.asarray(values[0]).astype(int) if whole else values[0]
        made = found(first, *values[1:])
        return np.real(made if part is None else made[part])

    return call


ELEMENTWISE: Mapping[str, tuple[int, str]] = {
    **dict.fromkeys(
        (
            *("negative", "absolute", "sign", "sqrt", "cbrt", "exp", "expm1", "exp2"),
            *("log", "log1p", "log2", "log10", "sin", "cos", "tan", "arcsin", "arccos", "arctan"),
            *("sinh", "cosh", "tanh", "arcsinh", "arccosh", "arctanh", "floor", "ceil", "trunc"),
            *("rint", "logical_not"),
        ),
        (1, "numpy"),
    ),
    **dict.fromkeys(
        (
            *("add", "subtract", "multiply", "divide", "power", "maximum", "minimum", "hypot"),
            *("arctan2", "remainder", "fmod", "floor_divide", "copysign", "logaddexp"),
            *("less", "less_equal", "greater", "greater_equal", "equal", "not_equal"),
            *("logical_and", "logical_or"),
        ),
        (2, "numpy"),
    ),
    **dict.fromkeys(SPECIAL_1, (1, "scipy.special")),
    **dict.fromkeys(SPECIAL_2, (2, "scipy.special")),
    **dict.fromkeys(SPECIAL_3, (3, "scipy.special")),
}
"""Functions of each entry, with broadcasting: how many operands, and the library they are from."""


def _where(condition: Array, yes: Array, no: Array) -> Array:
    return np.where(condition != 0, yes, no)


def _axes(step: Step) -> tuple[int, ...]:
    return tuple(int(axis) for axis in step.static)


def _reduced(function: Callable[..., Array]) -> Operation:
    def run(values: Sequence[Array], step: Step) -> Array:
        return np.reshape(function(values[0], axis=_axes(step)), step.shape)

    return Operation(1, run)


def _gathered(values: Sequence[Array], step: Step) -> Array:
    """Entries by their place, counted from 1 through all operands; 0 is a zero."""
    entries = np.concatenate([[0.0], *(np.ravel(value) for value in values)])
    return entries[np.asarray(step.static, dtype=int)].reshape(step.shape)


def _einsum(values: Sequence[Array], step: Step) -> Array:
    sizes: dict[str, int] = {}
    inner = step.text.partition("->")[0].split(",")
    for letters, value in zip(inner, values, strict=True):
        sizes.update(zip(letters, np.shape(value), strict=True))
    if math.prod(sizes.values()) > MOST_WORK:
        raise ValueError("an einsum of too many products")
    return np.einsum(step.text, *values)


def _bilinear(values: Sequence[Array], step: Step) -> Array:
    """Sums of products: four numbers for each say where it goes, its two entries, its factor."""
    first, second = (np.ravel(value) for value in values)
    terms = np.asarray(step.static, dtype=float).reshape(-1, 4)
    place, i, j = (terms[:, k].astype(int) for k in range(3))
    made = np.zeros(math.prod(step.shape))
    np.add.at(made, place, terms[:, 3] * first[i] * second[j])
    return made.reshape(step.shape)


def _eigenvectors(x: Array) -> Array:
    """The eigenvectors of a symmetric matrix; the largest entry of each is positive."""
    vectors = np.linalg.eigh(x)[1]
    for column in vectors.T:
        largest = functools.reduce(lambda a, b: b if abs(b) > abs(a) * (1 + 1e-9) else a, column)
        column *= -1 if largest < 0 else 1
    return vectors


OPERATIONS: Mapping[str, Operation] = {
    **{
        name: _plain(count, _named(f"numpy.{name}") if library == "numpy" else _special(name))
        for name, (count, library) in ELEMENTWISE.items()
    },
    "where": _plain(3, _where),
    "constant": Operation(0, lambda _, s: np.array(s.static, dtype=float).reshape(s.shape)),
    "reshape": Operation(1, lambda values, step: np.reshape(values[0], step.shape)),
    "gather": Operation(None, _gathered),
    "sum": _reduced(np.sum),
    "prod": _reduced(np.prod),
    "max": _reduced(np.max),
    "min": _reduced(np.min),
    "einsum": Operation(None, _einsum),
    "bilinear": Operation(2, _bilinear),
    "det": _plain(1, np.linalg.det),
    "inv": _plain(1, np.linalg.inv),
    "solve": _plain(2, np.linalg.solve),
    "cholesky": _plain(1, np.linalg.cholesky),
    "expm": _plain(1, _named("scipy.linalg.expm")),
    "eigvalsh": _plain(1, np.linalg.eigvalsh),
    "eigvecs": _plain(1, _eigenvectors),
    "sort": _plain(1, np.sort),
}

_PLACES: Mapping[str, Callable[[tuple[float, ...]], Sequence[float]]] = {
    **dict.fromkeys(("gather", "sum", "prod", "max", "min"), lambda numbers: numbers),
    "bilinear": lambda numbers: [n for k, n in enumerate(numbers) if k % 4 < 3],
}
"""Which of a step's numbers are places or axes."""

_EINSUM = re.compile(r"[a-z]{0,8}(,[a-z]{0,8}){0,2}->[a-z]{0,8}")


def run(program: Program, given: Mapping[int, Array]) -> dict[int, Array]:
    """The values of all slots whose operands are known.

    Args:
        program: a program.
        given: arrays by slot: inputs, perhaps the cotangent and tangents.

    Raises:
        ValueError: a step makes an array that is too large, or its operands do not fit.
    """
    values = dict(given)
    with np.errstate(all="ignore"):
        for slot, step in enumerate(program.steps, program.first):
            if all(operand in values for operand in step.of):
                made = OPERATIONS[step.op].run([values[k] for k in step.of], step)
                values[slot] = np.asarray(made, dtype=float)
                if np.size(made) > MOST_ENTRIES:
                    raise ValueError("a step makes too many numbers")
    return values


def objection(step: Step) -> str:
    """What is wrong with a step by itself; empty if nothing is."""
    known = OPERATIONS.get(step.op)
    if known is None:
        return f"no such operation: {step.op!r:.40}"
    if known.operands not in (None, len(step.of)) or len(step.of) > 40:
        return f"{step.op} of {len(step.of)} operands"
    if any(size < 0 for size in step.shape) or math.prod(step.shape) > MOST_ENTRIES:
        return f"{step.op} of a shape that is too large"
    if len(step.shape) > 8 or len(step.static) > 4 * MOST_ENTRIES:
        return f"{step.op} with too many numbers"
    if step.op in _PLACES and any(n != int(n) or n < 0 for n in _PLACES[step.op](step.static)):
        return f"{step.op} of places that are not there"
    if (step.op == "einsum") != bool(_EINSUM.fullmatch(step.text)):
        return f"{step.op} of {step.text!r:.40}"
    return ""
