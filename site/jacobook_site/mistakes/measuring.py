"""The numbers of wrong statements at a rule's worked example, beside the true ones."""

from __future__ import annotations

import dataclasses
import functools
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from jacobook import derivatives
from jacobook.catalogue import Registry
from jacobook.errors import JacobookError
from jacobook.rule import Clause, Rule, TestVector
from jacobook.statements import Instance, clause_value
from jacobook.testing.differences import inexact, slope_at
from jacobook.testing.domains import projected, room
from jacobook_site.author_code import Attempt
from jacobook_site.examples import Named
from jacobook_site.mistakes.slips import SLIPS, Slip
from jacobook_site.mistakes.trees import Stated, Tree, text_of
from jacobook_site.numbers import Numbers, numbers
from jacobook_site.sampling import sample_operands
from jacobook_site.typesetting import Formula, rule_statements

NEAR = 1e-6
"""How closely the right statement, the engine and differences must agree, relative to the slope."""

FAR = 0.02
"""How far a wrong number must be from the truth, relative to the larger of the two."""

LARGEST = 400
"""Functions of more numbers than this, or with more, are not measured."""

LONGEST = 90
"""Longer formulas are nothing that people write from memory."""

REFUSED = "refused"
"""Stands for a shape where the formula cannot be computed at all."""

STEPS = (1.0, -1.0, 2.0, 1.0, 3.0, -2.0)
"""The entries of directions, in turn: small whole numbers without symmetry."""

WEIGHTS = (1.0, 2.0, -1.0, 3.0, 1.0, 2.0)
"""The entries of cotangents."""


@dataclass(frozen=True, slots=True)
class Slope:
    """A slope and how it was found, in words."""

    way: str
    number: float


WAYS = ("by the rule’s form", "composed by the engine", "measured by differences")


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong statement with its number, beside the truth.

    Attributes:
        slip: what kind of mistake it is, a name of `SLIPS` or of a mistake that `edges` finds.
        wrong: the equation that people write.
        right: the rule's own.
        operands: where it was measured, if that is not the rule's first example.
        directions: the direction of the slope, for each operand that moves.
        cotangent: the weights of the outputs; `None` if the value is a number.
        number: the slope that the wrong statement gives; `None` if its shape does not fit.
        shape: the shape that it gives, where that is wrong; `refused` if NumPy refuses.
        needed: the shape that is needed.
        truth: the true slope, by the right statement, by the engine and by differences.
    """

    slip: str
    wrong: Formula
    right: Formula
    operands: tuple[Named, ...] = ()
    directions: tuple[Named, ...] = ()
    cotangent: Numbers | None = None
    number: float | None = None
    shape: str = ""
    needed: str = ""
    truth: tuple[Slope, ...] = ()

    @property
    def sign(self) -> tuple[str, ...]:
        """What two mistakes have in common that are one, written for two statements."""
        return (*(d.name for d in self.directions), str(self.number), self.shape)

    def arrays(self) -> Iterator[Numbers]:
        """All arrays of numbers that are shown."""
        yield from (named.values for named in (*self.operands, *self.directions))
        if self.cotangent is not None:
            yield self.cotangent


def failing(rule: Rule, registry: Registry) -> Iterator[Mistake]:
    """The mistakes in a rule's statements whose numbers are wrong, one of each kind."""
    if not rule.derivative or any(o.variadic or o.has("complex") for o in rule.operands):
        return
    stated = [Stated(rule, clause, registry) for clause in rule.derivative]
    points = Points(rule, registry)
    told: set[tuple[str, ...]] = set()
    for slip in SLIPS:
        new = (one for one in _of_slip(slip, stated, points) if one.sign not in told)
        if (found := next(new, None)) is not None:
            told.add(found.sign)
            yield found


def _of_slip(slip: Slip, stated: list[Stated], points: Points) -> Iterator[Mistake]:
    for one in stated:
        for tree in slip.written(one):
            if len(text_of(tree)) <= LONGEST and (found := points.failing(slip.name, one, tree)):
                yield found


