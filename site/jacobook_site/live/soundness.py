"""What a program from outside must be before a page carries it."""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Iterator

import numpy as np

from jacobook.operand import DOMAINS
from jacobook_site.live.making import FORMS, start
from jacobook_site.live.operations import objection, run
from jacobook_site.live.program import (
    LONGEST,
    MOST_CELLS,
    MOST_STEPS,
    Input,
    Program,
    as_text,
)
from jacobook_site.pack_data import PackRecord

_NAME = re.compile(r"[A-Za-z_]\w{0,30}")
_MOST_INPUTS = 8


def without_unsound(pack: PackRecord) -> PackRecord:
    """The record of a pack, its rules without programs that a page must not run."""
    rules = tuple(
        dataclasses.replace(rule, live=None) if rule.live and refusal(rule.live) else rule
        for rule in pack.rules
    )
    return dataclasses.replace(pack, rules=rules)


def refusal(program: Program) -> str:
    """Why a page must not run a program; empty if it may."""
    return next(_complaints(program), "")


def _complaints(program: Program) -> Iterator[str]:
    """What is wrong, from the form to what running it once shows."""
    if not 0 < len(program.inputs) <= _MOST_INPUTS or len(program.steps) > MOST_STEPS:
        yield "too many inputs or steps"
        return
    if len(as_text(program)) > LONGEST or not _NAME.fullmatch(program.result):
        yield "the program is too long, or its result has no name"
    yield from filter(None, map(_wrong_input, program.inputs))
    yield from filter(None, map(objection, program.steps))
    yield from _wrong_slots(program)
    yield from _wrong_run(program)


def _wrong_input(given: Input) -> str:
    if not _NAME.fullmatch(given.name):
        return f"no name of an operand: {given.name!r:.40}"
    fits = len(given.shape) <= 2 and all(size >= 0 for size in given.shape)
    if not fits or math.prod(given.shape) != len(given.start) or len(given.start) > MOST_CELLS:
        return f"{given.name} has another shape than its entries, or too many"
    if not all(map(math.isfinite, given.start)):
        return f"{given.name} has an entry that is not finite"
    for word, numbers in given.domain:
        if word not in DOMAINS or len(numbers) != (2 if word == "range" else len(numbers)):
            return f"{given.name} has an unknown domain {word!r:.40}"
    return ""


def _wrong_slots(program: Program) -> Iterator[str]:
    end = program.first + len(program.steps)
    for slot, step in enumerate(program.steps, program.first):
        if any(not 0 <= operand < slot for operand in step.of):
            yield f"step {slot} uses what is not there yet"
    slots = [program.value, *(slope.step for slope in program.slopes)]
    if not program.slopes or any(not 0 <= slot < end for slot in slots):
        yield "a result that no step makes"
    for slope in program.slopes:
        if slope.form not in FORMS or not 0 <= slope.variable < len(program.inputs):
            yield f"no derivative of the form {slope.form!r:.40}"


def _wrong_run(program: Program) -> Iterator[str]:
    """What fails when the program is run once: its operations are all from the closed list."""
    try:
        inputs = start(program)
        value = run(program, inputs)[program.value]
        zeros = {program.tangent(k): np.zeros(np.shape(v)) for k, v in inputs.items()}
        known = run(program, {**inputs, program.cotangent: np.zeros(value.shape), **zeros})
        if any(slope.step not in known for slope in program.slopes):
            yield "a derivative that is not computed"
    except (ValueError, IndexError, KeyError, TypeError, np.linalg.LinAlgError) as error:
        yield f"the program does not run: {error!s:.80}"
