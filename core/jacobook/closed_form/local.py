"""The derivative of one applied operation, read from its rule: tangents forward, cotangents back.

A rule's statement in matrix notation (`d`, `vjp`) is used where its operands have the orders of
those at hand; otherwise its numeric formulas, run on symbols. What a rule does not give in one
direction is had by transposing the other.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

from jacobook import shapes
from jacobook.algebra import canonical as c
from jacobook.algebra.interpretation import Interpreter, View, plain, viewed
from jacobook.algebra.presentation import presented
from jacobook.catalogue import Registry
from jacobook.closed_form.expansion import NeedsNumbersError, expansion_of, run_on_symbols
from jacobook.errors import NotImplementedRuleError
from jacobook.expression import Expression, node, postorder, rebuild, variable
from jacobook.language import STOP
from jacobook.reading import clause_expression, formula_expression, function_expression
from jacobook.rule import Rule
from jacobook.shapes import Dimension

Tangents = Sequence[View | None]


class LocalDerivatives:
    """The derivatives of single operations, by the rules of one registry."""

    def __init__(self, registry: Registry) -> None:
        """Use these rules."""
        self.registry = registry

    # ------------------------------------------------------------------- forward

    def tangent(self, y: Applied, tangents: Tangents) -> View | None:
        """The tangent of a result, from those of its operands; `None` where it is zero."""
        active = [i for i, t in enumerate(tangents) if t is not None]
        if not active or y.rule is None or y.rule.kind == "constant":
            return None
        rule = y.rule
        if _partials(y) and all(rule.clauses("elem", rule.names[i]) for i in active):
            return self._elementwise_tangent(y, tangents, active)
        clause = self._statement(y, "d")
        if clause is not None:
            return self._stated_tangent(y, clause, tangents)
        if rule.variadic and rule.kind == "linear":
            pairs = zip(tangents, y.operands, strict=True)
            given = [t if t is not None else _zero_like(v) for t, v in pairs]
            return self._reader().applied(y.operation, given, y.parameters)
        parts = [self._tangent_part(y, i, tangents[i]) for i in active]  # type: ignore[arg-type]
        return _summed(parts, y, self.registry)

    def _elementwise_tangent(
        self, y: Applied, tangents: Tangents, active: Sequence[int]
    ) -> View | None:
        parts = []
        for i in active:
            partial = self._partial(y, i)
            if not c.is_zero(partial.core):
                parts.append(self._multiplied(tangents[i], partial))  # type: ignore[arg-type]
        return _summed(parts, y, self.registry)

    def _multiplied(self, a: View, b: View) -> View:
        return self._reader().applied("multiply", [a, b], {})

    def _reader(self, y: Applied | None = None, **values: View) -> Interpreter:
        if y is None:
            return Interpreter(self.registry, values)
        return Interpreter(self.registry, {**y.values, **values}, y.sizes)

    def _partial(self, y: Applied, position: int) -> View:
        """The partial derivative of an element-wise rule by one operand."""
        rule = y.rule
        assert rule is not None
        expression = _partial_expression(rule, rule.names[position], self.registry)
        return self._reader(y).read(expression)

    def _statement(self, y: Applied, form: str, name: str = "") -> Expression | None:
        """A statement of the rule, if it is about operands of these orders and parameters."""
        assert y.rule is not None
        if not y.as_stated:
            return None
        return _clause(y.rule, form, name, self.registry)

    def _stated_tangent(self, y: Applied, clause: Expression, tangents: Tangents) -> View:
        assert y.rule is not None
        dots = {}
        for name, operand, tangent in zip(y.rule.names, y.operands, tangents, strict=True):
            dots[f"d{name}"] = _zero_like(operand) if tangent is None else tangent
        return self._reader(y, **dots).read(clause)

    def _tangent_part(self, y: Applied, position: int, tangent: View) -> View | None:
        """The part of a tangent that comes from one operand."""
        rule = y.rule
        assert rule is not None
        name = rule.names[min(position, len(rule.names) - 1)]
        if name in rule.pushforward and not rule.variadic:
            return self._formula(y, rule.pushforward[name], f"{name}_dot", name, tangent, position)
        if rule.kind in ("linear", "multilinear"):
            return self._linear_part(y, position, tangent)
        if rule.expand is not None:
            return self._expanded_tangent(y, position, tangent)
        return self._transposed_pullback(y, position, tangent)

    def _transposed_pullback(self, y: Applied, position: int, tangent: View) -> View | None:
        """A pushforward as the transpose of the pullback."""
        cotangent = variable("_bar", y.view.shape)
        pulled = self.cotangent(y, viewed(cotangent), position)
        return None if pulled is None else self.adjoint(plain(pulled), cotangent, tangent)

    def adjoint(self, linear: Expression, argument: Expression, given: View) -> View | None:
        """The transpose of a linear map, applied to an array of the shape of its value.

        Args:
            linear: the value of the map, a canonical expression.
            argument: the variable in which it is linear.
            given: what the transpose is applied to.
        """
        walk = Walk(presented(linear, self.registry), self)
        return walk.cotangents(given, [str(argument["name"])])[0]

    def _linear_part(self, y: Applied, position: int, tangent: View) -> View:
        assert y.rule is not None
        others: list[View] = list(y.operands)
        if y.rule.kind == "linear":
            others = [_zero_like(v) for v in y.operands]
        others[position] = tangent
        return self._reader().applied(y.operation, others, y.parameters)

    def _expanded_tangent(self, y: Applied, position: int, tangent: View) -> View | None:
        """The tangent of a rule which is written in other operations."""
        expansion = self._expansion(y)
        walk = Walk(expansion, self, y.letters())
        return walk.tangent({f"_{position}": tangent})

    def _expansion(self, y: Applied) -> Expression:
        assert y.rule is not None
        expand = expansion_of(y.rule)
        assert expand is not None
        operands = [variable(f"_{i}", v.shape) for i, v in enumerate(y.operands)]
        return _run(expand, operands, y.parameters, self.registry, y.rule)

    # ------------------------------------------------------------------ backward

    def cotangent(self, y: Applied, y_bar: View, position: int) -> View | None:
        """The cotangent of one operand, from that of the result; `None` where it is zero."""
        rule = y.rule
        if rule is None or rule.kind == "constant":
            return None
        name = rule.names[min(position, len(rule.names) - 1)]
        if _partials(y) and rule.clauses("elem", name):
            partial = self._partial(y, position)
            if c.is_zero(partial.core):
                return None
            return self._fitted(self._multiplied(y_bar, partial), y, y.operands[position])
        clause = self._statement(y, "vjp", name)
        if clause is not None:
            return self._reader(y, **{f"{rule.result}_bar": y_bar}).read(clause)
        gradient = self._statement(y, "grad", name)
        if gradient is not None and not y.view.mask:
            return self._multiplied(y_bar, self._reader(y).read(gradient))
        if name in rule.pullback:
            return self._pulled(y, y_bar, position, name)
        if rule.expand is not None:
            walk = Walk(self._expansion(y), self, y.letters())
            return walk.cotangents(y_bar, [f"_{position}"])[0]
        if name not in rule.pushforward and rule.kind not in ("linear", "multilinear"):
            raise NotImplementedRuleError(_gap(rule, name))
        return self._transposed(y, y_bar, position)

    def _pulled(self, y: Applied, y_bar: View, position: int, name: str) -> View | None:
        assert y.rule is not None
        formula, result = y.rule.pullback[name], y.rule.result
        return self._formula(y, formula, f"{result}_bar", result, y_bar, position)

    def _fitted(self, x_bar: View, y: Applied, x: View) -> View:
        """A cotangent summed over the axes along which its operand was repeated."""
        full = self._reader().applied("broadcast_to", [x_bar], {"shape": y.view.shape})
        if x.shape == y.view.shape:
            return full
        return self._reader().applied("sum_to", [full], {"shape": x.shape})

    def _transposed(self, y: Applied, y_bar: View, position: int) -> View | None:
        """A pullback as the transpose of the pushforward."""
        tangent = variable("_dot", y.operands[position].shape)
        image = self._tangent_part(y, position, viewed(tangent))
        return None if image is None else self.adjoint(plain(image), tangent, y_bar)

    def stated_jacobian(self, x: Expression, position: int) -> Expression | None:
        """The Jacobian which a rule states for one operand of a canonical node."""
        rule = self.registry.operation_rule(x.operation)
        if rule is None or rule.variadic:
            return None
        operands = [viewed(operand) for operand in x.operands]
        y = Applied(x, rule, operands, viewed(x), self.registry)
        clause = self._statement(y, "jac", rule.names[position])
        return None if clause is None else self._reader(y).read(clause).core

    # ------------------------------------------------------------------ formulas

    def _formula(
        self, y: Applied, formula: Any, direction: str, extra: str, given: View, position: int
    ) -> View:
        """A pushforward or pullback formula applied."""
        rule = y.rule
        assert rule is not None
        if isinstance(formula, str):
            expression = formula_expression(formula, rule, self.registry, direction, extra)
            return self._reader(y, **{direction: given}).read(expression)
        names = [direction, rule.result, *(f"_{i}" for i in range(len(y.operands)))]
        views = [given, y.view, *y.operands]
        operands = [variable(n, v.shape) for n, v in zip(names, views, strict=True)]
        keywords = {**y.parameters, **({"position": position} if rule.variadic else {})}
        expression = _run(formula, operands, keywords, self.registry, rule)
        values = dict(zip(names, views, strict=True))
        return Interpreter(self.registry, values).read(expression)


class Applied:
    """One applied operation with the views of its operands and of its value.

    Attributes:
        expression: the applied operation.
        rule: the rule of the operation; `None` for a comparison.
        parameters: all static parameters, the defaults included.
        usual: whether the rule's statements are about parameters like these.
        as_stated: whether the rule's statements are about operands and parameters like these.
        values: the views by the names which the rule's texts use.
        sizes: what the rule's size letters stand for.
    """

    def __init__(
        self,
        expression: Expression,
        rule: Rule | None,
        operands: Sequence[View],
        view: View,
        registry: Registry,
    ) -> None:
        """Bind the names of the rule."""
        self.expression, self.rule = expression, rule
        self.operands, self.view = list(operands), view
        self.operation = expression.operation
        defaults = dict(rule.parameters) if rule is not None else {}
        self.parameters: dict[str, Any] = {**defaults, **dict(expression.parameters)}
        self.values: dict[str, View] = {}
        self.sizes: dict[str, Dimension] = {}
        if rule is not None and not rule.variadic:
            self.values = dict(zip(rule.names, operands, strict=True))
            self.values[rule.result] = view
        self.usual = rule is not None and self._usual(registry)
        self.as_stated = rule is not None and self._bind_sizes() and self.usual

    def _bind_sizes(self) -> bool:
        """Learn the rule's size letters; whether the declared shapes fit the actual ones."""
        rule = self.rule
        assert rule is not None
        if rule.variadic or rule.kind == "elementwise":
            return rule.kind == "elementwise"
        pairs: list[tuple[Dimension, Dimension]] = []
        for operand, view in zip(rule.operands, self.operands, strict=True):
            if len(operand.shape) != len(view.shape):
                return False
            pairs += zip(operand.shape, view.shape, strict=True)
        self.sizes = shapes.letters_from(pairs)
        return all(shapes.valued(declared, self.sizes) == actual for declared, actual in pairs)

    def _usual(self, registry: Registry) -> bool:
        """Whether the parameters are those which the statements speak of."""
        rule = self.rule
        assert rule is not None
        return self.parameters == _stated_parameters(rule, registry)

    def letters(self) -> dict[str, View]:
        """The operands under the names which an expansion gives them."""
        return {f"_{i}": view for i, view in enumerate(self.operands)}


