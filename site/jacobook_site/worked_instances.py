"""Structural rules on their worked instances: abstract functions replaced by what they stand for.

A law such as `J(f, g(x)) @ J(g, x)` becomes a formula without abstract functions: the instances of
`f` and `g` are put in, and each `J` is the closed form which the engine derives for the instance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jacobook.catalogue import Registry
from jacobook.closed_form import derivation as closed_forms
from jacobook.closed_form.derivation import Derivation
from jacobook.closed_form.problem import Problem
from jacobook.errors import DerivationError
from jacobook.expression import Expression, node, postorder, rebuild, substitute, variable
from jacobook.language import CALL, ELEMENTWISE_DERIVATIVE, HESSIAN, JACOBIAN, PARTIAL
from jacobook.reading import AbstractFunction, abstract_functions
from jacobook.rule import Rule
from jacobook.shapes import Index, Shape, Slice, valued
from jacobook.statements import Instance


@dataclass(frozen=True, slots=True)
class _Like:
    """What `Instance` asks of an operand when only shapes matter."""

    shape: Shape


def declared_shapes(rule: Rule) -> dict[str, Shape]:
    """The operands' shapes; letters whose size a worked instance fixes are numbers."""
    return {o.name: tuple(valued(d, rule.sizes) for d in o.shape) for o in rule.operands}


class WorkedInstance:
    """The formulas of a rule in which every abstract function is replaced by its instance."""

    def __init__(self, rule: Rule, registry: Registry) -> None:
        """Take the rule at the sizes of its instance; other sizes stay letters."""
        given: Mapping[str, Any] = {n: _Like(s) for n, s in declared_shapes(rule).items()}
        self.instance = Instance(rule, registry, given)
        self.functions = {f.name: f for f in abstract_functions(rule)}
        self.registry = registry

    @property
    def definitions(self) -> tuple[tuple[AbstractFunction, Expression], ...]:
        """The abstract functions that the rule's function calls, each with its instance."""
        found: dict[str, tuple[AbstractFunction, Expression]] = {}
        for part in postorder(self.instance.function_expression):
            name = str(dict(part.parameters).get("name", ""))
            if part.operands and name in self.functions and name not in found:
                found[name] = self.functions[name], self._body(name, part.operands)[0]
        return tuple(found.values())

    def function(self) -> Expression:
        """The rule's function."""
        return self.written_out(self.instance.function_expression)

    def statement(self, text: str) -> Expression:
        """A statement of the rule."""
        value = self.instance.function_expression.shape
        return self.written_out(self.instance.statement_expression(text, value))

    def written_out(self, expression: Expression) -> Expression:
        """An expression with abstract functions and their derivatives replaced."""

        def replace(current: Expression, operands: tuple[Expression, ...]) -> Expression:
            write = _WRITERS.get(current.operation)
            if write is not None:
                return write(self, current, operands)
            if operands == current.operands:
                return current
            static = dict(current.parameters)
            made = node(current.operation, operands, current.shape, static, facts=current.facts)
            return _entry_picked(made)

        return rebuild(expression, replace)

    def _body(
        self, name: str, arguments: Sequence[Expression]
    ) -> tuple[Expression, tuple[str, ...]]:
        """The instance of a function for arguments of these shapes, and its arguments' names."""
        function = self.functions[name]
        body = self.instance.body(function, [a.shape for a in arguments])
        return self.written_out(body), function.arguments

    def _value(self, current: Expression, arguments: tuple[Expression, ...]) -> Expression:
        body, names = self._body(str(current["name"]), arguments)
        return _entries_picked(substitute(body, dict(zip(names, arguments, strict=True))))

    def _jacobian(self, current: Expression, arguments: tuple[Expression, ...]) -> Expression:
        position = _position(current)
        return self._derived(current, arguments, position, summed=False)

    def _elementwise(self, current: Expression, arguments: tuple[Expression, ...]) -> Expression:
        """The derivative entry by entry: the gradient of the sum of all entries."""
        position = _position(current)
        return self._derived(current, arguments, position, summed=True)

    def _hessian(self, current: Expression, arguments: tuple[Expression, ...]) -> Expression:
        """The Jacobian of the Jacobian; for a number, the Hessian in its own form."""
        return self._derived(current, arguments, _position(current), summed=False, order=2)

    def _partial(self, current: Expression, arguments: tuple[Expression, ...]) -> Expression:
        """One column of the Jacobian, or one entry of the gradient."""
        position, place = _position(current), int(str(current["i"]))
        x = arguments[position]
        value = current.shape[: len(current.shape) - len(x.shape) + 1]
        static = {"name": current["name"], "arg": position}
        whole = node(JACOBIAN, arguments, (*value, *x.shape), static)
        jacobian = self._derived(whole, arguments, position)
        index: Index = (*([Slice()] * len(value)), place)
        return node("getitem", [jacobian], current.shape, index=index)

    def _derived(
        self,
        current: Expression,
        arguments: tuple[Expression, ...],
        position: int,
        *,
        summed: bool = False,
        order: int = 1,
    ) -> Expression:
        """The closed form of a derivative of an instance, at the given arguments."""
        body, names = self._body(str(current["name"]), arguments)
        root = node("sum", [body], ()) if summed and body.shape else body
        wrt = variable(names[position], arguments[position].shape)
        derivative = self._with_order(root, wrt, order)
        if derivative.shape != current.shape:
            raise DerivationError(
                f"the derivative of the instance of {current['name']} has shape "
                f"{derivative.shape} where {current.shape} is needed"
            )
        return _entries_picked(substitute(derivative, dict(zip(names, arguments, strict=True))))

    def _with_order(self, root: Expression, wrt: Expression, order: int) -> Expression:
        """The first or second derivative, with the axes of the value first."""
        if order == 2 and root.shape:
            first = self._with_order(root, wrt, 1)
            return self._with_order(first, wrt, 1)
        return _with_all_axes(derived(Problem(root, wrt, self.registry), order))


