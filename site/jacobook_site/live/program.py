"""A program as plain data: what a page computes, in operations of a closed list.

Slots are numbered: the inputs, the cotangent of the value, a tangent for each input, then the steps.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import Any

MOST_STEPS = 400
MOST_ENTRIES = 4096
"""The largest array that a step may make; the page's interpreter has the same limit."""

MOST_CELLS = 16
"""The largest operand that is offered for editing."""

LONGEST = 4000
"""The longest program, in characters, that a page carries."""


@dataclass(frozen=True, slots=True)
class Step:
    """One operation.

    Attributes:
        op: its name in `jacobook_site.live.operations`.
        of: the slots that it is applied to.
        shape: the shape of what it makes, for operations that need to be told.
        static: numbers that belong to it: axes, entries, places.
        text: for `einsum`, which indices.
    """

    op: str
    of: tuple[int, ...] = ()
    shape: tuple[int, ...] = ()
    static: tuple[int | float, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Input:
    """An operand that a reader may change.

    Attributes:
        name: as formulas call it.
        shape: its shape.
        start: its entries in the worked example, in row-major order.
        domain: words with numbers, as the rule declares them: `(("range", (0.0, 1.0)),)`.
        structured: only changes of the same structure count.
        variable: whether derivatives by it are shown.
    """

    name: str
    shape: tuple[int, ...]
    start: tuple[int | float, ...]
    domain: tuple[tuple[str, tuple[float, ...]], ...] = ()
    structured: bool = False
    variable: bool = True


@dataclass(frozen=True, slots=True)
class Slope:
    """Where a derivative comes from.

    Attributes:
        variable: the operand's position.
        form: the form of the statement: `elem`, `grad`, `jac`, `vjp` or `d`.
        step: the slot of the statement's value.
    """

    variable: int
    form: str
    step: int


@dataclass(frozen=True, slots=True)
class Program:
    """What a page needs to compute a rule's value and derivatives.

    Attributes:
        inputs: the operands.
        steps: the operations, each of slots before it.
        value: the slot of the function's value.
        slopes: one derivative for each variable.
        result: the name of the value.
    """

    inputs: tuple[Input, ...]
    steps: tuple[Step, ...]
    value: int
    slopes: tuple[Slope, ...]
    result: str = "y"

    @property
    def cotangent(self) -> int:
        """The slot of the value's cotangent."""
        return len(self.inputs)

    @property
    def first(self) -> int:
        """The slot of the first step."""
        return 2 * len(self.inputs) + 1

    def tangent(self, position: int) -> int:
        """The slot of an input's tangent."""
        return len(self.inputs) + 1 + position


def as_text(program: Program) -> str:
    """The program as the page carries it: JSON without blanks, a step as a list, a number as itself."""
    plain = {
        "in": [_input(each) for each in program.inputs],
        "steps": [_step(each) for each in program.steps],
        "y": program.value,
        "d": [[s.variable, s.form, s.step] for s in program.slopes],
        "name": program.result,
    }
    return json.dumps(_spelled(plain), separators=(",", ":"), ensure_ascii=False)


def _input(given: Input) -> dict[str, Any]:
    made: dict[str, Any] = {"n": given.name, "s": given.shape, "x": given.start}
    if given.domain:
        made["w"] = given.domain
    if given.structured:
        made["own"] = 1
    if not given.variable:
        made["fixed"] = 1
    return made


def _step(step: Step) -> Any:
    if step.op == "constant" and not step.shape:
        return step.static[0]
    parts: list[Any] = [step.op, *step.of]
    if step.text:
        return [*parts, step.text]
    if step.static or step.shape or step.op in ("reshape", "sum", "max", "min", "prod", "gather"):
        parts += [step.shape, step.static]
    return parts


def _spelled(value: Any) -> Any:
    """Data with whole numbers as such, and numbers that are not finite as words."""
    if isinstance(value, dict):
        return {key: _spelled(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_spelled(item) for item in value]
    if isinstance(value, float):
        if not math.isfinite(value):
            return repr(value)
        return int(value) if value == int(value) and abs(value) < 1e15 and value else value or 0
    return value
