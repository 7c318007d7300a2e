"""The statements of a rule, evaluated on numbers.

A statement may speak about abstract functions: `J(f, g(x)) @ J(g, x)`. A rule gives each of them a
worked instance, `{"f(u) -> (m)": "array([u[0] * u[1], sin(u[0])])"}`, and the statement is then
checked on that instance like any other.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from jacobook import derivatives
from jacobook.catalogue import Registry
from jacobook.compilation import compile_function, write_function
from jacobook.errors import ShapeError
from jacobook.expression import Expression
from jacobook.language import ELEMENTWISE_DERIVATIVE, HESSIAN, JACOBIAN, PARTIAL
from jacobook.parsing import Scope, parse
from jacobook.reading import AbstractFunction, abstract_functions, letters_of, read
from jacobook.rule import Array, Clause, Rule
from jacobook.shapes import Dimension, Shape, letters_from, letters_in, valued


class Instance:
    """A rule at the sizes of given operands: its function and statements.

    Each is there as an expression, whose sizes are numbers, and as a function of arrays.

    Args:
        rule: the rule.
        registry: the rules that its formulas use.
        operands: an array per operand; their shapes fix the sizes.
    """

    def __init__(self, rule: Rule, registry: Registry, operands: Mapping[str, Array]) -> None:
        """Fix the sizes."""
        self.rule = rule
        self.registry = registry
        self.shapes: dict[str, Shape] = {k: tuple(v.shape) for k, v in operands.items()}
        self.sizes: dict[str, Dimension] = letters_of(rule)
        self._known: dict[str, Dimension] = dict(rule.sizes)
        self._unify({o.name: (o.shape, self.shapes[o.name]) for o in rule.operands})
        self._functions: dict[str, Callable[..., Shape]] = {}
        for function in abstract_functions(rule):
            self._functions[function.name] = functools.partial(self._value_shape, function)
        self._names = {f.name: self._python(f) for f in abstract_functions(rule)}

    def _unify(self, shapes: Mapping[str, tuple[Shape, Shape]]) -> None:
        """Learn the letters of declared shapes from the actual ones, both by name.

        Raises:
            ShapeError: they cannot agree.
        """
        pairs = [
            (name, size, number)
            for name, (declared, actual) in shapes.items()
            for size, number in zip(declared, actual, strict=False)
        ]
        self._known = letters_from([pair[1:] for pair in pairs], self._known)
        self.sizes.update(self._known)
        for name, size, number in pairs:
            known = valued(size, self._known)
            short = any(_is_negative(self._known.get(letter)) for letter in letters_in(size))
            if short or (isinstance(known, int) and known != number):
                needed = f"{size}, more than that," if short else known
                raise ShapeError(
                    f"{self.rule.id}: {name} has size {number} where {needed} is needed"
                )

    def _value_shape(self, function: AbstractFunction, *arguments: Shape) -> Shape:
        """The shape of an abstract function's instance for given argument shapes."""
        shape = self.body(function, arguments).shape
        if function.shape:
            self._unify({function.name: (function.shape, shape)})
        return shape

    def body(self, function: AbstractFunction, arguments: Sequence[Shape]) -> Expression:
        """The worked instance of an abstract function, as an expression.

        Args:
            function: one of the rule's `abstract_functions`.
            arguments: the shapes of its arguments.
        """
        scope = Scope(
            dict(zip(function.arguments, arguments, strict=True)), self._functions, self.sizes
        )
        return parse(function.body, scope, self.registry)

    def _python(self, function: AbstractFunction) -> Callable[..., Array]:
        """The instance of an abstract function on arrays of any shape."""

        @functools.cache
        def compiled(shapes: tuple[Shape, ...]) -> Callable[..., Array]:
            body = self.body(function, shapes)
            return self._compiled(function.name, function.arguments, body)

        def instance(*arguments: Array) -> Array:
            shapes = tuple(tuple(getattr(a, "shape", ())) for a in arguments)
            return compiled(shapes)(*arguments)

        instance.__name__ = function.name
        return instance

    def _compiled(
        self, name: str, arguments: Sequence[str], body: Expression
    ) -> Callable[..., Array]:
        source = write_function(name, arguments, body, self.registry)
        operators = self.registry.once("operators", lambda: _named_operators(self.registry))
        wanted = {k: v for k, v in operators.items() if k in source.names}
        functions = {k: v for k, v in self._names.items() if k in source.names}
        return compile_function(source, {**wanted, **functions})

    @functools.cached_property
    def function_expression(self) -> Expression:
        """The rule's function of its operands, as an expression."""
        scope = Scope(self.shapes, self._functions, self.sizes)
        return read(self.rule.function, self.rule, self.registry, scope, "function")

    def statement_expression(self, text: str, value: Shape) -> Expression:
        """A statement as an expression in operands, result, cotangent and tangents.

        Args:
            text: the statement.
            value: the shape of the function's value.
        """
        self.function_expression  # noqa: B018 - learns the sizes of abstract functions' values
        scope = Scope({**self.shapes, **self._extra(value)}, self._functions, self.sizes)
        return read(text, self.rule, self.registry, scope, "derivative")

    def _extra(self, value: Shape) -> dict[str, Shape]:
        """What a statement may name besides the operands: result, cotangent and tangents."""
        result = self.rule.result
        tangents = {f"d{name}": shape for name, shape in self.shapes.items()}
        return {result: value, f"{result}_bar": value, **tangents}

    @functools.cached_property
    def function(self) -> Callable[..., Array]:
        """The rule's function of its operands, in their order; the engine can differentiate it."""
        return self._compiled("function", self.rule.names, self.function_expression)

    def statement(self, text: str, value: Shape) -> Callable[..., Array]:
        """A statement as a function of operands, result, cotangent and tangents by keyword.

        Args:
            text: the statement.
            value: the shape of the function's value.
        """
        names = [*self.shapes, *self._extra(value)]
        return self._compiled("statement", names, self.statement_expression(text, value))


