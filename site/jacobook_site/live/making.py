"""The program of a rule: made from its statements, and kept only if its numbers are the rule's."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from jacobook.catalogue import Registry
from jacobook.errors import JacobookError
from jacobook.expression import Expression, substitute, variable
from jacobook.operand import Operand
from jacobook.rule import Clause, Rule
from jacobook.statements import Instance
from jacobook_site.author_code import Attempt, silence
from jacobook_site.curves import plottable
from jacobook_site.examples import Example
from jacobook_site.live.abstract import Concrete
from jacobook_site.live.lowering import Lowering, MissingOperationError
from jacobook_site.live.operations import run
from jacobook_site.live.program import (
    LONGEST,
    MOST_CELLS,
    MOST_STEPS,
    Input,
    Program,
    Slope,
    as_text,
)
from jacobook_site.numbers import Numbers

FORMS = ("elem", "grad", "jac", "vjp", "d")
"""Statements that give a derivative's numbers, those first that say it in one go."""

CLOSE = 1e-9


class NoProgramError(JacobookError):
    """Why a rule has no program."""


def live_program(rule: Rule, registry: Registry, examples: Sequence[Example]) -> Program | None:
    """The program of the first worked example that a page can run; `None` if there is none."""
    return Attempt(lambda: made(rule, registry, examples)).value


def made(rule: Rule, registry: Registry, examples: Sequence[Example]) -> Program:
    """The program of the first worked example that a page can run.

    Raises:
        NoProgramError: there is none; the text says why.
    """
    problem = "no worked example"
    for example in examples:
        try:
            program = _of_example(rule, registry, example)
        except Exception as error:  # noqa: BLE001 - rules' own code runs here
            first = (str(error).splitlines() or [""])[0]
            problem = (
                problem if problem != "no worked example" else f"{type(error).__name__}: {first}"
            )
            continue
        return program
    raise NoProgramError(problem)


UP_TO_SIGN = ("eigvecs", "svd_u", "svd_v")
"""Operations whose value is not determined by their operand alone."""


def _of_example(rule: Rule, registry: Registry, example: Example) -> Program:
    if rule.op in UP_TO_SIGN:
        raise NoProgramError("the value is determined up to a sign")
    given = {named.name: named.values for named in example.operands}
    if (
        example.value is None
        or example.parameters
        or rule.variadic
        or given.keys() != set(rule.names)
    ):
        raise NoProgramError("the example is not a call with the operands alone")
    for name, values in given.items():
        if not all(map(math.isfinite, values.flat)):
            raise NoProgramError(f"{name} has an entry that is not finite")
        if values.imaginary or values.size > MOST_CELLS or len(values.shape) > 2:
            raise NoProgramError(f"{name} is complex or too large")
    inputs = tuple(_input(operand, given[operand.name]) for operand in rule.operands)
    program = _lowered(rule, registry, inputs)
    _refuse_different(program, example)
    if plottable(rule) and inputs[0].shape:
        program = _lowered(rule, registry, (_one_entry(inputs[0]),))
        _refuse_other_entries(program, example)
    return program


def _one_entry(given: Input) -> Input:
    """The operand of a function of one number: its first entry."""
    return Input(given.name, (), given.start[:1], given.domain)


def _refuse_other_entries(program: Program, example: Example) -> None:
    """Refuse a program of one number that differs at an entry of the worked example.

    Raises:
        NoProgramError: it does.
    """
    if example.value is None:
        return
    jacobian_at = example.jacobians[0].values.as_matrix(example.value.size)
    rows = [row[i] for i, row in enumerate(jacobian_at.rows())]
    for x, y, slope in zip(example.operands[0].values.flat, example.value.flat, rows, strict=True):
        inputs = {0: np.asarray(float(x))}
        values = [run(program, inputs)[program.value], jacobian(program, program.slopes[0], inputs)]
        if not np.allclose(np.ravel(values[0]), y, rtol=CLOSE, atol=CLOSE, equal_nan=True):
            raise NoProgramError("another value for one number")
        if not np.allclose(np.ravel(values[1]), slope, rtol=CLOSE, atol=CLOSE, equal_nan=True):
            raise NoProgramError("another derivative for one number")


def _input(operand: Operand, values: Numbers) -> Input:
    domain = tuple(
        (word, tuple(a for a in arguments if isinstance(a, float)))
        for word, arguments in operand.domain
    )
    flat = tuple(float(entry) for entry in values.flat)
    return Input(
        operand.name, values.shape, flat, domain, operand.structured, operand.differentiable
    )


def _lowered(rule: Rule, registry: Registry, inputs: tuple[Input, ...]) -> Program:
    """The program of a rule for operands of given shapes.

    Raises:
        MissingOperationError: no statement about some variable can be run by a page.
    """
    operands = {i.name: np.reshape(np.asarray(i.start, float), i.shape) for i in inputs}
    instance = Instance(rule, registry, operands)
    concrete = Concrete(instance)
    function = concrete.written(instance.function_expression)
    slots = _slots(rule, inputs, function)
    lowering = Lowering(registry, slots, 2 * len(inputs) + 1)
    value = lowering.slot(function)
    slopes = tuple(
        _slope(position, rule, concrete, lowering, function)
        for position, each in enumerate(inputs)
        if each.variable and _clauses(rule, each.name)
    )
    if not slopes:
        raise NoProgramError("no statement about a derivative")
    program = Program(inputs, tuple(lowering.steps), value, slopes, rule.result)
    program = _without_idle(program)
    if len(program.steps) > MOST_STEPS or len(as_text(program)) > LONGEST:
        raise NoProgramError("the program is too long")
    return program


