"""Abstract functions replaced by their worked instances, and their derivatives by closed forms."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

from jacobook import language
from jacobook import operations as op
from jacobook.closed_form.expansion import run_on_symbols
from jacobook.closed_form.problem import Problem
from jacobook.expression import Expression, constant, node, rebuild, substitute, variable
from jacobook.reading import AbstractFunction, abstract_functions
from jacobook.shapes import Shape
from jacobook.statements import Instance


class Concrete:
    """Expressions about a rule's abstract functions, written out for its worked instance.

    Args:
        instance: the rule at the sizes of its operands.
    """

    def __init__(self, instance: Instance) -> None:
        """Learn the rule's functions."""
        self.instance = instance
        self.registry = instance.registry
        self._functions = {f.name: f for f in abstract_functions(instance.rule)}
        self._tangents: dict[tuple[Expression, str], tuple[str, Expression]] = {}

    def written(self, expression: Expression) -> Expression:
        """The expression without abstract functions."""
        return rebuild(expression, self._replaced) if self._functions else expression

    def _replaced(self, part: Expression, operands: tuple[Expression, ...]) -> Expression:
        if part.operation not in language.ABSTRACT:
            return node(
                part.operation, operands, part.shape, dict(part.parameters), facts=part.facts
            )
        function = self._functions[str(part["name"])]
        points = operands[: len(function.arguments)]
        shapes = [point.shape for point in points]
        body = self.written(self.instance.body(function, shapes))
        made = self._derived(part, function, shapes, body)
        return substitute(made, dict(zip(function.arguments, points, strict=True)))

    def _derived(
        self,
        part: Expression,
        function: AbstractFunction,
        shapes: Sequence[Shape],
        body: Expression,
    ) -> Expression:
        """What an operator says of a function's body, in the function's own arguments."""
        if part.operation == language.CALL:
            return body
        static = dict(part.parameters)
        position = int(str(static.get("arg", 0)))
        name, shape = function.arguments[position], shapes[position]
        if part.operation == language.ELEMENTWISE_DERIVATIVE:
            return self._along(body, name, shape, _ones(shape))
        found = self._jacobian(body, name, shape)
        if part.operation == language.HESSIAN:
            return self._jacobian(found, name, shape)
        if part.operation == language.PARTIAL:
            index = (*(slice(None),) * len(body.shape), static["i"])
            return self._run(lambda jacobian: jacobian[index], found)
        return found

    def _jacobian(self, body: Expression, name: str, shape: Shape) -> Expression:
        """The Jacobian of a body, of its shape and then the argument's."""
        columns = [self._along(body, name, shape, unit) for unit in _units(shape)]
        if not shape:
            return columns[0]
        whole = (*body.shape, *shape)
        return self._run(lambda *each: op.reshape(op.stack(*each, axis=-1), shape=whole), *columns)

    def _along(self, body: Expression, name: str, shape: Shape, unit: Expression) -> Expression:
        """The tangent of a body for a tangent of one argument."""
        if (body, name) not in self._tangents:
            problem = Problem(body, variable(name, shape), self.registry)
            tangent = problem.shown(problem.simplified(problem.differential))
            self._tangents[body, name] = str(problem.tangent["name"]), tangent
        wanted, tangent = self._tangents[body, name]
        return substitute(tangent, {wanted: unit})

    def _run(self, function: Callable[..., Any], *operands: Expression) -> Expression:
        return run_on_symbols(function, operands, {}, self.registry)


def _units(shape: Shape) -> list[Expression]:
    """The arrays with one entry 1 and zeros elsewhere."""
    if not shape:
        return [constant(1.0)]
    places = itertools.product(*(range(int(size)) for size in shape))
    if len(shape) == 1:
        return [node("basis", (), shape, i=place[0]) for place in places]
    return [node("single", (), shape, i=place[0], j=place[1]) for place in places]


def _ones(shape: Shape) -> Expression:
    return node("ones", (), shape) if shape else constant(1.0)
