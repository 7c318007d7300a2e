"""Formulas that are right in one convention and wrong in another: both, with numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from jacobook import derivatives
from jacobook.catalogue import Registry
from jacobook.rule import Array
from jacobook_site.errata.arrays import array, close, inner, slope, told, word
from jacobook_site.errata.erratum import OTHER, RIGHT, TRUE, WRONG, Erratum, Row, Worked
from jacobook_site.errata.special import Matrix
from jacobook_site.errata.typeset import equations, point_mathml
from jacobook_site.errata.wrong import COOKBOOK

ENTRIES = ("entry [1, 0]", "entry [0, 1]")
TOGETHER = "change of the function"


def _failures(rows: tuple[Row, ...], wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The rows that did not come out as the entry claims."""
    pairs = zip(rows, wanted, strict=True)
    return tuple(f"{row.label}: {row.verdict}" for row, word in pairs if row.verdict != word)


def _entries(gradient: Array, change: Array) -> tuple[str, ...]:
    return told(gradient[1, 0]), told(gradient[0, 1]), told(change)


@dataclass(frozen=True, slots=True, kw_only=True)
class SymmetricLogdet:
    """`log(det(X))` by a symmetric matrix: projected, and by the free entries."""

    x: Matrix
    along: Matrix

    def worked(self, registry: Registry) -> Worked:
        """Both gradients, and what each says of a symmetric change."""
        x, direction = array(self.x), array(self.along)
        measured = slope(_logdet, x, direction)
        projected = np.asarray(derivatives.grad(_logdet, registry=registry)(x))
        inverse = np.linalg.inv(x)
        handbook = 2 * inverse - inverse * np.eye(len(x))
        everywhere, below = inner(handbook, direction), inner(np.tril(handbook), direction)
        own = inner(projected, direction)
        rows = (
            Row("central differences", ("", "", told(measured)), TRUE),
            Row("this book, all entries", _entries(projected, own), word(own, measured)),
            Row(
                "equation 141, all entries",
                _entries(handbook, everywhere),
                word(everywhere, measured),
            ),
            Row("equation 141, entries i ≥ j", _entries(handbook, below), word(below, measured)),
        )
        formulas = equations(
            "X:(n,n) sym; y:()",
            registry,
            ("function", "y = log(det(X))", ""),
            ("equation 141", "grad[X] y = 2*inv(X) - inv(X)*eye(n)", OTHER),
            ("this book", "grad[X] y = inv(X)", RIGHT),
        )
        problems = _failures(rows, (TRUE, RIGHT, WRONG, RIGHT))
        point = point_mathml({"X": x, "dX": direction})
        return Worked("", formulas, point, (*ENTRIES, TOGETHER), rows, "", problems)


