"""Functions of which a row says only that they are smooth, and derivatives written without them.

The derivatives `J`, `De`, `partial` and `H` exist twice: by the engine, as a row's function uses
them, and by complex steps and differences, as its derivative uses them. The latter are independent
of the engine and exact to about 1e-13.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

import jacobook as jb

Array = Any
Function = Callable[..., Array]

_TINY = 1e-30
_STEP = 1e-2
_STENCIL = {1: 45 / 60, 2: -9 / 60, 3: 1 / 60}


class Smooth:
    """A random smooth function of one or more arrays.

    The tag `pos` makes its values positive, `inv` well-conditioned matrices; `contract` makes it a
    contraction.
    """

    def __init__(
        self,
        rng: np.random.Generator,
        arguments: Sequence[tuple[int, ...]],
        result: tuple[int, ...],
        tag: str = "",
    ) -> None:
        """Draw the coefficients."""
        count = sum(int(np.prod(shape)) for shape in arguments)
        self._result = result
        self._tag = tag
        self._inner = rng.uniform(-1, 1, (4, count))
        self._phase = rng.uniform(-3, 3, 4)
        self._outer = rng.uniform(-1, 1, (int(np.prod(result)), 4))

    def __call__(self, *arguments: Array) -> Array:
        """The value."""
        flat = [np.reshape(argument, -1) for argument in arguments]
        z = flat[0] if len(flat) == 1 else np.concatenate(flat)
        y = np.reshape(self._outer @ np.sin(self._inner @ z + self._phase), self._result)
        if self._tag == "pos":
            return np.exp(y / 2)
        if self._tag == "inv":
            return y / 4 + 2 * np.eye(self._result[0])
        return y / 16 if self._tag == "contract" else y


class SmoothEntries:
    """A random smooth function of one or two arrays that works entry by entry."""

    def __init__(self, rng: np.random.Generator) -> None:
        """Draw the coefficients."""
        self._a, self._b, self._c, self._d = rng.uniform(0.5, 1.5, 4)

    def __call__(self, x: Array, y: Array = 0.3) -> Array:
        """The value."""
        return np.sin(self._a * x + self._b * y + self._c) + self._d * x * (x - y)


# -------------------------------------------------------------------------------- by the engine


def _jacobian(f: Function, *args: Array, arg: int = 0, cs: bool = True) -> Array:
    """The Jacobian by argument `arg`."""
    return jb.jacobian(f, argnums=arg)(*args)


def _slopes(f: Function, *args: Array, arg: int = 0) -> Array:
    """The derivative of an element-wise function by argument `arg`."""

    def of_one(x: Array) -> Array:
        return f(*args[:arg], x, *args[arg + 1 :])

    return jb.jvp(of_one, (args[arg],), (np.ones(np.shape(args[arg])),))[1]


BY_ENGINE: dict[str, Function] = {
    "J": _jacobian,
    "De": _slopes,
    "partial": lambda f, x, i: _jacobian(f, x)[..., i],
    "H": lambda f, x: jb.hessian(f)(x),
}

# --------------------------------------------------------------------------- without the engine


def _along(f: Function, x: Array, direction: Array, cs: bool) -> Array:
    """The derivative of `f` along a direction; differences where `x` is complex already."""
    if cs and not np.iscomplexobj(x):
        return np.imag(f(x + 1j * _TINY * direction)) / _TINY
    d = _STEP * direction
    parts = [w * (f(x + k * d) - f(x - k * d)) for k, w in _STENCIL.items()]
    return sum(parts[1:], parts[0]) / _STEP


def _stepped_jacobian(f: Function, *args: Array, arg: int = 0, cs: bool = True) -> Array:
    x = np.asarray(args[arg])
    columns = []
    for place in np.ndindex(x.shape):
        unit = np.zeros(x.shape)
        unit[place] = 1
        columns.append(_along(lambda v: f(*args[:arg], v, *args[arg + 1 :]), x, unit, cs))
    stacked = np.stack(columns, axis=-1)
    return np.reshape(stacked, (*stacked.shape[:-1], *x.shape))


def _stepped_slopes(f: Function, *args: Array, arg: int = 0) -> Array:
    x = np.asarray(args[arg])
    return _along(lambda v: f(*args[:arg], v, *args[arg + 1 :]), x, np.ones(x.shape), True)


def _stepped_hessian(f: Function, x: Array) -> Array:
    return _stepped_jacobian(lambda v: _stepped_jacobian(f, v), x, cs=False)


BY_STEPS: dict[str, Function] = {
    "J": _stepped_jacobian,
    "De": _stepped_slopes,
    "partial": lambda f, x, i: _stepped_jacobian(f, x)[..., i],
    "H": _stepped_hessian,
}
