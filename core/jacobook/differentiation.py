"""Composing rules: cotangents walk a trace backwards, tangents walk it forwards.

Both walks are loops over the recorded steps, never recursion, so a chain of 10^5 operations is
fine. A direction that a rule does not give is derived by transposing the one it gives.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isnan
from typing import Any, TypeAlias

import numpy as np

from jacobook import shapes
from jacobook.catalogue import Registry
from jacobook.compilation import compile_function
from jacobook.errors import JacobookError, NotImplementedRuleError, RuleError
from jacobook.formulas import elementwise_source, formula_function
from jacobook.operations import Operation
from jacobook.rule import Array, Rule
from jacobook.selection import reached, select
from jacobook.tracing import (
    Trace,
    Traced,
    apply,
    asks_for_numbers,
    mark,
    plain,
    plain_all,
    translated,
)

Map = Callable[..., Array]
Maps: TypeAlias = "Sequence[Map | None] | EachOperand"


# ------------------------------------------------------------------------------------- the walks


def pull_back(
    cotangents: Sequence[tuple[Traced, Array]], variables: Sequence[Traced]
) -> list[Array | None]:
    """The cotangents of `variables`, given those of some results.

    Args:
        cotangents: results with their cotangents, of one trace.
        variables: the values to differentiate by.

    Returns:
        One cotangent per variable, of its shape and dtype; `None` where it is zero.
    """
    bars: dict[Traced, Array] = {}
    owned: set[Traced] = set()
    for y, y_bar in cotangents:
        accumulate(bars, owned, y, y_bar)
    for step in reversed(cotangents[0][0].within.steps if cotangents else ()):
        y_bar = bars.pop(step, None)
        if y_bar is None:
            continue
        operation, values, parameters = step.operation, step.values, step.parameters
        assert operation is not None
        pullbacks = operation.pullbacks or _resolve_pullbacks(operation)
        trace = step.within
        for position, operand in enumerate(step.operands):
            if type(operand) is not Traced or operand.within is not trace:
                continue
            pullback = pullbacks[position]
            if pullback is None:
                continue
            try:
                x_bar = pullback(y_bar, step.value, *values, **parameters)
            except Exception as error:  # noqa: BLE001 - raised again, if nothing is staged
                x_bar = _opaque_map(pullback, step, "pullback", position, y_bar, error)
            x = values[position]
            if x_bar.dtype is not x.dtype or x_bar.shape != x.shape:
                x_bar = fit(x_bar, x, operation, position)
            if operand in bars:
                accumulate(bars, owned, operand, x_bar)
            else:
                bars[operand] = x_bar
    found = [bars.get(v) for v in variables]
    if cotangents and may_be_undefined(cotangents[0][0].within) and any(map(_undefined, found)):
        return _pull_back_selected(cotangents, variables, found)
    return found


def may_be_undefined(trace: Trace) -> bool:
    """Whether a slope that a choice hides may be infinite, so that zero times it is NaN."""
    return trace.selects and not all(map(_has_finite_slopes, trace.steps))


def _has_finite_slopes(step: Traced) -> bool:
    """Whether the slopes of a step are finite: those of a power, if its exponent is at least 1."""
    operation = step.operation
    if operation is None or operation.finite:
        return True
    if operation.written != "power":
        return False
    exponent = step.operands[1]
    return type(exponent) in (int, float) and exponent >= 1


def _undefined(derivative: Array | None) -> bool:
    """Whether an entry is NaN: a sum of squares is NaN only if one is, and costs the least."""
    if type(derivative) is not np.ndarray or derivative.dtype.kind == "c":
        return derivative is not None and bool(np.isnan(plain(derivative)).any())
    flat = derivative if derivative.ndim == 1 else derivative.ravel()
    return isnan(flat.dot(flat))


def _pull_back_selected(
    cotangents: Sequence[tuple[Traced, Array]],
    variables: Sequence[Traced],
    undefined: Sequence[Array | None],
) -> list[Array | None]:
    """`pull_back` in which an entry that is not selected stays 0, also times an infinite slope.

    An entry not taken by `where(x > 0, log(x), 0)` has the cotangent 0, and the slope of its
    logarithm may be infinite; their product is 0. So the selected entries are remembered from step
    to step. That costs time, and is done where the plain walk ended in NaN.
    """
    for x_bar in undefined:
        mark(x_bar, idle=True)
    bars: dict[Traced, Array] = {}
    owned: set[Traced] = set()
    kept: dict[Traced, Array | None] = {}
    for y, y_bar in cotangents:
        accumulate(bars, owned, y, y_bar)
        kept[y] = None
    for step in reversed(cotangents[0][0].within.steps):
        y_bar = bars.pop(step, None)
        if y_bar is None:
            continue
        taken = kept.pop(step)
        for position, operand in enumerate(step.operands):
            if type(operand) is Traced and operand.within is step.within:
                x_bar, selected = _pulled_selected(step, position, y_bar, taken)
                if x_bar is not None:
                    accumulate(bars, owned, operand, x_bar)
                    before = kept.get(operand, selected)
                    kept[operand] = _either(before, selected)
    return [bars.get(v) for v in variables]


def _either(a: Array | None, b: Array | None) -> Array | None:
    """Entries selected by one of two; `None` stands for all."""
    return None if a is None or b is None else a | b


def _pulled_selected(
    step: Traced, position: int, y_bar: Array, taken: Array | None
) -> tuple[Array | None, Array | None]:
    """The cotangent of one operand of a step, and which of its entries are selected."""
    operation, values = step.operation, step.values
    assert operation is not None
    pullback = (operation.pullbacks or _resolve_pullbacks(operation))[position]
    if pullback is None:
        return None, None
    try:
        x_bar = pullback(y_bar, step.value, *values, **step.parameters)
        kept = _selected(step, position, taken, pullback)
    except Exception as error:
        raise _failed(operation, "pullback", position, values, error) from error
    x = values[position]
    if kept is not None and operation.rule.kind == "elementwise":
        x_bar = select(kept, x_bar)
        kept = unbroadcast(kept.astype(int), x.shape) > 0
    if x_bar.dtype is not x.dtype or x_bar.shape != x.shape:
        x_bar = fit(x_bar, x, operation, position)
    return x_bar, kept


def _selected(step: Traced, position: int, taken: Array | None, pullback: Map) -> Array | None:
    """The entries through which a cotangent passes; `None` for all.

    For an element-wise step they are entries of its value. For a linear one they are entries of
    the operand, found by pulling back NaN from the entries taken: it marks all that it meets.
    """
    assert step.operation is not None
    if step.operation.rule.kind == "linear" and taken is not None:
        y, xs = plain(step.value), plain_all(list(step.values))
        marks = np.where(taken, np.nan, np.zeros(y.shape, y.dtype))
        return np.isnan(
            fit(pullback(marks, y, *xs, **step.parameters), xs[position], step.operation, position)
        )
    if step.operation.rule.kind != "elementwise":
        return None
    chosen = reached(step, position)
    return taken if chosen is None else chosen if taken is None else taken & chosen


def accumulate(bars: dict[Traced, Array], owned: set[Traced], x: Traced, x_bar: Array) -> None:
    """Add `x_bar` to the cotangent of `x`, in place where the sum is ours to change."""
    existing = bars.get(x)
    if existing is None:
        bars[x] = x_bar
    elif x in owned and type(x_bar) is np.ndarray:
        existing += x_bar
    else:
        total = bars[x] = existing + x_bar
        if type(total) is np.ndarray:
            owned.add(x)


def push_forward(
    tangents: Sequence[tuple[Traced, Array]], results: Sequence[Traced]
) -> list[Array | None]:
    """The tangents of `results`, given those of some variables; `None` where it is zero."""
    if not results:
        return []
    trace = results[0].within
    steps = serving(results, trace.steps) if trace.idle else trace.steps
    found = _push(tangents, results, steps, _pushed)
    if may_be_undefined(trace) and any(map(_undefined, found)):
        for y_dot in found:
            mark(y_dot, idle=True)
        return _push(tangents, results, steps, _pushed_selected)
    return found


def serving(results: Sequence[Traced], steps: Sequence[Traced]) -> list[Traced]:
    """The steps on which the results depend."""
    needed: set[Any] = set(results)
    for step in reversed(steps):
        if step in needed:
            needed.update(operand for operand in step.operands if type(operand) is Traced)
    return [step for step in steps if step in needed]


def _push(
    tangents: Sequence[tuple[Traced, Array]],
    results: Sequence[Traced],
    steps: Sequence[Traced],
    pushed: Callable[[Traced, int, Array], Array | None],
) -> list[Array | None]:
    """The tangents of `results`, where `pushed` gives an operand's part in that of its step."""
    dots: dict[Traced, Array] = dict(tangents)
    for step in steps:
        y_dot = None
        for position, operand in enumerate(step.operands):
            if type(operand) is not Traced or operand.within is not step.within:
                continue
            x_dot = dots.get(operand)
            part = None if x_dot is None else pushed(step, position, x_dot)
            if part is not None:
                y_dot = part if y_dot is None else y_dot + part
        if y_dot is not None:
            y = step.value
            if y_dot.shape != y.shape or y_dot.dtype != y.dtype:
                assert step.operation is not None
                y_dot = _stretch(y_dot, y, step.operation)
            dots[step] = y_dot
    return [dots.get(y) for y in results]