COMPOSED = {
    ("power", "norm2"): "linalg.norm2_squared",
    ("power", "normF"): "linalg.norm_fro_squared",
}
"""A square of a norm is differentiated as the sum of squares that it is: no norm has to cancel."""


class Walk:
    """Tangents and cotangents through a whole expression.

    Args:
        root: an expression in operations of the book.
        local: the derivatives of single operations.
        values: what variables stand for.
        without: ids of rules that must not be used, such as the one which is to be derived.
    """

    def __init__(
        self,
        root: Expression,
        local: LocalDerivatives,
        values: Mapping[str, View] | None = None,
        without: frozenset[str] = frozenset(),
    ) -> None:
        """Read every part of the expression."""
        self.root, self.local, self.without = root, local, without
        self.reader = Interpreter(local.registry, values or {})
        self.order = list(postorder(root))
        self.views: dict[Expression, View] = {}
        for part in self.order:
            self.views[part] = self.reader.node_view(part, [self.views[o] for o in part.operands])

    @functools.cached_property
    def operands(self) -> dict[Expression, tuple[Expression, ...]]:
        """What each part is a function of: its operands, or those of a norm that is squared."""
        return {
            part: part.operands[0].operands if self._composed(part) else part.operands
            for part in self.order
        }

    def _composed(self, part: Expression) -> str:
        """The id of the rule for a square of a norm; empty for other parts."""
        if len(part.operands) != 2:
            return ""
        base, exponent = part.operands
        rule = COMPOSED.get((part.operation, base.operation), "")
        square = exponent.operation == "constant" and exponent["value"] == 2
        usable = square and not base.parameters and rule in self.local.registry
        return rule if usable and rule not in self.without else ""

    def rule_of(self, part: Expression) -> Rule | None:
        """The rule that differentiates a part."""
        registry = self.local.registry
        composed = self._composed(part)
        return registry[composed] if composed else registry.operation_rule(part.operation)

    @functools.cached_property
    def applied(self) -> dict[Expression, Applied]:
        """The applied operations below the root."""
        registry = self.local.registry
        return {
            part: Applied(
                part,
                self.rule_of(part),
                [self.views[o] for o in self.operands[part]],
                self.views[part],
                registry,
            )
            for part in self.order
            if part.operands
        }

    def tangent(self, tangents: Mapping[str, View]) -> View | None:
        """The tangent of the root, from those of variables by name."""
        dots: dict[Expression, View | None] = {}
        for part in self.order:
            if part.operation == "variable":
                dots[part] = tangents.get(str(part["name"]))
            elif part.operands:
                given = [dots.get(o) for o in self.operands[part]]
                dots[part] = self.local.tangent(self.applied[part], given)
        return dots.get(self.root)

    def cotangents(self, root_bar: View, names: Sequence[str]) -> list[View | None]:
        """The cotangents of variables by name, from that of the root."""
        bars: dict[Expression, View] = {self.root: root_bar}
        active = self.active(names)
        for part in reversed(self.order):
            y_bar = bars.get(part)
            if y_bar is None or part not in active or not part.operands:
                continue
            for operand, x_bar in self.pulled(part, y_bar, active):
                bars[operand] = x_bar if operand not in bars else self.added(bars[operand], x_bar)
        found = {str(v["name"]): bars.get(v) for v in self.order if v.operation == "variable"}
        return [found.get(name) for name in names]

    def pulled(
        self, part: Expression, y_bar: View, active: set[Expression]
    ) -> list[tuple[Expression, View]]:
        """The cotangents which one operation passes to its operands."""
        found = []
        for position, operand in enumerate(self.operands[part]):
            if operand in active:
                x_bar = self.local.cotangent(self.applied[part], y_bar, position)
                if x_bar is not None and not c.is_zero(x_bar.core):
                    found.append((operand, x_bar))
        return found

    def added(self, a: View, b: View) -> View:
        """The sum of two cotangents."""
        return self.reader.applied("add", [a, b], {})

    def active(self, names: Sequence[str]) -> set[Expression]:
        """The parts which depend on one of the named variables."""
        found: set[Expression] = set()
        for part in self.order:
            own = part.operation == "variable" and part["name"] in names
            if own or any(o in found for o in part.operands):
                found.add(part)
        return found & self.used

    @functools.cached_property
    def used(self) -> set[Expression]:
        """The parts below the root that are differentiated one by one."""
        found = {self.root}
        for part in reversed(self.order):
            if part in found:
                found.update(self.operands[part])
        return found


