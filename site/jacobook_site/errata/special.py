"""Cases of errata that are no single statement: an expansion, a density, a square that is no modulus."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from jacobook import derivatives
from jacobook.catalogue import Registry
from jacobook.errors import SingularMatrixError
from jacobook.rule import Array
from jacobook.statements import Instance
from jacobook_site.errata.arrays import array, inner, slope, told, word
from jacobook_site.errata.erratum import RIGHT, TRUE, WRONG, Row, Worked
from jacobook_site.errata.statements import PRINTED, REPAIRED, Statement
from jacobook_site.errata.typeset import equations, point_mathml

Matrix = tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expansion:
    """An expansion to second order, held against the function: value, first and second derivative.

    Attributes:
        function, operands, wrt, at: as in a `Statement`; `wrt` is a number.
        printed, repaired: the expansions.
    """

    function: str
    operands: str
    wrt: str
    at: Mapping[str, Any]
    printed: str
    repaired: str

    def worked(self, registry: Registry) -> Worked:
        """The three numbers of the function and of both expansions."""
        shown = Statement(
            function=self.function,
            operands=self.operands,
            at=self.at,
            printed=self.printed,
            repaired=self.repaired,
        ).worked(registry)
        functions = {text: self._of(text, registry) for text in self._texts}
        orders = {text: self._orders(f, registry) for text, f in functions.items()}
        true = orders[self.function]
        measured = self._measured(functions[self.function])
        rows = [
            Row("central differences", tuple(map(told, measured)), TRUE),
            self._row("the engine", true, measured),
            self._row(PRINTED, orders[self.printed], measured),
            self._row(REPAIRED, orders[self.repaired], measured),
        ]
        told_so = [row.verdict for row in rows] == [TRUE, RIGHT, WRONG, RIGHT]
        problems = () if told_so else ("the expansions do not compare as the entry claims",)
        head = ("value", "first derivative", "second derivative")
        note = "Value and derivatives are those by `t`, at `t = 0`."
        return Worked("", shown.formulas, shown.point, head, tuple(rows), note, problems)

    @property
    def _texts(self) -> tuple[str, str, str]:
        return self.function, self.printed, self.repaired

    def _of(self, text: str, registry: Registry) -> Callable[[Array], Array]:
        """A formula of the variable, the other operands held fixed."""
        rule = Statement(function=text, operands=self.operands, at=self.at, printed="").rule(text)
        point = {name: array(value) for name, value in self.at.items()}
        function = Instance(rule, registry, point).function
        return lambda t: function(**{**point, self.wrt: t})

    def _orders(self, f: Callable[[Array], Array], registry: Registry) -> tuple[Array, ...]:
        """Value, first and second derivative by the engine."""
        t = array(self.at[self.wrt])
        first = derivatives.grad(f, registry=registry)
        return (
            np.asarray(f(t)),
            np.asarray(first(t)),
            np.asarray(derivatives.grad(first, registry=registry)(t)),
        )

    def _measured(self, f: Callable[[Array], Array]) -> tuple[Array, ...]:
        """Value, first and second derivative by differences."""
        t, one = array(self.at[self.wrt]), np.asarray(1.0)
        return np.asarray(f(t)), slope(f, t, one), slope(lambda s: slope(f, s, one), t, one)

    def _row(self, label: str, got: tuple[Array, ...], true: tuple[Array, ...]) -> Row:
        return Row(label, tuple(map(told, got)), word(np.stack(got), np.stack(true)))


@dataclass(frozen=True, slots=True, kw_only=True)
class LiteralSquare:
    """`(a - x^H b)^2` of a complex `x`, taken literally and with a modulus."""

    a: complex
    b: tuple[complex, ...]
    x: tuple[complex, ...]

    def worked(self, registry: Registry) -> Worked:
        """The derivatives by `x` and by its conjugate, and the complex gradient of the modulus."""
        b, x = np.asarray(self.b), np.asarray(self.x, complex)
        printed = -2 * b * np.conj(self._error(x))
        rows = tuple(
            row
            for what, true, found in self._readings(x, registry)
            for row in _three(what, true, found, printed)
        )
        wanted = [*(TRUE, RIGHT, WRONG), *(TRUE, RIGHT, WRONG), *(TRUE, RIGHT, RIGHT)]
        surprised = [row.verdict for row in rows] != wanted
        problems = ("the readings do not compare as the entry claims",) if surprised else ()
        formulas = equations(
            "a:(); x:(n); b:(n); y:()",
            registry,
            ("function", "y = (a - conjugate(x) @ b)**2", ""),
            (PRINTED, "grad[x] y = -2*b*conjugate(a - conjugate(x) @ b)", WRONG),
            (REPAIRED, "y = absolute(a - conjugate(x) @ b)**2", RIGHT),
        )
        point = point_mathml({"a": array(self.a), "b": b, "x": x})
        return Worked("", formulas, point, ("entries",), rows, "", problems)

    def _readings(self, x: Array, registry: Registry) -> list[tuple[str, Array, Array]]:
        """Three ways to read the printed form: in words, by differences, by the engine."""

        def literal(z: Array) -> Array:
            return self._error(z) ** 2

        def modulus(z: Array) -> Array:
            return np.abs(self._error(z)) ** 2

        measured = _wirtinger_by_differences(literal, x)
        engine = _wirtinger(literal, x, registry)
        gradient = np.asarray(derivatives.grad(modulus, registry=registry)(x))
        return [
            ("the square, by x", measured[0], engine[0]),
            ("the square, by the conjugate", measured[1], engine[1]),
            (
                "gradient of the squared modulus",
                2 * _wirtinger_by_differences(modulus, x)[1],
                gradient,
            ),
        ]

    def _error(self, x: Array) -> Array:
        return self.a - np.conj(x) @ np.asarray(self.b)


def _three(what: str, true: Array, found: Array, printed: Array) -> tuple[Row, ...]:
    """One reading of a printed form: differences, the engine, and the form itself."""
    return (
        Row(f"{what}: differences", (told(true),), TRUE),
        Row(f"{what}: the engine", (told(found),), word(found, true)),
        Row(f"{what}: {PRINTED}", (told(printed),), word(printed, true)),
    )


def _wirtinger(f: Callable[[Array], Array], x: Array, registry: Registry) -> tuple[Array, Array]:
    """The derivatives by `x` and by its conjugate, from the engine's gradients of both parts."""
    real = np.asarray(derivatives.grad(lambda z: np.real(f(z)), registry=registry)(x))
    imaginary = np.asarray(derivatives.grad(lambda z: np.imag(f(z)), registry=registry)(x))
    return (np.conj(real) + 1j * np.conj(imaginary)) / 2, (real + 1j * imaginary) / 2


