"""Expressions evaluated on explicit components.

An operation is looked up in the tables; one that is in none is evaluated by its rule's expansion
or primal, if that is written in operations of the book. Change this file if the language of
expressions gets another kind of node: a constructor, an operator on abstract functions.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import sympy
from sympy.logic.boolalg import BooleanAtom

from jacobook import language, shapes
from jacobook.array_operators import ArrayOperators
from jacobook.binding import bind
from jacobook.catalogue import Registry, default_registry
from jacobook.errors import JacobookError, TracedValueError, UnknownRuleError
from jacobook.expression import CONSTANT, DIMENSION, VARIABLE, Expression, postorder
from jacobook.namespaces import RESERVED
from jacobook.rule import Array, Rule, is_dotted
from jacobook.shapes import Shape
from jacobook.symbolic.arrays import ARRAYS, ARRAYS_BY_REGION, LISTS
from jacobook.symbolic.elementwise import ENTRYWISE, ENTRYWISE_BY_REGION
from jacobook.symbolic.entries import (
    as_array,
    as_number,
    at_point,
    differentiated,
    each,
    filled,
    replaced_in,
    symbol_array,
    zipped,
)
from jacobook.symbolic.failures import FAILURES, UnsupportedOperation, one_line
from jacobook.symbolic.region import LOGIC, Region
from jacobook.symbolic.special import SPECIAL, SPECIAL_BY_REGION

SMOOTH = {**ENTRYWISE, **SPECIAL}
KINKED = {**ENTRYWISE_BY_REGION, **SPECIAL_BY_REGION}
"""Functions of entries, without kinks and with."""

Body = Callable[[Sequence[Shape]], tuple[Sequence[str], Expression]]
"""An abstract function: from the shapes of its arguments, their names and its value."""


class Evaluation:
    """Expressions evaluated on arrays of SymPy expressions.

    Attributes:
        region: where the values hold.
        inside: the operations that are being evaluated by their own primals.
    """

    def __init__(
        self,
        registry: Registry,
        functions: Mapping[str, Body],
        point: Mapping[Any, Any] | None = None,
    ) -> None:
        """Evaluate everywhere, or in the region of a point (numbers by symbol)."""
        self.registry = registry
        self.functions = functions
        self.region = Region(point)
        self.inside: list[str] = []

    def value(self, root: Expression, values: Mapping[str, Any]) -> Array:
        """The value of an expression, its variables being given."""
        made: dict[Expression, Array] = {}
        for part in postorder(root):
            found = self._node(part, [made[operand] for operand in part.operands], values)
            if found.shape != part.shape:
                raise UnsupportedOperation(
                    f"{part.operation}: shape {found.shape} where the book says {part.shape}"
                )
            made[part] = found
        return made[root]

    def _node(
        self, part: Expression, operands: Sequence[Array], values: Mapping[str, Any]
    ) -> Array:
        name = part.operation
        if name == VARIABLE:
            return as_array(values[str(part["name"])])
        if name == CONSTANT:
            return as_array(part["value"])
        if name == DIMENSION:
            return as_array(sympy.Symbol(str(part["name"]), integer=True, positive=True))
        if name in language.CONSTRUCTORS:
            return _constructed(part)
        if name in language.ABSTRACT:
            return self._abstract(part, operands)
        return self.apply(name, operands, dict(part.parameters))

    def apply(self, name: str, operands: Sequence[Any], parameters: Mapping[str, Any]) -> Array:
        """One operation of the book.

        Raises:
            UnsupportedOperation: it is not known here.
        """
        try:
            return self._applied(name, [as_array(o) for o in operands], parameters)
        except JacobookError:
            raise
        except FAILURES as error:
            raise UnsupportedOperation(f"{name}: {one_line(error)}") from error

    def _applied(
        self, name: str, operands: Sequence[Array], parameters: Mapping[str, Any]
    ) -> Array:
        if name in language.LOGIC:
            return each(LOGIC[name], *(each(self.region.truth, o) for o in operands))
        if name == "where":
            chosen = [
                each(self.region.truth, operands[0]),
                *(each(as_number, o) for o in operands[1:]),
            ]
            return each(self.region.choose, *chosen)
        operands = [each(as_number, o) for o in operands]
        if name in language.COMPARISONS:
            return each(functools.partial(self.region.compare, name), *operands)
        rule = self._rule(name)
        given = {**(rule.parameters if rule else {}), **parameters}
        for known in _names(name, rule):
            if known in SMOOTH and not given:
                return as_array(each(SMOOTH[known], *operands))
            if known in KINKED and not given:
                return as_array(each(functools.partial(KINKED[known], self.region), *operands))
            if known in ARRAYS:
                return as_array(ARRAYS[known](*operands, **_numpy_parameters(given)))
            if known in LISTS:
                return as_array(LISTS[known](operands, **_numpy_parameters(given)))
            if known in ARRAYS_BY_REGION:
                return as_array(ARRAYS_BY_REGION[known](self.region, *operands, **given))
        return self._written_in_others(name, rule, operands, given)

    def _rule(self, name: str) -> Rule | None:
        try:
            return self.registry.rule_of(name)
        except UnknownRuleError:
            return None

    def _written_in_others(
        self, name: str, rule: Rule | None, operands: Sequence[Array], given: Mapping[str, Any]
    ) -> Array:
        """An operation by its expansion or its primal, if that is written in operations."""
        written = rule and (rule.expand or rule.primal)
        if not callable(written) or name in self.inside:
            raise UnsupportedOperation(f"{name} is not known on symbolic components")
        self.inside.append(name)
        try:
            found = written(*(_SymbolicValue(self, o) for o in operands), **given)
        except TracedValueError as error:  # it asks for numbers
            raise UnsupportedOperation(f"{name} is not known on symbolic components") from error
        finally:
            self.inside.pop()
        if not isinstance(found, _SymbolicValue):
            return as_array(found)
        return found.array

    # Abstract functions and their derivatives.

    def _abstract(self, part: Expression, operands: Sequence[Array]) -> Array:
        name = str(part["name"])
        given = dict(part.parameters)
        if part.operation == language.CALL:
            return self._call(name, operands)
        inner = [symbol_array(f"{name}.{i}", o.shape) for i, o in enumerate(operands)]
        pairs = [(s, a) for s, o in zip(inner, operands, strict=True) for s, a in zipped(s, o)]
        actual = dict(pairs)
        point = self.region.point
        if point is not None:
            point.update({s: at_point(a, point) for s, a in pairs})
        value = self._call(name, inner)
        variable = inner[int(str(given.get("arg", 0)))]
        found = differentiated(value, variable)
        if part.operation == language.HESSIAN:
            found = differentiated(found, variable)
        elif part.operation == language.PARTIAL:
            found = found[(*(slice(None),) * value.ndim, given["i"])]
        elif part.operation == language.ELEMENTWISE_DERIVATIVE:
            found = as_array(np.sum(found, axis=tuple(range(value.ndim))))
        return replaced_in(found, actual)

    def _call(self, name: str, arguments: Sequence[Array]) -> Array:
        names, body = self.functions[name]([tuple(a.shape) for a in arguments])
        return self.value(body, dict(zip(names, arguments, strict=True)))


def _names(name: str, rule: Rule | None) -> tuple[str, ...]:
    """What the tables may call an operation: its name, then the last word of its primal's.

    Another pack may mean something else by a name of the book.
    """
    own = (name,) if rule is None or rule.family in RESERVED else ()
    if rule is not None and isinstance(rule.primal, str) and is_dotted(rule.primal):
        return *own, rule.primal.split(".")[-1]
    return own


def _numpy_parameters(given: Mapping[str, Any]) -> dict[str, Any]:
    """Static parameters as NumPy takes them."""
    return {name: _numpy_parameter(value) for name, value in given.items()}


def _numpy_parameter(value: Any) -> Any:
    if isinstance(value, shapes.Slice):
        return slice(value.start, value.stop, value.step)
    return tuple(map(_numpy_parameter, value)) if isinstance(value, tuple) else value


def _constructed(part: Expression) -> Array:
    """`eye`, `ones`, `zeros`, `basis` and `single`."""
    if not all(isinstance(size, int) for size in part.shape):
        raise UnsupportedOperation(f"{part.operation}: the sizes {part.shape} are not numbers")
    if part.operation == "eye":
        return as_array(np.eye(int(part.shape[0]), dtype=int))
    if part.operation == "commutation":
        m, n = (int(size) for _, size in part.parameters)  # type: ignore[call-overload]
        return as_array(np.eye(m * n, dtype=int)[np.arange(m * n).reshape(n, m).T.ravel()])
    found = filled(part.shape, sympy.Integer(part.operation == "ones"))
    if part.operation in ("basis", "single"):
        found[tuple(place for _, place in sorted(part.parameters))] = sympy.S.One
    return found


class _SymbolicValue(ArrayOperators):
    """An array of SymPy expressions for functions that are written in operations of the book."""

    __slots__ = ("array", "evaluation", "level", "shape")
    __hash__ = ArrayOperators.__hash__

    def __init__(self, evaluation: Evaluation, array: Array) -> None:
        self.evaluation = evaluation
        self.array = array
        self.shape = array.shape
        self.level = 0

    def __repr__(self) -> str:
        """Its shape; results of checks quote it, so no address stands in it."""
        return f"<symbolic array of shape {self.shape}>"

    def _apply(self, name: str, operands: Sequence[Any], parameters: Mapping[str, Any]) -> Array:
        plain = [o.array if isinstance(o, _SymbolicValue) else o for o in operands]
        return _SymbolicValue(self.evaluation, self.evaluation.apply(name, plain, parameters))

    def _method(self, name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Array:
        rule = self.evaluation.registry.rule_of(name)
        operands, parameters = bind(rule, getattr(np, name), (self, *args), kwargs)
        return self._apply(name, operands, parameters)

    def __and__(self, other: Array) -> Array:
        return self._apply("logical_and", (self, other), {})

    def __or__(self, other: Array) -> Array:
        return self._apply("logical_or", (self, other), {})

    def __invert__(self) -> Array:
        return self._apply("logical_not", (self,), {})

    @property
    def size(self) -> int:
        """The number of entries."""
        return int(self.array.size)

    def __len__(self) -> int:
        return len(self.array)

    def __bool__(self) -> bool:
        if self.shape == () and isinstance(self.array[()], BooleanAtom):
            return self.array[()] is sympy.true
        raise UnsupportedOperation("a branch on a value that is not known")


def to_sympy(
    expression: Expression,
    values: Mapping[str, Any],
    *,
    functions: Mapping[str, Body] | None = None,
    registry: Registry | None = None,
) -> Any:
    """An expression on explicit components.

    Args:
        expression: what to evaluate; its sizes are numbers.
        values: for each variable an array of SymPy expressions, or one for a scalar.
        functions: the abstract functions that the expression calls.
        registry: where operations are looked up that are written in others.

    Returns:
        A NumPy array of SymPy expressions, or one expression for a scalar.

    Raises:
        UnsupportedOperation: an operation is not known on SymPy's expressions.
    """
    evaluation = Evaluation(default_registry() if registry is None else registry, functions or {})
    found = evaluation.value(expression, values)
    return found if found.shape else found[()]
