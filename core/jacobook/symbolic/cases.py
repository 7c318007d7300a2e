"""One case of a proof: a rule at small sizes, near one point.

A case holds the rule's function on explicit components, and for each statement what SymPy derives
next to what the statement says. A new form of statement is a case in `Case.pairs`; other sizes
are chosen in `_sizes`.
"""

from __future__ import annotations

import functools
import itertools
import math
import operator
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import sympy

from jacobook.catalogue import Registry
from jacobook.errors import JacobookError
from jacobook.expression import CONSTANT, Expression
from jacobook.reading import AbstractFunction, abstract_functions, make_tall
from jacobook.rule import Array, Clause, Rule
from jacobook.shapes import Shape, counted, letters_in
from jacobook.statements import Instance
from jacobook.symbolic.comparison import Pair, paired
from jacobook.symbolic.entries import (
    as_array,
    as_number,
    at_point,
    differentiated,
    each,
    filled,
    replaced_in,
    symbol_array,
)
from jacobook.symbolic.evaluation import Body, Evaluation
from jacobook.symbolic.failures import UnsupportedOperation
from jacobook.symbolic.operands import WIDE, drawn, symbolic_operand

PARTS = 9973
"""Of so many parts of an interval a point takes one."""


def _sizes(rule: Rule) -> dict[str, int]:
    """Small sizes: 2 for square matrices, otherwise 2 and 3 in turn, or 3 if there is only one."""
    found: dict[str, int] = dict(rule.sizes)
    letters = dict.fromkeys(w for o in rule.operands for s in o.shape for w in letters_in(s))
    square = {s for o in rule.operands for s in o.shape if o.shape.count(s) > 1}
    turn = itertools.cycle((2, 3) if len(letters) > 1 else (3,))
    for letter in letters:
        found.setdefault(letter, 2 if letter in square else next(turn))
    make_tall(found, rule)
    return found


class SmallInstance(Instance):
    """A rule at small sizes, each of whose statements is read once."""

    def __init__(self, rule: Rule, registry: Registry, operands: Mapping[str, Array]) -> None:
        """Fix the sizes."""
        super().__init__(rule, registry, operands)
        self._read: dict[tuple[str, Shape], Expression] = {}

    def statement_expression(self, text: str, value: Shape) -> Expression:
        """A statement as an expression, as in `Instance`."""
        if (text, value) not in self._read:
            self._read[text, value] = super().statement_expression(text, value)
        return self._read[text, value]


def small_instance(rule: Rule, registry: Registry) -> SmallInstance:
    """The rule at small sizes; at 3 everywhere if its text needs more."""
    small = _sizes(rule)
    larger = {**dict.fromkeys(small, 3), **rule.sizes}
    for sizes in (small, larger):
        sized = _at_sizes(rule, registry, sizes)
        if all(_readable(sized, clause) for clause in rule.derivative):
            return sized
    return _at_sizes(rule, registry, small)


def _at_sizes(rule: Rule, registry: Registry, sizes: Mapping[str, int]) -> SmallInstance:
    operands = {o.name: np.empty([counted(s, sizes) for s in o.shape]) for o in rule.operands}
    return SmallInstance(rule, registry, operands)


def _readable(sized: Instance, clause: Clause) -> bool:
    try:
        sized.statement_expression(clause.text, sized.function_expression.shape)
    except JacobookError:
        return False
    return True


def _bodies(sized: Instance) -> dict[str, Body]:
    """The instances of the abstract functions."""
    found = abstract_functions(sized.rule)
    return {f.name: functools.partial(_body, sized, f) for f in found}


def _body(
    sized: Instance, function: AbstractFunction, shapes: Sequence[Shape]
) -> tuple[Sequence[str], Expression]:
    return function.arguments, sized.body(function, shapes)


