"""The worked example at which the forms of a rule are measured, and the engine's numbers there."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping

import numpy as np

from jacobook import derivatives
from jacobook.catalogue import Registry
from jacobook.closed_form.checking import relative
from jacobook.operand import Operand
from jacobook.rule import Array, Rule, TestVector
from jacobook.statements import Instance
from jacobook.testing.differences import inexact
from jacobook.testing.domains import projected
from jacobook_site.author_code import Attempt, quietly
from jacobook_site.sampling import sample_operands

Evaluate = Callable[[Mapping[str, Array]], Array]
"""A form's value from operands, result, tangents and cotangent by name."""


class Point:
    """Operands of a rule, directions there, and what the engine makes of both by the rules.

    Attributes:
        operands: the operands by name, as in the rule's first vector that has the stated shapes.
        source: `worked example`, or `sample` where no vector has these shapes.
    """

    def __init__(self, rule: Rule, registry: Registry) -> None:
        """Choose the operands.

        Raises:
            JacobookError: no operands were found at which the function can be computed.
        """
        self.rule, self.registry = rule, registry
        self.operands, self.instance, self.source = _chosen(rule, registry)
        self.variables = {
            o.name: o for o in rule.operands if o.differentiable and o.name in self.operands
        }
        self.value = np.asarray(self._function(*self.operands.values()))

    def _function(self, *operands: Array) -> Array:
        return quietly(lambda: self.instance.function(*operands))

    def _of(self, name: str) -> Callable[[Array], Array]:
        """The function of one operand."""
        return lambda x: self.instance.function(*{**self.operands, name: x}.values())

    @property
    def values(self) -> dict[str, Array]:
        """Operands and result by name."""
        return {**self.operands, self.rule.result: self.value}

    # ------------------------------------------------------------------ directions

    @functools.cached_property
    def tangents(self) -> dict[str, Array]:
        """A direction for each operand, with the operand's structure."""
        rng = np.random.default_rng(11)
        return {name: _direction(rng, self.operands[name], o) for name, o in self.variables.items()}

    @functools.cached_property
    def cotangent(self) -> Array:
        """A cotangent of the value."""
        return _drawn(np.random.default_rng(12), self.value)

    @functools.cached_property
    def names(self) -> dict[str, Array]:
        """All that a form may speak of: operands, result, tangents, cotangent."""
        result = self.rule.result
        found = {**self.operands, result: self.value, f"{result}_bar": self.cotangent}
        for name, tangent in self.tangents.items():
            found |= {f"d{name}": tangent, f"{name}_dot": tangent}
        return found

    # -------------------------------------------------------------------- numbers

    def pushed(self, *names: str) -> Array:
        """The engine's change of the value along the tangents of some operands."""
        return np.asarray(quietly(lambda: sum(self._pushed(name) for name in names)))

    def _pushed(self, name: str) -> Array:
        at, tangent = (inexact(x)[()] for x in (self.operands[name], self.tangents[name]))
        return derivatives.jvp(self._of(name), (at,), (tangent,), registry=self.registry)[1]

    def pulled(self, name: str, cotangent: Array | None = None) -> Array:
        """The engine's pullback of a cotangent to one operand."""
        bar = self.cotangent if cotangent is None else cotangent

        def work() -> Array:
            at = inexact(self.operands[name])[()]
            _, pullback = derivatives.vjp(self._of(name), at, registry=self.registry)
            return np.asarray(pullback(bar[()])[0])

        return projected(self.variables[name], quietly(work))

    def pulled_change(self, name: str) -> Array:
        """The change of the pullback of ones along the tangent of the operand."""
        ones = np.ones(self.value.shape)[()]

        def slope(x: Array) -> Array:
            return derivatives.vjp(self._of(name), x, registry=self.registry)[1](ones)[0]

        at, tangent = (inexact(x)[()] for x in (self.operands[name], self.tangents[name]))
        found = quietly(lambda: derivatives.jvp(slope, (at,), (tangent,), registry=self.registry))
        return np.asarray(found[1])

    # ------------------------------------------------------------------ comparisons

    def error(self, view: str, name: str, evaluate: Evaluate, form: str = "") -> float | None:
        """How far a form is from the engine's numbers; `None` if it cannot be evaluated.

        Args:
            view: what the form says.
            name: the operand that it is about.
            evaluate: the form.
            form: of a derivative: how its value acts on a tangent, a key of `ACTIONS`.
        """
        attempt = Attempt(lambda: quietly(lambda: self._sides(view, name, evaluate, form)))
        if attempt.value is None:
            return None
        got, want = (np.asarray(side) for side in attempt.value)
        if got.shape != want.shape or not (np.isfinite(got).all() and np.isfinite(want).all()):
            return None
        return relative(got, want)

    def _sides(self, view: str, name: str, evaluate: Evaluate, form: str) -> tuple[Array, Array]:
        got = np.asarray(evaluate(self.names))
        if view in ("function", "also"):
            return np.broadcast_to(got, self.value.shape), self.value
        if view in ("differential", "pushforward"):
            return np.broadcast_to(got, self.value.shape), self.pushed(*self.variables)
        if view == "pullback":
            operand = self.variables[name]
            return projected(operand, _fitted(got, self.operands[name])), self.pulled(name)
        want = self.pulled_change(name) if view == "second" else self.pushed(name)
        return ACTIONS[form](got, self.tangents[name], want), want


