"""Each step of a derivation as numbers: whether a line says what the line above it says.

Lines with one left side have one value at a random point. What is read off a differential must give
that differential back; a cotangent must be the change of the function with its value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from jacobook import derivatives
from jacobook.closed_form.checking import (
    ATTEMPTS,
    STYLES,
    directional,
    drawn,
    function_of,
    projection,
    relative,
    sizes_for,
)
from jacobook.closed_form.derivation import Derivation
from jacobook.closed_form.showing import Line
from jacobook.errors import CheckFailedError
from jacobook.expression import Expression, node, postorder, rebuild, variable
from jacobook.language import DIFFERENTIAL
from jacobook.rule import Array
from jacobook_site.author_code import Attempt, quietly

TOLERANCE = 1e-6


def step_errors(found: Derivation, lines: Sequence[Line]) -> tuple[float | None, ...]:
    """How far each line is from the one above; `None` where nothing can be compared.

    Raises:
        CheckFailedError: a line says something else than the one above it.
    """
    nothing: tuple[float | None, ...] = (None,) * len(lines)
    errors: tuple[float | None, ...] = Attempt(
        lambda: quietly(lambda: _errors(found, lines))
    ).otherwise(nothing)
    for number, error in enumerate(errors, 1):
        if error is not None and not error <= TOLERANCE:
            raise CheckFailedError(
                f"step {number} differs from the one before it by {error:.1e} at a random point"
            )
    return errors


def _errors(found: Derivation, lines: Sequence[Line]) -> tuple[float | None, ...]:
    """The errors at the first point at which everything is finite."""
    for attempt in range(ATTEMPTS):
        rng = np.random.default_rng([3, attempt])
        at = _Here(found, rng, STYLES[attempt % len(STYLES)])
        errors = tuple(at.error(line) for line in lines)
        if at.finite:
            return errors
    return (None,) * len(lines)


class _Here:
    """The lines of a derivation at one random point, one after the other.

    Attributes:
        finite: whether every value so far was finite.
    """

    def __init__(self, found: Derivation, rng: np.random.Generator, style: str) -> None:
        """Draw values for the variables, and a change of the one that is differentiated by."""
        self.found, self.registry = found, found.registry
        self.wrt = found.problem.wrt
        self.sizes = _small(sizes_for([*found.variables, self.wrt]))
        self.values = drawn(list(found.variables), rng, style, self.sizes)
        name = str(self.wrt["name"])
        free = rng.standard_normal(np.shape(self.values[name]))
        self.change = np.asarray(projection(self.wrt.facts)(free))
        self.values[str(found.problem.tangent["name"])] = self.change
        self.rng, self.finite = rng, True
        self._known: dict[tuple[str, str], Array] = {}
        self._forward: list[tuple[str, Expression]] = []
        self._differential: Array | None = None

    def error(self, line: Line) -> float | None:
        """How far a line is from what was said before."""
        step, name = line.step, str(line.step.name["name"])
        value = self._value(step.after)
        self.finite = self.finite and bool(np.isfinite(value).all())
        found = self._compared(step.form, name, value)
        self._known[step.form, name] = value
        if step.form == "value":
            self.values[name] = value
            self._forward.append((name, step.after))
        elif step.form == "d":
            self._differential = value
        elif step.form == "vjp":
            self.values[f"{name}_bar"] = value
        return found

    def _compared(self, form: str, name: str, value: Array) -> float | None:
        before = self._known.get((form, name))
        if form in ("value", "d"):
            return None if before is None else relative(value, before)
        if form == "vjp":
            return self._cotangent(name, value) if before is None else relative(value, before)
        acted = _ACTIONS[form](value, self.change)
        wanted = self._moved() if self._differential is None else self._differential
        return relative(acted, np.reshape(wanted, np.shape(acted), order="F"))

    # ------------------------------------------------------------------ values

    def _value(self, body: Expression) -> Array:
        """An expression in variables, named values, and differentials of expressions."""
        marks: dict[Expression, Expression] = {}
        given = dict(self.values)
        for part in postorder(body):
            if part.operation == DIFFERENTIAL:
                name = f"change_{len(marks)}"
                marks[part] = variable(name, part.shape)
                given[name] = self._change_of(part.operands[0])
        return self._evaluated(_exchanged(body, marks), given)

    def _evaluated(self, body: Expression, given: Mapping[str, Array]) -> Array:
        function = function_of(list(given), {}, body, self.registry, self.sizes)
        return np.asarray(function(**given))

    def _change_of(self, body: Expression) -> Array:
        """The engine's change of an expression along the change of the variable."""
        name = str(self.wrt["name"])

        def moved(x: Array) -> Array:
            return function_of(list(self.values), {}, body, self.registry, self.sizes)(
                **{**self.values, name: x}
            )

        at, change = (np.asarray(x, float)[()] for x in (self.values[name], self.change))
        return np.asarray(derivatives.jvp(moved, (at,), (change,), registry=self.registry)[1])

    def _moved(self) -> Array:
        """The engine's change of the function itself."""
        return self._change_of(self.found.source)

    def _cotangent(self, name: str, value: Array) -> float | None:
        """How far a cotangent is from the change of the function with the named value."""
        names = [known for known, _ in self._forward]
        if name not in names or name == names[-1]:
            return None
        later = self._forward[names.index(name) + 1 :]
        direction = self.rng.standard_normal(np.shape(value))

        def function(x: Array) -> Array:
            given = {**self.values, name: x}
            for known, body in later:
                given[known] = self._evaluated(body, given)
            return np.asarray(given[later[-1][0]])

        found = directional(function, self.values[name], direction)
        if found is None or found.shape:
            return None
        return relative(np.sum(value * direction), found)


def _small(sizes: Mapping[str, int]) -> dict[str, int]:
    """Sizes in the same order, but small: large determinants drown what is compared."""
    ranked = sorted(set(sizes.values()))
    return {letter: 2 + ranked.index(size) for letter, size in sizes.items()}


def _exchanged(body: Expression, marks: Mapping[Expression, Expression]) -> Expression:
    """An expression with other parts in place of some."""
    if not marks:
        return body

    def replace(current: Expression, operands: tuple[Expression, ...]) -> Expression:
        if current in marks:
            return marks[current]
        static = dict(current.parameters)
        return node(current.operation, operands, current.shape, static, facts=current.facts)

    return rebuild(body, replace)


def _stacked(matrix: Array, change: Array) -> Array:
    return np.asarray(matrix @ np.ravel(change, order="F"))


def _contracted(derivative: Array, change: Array) -> Array:
    return np.asarray(np.tensordot(derivative, change, np.ndim(change)))


_ACTIONS: Mapping[str, Callable[[Array, Array], Array]] = {
    "grad": lambda gradient, change: np.sum(gradient * change),
    "jac": _contracted,
    "hess": _contracted,
    "nabla2": _contracted,
    "vec": _stacked,
}
"""What a derivative says of the change of the function."""