def _pushed(step: Traced, position: int, x_dot: Array) -> Array | None:
    """The part of a step's tangent that comes from one operand; `None` where it is zero."""
    operation = step.operation
    assert operation is not None
    pushforward = (operation.pushforwards or _resolve_pushforwards(operation))[position]
    if pushforward is None:
        return None
    try:
        return pushforward(x_dot, step.value, *step.values, **step.parameters)
    except Exception as error:  # noqa: BLE001 - raised again, if nothing is staged
        return _opaque_map(pushforward, step, "pushforward", position, x_dot, error)


def _pushed_selected(step: Traced, position: int, x_dot: Array) -> Array | None:
    """`_pushed`, 0 where the operand has no influence, also if its tangent is infinite."""
    part = _pushed(step, position, x_dot)
    kept = None if part is None else reached(step, position)
    return part if kept is None else select(kept, part)


def fit(x_bar: Array, x: Array, operation: Operation, position: int) -> Array:
    """A cotangent projected to the space of its operand: summed over broadcast axes, cast.

    Raises:
        RuleError: its shape is none that broadcasting could have made.
    """
    if x_bar.shape != x.shape:
        if operation.rule.kind != "elementwise":
            raise RuleError(_wrong_shape(operation, f"pullback for operand {position}", x_bar, x))
        y_shape = np.broadcast_shapes(x_bar.shape, x.shape)
        if x_bar.shape != y_shape:
            x_bar = np.broadcast_to(x_bar, y_shape)
        x_bar = unbroadcast(x_bar, x.shape)
    return x_bar if x_bar.dtype == x.dtype else _cast(x_bar, x)


