"""Whether the engine agrees with one row at one random point: one function for each form."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from abstract import BY_ENGINE, BY_STEPS
from domains import inputs_of, projection, sizes_of
from names import NAMES
from row import Clause, Row, Text

import jacobook as jb

Array = Any

FIRST_ORDER, SECOND_ORDER = 1e-7, 1e-6
"""How far two numbers may be apart, relative to one more than the largest."""


@dataclass(frozen=True)
class Point:
    """A row at one random point: values of all inputs and of the sizes."""

    row: Row
    sizes: Mapping[str, int]
    values: Mapping[str, Any]
    rng: np.random.Generator

    def function(self, text: Text, variables: Sequence[str]) -> Callable[..., Array]:
        """A text as a function of some inputs, the others being constants."""

        def f(*values: Array) -> Array:
            given = dict(zip(variables, values, strict=True))
            return text.value({**NAMES, **BY_ENGINE, **self.sizes, **self.values, **given})

        return f

    def value(self, clause: Clause, calculus: Mapping[str, Any], **given: Any) -> Array:
        """What a clause says; it may use the function's own names, and `out`."""
        names = {**NAMES, **calculus, **self.sizes, **self.values}
        out = self.row.function.value(names)
        return clause.text.value({**names, "out": out, **given})

    def direction(self, variable: str) -> Array:
        """A random perturbation of a variable, of the structure that counts."""
        return self.kept(variable, like(self.values[variable], self.rng))

    def kept(self, variable: str, cotangent: Array) -> Array:
        """The part of a cotangent that counts for perturbations of the structure."""
        return projection(self.row.inputs[variable])(cotangent)


def like(value: Array, rng: np.random.Generator) -> Array:
    """Random numbers of the shape and kind of `value`."""
    drawn = rng.standard_normal(np.shape(value))
    return drawn + 1j * rng.standard_normal(np.shape(value)) if np.iscomplexobj(value) else drawn


def check(row: Row, trial: int) -> None:
    """Compare the engine with every clause of a row at one random point."""
    rng = np.random.default_rng([zlib.crc32(row.id.encode()), trial])
    sizes = sizes_of(row, rng)
    point = Point(row, sizes, inputs_of(row, sizes, rng), rng)
    for clause in row.clauses:
        CHECKS[clause.form](point, clause)


def agree(got: Array, want: Array, what: object, tolerance: float = FIRST_ORDER) -> None:
    """Compare two arrays of one shape."""
    assert np.shape(got) == np.shape(want), f"{what}: {np.shape(got)} is not {np.shape(want)}"
    bound = tolerance * (1 + np.max(np.abs(want), initial=0))
    apart = np.max(np.abs(np.asarray(got) - want), initial=0)
    assert apart <= bound, f"{what}: {apart:.2e} apart\n{got}\nby the row\n{want}"


# ------------------------------------------------------------------------- first derivatives


def _check_linear_map(point: Point, clause: Clause, want: Array) -> None:
    """Compare a Jacobian with the engine's, and with both products."""
    name = clause.variable
    x = point.values[name]
    f = point.function(point.row.function, [name])
    y, pullback = jb.vjp(f, x)
    axes = np.ndim(x)
    agree(point.kept(name, jb.jacobian(f)(x)), point.kept(name, want), f"jacobian, {clause}")
    x_dot, y_bar = point.direction(name), like(y, point.rng)
    agree(jb.jvp(f, (x,), (x_dot,))[1], np.tensordot(want, x_dot, axes), f"jvp, {clause}")
    x_bar = np.real(np.tensordot(np.conj(y_bar), want, np.ndim(y)))
    agree(point.kept(name, pullback(y_bar)[0]), point.kept(name, x_bar), f"vjp, {clause}")


def _check_slopes(point: Point, clause: Clause) -> None:
    """`elem[x]`: the Jacobian has these entries on its diagonal and no others."""
    shape = np.shape(point.values[clause.variable])
    slopes = np.broadcast_to(point.value(clause, BY_STEPS), shape)
    _check_linear_map(point, clause, np.diag(np.ravel(slopes)).reshape(shape + shape))


def _check_gradient(point: Point, clause: Clause) -> None:
    """`grad[x]`: the function is scalar, and the gradient has the shape of x."""
    name = clause.variable
    x = point.values[name]
    want = np.broadcast_to(point.value(clause, BY_STEPS), np.shape(x))
    found = jb.grad(point.function(point.row.function, [name]))(x)
    agree(point.kept(name, found), point.kept(name, want), f"grad, {clause}")
    _check_linear_map(point, clause, want)


def _check_jacobian(point: Point, clause: Clause) -> None:
    """`jac[x]`: shape of the value, then shape of x."""
    _check_linear_map(point, clause, point.value(clause, BY_STEPS))


def _check_pullback(point: Point, clause: Clause) -> None:
    """`vjp[x]`: the cotangent of x, given that of the value; the tangent pairs with it."""
    name = clause.variable
    x = point.values[name]
    f = point.function(point.row.function, [name])
    y, pullback = jb.vjp(f, x)
    y_bar = like(y, point.rng)
    want = np.broadcast_to(point.value(clause, BY_STEPS, G=y_bar), np.shape(x))
    agree(point.kept(name, pullback(y_bar)[0]), point.kept(name, want), f"vjp, {clause}")
    x_dot = point.direction(name)
    y_dot = jb.jvp(f, (x,), (x_dot,))[1]
    agree(np.sum(y_bar * y_dot), np.sum(want * x_dot), f"jvp, {clause}")