def _wirtinger_by_differences(f: Callable[[Array], Array], x: Array) -> tuple[Array, Array]:
    """The same from differences along the real and the imaginary axis of each entry."""
    units = np.eye(len(x))
    real = np.array([slope(f, x, unit) for unit in units])
    imaginary = np.array([slope(f, x, 1j * unit) for unit in units])
    return (real - 1j * imaginary) / 2, (real + 1j * imaginary) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Density:
    """The inverse Wishart density from the Wishart density, by the Jacobian of the inverse.

    Attributes:
        m, s: the matrix and the scale, two by two.
        degrees: the degrees of freedom.
    """

    m: Matrix
    s: Matrix
    degrees: int

    def worked(self, registry: Registry) -> Worked:
        """The logarithm of the density, without what does not depend on the matrix."""
        lower = array(self.m)[np.tril_indices(2)]
        jacobian = np.asarray(derivatives.jacobian(_inverse, registry=registry)(lower))
        columns = [slope(_inverse, lower, unit) for unit in np.eye(len(lower))]
        measured = self._transformed(np.stack(columns, axis=1))
        engine = self._transformed(jacobian)
        printed, repaired = (self._log(-(self.degrees + sign * 3) / 2) for sign in (-1, 1))
        rows = (
            Row("Wishart at the inverse, Jacobian by differences", (told(measured),), TRUE),
            Row("the same, Jacobian by the engine", (told(engine),), word(engine, measured)),
            Row(PRINTED, (told(printed),), word(printed, measured)),
            Row(REPAIRED, (told(repaired),), word(repaired, measured)),
        )
        surprised = [row.verdict for row in rows] != [TRUE, RIGHT, WRONG, RIGHT]
        rest = "logdet(M) - trace(S @ inv(M))/2"
        formulas = equations(
            "M:(P,P); S:(P,P); m:(); P:(); y:()",
            registry,
            (PRINTED, f"y = -(m - P - 1)/2*{rest}", WRONG),
            (REPAIRED, f"y = -(m + P + 1)/2*{rest}", RIGHT),
        )
        given = {"M": array(self.m), "S": array(self.s), "m": array(self.degrees), "P": array(2)}
        note = "Logarithms of the densities, without the parts that do not depend on the matrix."
        problems = ("the densities do not compare as the entry claims",) if surprised else ()
        return Worked("", formulas, point_mathml(given), ("log density",), rows, note, problems)

    def _log(self, exponent: float) -> Array:
        """The logarithm of a density with this exponent of the determinant."""
        m = array(self.m)
        trace = np.trace(array(self.s) @ np.linalg.inv(m))
        return np.asarray(exponent * np.log(np.linalg.det(m)) - trace / 2)

    def _transformed(self, jacobian: Array) -> Array:
        """The Wishart density at the inverse, times the determinant of the Jacobian."""
        inverse = np.linalg.inv(array(self.m))
        exponent = (self.degrees - 3) / 2
        wishart = exponent * np.log(np.linalg.det(inverse)) - np.trace(array(self.s) @ inverse) / 2
        return np.asarray(wishart + np.log(abs(np.linalg.det(jacobian))))