def unbroadcast(x_bar: Array, shape: tuple[int, ...]) -> Array:
    """`x_bar` summed over the axes which broadcasting added to `shape` or stretched.

    >>> unbroadcast(np.ones((5, 3)), (3,))
    array([5., 5., 5.])
    """
    axes = shapes.stretched_axes(shape, x_bar.shape)
    return np.reshape(np.sum(x_bar, axis=axes), shape) if axes else x_bar


def _stretch(y_dot: Array, y: Array, operation: Operation) -> Array:
    """A tangent brought to the space of its result: broadcast and cast."""
    if y_dot.shape != y.shape:
        if operation.rule.kind != "elementwise":
            raise RuleError(_wrong_shape(operation, "pushforward", y_dot, y))
        y_dot = np.broadcast_to(y_dot, y.shape)
    return y_dot if y_dot.dtype == y.dtype else _cast(y_dot, y)


def _cast(derivative: Array, variable: Array) -> Array:
    """A derivative in the number type of its variable; the real part for a real variable."""
    if derivative.dtype.kind == "c" and variable.dtype.kind != "c":
        derivative = np.real(derivative)
    return derivative.astype(variable.dtype)


def _wrong_shape(operation: Operation, what: str, given: Array, wanted: Array) -> str:
    return (
        f"{operation.registry.named(operation.rule)}, {what}: shape {shapes.show(given.shape)} returned, "
        f"{shapes.show(wanted.shape)} expected; a derivative has the shape of its variable"
    )