def _slots(rule: Rule, inputs: Sequence[Input], function: Expression) -> dict[Expression, int]:
    count = len(inputs)
    slots = {variable(each.name, each.shape): i for i, each in enumerate(inputs)}
    slots[variable(f"{rule.result}_bar", function.shape)] = count
    tangents = {variable(f"d{i.name}", i.shape): count + 1 + k for k, i in enumerate(inputs)}
    return {**slots, **tangents}


def _slope(
    position: int, rule: Rule, concrete: Concrete, lowering: Lowering, function: Expression
) -> Slope:
    """The first statement about a variable that can be run.

    Raises:
        MissingOperationError: there is none; the first one's reason.
    """
    problem = "no statement about the derivative"
    for clause in _clauses(rule, rule.operands[position].name):
        try:
            stated = concrete.instance.statement_expression(clause.text, function.shape)
            closed = substitute(concrete.written(stated), {rule.result: function})
            return Slope(position, clause.form, lowering.slot(closed))
        except JacobookError as error:
            problem = str(error) if problem.startswith("no statement") else problem
    raise MissingOperationError(problem)


def _clauses(rule: Rule, name: str) -> list[Clause]:
    about = [c for c in rule.derivative if c.form in FORMS and c.variable in (name, "")]
    return sorted(about, key=lambda clause: FORMS.index(clause.form))


def _without_idle(program: Program) -> Program:
    """The program without steps that nothing needs, its slots numbered again."""
    first = program.first
    needed = {program.value, *(slope.step for slope in program.slopes)}
    for slot in range(first + len(program.steps) - 1, first - 1, -1):
        if slot in needed:
            needed.update(program.steps[slot - first].of)
    kept = [slot for slot in range(first, first + len(program.steps)) if slot in needed]
    number = {**{k: k for k in range(first)}, **{s: first + k for k, s in enumerate(kept)}}
    steps = tuple(_renumbered(program.steps[slot - first], number) for slot in kept)
    slopes = tuple(Slope(s.variable, s.form, number[s.step]) for s in program.slopes)
    return Program(program.inputs, steps, number[program.value], slopes, program.result)


def _renumbered(step: Any, number: Mapping[int, int]) -> Any:
    return type(step)(
        step.op, tuple(number[k] for k in step.of), step.shape, step.static, step.text
    )


# ------------------------------------------------------------------------------------ numbers


def start(program: Program) -> dict[int, Any]:
    """The inputs of the worked example, by slot."""
    return {
        slot: np.reshape(np.asarray(each.start, dtype=float), each.shape)
        for slot, each in enumerate(program.inputs)
    }


def jacobian(program: Program, slope: Slope, inputs: Mapping[int, Any]) -> Any:
    """A Jacobian as a matrix: a row for each entry of the value, a column for each of the variable."""
    values = run(program, inputs)
    y, x = values[program.value], inputs[slope.variable]
    if slope.form in ("vjp", "d"):
        return _by_units(program, slope, inputs, y.shape)
    stated = values[slope.step]
    if slope.form == "elem":
        return _elementwise(
            np.broadcast_to(stated, np.broadcast_shapes(y.shape, np.shape(stated))), y, x
        )
    return np.broadcast_to(stated, y.shape + x.shape).reshape(y.size, x.size)


def _elementwise(slopes: Any, y: Any, x: Any) -> Any:
    """Each entry of the value depends on the entry of the variable that is broadcast to its place."""
    places = np.broadcast_to(np.arange(x.size).reshape(x.shape), y.shape).ravel()
    made = np.zeros((y.size, x.size))
    made[np.arange(y.size), places] = np.ravel(slopes)
    return made


def _by_units(program: Program, slope: Slope, inputs: Mapping[int, Any], shape: Any) -> Any:
    """Row by row from pullbacks of unit cotangents, or column by column from unit tangents."""
    tangents = {program.tangent(k): np.zeros(np.shape(v)) for k, v in inputs.items()}
    pulled = slope.form == "vjp"
    slot = program.cotangent if pulled else program.tangent(slope.variable)
    of = shape if pulled else np.shape(inputs[slope.variable])
    units = np.eye(math.prod(of)).reshape(-1, *of)
    parts = [
        np.ravel(run(program, {**inputs, **tangents, slot: unit})[slope.step]) for unit in units
    ]
    size = np.size(inputs[slope.variable]) if pulled else math.prod(shape)
    made = np.stack([np.broadcast_to(part, (size,)) for part in parts])
    return made if pulled else made.T


def _refuse_different(program: Program, example: Example) -> None:
    """Refuse a program whose numbers are not those of the worked example.

    Raises:
        NoProgramError: the value or a Jacobian differs.
    """
    inputs = start(program)
    with silence():
        value = run(program, inputs)[program.value]
        if example.value is None or not _same(value, example.value):
            raise NoProgramError("another value than the worked example")
        known = {named.name: named.values for named in example.jacobians}
        for slope in program.slopes:
            name = program.inputs[slope.variable].name
            if name not in known or not _same(jacobian(program, slope, inputs), known[name]):
                raise NoProgramError(f"another Jacobian by {name} than the worked example")


def _same(found: Any, expected: Numbers) -> bool:
    """Whether numbers agree; where none is defined, both say so."""
    wanted = np.asarray(expected.flat, dtype=float)
    if np.size(found) != wanted.size:
        return False
    scale = np.max(np.abs(wanted[np.isfinite(wanted)]), initial=0.0)
    close = np.isclose(np.ravel(found), wanted, rtol=CLOSE, atol=CLOSE * scale, equal_nan=True)
    return bool(close.all())