def _is_negative(size: Dimension | None) -> bool:
    return isinstance(size, int) and size < 0


def _named_operators(registry: Registry) -> dict[str, Callable[..., Array]]:
    """`J`, `De`, `partial` and `H` of Python functions, by the engine."""

    def jacobian(f: Callable[..., Array], *x: Array, arg: int = 0) -> Array:
        return derivatives.jacobian(f, arg, registry=registry)(*x)

    def elementwise_derivative(f: Callable[..., Array], *x: Array, arg: int = 0) -> Array:
        def total(*y: Array) -> Array:
            value = f(*y)
            return value.sum() if value.shape else value

        return derivatives.grad(total, arg, registry=registry)(*x)

    def partial(f: Callable[..., Array], *x: Array, arg: int = 0) -> Array:
        *inputs, i = x
        axes = np.ndim(inputs[arg]) - 1
        return jacobian(f, *inputs, arg=arg)[(..., i, *(slice(None),) * axes)]

    def hessian(f: Callable[..., Array], *x: Array, arg: int = 0) -> Array:
        first = derivatives.jacobian(f, arg, registry=registry)
        return derivatives.jacobian(first, arg, registry=registry)(*x)

    return {
        JACOBIAN: jacobian,
        ELEMENTWISE_DERIVATIVE: elementwise_derivative,
        PARTIAL: partial,
        HESSIAN: hessian,
    }


def clause_value(
    instance: Instance,
    clause: Clause,
    operands: Mapping[str, Array],
    *,
    value: Array,
    cotangent: Array,
    tangents: Mapping[str, Array],
) -> Any:
    """What a statement says, as a number.

    Args:
        instance: the rule at the operands' sizes.
        clause: the statement.
        operands: the operands by name.
        value: the function's value.
        cotangent: what `vjp` statements pull back.
        tangents: the operands' tangents, by operand name.
    """
    result = instance.rule.result
    given = {**operands, result: value, f"{result}_bar": cotangent}
    given |= {f"d{name}": tangent for name, tangent in tangents.items()}
    return instance.statement(clause.text, tuple(value.shape))(**given)