def _opaque_map(
    map_: Map, step: Traced, what: str, position: int, direction: Array, error: Exception
) -> Array:
    """A map that asks for numbers while it is being staged for compilation, as one call.

    Raises:
        Exception: it failed for another reason.
    """
    operands = (direction, step.value, *step.values)
    staged = asks_for_numbers(operands, error)
    assert step.operation is not None
    if staged is None:
        raise _failed(step.operation, what, position, step.values, error) from error
    return staged._as_one_call(map_, operands, step.parameters)


def _failed(
    operation: Operation, what: str, position: int, values: Sequence[Array], error: Exception
) -> Exception:
    """An error from inside a rule, with the rule named; our own errors pass unchanged."""
    if isinstance(error, JacobookError | np.linalg.LinAlgError):
        return translated(operation, values, error)
    given = ", ".join(shapes.show(np.shape(plain(value))) for value in values)
    name = operation.rule.names[min(position, len(operation.rule.names) - 1)]
    return RuleError(
        f"{operation.registry.named(operation.rule)}, {what} for {name}, operands of shapes {given}: "
        f"{type(error).__name__}: {error}"
    )


# ------------------------------------------------------------------- the maps of each operation


class EachOperand:
    """The maps of a rule with any number of operands: one function, told the position."""

    def __init__(self, function: Map) -> None:
        """Take the function, which has a keyword `position`."""
        self.function = function

    def __getitem__(self, position: int) -> Map:
        """The map of the operand at `position`."""
        function = self.function

        def at_position(direction: Array, y: Array, *xs: Array, **parameters: Any) -> Array:
            return function(direction, y, *xs, position=position, **parameters)

        return at_position


def _resolve_pullbacks(operation: Operation) -> Maps:
    """The pullbacks of an operation, made once."""
    operation.pullbacks = made = _maps(operation, backward=True)
    return made


def _resolve_pushforwards(operation: Operation) -> Maps:
    """The pushforwards of an operation, made once."""
    operation.pushforwards = made = _maps(operation, backward=False)
    return made


def _maps(operation: Operation, *, backward: bool) -> Maps:
    """One map per operand: given by the author, or derived."""
    rule = operation.rule
    if rule.variadic:
        return EachOperand(_map(operation, rule.names[0], 0, backward=backward) or _no_map)
    return tuple(
        _map(operation, name, position, backward=backward)
        for position, name in enumerate(rule.names)
    )


def _no_map(*_: Array, **__: Any) -> Array:
    raise NotImplementedRuleError("this operand has no derivative")


