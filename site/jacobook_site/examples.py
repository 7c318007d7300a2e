"""Worked examples: a rule's vectors, computed by jacobook when the site is built."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from jacobook import derivatives, operations
from jacobook.catalogue import Registry
from jacobook.errors import RuleDefinitionError
from jacobook.rule import Clause, Rule, TestVector
from jacobook.statements import Instance, clause_value
from jacobook.testing.differences import inexact
from jacobook_site.author_code import Attempt, quietly
from jacobook_site.numbers import Numbers, numbers
from jacobook_site.sampling import sample_operands

MAX_JACOBIAN = 400
"""Jacobians with more entries are not computed for a page."""


@dataclass(frozen=True, slots=True)
class Named:
    """A named array of an example."""

    name: str
    values: Numbers


@dataclass(frozen=True, slots=True)
class Comparison:
    """A statement's number beside the engine's.

    Attributes:
        label: the statement, as `grad[x]`.
        stated: what the closed form gives.
        computed: what the registry's rules give by composition.
        error: the largest difference.
    """

    label: str
    stated: Numbers
    computed: Numbers
    error: float


@dataclass(frozen=True, slots=True)
class Example:
    """Operands with what jacobook computed from them.

    Attributes:
        name: a short name, perhaps empty.
        source: who says what the numbers must be; "sample" for operands made for the page.
        why: for a special point, why this value.
        operands: the operands.
        parameters: static keywords, as written in a call.
        value: the computed value; `None` if the function must raise.
        cotangent: what was pulled back.
        gradients: the computed pullbacks.
        jacobians: the computed Jacobians of small examples.
        comparisons: closed forms against the engine.
        raises: the exception the function must raise.
        problem: why nothing could be computed.
    """

    name: str
    source: str
    why: str
    operands: tuple[Named, ...]
    parameters: str = ""
    value: Numbers | None = None
    cotangent: Numbers | None = None
    gradients: tuple[Named, ...] = ()
    jacobians: tuple[Named, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    raises: str = ""
    problem: str = ""


def examples(rule: Rule, registry: Registry) -> tuple[Example, ...]:
    """The rule's vectors as examples; one sample where it brings none."""
    if rule.kind == "constant":
        return ()
    vectors = rule.vectors or (TestVector(operands=sample_operands(rule), source="sample"),)
    return tuple(example(rule, vector, registry, full=True) for vector in vectors)


def special_examples(rule: Rule, registry: Registry) -> tuple[Example, ...]:
    """The rule's special points as examples."""
    return tuple(example(rule, point, registry, full=False) for point in rule.special_points)


def example(rule: Rule, vector: TestVector, registry: Registry, *, full: bool) -> Example:
    """One vector, computed.

    Args:
        rule: whose it is.
        vector: the operands.
        registry: the rules to compute with.
        full: with Jacobians and closed forms.
    """
    operands = {name: _array(given) for name, given in vector.operands.items()}
    made: dict[str, Any] = {
        "name": vector.name,
        "source": vector.source,
        "why": vector.why,
        "operands": tuple(_named(operands)),
        "parameters": ", ".join(f"{k}={v!r}" for k, v in vector.parameters.items()),
        "raises": vector.raises,
    }
    if not vector.raises:
        work = functools.partial(_computed, rule, vector, operands, registry, full=full)
        attempt = Attempt(functools.partial(quietly, work))
        made |= attempt.otherwise({"problem": attempt.problem})
    return Example(**made)


def _array(given: Any) -> Any:
    """Operand data as an array of floats, truth values or indices; lists of arrays stay lists."""
    if isinstance(given, list) and given and isinstance(given[0], np.ndarray):
        return given
    try:
        values = np.asarray(given)
    except ValueError:
        return [inexact(part) for part in given]
    return values


def _named(operands: Mapping[str, Any]) -> list[Named]:
    found = []
    for name, values in operands.items():
        parts = values if isinstance(values, list) else [values]
        for position, part in enumerate(parts):
            label = f"{name}{position + 1}" if isinstance(values, list) else name
            found.append(Named(label, numbers(part)))
    return found


def _computed(
    rule: Rule,
    vector: TestVector,
    operands: Mapping[str, Any],
    registry: Registry,
    *,
    full: bool,
) -> dict[str, Any]:
    variables = [o.name for o in rule.operands if o.differentiable and o.name in operands]
    if rule.variadic or any(isinstance(v, list) for v in operands.values()):
        return _computed_variadic(rule, vector, operands, registry)
    at = {k: _as_float(v) if k in variables else v for k, v in operands.items()}
    function = _function(rule, vector, at, registry)
    free = functools.partial(_of_variables, function, at, variables)
    value, pullback = derivatives.vjp(free, *(at[n] for n in variables), registry=registry)
    cotangent = _cotangent(vector, value)
    found: dict[str, Any] = {"value": numbers(value), "cotangent": numbers(cotangent)}
    bars = pullback(cotangent)
    found["gradients"] = tuple(
        Named(n, numbers(bar)) for n, bar in zip(variables, bars, strict=True)
    )
    if full:
        found["jacobians"] = _jacobians(free, at, variables, value, registry)
        found["comparisons"] = _comparisons(rule, vector, at, value, free, variables, registry)
    return found


def _as_float(values: Any) -> Any:
    """Numbers as floats; complex ones stay."""
    return inexact(values)[()]


def _of_variables(
    function: Callable[..., Any], at: Mapping[str, Any], variables: Sequence[str], *given: Any
) -> Any:
    """The function of its differentiable operands only."""
    replaced = {**at, **dict(zip(variables, given, strict=True))}
    return function(*replaced.values())