class Points:
    """The places where a rule's statements are measured."""

    def __init__(self, rule: Rule, registry: Registry) -> None:
        """Take the rule."""
        self.rule, self.registry = rule, registry

    @functools.cached_property
    def points(self) -> list[Point]:
        """The rule's vectors without keywords, then operands drawn for the page."""
        plain = [v for v in self.rule.vectors if not (v.parameters or v.raises)]
        drawn = TestVector(operands=sample_operands(self.rule), source="sample")
        made = [
            Attempt(functools.partial(Point, self.rule, v, self.registry)).value
            for v in (*plain, drawn)
        ]
        return [point for point in made if point is not None and point.fits]

    def failing(self, slip: str, stated: Stated, tree: Tree) -> Mistake | None:
        """The mistake at the first point where its number is wrong and the right one right."""
        for point in self.points:
            if (truth := point.truth(stated.clause)) is None:
                continue
            text = text_of(tree)
            number, shape = point.slope(stated.clause, text)
            if shape or (number is not None and _differs(number, truth[0])):
                return self._mistake(slip, stated, text, point, number, shape)
        return None

    def _mistake(
        self, slip: str, stated: Stated, text: str, point: Point, number: float | None, shape: str
    ) -> Mistake | None:
        clause = stated.clause
        slopes = point.truth(clause)
        assert slopes is not None
        wrong = written(self.rule, dataclasses.replace(clause, text=text), self.registry)
        if wrong.problem:
            return None
        first = self.rule.vectors and point.vector is self.rule.vectors[0]
        return Mistake(
            slip,
            wrong,
            written(self.rule, clause, self.registry),
            () if first else tuple(Named(k, numbers(v)) for k, v in point.operands.items()),
            tuple(Named(k, numbers(point.directions[k])) for k in point.moving(clause)),
            numbers(point.cotangent) if np.ndim(point.value) else None,
            number,
            shape,
            str(point.needed(clause)) if shape else "",
            tuple(Slope(*pair) for pair in zip(WAYS, slopes, strict=True)),
        )


def _differs(number: float, truth: float) -> bool:
    size = max(abs(number), abs(truth))
    return bool(np.isfinite(number)) and abs(number - truth) > FAR * size


def written(rule: Rule, clause: Clause, registry: Registry) -> Formula:
    """A statement typeset; one whose shapes do not fit as if all sizes were equal."""
    made = _typeset(rule, clause, registry)
    if not made.problem:
        return made
    operands = tuple(
        dataclasses.replace(o, shape=tuple("n" for _ in o.shape)) for o in rule.operands
    )
    square = _typeset(dataclasses.replace(rule, operands=operands), clause, registry)
    return dataclasses.replace(square, text=made.text)


def _typeset(rule: Rule, clause: Clause, registry: Registry) -> Formula:
    alone = dataclasses.replace(rule, derivative=(clause,))
    return rule_statements(alone, registry)[1].equation