def _zero_like(view: View) -> View:
    """The zero tangent of an array."""
    return View(c.zeros(view.core.shape), view.mask)


def _summed(parts: Sequence[View | None], y: Applied, registry: Registry) -> View | None:
    """The sum of the parts of a tangent, in the shape of the result."""
    reader = Interpreter(registry)
    given = [p for p in parts if p is not None]
    if not given:
        return None
    total = given[0]
    for part in given[1:]:
        total = reader.applied("add", [total, part], {})
    if total.shape != y.view.shape:
        total = reader.applied("broadcast_to", [total], {"shape": y.view.shape})
    return total


def _partials(y: Applied) -> bool:
    """Whether a rule states element-wise partial derivatives of the operation as applied here."""
    assert y.rule is not None
    stated = any(clause.form == "elem" for clause in y.rule.derivative)
    return stated and (y.rule.kind == "elementwise" or y.usual)


def _gap(rule: Rule, name: str) -> str:
    return (
        f"{rule.id}: no derivative by the operand {name!r} in closed form; "
        "jacobook.grad and jacobook.jacobian give its derivative as numbers"
    )


@functools.cache
def _partial_expression(rule: Rule, name: str, registry: Registry) -> Expression:
    """The plainest of the partial derivatives that a rule states for one operand."""
    texts = [clause.text for clause in rule.clauses("elem", name)]
    plain = [text for text in texts if not any(sign in text for sign in "<>!=")] or texts
    return formula_expression(min(plain, key=len), rule, registry, f"partials[{name!r}]")