def _entries_picked(root: Expression) -> Expression:
    """`root` with `array([a, b])[0]` written as `a`."""

    def replace(current: Expression, operands: tuple[Expression, ...]) -> Expression:
        static = dict(current.parameters)
        made = node(current.operation, operands, current.shape, static, facts=current.facts)
        return _entry_picked(made)

    return rebuild(root, replace)


def _entry_picked(x: Expression) -> Expression:
    """The entry itself, if `x` is an entry of an array that is written out."""
    if x.operation != "getitem" or x.operands[0].operation != "stack":
        return x
    index, rows = dict(x.parameters)["index"], x.operands[0].operands
    axis = dict(x.operands[0].parameters).get("axis", 0)
    alone = isinstance(index, tuple) and len(index) == 1 and isinstance(index[0], int)
    return rows[index[0]] if alone and axis == 0 else x  # type: ignore[index]


def _position(derivative: Expression) -> int:
    """The number of the argument by which an abstract function is differentiated."""
    return int(str(dict(derivative.parameters).get("arg", 0)))


def derived(problem: Problem, order: int = 1) -> Derivation:
    """The derivation of a problem that is not read from text."""
    return closed_forms._derived(problem, order, "derivative")


def _with_all_axes(found: Derivation) -> Expression:
    """A derivative of shape `y.shape + x.shape`; an operator on vectors by its columns."""
    if found.form != "operator":
        return found.derivative
    tangent, image = found.problem.tangent, found.derivative
    if len(tangent.shape) != 1 or not isinstance(tangent.shape[0], int):
        return found.einsum().derivative
    units = [node("basis", (), tangent.shape, i=i) for i in range(tangent.shape[0])]
    columns = [substitute(image, {str(tangent["name"]): unit}) for unit in units]
    return node("stack", columns, (*image.shape, *tangent.shape), axis=-1)


_WRITERS = {
    CALL: WorkedInstance._value,
    JACOBIAN: WorkedInstance._jacobian,
    ELEMENTWISE_DERIVATIVE: WorkedInstance._elementwise,
    PARTIAL: WorkedInstance._partial,
    HESSIAN: WorkedInstance._hessian,
}