def _fitted(bar: Array, operand: Array) -> Array:
    """A cotangent that is equal in all entries may be stated as one number."""
    return np.broadcast_to(bar, operand.shape) if not bar.shape else bar


def _matrix_action(matrix: Array, tangent: Array, like: Array) -> Array:
    """What a matrix of stacked columns does."""
    flat = matrix @ np.ravel(tangent, order="F")
    return np.reshape(flat, like.shape, order="F")


ACTIONS: Mapping[str, Callable[[Array, Array, Array], Array]] = {
    "elem": lambda slope, tangent, like: np.broadcast_to(slope * tangent, like.shape),
    "derivative": lambda slope, tangent, _: slope * tangent,
    "gradient": lambda gradient, tangent, _: np.sum(gradient * tangent),
    "transposed": lambda slope, tangent, _: np.sum(slope.T * tangent),
    "jacobian": lambda jacobian, tangent, _: np.tensordot(jacobian, tangent, np.ndim(tangent)),
    "kronecker": _matrix_action,
}
"""What each form of a derivative says of the change along a tangent."""


def _chosen(rule: Rule, registry: Registry) -> tuple[dict[str, Array], Instance, str]:
    """The first operands that have the stated shapes and a finite value."""
    vectors = [*rule.vectors, TestVector(operands=sample_operands(rule), source="sample")]
    problem: Exception | None = None
    for vector in vectors:
        try:
            operands = _arrays(rule, vector)
            instance = Instance(rule, registry, operands)
            value = quietly(functools.partial(instance.function, *operands.values()))
            if np.isfinite(value).all():
                said = "sample" if vector.source == "sample" else "worked example"
                return operands, instance, said
        except Exception as error:  # noqa: BLE001 - author's numbers; the next vector is tried
            problem = error
    raise problem or ValueError("the function is not finite at any example")


def _arrays(rule: Rule, vector: TestVector) -> dict[str, Array]:
    """The operands of a vector as arrays.

    Raises:
        ValueError: the vector is about something else than the statements.
    """
    given = {o.name: np.asarray(vector.operands[o.name]) for o in rule.operands}
    ranks = all(given[o.name].ndim == len(o.shape) for o in rule.operands)
    if vector.raises or vector.parameters or rule.variadic or not ranks:
        raise ValueError("the vector is about other operands")
    return {
        o.name: inexact(given[o.name]) if o.differentiable else given[o.name] for o in rule.operands
    }


def _direction(rng: np.random.Generator, at: Array, operand: Operand) -> Array:
    """A random change of an operand that keeps its structure."""
    return np.asarray(projected(operand, _drawn(rng, at)))


def _drawn(rng: np.random.Generator, like: Array) -> Array:
    """Random entries, complex where those of an array are."""
    made = np.asarray(rng.standard_normal(np.shape(like)))
    return made + 1j * rng.standard_normal(np.shape(like)) if np.iscomplexobj(like) else made