class Point:
    """A rule's function at one test vector, with a direction for each operand."""

    def __init__(self, rule: Rule, vector: TestVector, registry: Registry) -> None:
        """Evaluate the function.

        Raises:
            Exception: the rule's text does not fit the vector.
        """
        self.rule, self.vector, self.registry = rule, vector, registry
        self.operands = {o.name: _value(vector.operands[o.name], o) for o in rule.operands}
        self.instance = Instance(rule, registry, self.operands)
        self.value = self.instance.function(*self.operands.values())
        self.cotangent = _turning(WEIGHTS, np.shape(self.value))
        self.directions = {
            o.name: projected(o, _turning(STEPS, np.shape(self.operands[o.name])))
            for o in rule.operands
            if o.differentiable
        }
        self._truths: dict[tuple[str, ...], tuple[float, float] | None] = {}

    @property
    def fits(self) -> bool:
        """Whether the function is real, small, and what the vector says it is."""
        sizes = [np.size(v) for v in (*self.operands.values(), self.value)]
        real = not np.iscomplexobj(self.value)
        if max(sizes) > LARGEST or not real or not np.all(np.isfinite(self.value)):
            return False
        wanted = self.vector.value
        return wanted is None or bool(np.allclose(np.ravel(self.value), np.ravel(wanted)))

    def moving(self, clause: Clause) -> tuple[str, ...]:
        """The operands that move for a statement."""
        return (clause.variable,) if clause.variable else tuple(self.directions)

    def needed(self, clause: Clause) -> tuple[int, ...]:
        """The shape that a statement's value must have."""
        variable = np.shape(self.operands[clause.variable]) if clause.variable else ()
        value = np.shape(self.value)
        return {"jac": (*value, *variable), "d": value}.get(clause.form, variable)

    def truth(self, clause: Clause) -> tuple[float, float, float] | None:
        """The slope by the right statement, the engine and differences; `None` if they differ."""
        if clause.form not in ("grad", "jac", "vjp", "elem", "d"):
            return None
        stated, shape = self.slope(clause, clause.text)
        found = self._engine_and_differences(self.moving(clause))
        if found is None or stated is None or shape:
            return None
        computed, measured = found
        size = max(map(abs, (stated, computed, measured)))
        agreed = max(abs(stated - computed), abs(computed - measured)) <= NEAR * size
        return (stated, computed, measured) if agreed else None

    def _engine_and_differences(self, moving: tuple[str, ...]) -> tuple[float, float] | None:
        if moving not in self._truths:
            both = Attempt(lambda: (self._computed(moving), self._measured(moving)))
            self._truths[moving] = both.value
        return self._truths[moving]

    def _computed(self, moving: tuple[str, ...]) -> float:
        """The slope by the registry's rules."""
        values = [self.operands[name] for name in moving]
        _, pullback = derivatives.vjp(
            functools.partial(self._of, moving), *values, registry=self.registry
        )
        bars = pullback(self.cotangent)
        pairs = zip(bars, moving, strict=True)
        return float(sum(np.sum(bar * self.directions[name]) for bar, name in pairs))

    def _measured(self, moving: tuple[str, ...]) -> float:
        """The slope by differences."""
        largest = max(float(np.max(np.abs(self.directions[n]), initial=1.0)) for n in moving)
        operands = {o.name: o for o in self.rule.operands}
        free = min(room(operands[n], np.asarray(self.operands[n])) for n in moving)
        found = slope_at(functools.partial(self._along, moving), 0.01 * free / largest)
        return float(np.sum(found.value * self.cotangent))

    def _along(self, moving: tuple[str, ...], t: Any) -> Any:
        moved = [self.operands[n] + t * self.directions[n] for n in moving]
        return self._of(moving, *moved)

    def _of(self, moving: tuple[str, ...], *values: Any) -> Any:
        return self.instance.function(
            *{**self.operands, **dict(zip(moving, values, strict=True))}.values()
        )

    def slope(self, clause: Clause, text: str) -> tuple[float | None, str]:
        """The slope that a text gives in a statement's place, or the shape that does not fit."""
        try:
            made = np.asarray(self._evaluated(clause, text), float)
        except (JacobookError, ValueError, TypeError):
            return None, REFUSED
        needed = self.needed(clause)
        if made.shape != needed and not self._broadcasts(made, clause):
            return None, str(made.shape)
        return self._contracted(clause, np.broadcast_to(made, needed)), ""

    def _broadcasts(self, made: Any, clause: Clause) -> bool:
        """Whether a number stands for an array of equal entries, as statements have it."""
        return clause.form in ("elem", "grad") and bool(made.shape == ())

    def _evaluated(self, clause: Clause, text: str) -> Any:
        tangents = {name: np.zeros(np.shape(x)) for name, x in self.operands.items()}
        return clause_value(
            self.instance,
            dataclasses.replace(clause, text=text),
            self.operands,
            value=np.asarray(self.value),
            cotangent=self.cotangent,
            tangents={**tangents, **self.directions},
        )

    def _contracted(self, clause: Clause, made: Any) -> float:
        """The slope of the weighted outputs along the direction."""
        if clause.form == "d":
            return float(np.sum(self.cotangent * made))
        direction = self.directions[clause.variable]
        if clause.form == "jac":
            axes = np.ndim(direction)
            return float(np.sum(self.cotangent * np.tensordot(made, direction, axes)))
        if clause.form == "elem":
            return float(np.sum(self.cotangent * made * direction))
        return float(np.sum(made * direction))


def _value(given: Any, operand: Any) -> Any:
    made = np.asarray(given)
    return inexact(made)[()] if operand.differentiable else made


def _turning(entries: tuple[float, ...], shape: tuple[int, ...]) -> Any:
    """Numbers, in turn, in an array of a shape."""
    count = int(np.prod(shape, dtype=int))
    return np.array(list(itertools.islice(itertools.cycle(entries), count))).reshape(shape)[()]