@functools.cache
def _clause(rule: Rule, form: str, name: str, registry: Registry) -> Expression | None:
    """The first statement of a form about one operand, as an expression."""
    clauses = rule.clauses(form, name)
    return clause_expression(rule, clauses[0], registry) if clauses else None


@functools.cache
def _stated_parameters(rule: Rule, registry: Registry) -> dict[str, Hashable]:
    """The parameters of the operation in the function which a rule's statements are about."""
    root = function_expression(rule, registry)
    given = dict(root.parameters) if root.operation == rule.op else {}
    return {**rule.parameters, **given}


def _unstopped(root: Expression) -> Expression:
    """A rule's formula without `stop`, which it uses to save work in higher derivatives."""

    def replace(current: Expression, operands: tuple[Expression, ...]) -> Expression:
        if current.operation == STOP:
            return operands[0]
        static = dict(current.parameters)
        return node(current.operation, operands, current.shape, static, facts=current.facts)

    return rebuild(root, replace)


def _run(
    function: Callable[..., Any],
    operands: Sequence[Expression],
    parameters: Mapping[str, Any],
    registry: Registry,
    rule: Rule,
) -> Expression:
    """A function written in operations of the book, run on symbols.

    Raises:
        NotImplementedRuleError: it needs values, not only shapes.
    """
    try:
        return _unstopped(run_on_symbols(function, operands, parameters, registry))
    except NeedsNumbersError as needed:
        error = needed.__cause__
        raise NotImplementedRuleError(
            f"{rule.id}: its derivative for operands of shapes "
            f"{', '.join(shapes.show(o.shape) for o in operands)} needs numbers, so it has no "
            f"closed form here ({type(error).__name__}: {error}); jacobook.grad gives it as numbers"
        ) from error
