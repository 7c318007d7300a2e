"""Answers of exercises: computed by running Python or deriving a formula, and compared."""

from __future__ import annotations

import ast
import contextlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from jacobook.catalogue import Registry
from jacobook.closed_form.checking import function_of, relative
from jacobook.closed_form.derivation import Derivation
from jacobook.expression import Expression
from jacobook.parsing import Scope, parse
from jacobook.rule import Array
from jacobook.shapes import Shape
from jacobook_site.equality import drawn
from jacobook_site.exercise_block import Exercise, ExerciseError
from jacobook_site.numbers import numbers, numbers_mathml
from jacobook_site.requested import operands_of, requested

TOLERANCE = 1e-9
"""Relative: a stated answer is the computed one up to rounding."""

DISTINCT = 1e-2
"""Relative: a likely wrong answer differs by more, since readers round."""

POINTS = 3
"""At how many points a reader's formula is compared."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was computed for an exercise.

    Attributes:
        kind: `number`, `array` or `formula`.
        shown: the answer as HTML.
        data: what the script compares a reader's answer with.
        code: the Python that computes it, and prints it.
        printed: what that prints.
        derivation: the derivation of a formula.
    """

    kind: str
    shown: str
    data: dict[str, Any]
    code: str = ""
    printed: str = ""
    derivation: Derivation | None = None


def answered(exercise: Exercise, names: Mapping[str, Any], registry: Registry) -> Answer:
    """The computed answer, after it was compared with the stated one.

    Raises:
        ExerciseError: the stated answer differs, or a likely wrong one does not.
    """
    if exercise.kind == "formula":
        return _derived(exercise, registry)
    return _executed(exercise, names)


# ------------------------------------------------------------------- numbers and arrays


def _executed(exercise: Exercise, names: Mapping[str, Any]) -> Answer:
    shown, value, printed = _run(exercise.asked, names)
    expected = np.asarray(value)
    _require_kind(exercise.kind, expected)
    stated = np.asarray(ast.literal_eval(exercise.stated))
    _require_same(exercise.stated, stated, expected)
    near = [(np.asarray(_run(code, names)[1]), code, said) for code, said in exercise.near]
    for wrong, code, _ in near:
        _require_other(code, wrong, expected)
    data = {
        "value": expected.tolist(),
        "near": [{"value": wrong.tolist(), "say": said} for wrong, _, said in near],
    }
    mathml = numbers_mathml(numbers(expected))
    return Answer(exercise.kind, mathml, data, code=shown, printed=printed)


def _run(code: str, names: Mapping[str, Any]) -> tuple[str, Any, str]:
    """Python whose last statement is printed: its text, the value, and what was printed."""
    tree = ast.parse(code)
    *_, last = tree.body
    if not isinstance(last, ast.Expr):
        raise ExerciseError(f"the last line is no expression: {ast.unparse(last)}")
    lines = code.splitlines()
    before = "\n".join(lines[: last.lineno - 1])
    expression = "\n".join(lines[last.lineno - 1 :])
    space = {**names}
    exec(compile(before, "exercise", "exec"), space)  # noqa: S102 - our own page
    value = eval(expression, space)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        print(value)
    return f"{before}\nprint({expression})".lstrip("\n"), value, printed.getvalue()


def _require_kind(kind: str, value: Array) -> None:
    if (kind == "number") != (value.shape == ()) or value.dtype.kind not in "fiu":
        got = f"shape {value.shape}, type {value.dtype}"
        raise ExerciseError(f"the answer is said to be one {kind}; it has {got}")


def _require_same(text: str, stated: Array, expected: Array) -> None:
    if stated.shape != expected.shape:
        raise ExerciseError(
            f"stated: {text} has shape {stated.shape}, computed: shape {expected.shape}"
        )
    if not np.all(np.isfinite(expected)) or relative(stated, expected) > TOLERANCE:
        raise ExerciseError(f"stated: {text}, computed: {expected.tolist()}")


def _require_other(text: str, wrong: Array, expected: Array) -> None:
    if wrong.shape == expected.shape and relative(wrong, expected) < DISTINCT:
        raise ExerciseError(f"not yet: {text} is the right answer")


# ------------------------------------------------------------------- formulas


def _derived(exercise: Exercise, registry: Registry) -> Answer:
    found = requested(exercise.asked, registry)
    points = tuple(_points(found, exercise.asked))
    values = [np.asarray(found(**point)) for point in points]
    for expected, stated in zip(values, _at(exercise.stated, found, points), strict=True):
        _require_same(exercise.stated, stated, expected)
    together = np.concatenate([value.ravel() for value in values])
    near = [(list(_at(text, found, points)), text, said) for text, said in exercise.near]
    for wrong, text, _ in near:
        _require_other(text, np.concatenate([w.ravel() for w in wrong]), together)
    data = {
        "points": [
            {**_sizes(found), **{name: array.tolist() for name, array in point.items()}}
            for point in points
        ],
        "values": [value.tolist() for value in values],
        "near": [{"values": [w.tolist() for w in wrong], "say": said} for wrong, _, said in near],
    }
    return Answer("formula", found.mathml(), data, derivation=found)


def _points(found: Derivation, request: str) -> Iterator[dict[str, Array]]:
    """Random values of the variables, with few digits."""
    sizes = _sizes(found)
    operands = operands_of(request)
    for seed in range(POINTS):
        point = drawn(found.arguments, operands, np.random.default_rng([5, seed]), sizes)
        yield {name: np.round(np.asarray(array, float), 2) for name, array in point.items()}


def _sizes(found: Derivation) -> dict[str, int]:
    """A small number for each size, all of them different."""
    letters = {d for v in found.arguments for d in v.shape if isinstance(d, str)}
    return {letter: 2 + i for i, letter in enumerate(sorted(letters))}


def _at(text: str, found: Derivation, points: tuple[dict[str, Array], ...]) -> Iterator[Array]:
    """The values of a stated formula."""
    expression = _read(text, found)
    shapes: dict[str, Shape] = {str(v["name"]): v.shape for v in found.arguments}
    body = function_of(list(shapes), shapes, expression, found.registry, _sizes(found))
    for point in points:
        yield np.asarray(body(**point))


def _read(text: str, found: Derivation) -> Expression:
    shapes: dict[str, Shape] = {str(v["name"]): v.shape for v in found.arguments}
    sizes = {d: d for shape in shapes.values() for d in shape if isinstance(d, str)}
    return parse(text, Scope(shapes, {}, sizes), found.registry)