def _inverse(lower: Array) -> Array:
    """The inverse of a symmetric two-by-two matrix, from its lower triangle to its lower triangle."""
    matrix = np.stack([lower[0], lower[1], lower[1], lower[2]]).reshape(2, 2)
    inverse = np.linalg.inv(matrix)
    return np.stack([inverse[0, 0], inverse[1, 0], inverse[1, 1]])


def _is_refused(f: Callable[[Array], Array], x: Array, registry: Registry) -> bool:
    """Whether the engine says that a function has no derivative, since a matrix is singular."""
    try:
        derivatives.grad(f, registry=registry)(x)
    except SingularMatrixError:
        return True
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wide:
    """The log-determinant of `X.T @ X` for a wide `X`: the printed gradient of what has none."""

    x: Matrix
    along: Matrix

    def worked(self, registry: Registry) -> Worked:
        """The printed numbers, the function, and the function to which they belong."""
        x, direction = array(self.x), array(self.along)
        printed = inner(2 * np.linalg.pinv(x).T, direction)
        gradient = np.asarray(derivatives.grad(_of_rows, registry=registry)(x))
        engine, measured = inner(gradient, direction), slope(_of_rows, x, direction)
        refused = _is_refused(_of_columns, x, registry)
        rows = (
            Row("determinant of the Gram matrix", (told(np.linalg.det(x.T @ x)),), TRUE),
            Row("its logarithm, the engine", (_REFUSED[refused],), RIGHT if refused else WRONG),
            Row(PRINTED, (told(printed),), WRONG),
            Row("rows instead of columns, differences", (told(measured),), TRUE),
            Row("rows instead of columns, the engine", (told(engine),), word(engine, measured)),
            Row(f"{PRINTED}, of that function", (told(printed),), word(printed, measured)),
        )
        surprised = [row.verdict for row in rows] != [TRUE, RIGHT, WRONG, TRUE, RIGHT, RIGHT]
        problems = ("the numbers do not compare as the entry claims",) if surprised else ()
        formulas = equations(
            "X:(m,n); y:()",
            registry,
            ("function", "y = log(det(X.T @ X))", ""),
            (PRINTED, "grad[X] y = 2*pinv(X).T", WRONG),
            (REPAIRED, "y = log(det(X @ X.T))", RIGHT),
        )
        point = point_mathml({"X": x, "dX": direction})
        return Worked("`X` is wide", formulas, point, ("number",), rows, "", problems)


_REFUSED = {True: "no derivative", False: "a derivative"}


def _of_columns(x: Array) -> Array:
    return np.linalg.slogdet(x.T @ x)[1]


def _of_rows(x: Array) -> Array:
    return np.linalg.slogdet(x @ x.T)[1]