def _cotangent(vector: TestVector, value: Any) -> Any:
    if vector.cotangent is None:
        return np.ones(np.shape(value))[()]
    return np.reshape(_laid_out(vector.cotangent), np.shape(value))[()]


def _laid_out(given: Any) -> Any:
    """Numbers as one array; the parts of several results are laid end to end."""
    try:
        return inexact(given)
    except ValueError:  # parts of different shapes
        return np.concatenate([np.ravel(inexact(part)) for part in given])


def _computed_variadic(
    rule: Rule, vector: TestVector, operands: Mapping[str, Any], registry: Registry
) -> dict[str, Any]:
    """For a rule of any number of operands: the value and the pullback of each."""
    parts = [inexact(p) for values in operands.values() for p in values]
    names = [f"{name}{i + 1}" for name, values in operands.items() for i in range(len(values))]
    free = _operation(rule, vector.parameters)
    value, pullback = derivatives.vjp(free, *parts, registry=registry)
    cotangent = _cotangent(vector, value)
    bars = pullback(cotangent)
    return {
        "value": numbers(value),
        "cotangent": numbers(cotangent),
        "gradients": tuple(Named(n, numbers(b)) for n, b in zip(names, bars, strict=True)),
    }


def _function(
    rule: Rule, vector: TestVector, at: Mapping[str, Any], registry: Registry
) -> Callable[..., Any]:
    """The rule's function of its operands.

    A rule with static parameters is called as NumPy calls it. For others the formula is used, where
    it fits the operands' shapes and the author's value.
    """
    if not (rule.op and (rule.parameters or vector.parameters)):
        fitted = Attempt(lambda: Instance(rule, registry, at).function)
        if fitted.value is not None and (not rule.op or _fits(fitted.value, vector, at)):
            return fitted.value
        if not rule.op:
            raise RuleDefinitionError(fitted.problem)
    return _operation(rule, vector.parameters)


def _fits(function: Callable[..., Any], vector: TestVector, at: Mapping[str, Any]) -> bool:
    """Whether a formula gives as many numbers as the author's value has."""
    if vector.value is None:
        return True
    return bool(np.size(function(*at.values())) == np.size(_laid_out(vector.value)))


def _operation(rule: Rule, parameters: Mapping[str, Any]) -> Callable[..., Any]:
    """The operation of a rule, or its expansion, of arrays and traced values."""
    if rule.expand is None:
        return functools.partial(operations.vocabulary_function(rule.op), **parameters)
    given = {**rule.parameters, **parameters}
    expand = rule.expand
    names = inspect.signature(expand).parameters
    as_list = rule.variadic and all(p.kind is not p.VAR_POSITIONAL for p in names.values())
    by_name = not rule.variadic and all(name in names for name in rule.names)

    def expanded(*operands: Any) -> Any:
        if by_name:
            return _joined(expand(**dict(zip(rule.names, operands, strict=True)), **given))
        return _joined(expand(*([list(operands)] if as_list else operands), **given))

    return expanded


def _joined(value: Any) -> Any:
    """One array; parts are laid end to end."""
    if not isinstance(value, list | tuple):
        return value
    return np.concatenate([np.reshape(part, -1) for part in value])


def _jacobians(
    free: Callable[..., Any],
    at: Mapping[str, Any],
    variables: Sequence[str],
    value: Any,
    registry: Registry,
) -> tuple[Named, ...]:
    found = []
    if any(np.iscomplexobj(at[name]) for name in variables):
        return ()  # two derivatives, and no Jacobian
    for position, name in enumerate(variables):
        if np.size(value) * np.size(at[name]) <= MAX_JACOBIAN:
            made = derivatives.jacobian(free, position, registry=registry)(
                *(at[n] for n in variables)
            )
            found.append(Named(name, numbers(made)))
    return tuple(found)


def _comparisons(
    rule: Rule,
    vector: TestVector,
    at: Mapping[str, Any],
    value: Any,
    free: Callable[..., Any],
    variables: Sequence[str],
    registry: Registry,
) -> tuple[Comparison, ...]:
    """Gradients, Jacobians and Hessians as stated, beside those the engine composes."""
    if rule.kind not in ("identity", "structural") or vector.parameters:
        return ()
    if any(np.iscomplexobj(at[name]) for name in variables):
        return ()
    instance = Instance(rule, registry, at)
    found = []
    for clause in rule.derivative:
        if clause.form in ("grad", "jac", "elem", "hess") and clause.variable in variables:
            computed = _composed(clause, value, free, at, variables, registry)
            stated = clause_value(
                instance,
                clause,
                at,
                value=value,
                cotangent=_cotangent(vector, value),
                tangents={k: np.zeros(np.shape(v)) for k, v in at.items()},
            )
            found.append(_comparison(f"{clause.form}[{clause.variable}]", stated, computed))
    return tuple(found)


def _composed(
    clause: Clause,
    value: Any,
    free: Callable[..., Any],
    at: Mapping[str, Any],
    variables: Sequence[str],
    registry: Registry,
) -> Any:
    """The engine's answer for one clause."""
    point = [at[n] for n in variables]
    position = list(variables).index(clause.variable)
    if clause.form == "hess":
        return derivatives.hessian(free, position, registry=registry)(*point)
    if clause.form == "elem":
        _, pullback = derivatives.vjp(free, *point, registry=registry)
        return pullback(np.ones(np.shape(value))[()])[position]
    return derivatives.jacobian(free, position, registry=registry)(*point)


def _comparison(label: str, stated: Any, computed: Any) -> Comparison:
    stated = np.broadcast_to(inexact(stated), np.shape(computed))
    error = float(np.max(np.abs(stated - computed), initial=0.0))
    return Comparison(label, numbers(stated), numbers(computed), error)