def _map(operation: Operation, name: str, position: int, *, backward: bool) -> Map | None:
    """The pullback or pushforward for one operand.

    In order: element-wise from its partial; what the author gave; a linear rule's own operation
    for the pushforward; the transpose of the other direction.
    """
    rule, registry = operation.rule, operation.registry
    direction = f"{rule.result}_bar" if backward else f"{name}_dot"
    if rule.kind == "elementwise":
        return _elementwise_map(rule, name, direction, registry)
    given = (rule.pullback if backward else rule.pushforward).get(name)
    if given is not None:
        return formula_function(given, rule, name, direction, registry)
    if not backward and rule.kind in ("linear", "multilinear"):
        return _linear_pushforward(operation, position)
    other = rule.pushforward if backward else rule.pullback
    if name in other or (backward and rule.kind == "multilinear"):
        return transposed(operation, position, backward=backward)
    return _missing(rule, name, "pullback" if backward else "pushforward")


def _elementwise_map(rule: Rule, name: str, direction: str, registry: Registry) -> Map | None:
    if not rule.clauses("elem", name):
        return _missing(rule, name, "partial derivative")
    source = elementwise_source(rule, name, direction, registry)
    return None if source is None else compile_function(source)


def _missing(rule: Rule, name: str, what: str) -> Map:
    """A map which says that the rule has a known gap."""

    def missing(*_: Array, **__: Any) -> Array:
        raise NotImplementedRuleError(f"{rule.id}: no {what} for the operand {name!r}")

    return missing


def _linear_pushforward(operation: Operation, position: int) -> Map:
    """The pushforward of a map that is linear in the operand: the operation itself.

    Without a pullback for the operand, which then is the transpose of this, it is the function
    that the operation is written with: the operation would be transposed by itself.
    """
    rule = operation.rule
    if rule.kind == "multilinear" and rule.names[position] not in rule.pullback:
        if not callable(rule.primal):
            return _missing(rule, rule.names[position], "pullback")
        return _primal_pushforward(operation, position)
    if operation.rule.variadic:

        def variadic(x_dot: Array, y: Array, *xs: Array, position: int, **parameters: Any) -> Array:
            linear = operation.rule.kind == "linear"
            others = [np.zeros(np.shape(plain(x)), x_dot.dtype) if linear else x for x in xs]
            replaced = [*others[:position], x_dot, *others[position + 1 :]]
            return apply(operation, replaced, parameters)

        return variadic

    def pushforward(x_dot: Array, y: Array, *operands: Array, **parameters: Any) -> Array:
        replaced = (*operands[:position], x_dot, *operands[position + 1 :])
        return apply(operation, replaced, parameters)

    return pushforward


def _primal_pushforward(operation: Operation, position: int) -> Map:
    """The function that an operation is written with, at the tangent of one operand."""

    def pushforward(x_dot: Array, y: Array, *operands: Array, **parameters: Any) -> Array:
        replaced = (*operands[:position], x_dot, *operands[position + 1 :])
        return operation.primal(*replaced, **parameters)

    return pushforward


def transposed(operation: Operation, position: int, *, backward: bool) -> Map:
    """The transpose of an operation's linear map by one operand.

    The given direction is linear in its first argument, so its own pullback, taken at zero, is
    its transpose.
    """

    def transpose(direction: Array, y: Array, *operands: Array, **parameters: Any) -> Array:
        if backward:
            maps = operation.pushforwards or _resolve_pushforwards(operation)
            space = operands[position]
        else:
            maps = operation.pullbacks or _resolve_pullbacks(operation)
            space = y
        linear = maps[position]
        assert linear is not None
        zeros = np.zeros(np.shape(plain(space)), plain(space).dtype)
        trace = Trace(operation.registry)
        argument = trace.variable(zeros)
        image = linear(argument, y, *operands, **parameters)
        depends = type(image) is Traced and image.within is trace
        answer = pull_back([(image, direction)], [argument])[0] if depends else None
        trace.forget()
        return zeros if answer is None else answer

    return transpose


def derivative_maps(
    operation: Operation,
) -> tuple[Maps, Maps]:
    """The pullbacks and pushforwards of an operation."""
    return (
        operation.pullbacks or _resolve_pullbacks(operation),
        operation.pushforwards or _resolve_pushforwards(operation),
    )