def _logdet(x: Array) -> Array:
    return np.linalg.slogdet(x)[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceLayout:
    """`trace(A @ X)` by `X`: in the variable's shape, and transposed."""

    a: Matrix
    x: Matrix

    def worked(self, registry: Registry) -> Worked:
        """Both matrices, against the change of the function with two entries."""
        a, x = array(self.a), array(self.x)

        def f(z: Array) -> Array:
            return np.trace(a @ z)

        own = np.asarray(derivatives.grad(f, registry=registry)(x))
        units = np.eye(4).reshape(4, 2, 2)
        measured = np.stack([slope(f, x, unit) for unit in units]).reshape(2, 2)
        rows = (
            Row("moving the entry, differences", _entries(measured, np.nan)[:2], TRUE),
            Row("this book", _entries(own, np.nan)[:2], word(own, measured)),
            Row("numerator layout", _entries(own.T, np.nan)[:2], OTHER),
        )
        problems = _failures(rows, (TRUE, RIGHT, OTHER))
        if close(own, own.T):
            problems += ("the two layouts are equal at this point",)
        formulas = equations(
            "A:(m,n); X:(n,m); y:()",
            registry,
            ("function", "y = trace(A @ X)", ""),
            ("this book", "grad[X] y = A.T", RIGHT),
        )
        return Worked("", formulas, point_mathml({"A": a, "X": x}), ENTRIES, rows, "", problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Eigenvectors:
    """The change of the first eigenvector: of free length, and of NumPy's unit length."""

    a: Matrix
    along: Matrix

    def worked(self, registry: Registry) -> Worked:
        """Giles's formula, what NumPy's columns do, and the term between them."""
        a, direction = array(self.a), array(self.along)

        def columns(z: Array) -> Array:
            return np.linalg.eig(z)[1]

        values, vectors = np.linalg.eig(a)
        measured = slope(columns, a, direction)
        engine = np.asarray(derivatives.jvp(columns, [a], [direction], registry=registry)[1])
        gaps = values[None, :] - values[:, None] + np.eye(len(a))
        ratio = (1 - np.eye(len(a))) / gaps
        free = vectors @ (ratio * (np.linalg.inv(vectors) @ direction @ vectors))
        unit = free - vectors @ np.diag(np.diag(vectors.T @ free))
        rows = (
            Row("NumPy’s columns, differences", (told(measured[:, 0]),), TRUE),
            Row("NumPy’s columns, the engine", (told(engine[:, 0]),), word(engine, measured)),
            Row("Giles", (told(free[:, 0]),), OTHER),
            Row("Giles, with the further term", (told(unit[:, 0]),), word(unit, measured)),
        )
        problems = _failures(rows, (TRUE, RIGHT, OTHER, RIGHT))
        if close(free, measured):
            problems += ("the two conventions agree at this point",)
        point = point_mathml({"A": a, "dA": direction})
        head = ("change of the first eigenvector",)
        return Worked("", (), point, head, rows, "", problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class CholeskyCotangent:
    """The gradient of a sum over a Cholesky factor: symmetric, and triangular."""

    a: Matrix
    weights: Matrix
    along: Matrix

    def worked(self, registry: Registry) -> Worked:
        """Both gradients; they say the same of a symmetric change."""
        a, weights, direction = array(self.a), array(self.weights), array(self.along)

        def f(z: Array) -> Array:
            return np.sum(weights * np.linalg.cholesky(z))

        measured = slope(f, a, direction)
        symmetric = np.asarray(derivatives.grad(f, registry=registry)(a))
        triangular = np.tril(2 * symmetric) - np.diag(np.diag(symmetric))
        one, other = inner(symmetric, direction), inner(triangular, direction)
        rows = (
            Row("central differences", ("", "", told(measured)), TRUE),
            Row("this book, symmetric", _entries(symmetric, one), word(one, measured)),
            Row("triangular", _entries(triangular, other), word(other, measured)),
        )
        problems = _failures(rows, (TRUE, RIGHT, RIGHT))
        if not close(symmetric, symmetric.T):
            problems += ("the engine’s gradient is not symmetric",)
        formulas = equations(
            "A:(n,n); W:(n,n); y:()", registry, ("function", "y = sum(W*cholesky(A))", "")
        )
        point = point_mathml({"A": a, "W": weights, "dA": direction})
        return Worked("", formulas, point, (*ENTRIES, TOGETHER), rows, "", problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplexDerivatives:
    """Four derivatives of the squared modulus, each with what it says of a change."""

    z: complex
    along: complex

    def worked(self, registry: Registry) -> Worked:
        """All four from the engine’s gradient, against differences."""
        z, direction = np.asarray(self.z), np.asarray(self.along)

        def f(w: Array) -> Array:
            return np.abs(w) ** 2

        gradient = np.asarray(derivatives.grad(f, registry=registry)(z))
        measured = slope(f, z, direction)
        readings: tuple[tuple[str, Array, Callable[[Array], Any]], ...] = (
            ("this book: df/dRe + i df/dIm", gradient, lambda g: inner(g, direction)),
            ("derivative by z", np.conj(gradient) / 2, lambda g: 2 * np.real(g * direction)),
            ("derivative by the conjugate", gradient / 2, lambda g: 2 * inner(g, direction)),
            ("JAX: df/dRe − i df/dIm", np.conj(gradient), lambda g: np.real(g * direction)),
        )
        rows = (
            Row("central differences", ("", told(measured)), TRUE),
            *(
                Row(label, (told(value), told(says(value))), word(says(value), measured))
                for label, value, says in readings
            ),
        )
        problems = _failures(rows, (TRUE, RIGHT, RIGHT, RIGHT, RIGHT))
        formulas = equations("z:(); y:()", registry, ("function", "y = absolute(z)**2", ""))
        point = point_mathml({"z": z, "dz": direction})
        return Worked("", formulas, point, ("number", TOGETHER), rows, "", problems)


BY_CONVENTION: tuple[Erratum, ...] = (
    Erratum(
        anchor="matrix-cookbook-138",
        source=COOKBOOK,
        where="equations 138 to 141",
        title="Gradients by a symmetric matrix",
        names="X:(n,n)",
        told=(
            "The Cookbook differentiates by the free entries, those on and below the diagonal. An "
            "entry off the diagonal moves together with its mirror image, so its number is doubled, "
            "and the result must not be summed with a change over all entries. The gradient of "
            "this book is the symmetric part of the unconstrained one, which may. The Cookbook’s "
            "form is there on request, as `handbook`."
        ),
        rules=("structured.symmetric.rule", "structured.symmetric.projection"),
        cases=(SymmetricLogdet(x=((2, 1), (1, 3)), along=((0, 1), (1, 0))),),
    ),
    Erratum(
        anchor="layouts",
        source="Parr & Howard 2018, Wikipedia, Magnus & Neudecker 1999",
        where="throughout",
        title="Rows, columns and transposes",
        names="x:(n)",
        told=(
            "In this book a gradient has the shape of its variable. Parr & Howard write it as a row, "
            "of shape `(1, n)`: the same numbers. Wikipedia’s tables give both layouts; in "
            "numerator layout a gradient by a matrix is the transpose of ours. A Jacobian of a "
            "vector by a vector is the same as theirs and as in numerator layout. The derivative "
            "of Magnus & Neudecker is our Jacobian with both pairs of indices stacked column by "
            "column."
        ),
        rules=("structural.layout.convert", "structural.layout.vec", "identity.trace.xa"),
        cases=(TraceLayout(a=((1, 2), (3, 4)), x=((1, 0), (0, 1))),),
    ),
    Erratum(
        anchor="giles-eigenvectors",
        source="Giles 2008",
        where="eigenvalues and eigenvectors",
        title="The length of an eigenvector",
        names="V:(n,n); A:(n,n)",
        told=(
            "An eigenvector may have any length, and a formula for its change has to choose. Giles "
            "lets the diagonal of `inv(V) @ dV` be 0. NumPy returns columns of length 1; these "
            "change by a further term, `-V @ diag(diagonal(V.T @ dV))`."
        ),
        rules=("linalg.eig.vectors", "linalg.eigvecs"),
        cases=(Eigenvectors(a=((3, 1), (2, 2)), along=((1, 0), (0, 0))),),
    ),
    Erratum(
        anchor="cholesky",
        source="Giles 2008, Murray 2016, Smith 1995",
        where="Cholesky factorisation",
        title="The gradient through a Cholesky factor",
        names="A:(n,n)",
        told=(
            "The factor depends on one half of a symmetric matrix, and both answers are in use: a "
            "symmetric gradient, or a lower triangular one whose entries off the diagonal are twice "
            "as large. Both say the same of a symmetric change. This book states the symmetric one."
        ),
        rules=("linalg.cholesky",),
        cases=(
            CholeskyCotangent(a=((4, 2), (2, 5)), weights=((1, 0), (1, 1)), along=((0, 1), (1, 0))),
        ),
    ),
    Erratum(
        anchor="complex-derivatives",
        source=COOKBOOK,
        where="equations 89, 246 to 248 and 252",
        title="Four derivatives by a complex number",
        names="",
        told=(
            "For a real function of a complex number there are the derivative by `z`, the one by its "
            "conjugate, and the complex gradient, which is twice the latter; some libraries return "
            "the conjugate of that. Each is right together with its own rule for a change."
        ),
        rules=("complex.wirtinger.abs2", "complex.gradient.matrix"),
        cases=(ComplexDerivatives(z=1 + 2j, along=1 + 1j),),
    ),
)

SLIPS: Mapping[str, str] = {
    "Matrix Cookbook, equation 136": (
        "The left side sets the derivative by a matrix equal to the derivative by one of its "
        "entries. The right side is that of the entry."
    ),
    "Matrix Cookbook, section B.1.4": (
        "The heading announces details on equation 571; what follows derives equations 249 and 250."
    ),
    "Parr & Howard 2018, section 8.2": (
        "In the second row of the Jacobian an index of the functions is that of the first row."
    ),
    "Parr & Howard 2018, section 5": (
        "The aside prints the derivative of `maximum(0, x)` as a vector. It is the diagonal of the "
        "Jacobian, as the section says elsewhere."
    ),
}
"""Slips of notation that change no value, by place."""