def _check_pushforward(point: Point, clause: Clause) -> None:
    """`jvp`: the tangent of the value, given those of all variables; cotangents pair with it."""
    names = point.row.variables
    x, x_dot = ([make(name) for name in names] for make in (point.values.get, point.direction))
    f = point.function(point.row.function, names)
    y, pullback = jb.vjp(f, *x)
    given = {f"d{name}": dot for name, dot in zip(names, x_dot, strict=True)}
    want = np.broadcast_to(point.value(clause, BY_STEPS, **given), np.shape(y))
    agree(jb.jvp(f, x, x_dot)[1], want, f"jvp, {clause}")
    y_bar = like(y, point.rng)
    paired = sum(_paired(bar, dot) for bar, dot in zip(pullback(y_bar), x_dot, strict=True))
    agree(paired, _paired(y_bar, want), f"vjp, {clause}")


def _paired(bar: Array, dot: Array) -> Array:
    """What a cotangent says of a tangent; complex ones pair as two real numbers each."""
    return np.sum(np.real(np.conj(bar) * dot))


# --------------------------------------------------------------------------- second derivatives


def _check_hessian(point: Point, clause: Clause) -> None:
    """`hess[x]`, in full and along a direction."""
    x = point.values[clause.variable]
    want = point.value(clause, BY_STEPS)
    f = point.function(point.row.function, [clause.variable])
    agree(jb.hessian(f)(x), want, f"hessian, {clause}", SECOND_ORDER)
    x_dot = point.direction(clause.variable)
    along = np.tensordot(want, x_dot, np.ndim(x))
    agree(jb.hvp(f, (x,), (x_dot,)), along, f"hvp, {clause}", SECOND_ORDER)


# --------------------------------------------------------------------------------- statements


def _check_same(point: Point, clause: Clause) -> None:
    """`same`: another form with the same value, and so with the same derivative."""
    given = point.row.inputs.items()
    names = point.row.variables or [name for name, of in given if of.kind == "array"]
    x = [point.values[name] for name in names]
    other = point.row.function.followed_by(clause.text)
    (y, pullback), (want, wanted) = (
        jb.vjp(point.function(text, names), *x) for text in (point.row.function, other)
    )
    agree(y, np.broadcast_to(want, np.shape(y)), f"value, {clause}")
    agree(y, np.broadcast_to(point.value(clause, BY_STEPS), np.shape(y)), f"value, {clause}")
    y_bar = like(y, point.rng)
    for name, bar, bar_wanted in zip(names, pullback(y_bar), wanted(y_bar), strict=True):
        agree(point.kept(name, bar), point.kept(name, bar_wanted), f"derivative, {clause}")


def _check_true(point: Point, clause: Clause) -> None:
    """`true`: holds with derivatives by the engine, and with those by steps."""
    assert np.all(point.value(clause, BY_ENGINE)), f"with the engine's derivatives, {clause}"
    assert np.all(point.value(clause, BY_STEPS)), f"{clause}"


# -------------------------------------------------------------------------- complex variables


def _by_parts(point: Point, name: str) -> tuple[Array, Array]:
    """The derivatives of a scalar by the real and by the imaginary part of a variable."""
    z = point.values[name]
    f = point.function(point.row.function, [name])
    found = np.zeros((2, *np.shape(z)), complex)
    for place in np.ndindex(np.shape(z)):
        unit = np.zeros(np.shape(z), complex)
        unit[place] = 1
        for part, along in enumerate((unit[()], 1j * unit[()])):
            found[(part, *place)] = jb.jvp(f, (z,), (along,))[1]
    return found[0], found[1]


def _complex_check(
    combined: Callable[[Array, Array], Array],
) -> Callable[[Point, Clause], None]:
    """The check of a form which combines the derivatives by the real and the imaginary part."""

    def checked(point: Point, clause: Clause) -> None:
        found = combined(*_by_parts(point, clause.variable))
        agree(found, np.broadcast_to(point.value(clause, BY_STEPS), found.shape), clause)

    return checked


def _check_complex_gradient(point: Point, clause: Clause) -> None:
    """`cgrad[z]`: twice the derivative by the conjugate, the gradient of a real function."""
    _complex_check(lambda re, im: re + 1j * im)(point, clause)
    f = point.function(point.row.function, [clause.variable])
    found = jb.grad(f)(point.values[clause.variable])
    agree(found, point.value(clause, BY_STEPS), f"grad, {clause}")


CHECKS: dict[str, Callable[[Point, Clause], None]] = {
    "elem": _check_slopes,
    "grad": _check_gradient,
    "jac": _check_jacobian,
    "vjp": _check_pullback,
    "jvp": _check_pushforward,
    "hess": _check_hessian,
    "same": _check_same,
    "true": _check_true,
    "dre": _complex_check(lambda re, im: re),
    "dim": _complex_check(lambda re, im: im),
    "dz": _complex_check(lambda re, im: (re - 1j * im) / 2),
    "dzc": _complex_check(lambda re, im: (re + 1j * im) / 2),
    "cgrad": _check_complex_gradient,
    "def": lambda point, clause: None,  # prose
}