class Case:
    """A rule's function at one point, or everywhere if nothing had to be decided there."""

    def __init__(self, sized: Instance, rng: random.Random) -> None:
        """Make the operands and draw a point."""
        rule, function = sized.rule, sized.function_expression
        self.sized = sized
        self.variables = {
            o.name: symbolic_operand(o, sized.shapes[o.name], rng) for o in rule.operands
        }
        self.y_bar = symbol_array(f"{rule.result}_bar", function.shape)
        self.actual = {k: v for x in self.variables.values() for k, v in x.actual.items()}
        self.point = self.draw(rng)
        inner = {f: at_point(v, self.point) for f, v in self.actual.items()}
        self.evaluation = Evaluation(sized.registry, _bodies(sized), {**self.point, **inner})
        free = {name: x.free for name, x in self.variables.items()}
        self.y = self.evaluation.value(function, free)
        self.jacobians: dict[str, Array] = {}

    @property
    def regional(self) -> bool:
        """Whether the values hold near the point only."""
        discrete = any(x.discrete for x in self.variables.values())
        return discrete or bool(self.evaluation.region.decisions)

    def draw(self, rng: random.Random) -> dict[Any, Any]:
        """A number for each symbol, no two at the same part of their intervals."""
        found = {}
        intervals = {k: v for x in self.variables.values() for k, v in x.intervals.items()}
        intervals |= drawn(WIDE, self.y_bar)
        parts = rng.sample(range(1, PARTS), len(intervals))
        for part, (symbol, (low, high)) in zip(parts, intervals.items(), strict=True):
            found[symbol] = low + (high - low) * sympy.Rational(part, PARTS)
        return found

    def jacobian(self, name: str) -> Array:
        """The derivative of the function by one operand's free symbols."""
        if name not in self.jacobians:
            variable = self.variables[name]
            if variable.operand.has("complex"):
                raise UnsupportedOperation(
                    "a function of complex numbers has a differential; its gradient by them is a "
                    "convention"
                )
            if variable.operand.differentiable:
                found = differentiated(self.y, variable.free)
            else:
                found = filled(self.y.shape + variable.value.shape)
            self.jacobians[name] = found
        return self.jacobians[name]

    def stated(self, clause: Clause) -> tuple[Expression, Callable[[Expression], Array]]:
        """A statement, and what evaluates its parts at the allowed operands."""
        rule = self.sized.rule
        values = {name: x.value for name, x in self.variables.items()}
        values |= {f"d{name}": x.tangent for name, x in self.variables.items()}
        values |= {rule.result: replaced_in(self.y, self.actual), f"{rule.result}_bar": self.y_bar}
        expression = self.sized.statement_expression(clause.text, self.y.shape)
        return expression, functools.partial(self.evaluation.value, values=values)

    def pairs(self, clause: Clause) -> list[Pair]:
        """What SymPy derives and what the statement says, entry by entry."""
        expression, evaluate = self.stated(clause)
        if clause.form == "true":
            return [pair for part in _joined(expression) for pair in _equation(part, evaluate)]
        said = evaluate(expression)
        if clause.form == "elem" and self.variables[clause.variable].operand.has("complex"):
            tangent = self.variables[clause.variable].tangent
            return paired(self._directional(clause.variable), as_array(said * tangent))
        if clause.form == "elem":
            said = self._on_diagonal(said, clause.variable)
        derived = replaced_in(self._derived(clause), self.actual)
        if expression.operation == CONSTANT and not said.shape and said[()] == 0:
            said = np.broadcast_to(said, derived.shape)
        if clause.form in ("elem", "grad", "jac", "hess", "vjp"):
            derived, said = (self._allowed(a, clause) for a in (derived, said))
        return paired(derived, said)

    def _derived(self, clause: Clause) -> Array:
        """What SymPy says about the form of a statement."""
        if clause.form == "same":
            return self.y
        if clause.form == "d":
            parts = (self._directional(name) for name in self.variables)
            return as_array(functools.reduce(operator.add, parts))
        jacobian = self.jacobian(clause.variable)
        if clause.form in ("grad", "hess") and self.y.shape:
            raise UnsupportedOperation(f"{clause.form} of a function of shape {self.y.shape}")
        if clause.form == "hess":
            return differentiated(jacobian, self.variables[clause.variable].free)
        if clause.form == "vjp":
            return as_array(np.tensordot(self.y_bar, jacobian, axes=self.y.ndim))
        return jacobian

    def _directional(self, name: str) -> Array:
        """The part of the differential that one operand's tangent makes."""
        variable = self.variables[name]
        if not variable.operand.has("complex"):
            return _along(self.jacobian(name), variable.tangent)
        parts = (_along(differentiated(self.y, x), rate) for x, rate in variable.parts)
        return as_array(functools.reduce(operator.add, parts))

    def _on_diagonal(self, said: Array, name: str) -> Array:
        """The Jacobian which an element-wise derivative says: zero off its diagonal."""
        shape = self.variables[name].value.shape
        y_shape = self.y.shape
        places = np.arange(math.prod(shape)).reshape(shape)
        said, places = np.broadcast_to(said, y_shape), np.broadcast_to(places, y_shape)
        found = filled((*y_shape, math.prod(shape)))
        for index in np.ndindex(y_shape):
            found[(*index, places[index])] = said[index]
        return found.reshape(y_shape + shape)

    def _allowed(self, derivative: Array, clause: Clause) -> Array:
        """A derivative seen by the perturbations that count, if not all do."""
        variable = self.variables[clause.variable]
        if not variable.operand.structured:
            return derivative
        rank = variable.tangent.ndim
        times = 2 if clause.form == "hess" else 1
        for _ in range(times):
            if derivative.ndim < rank:
                return derivative
            derivative = as_array(np.tensordot(derivative, variable.tangent, axes=rank))
        return derivative


def _along(jacobian: Array, tangent: Array) -> Array:
    """A Jacobian applied to a tangent."""
    return as_array(np.tensordot(jacobian, tangent, axes=tangent.ndim))


def _joined(expression: Expression) -> Iterator[Expression]:
    """The parts of a statement that are joined by `&`."""
    if expression.operation == "logical_and":
        for operand in expression.operands:
            yield from _joined(operand)
    else:
        yield expression


def _equation(statement: Expression, evaluate: Callable[[Expression], Array]) -> list[Pair]:
    """The two sides of an equation, entry by entry; for another statement, that it is true."""
    if statement.operation == "equal":
        left, right = np.broadcast_arrays(*map(evaluate, statement.operands))
        return paired(left, right)
    holds = evaluate(statement)
    return paired(each(as_number, holds), filled(holds.shape, sympy.S.One))
