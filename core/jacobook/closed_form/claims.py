"""What each form of a derivative claims, as a comparison with a directional derivative."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from jacobook.closed_form.checking import Question, projection
from jacobook.expression import Expression, variables
from jacobook.rule import Array

if TYPE_CHECKING:
    from jacobook.closed_form.derivation import Derivation

Apply = Callable[[Array, Array, Array, Mapping[str, Array]], tuple[Array, Array]]


def claim(derivation: Derivation) -> Question:
    """What a derivation claims, ready to be checked."""
    wrt = derivation.problem.wrt
    function = derivation.problem.source
    closed = derivation.derivative
    own = derivation.variables
    extra = tuple(v for v in variables(closed) if v not in own)
    return Question(own, wrt, function, closed, _apply(derivation, extra), extra)


def _apply(derivation: Derivation, extra: tuple[Expression, ...]) -> Apply:
    """How the value of a form is compared."""
    form, wrt = derivation.answer.form, derivation.problem.wrt
    if form in ("operator", "jvp", "hvp"):
        return _linear(derivation, str(derivation.problem.tangent["name"]))
    if form == "vjp":
        return _pulled_back(str(extra[0]["name"]) if extra else "", wrt)
    if form == "kronecker":
        return _stacked
    if form == "handbook":
        return _by_distinct_entries
    return _contracted


def _contracted(
    value: Array, change: Array, direction: Array, _: Mapping[str, Array]
) -> tuple[Array, Array]:
    """`y.shape + x.shape` contracted with the direction is the change of the function."""
    return np.tensordot(np.asarray(value), direction, axes=np.ndim(direction)), change


def _stacked(
    value: Array, change: Array, direction: Array, _: Mapping[str, Array]
) -> tuple[Array, Array]:
    """The matrix times the stacked direction is the stacked change."""
    return value @ direction.ravel(order="F"), change.ravel(order="F")


def _by_distinct_entries(
    value: Array, change: Array, direction: Array, _: Mapping[str, Array]
) -> tuple[Array, Array]:
    """The handbook form counts each entry on and above the diagonal once."""
    return np.sum(np.triu(value * direction)), change


def _linear(derivation: Derivation, tangent: str) -> Apply:
    """The value is the change for the tangent that was drawn, so it is evaluated at the direction."""

    def apply(
        _: Array, change: Array, direction: Array, values: Mapping[str, Array]
    ) -> tuple[Array, Array]:
        return derivation(**{**values, tangent: direction}), change

    def unused(
        value: Array, change: Array, direction: Array, values: Mapping[str, Array]
    ) -> tuple[Array, Array]:
        return value, change

    names = {str(v["name"]) for v in derivation.arguments}
    return apply if tangent in names else unused


def _pulled_back(cotangent: str, wrt: Expression) -> Apply:
    """The cotangent's inner product with the change is that of the answer with the direction."""
    project = projection(wrt.facts)

    def apply(
        value: Array, change: Array, direction: Array, values: Mapping[str, Array]
    ) -> tuple[Array, Array]:
        return np.sum(project(value) * direction), np.sum(values[cotangent] * change)

    return apply
