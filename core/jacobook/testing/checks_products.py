"""Checks over products of parameters and shapes, and of the checks' own sensitivity."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from jacobook.errors import NotImplementedRuleError, ShapeError
from jacobook.rule import Array
from jacobook.testing.checks_maps import (
    DOT,
    claimed_shape,
    declared_shape,
    is_transposed,
    same_spaces,
)
from jacobook.testing.checks_slopes import DIRECTIONAL, agrees_with_differences, cotangent_error
from jacobook.testing.differences import largest
from jacobook.testing.problem import DIRECTIONS, Problem, locked
from jacobook.testing.report import Report, attempted, told
from jacobook.testing.subject import Probe, Subject, size_of, sizes_of

Shape = tuple[int, ...]

SHAPES: tuple[Shape, ...] = ((), (1,), (3,), (2, 3), (0, 3), (2, 1, 4))
BROADCAST: tuple[tuple[Shape, Shape], ...] = (((3, 4), (4,)), ((3, 1), (1, 4)), ((), (2, 3)))


# ---------------------------------------------------------------------------------------- variants


def variants(subject: Subject, report: Report) -> None:
    """Every declared parameter and many shapes and memory layouts."""
    tried = 0
    for parameters in _parameter_sets(subject):
        for probe in _shaped(subject, parameters):
            tried += _tried(subject, probe, report)
    report.expect(tried > 0, "no variant could be tried: NumPy refuses them all")


def _parameter_sets(subject: Subject) -> list[Mapping[str, Any]]:
    """The parameters of the first probe, and the declared variants."""
    first = subject.probes[0].parameters
    return [first, *({**first, **variant} for variant in subject.rule.variants)]


def _shaped(subject: Subject, parameters: Mapping[str, Any]) -> Iterator[Probe]:
    """Probes of many shapes, then of many layouts."""
    for draw in range(2 if subject.exhaustive else 1):
        for shapes, note in _shape_sets(subject):
            operands = subject.positions(min(len(shapes), 3))
            if len(operands) != len(shapes):
                continue
            try:
                yield subject.draw(operands, shapes, 10 + draw, parameters=parameters, note=note)
            except (ValueError, IndexError):
                continue  # the domain has no value of this shape
        declared = replace(subject.probes[0], parameters=parameters)
        yield declared
        yield from _layouts(declared)


def _shape_sets(subject: Subject) -> Iterator[tuple[list[Shape], str]]:
    """Shapes for all operands together."""
    count = len(subject.positions(3))
    if subject.rule.kind == "elementwise" and subject.entrywise:
        chosen = SHAPES if subject.exhaustive or count == 1 else ((3,), (0, 3), (2, 1, 4))
        yield from (([shape] * count, "") for shape in chosen)
        if count > 1:
            yield from (([pair[i % 2] for i in range(count)], "") for pair in BROADCAST)
        return
    if any(operand.has("index") for operand in subject.rule.operands):
        return
    yield from _sizes(subject)
    if subject.rule.numpy or isinstance(subject.rule.primal, str):
        if subject.entrywise and (count == 1 or subject.exhaustive):
            yield from (([shape] * count, "") for shape in SHAPES)
        yield from _stacks(subject)


def _sizes(subject: Subject) -> Iterator[tuple[list[Shape], str]]:
    """The declared shapes with every letter 1, and with one letter 0."""
    rule, operands = subject.rule, subject.positions(3)
    letters = [letter for letter in sizes_of(rule, 0) if letter not in rule.sizes]
    for sizes in [dict.fromkeys(letters, 1), *({letter: 0} for letter in letters[:1])]:
        chosen = {**sizes_of(rule, 0), **sizes}
        yield [size_of(o.shape, chosen) for o in operands], ""


def _stacks(subject: Subject) -> Iterator[tuple[list[Shape], str]]:
    """The declared shapes with an axis in front, for all operands or for one."""
    sizes = sizes_of(subject.rule, 0)
    declared = [size_of(o.shape, sizes) for o in subject.positions(3)]
    if all(len(shape) >= 2 for shape in declared):
        yield [(2, *shape) for shape in declared], ", stacked"


def _layouts(probe: Probe) -> Iterator[Probe]:
    """The same numbers, in other memory orders."""
    for name, view in _VIEWS.items():
        values = tuple(view(x) if np.ndim(x) and x.dtype.kind in "fc" else x for x in probe.values)
        if any(a is not b for a, b in zip(values, probe.values, strict=True)):
            yield replace(probe, values=values, label=f"{probe.label}, {name}")


def _reversed_memory(x: Array) -> Array:
    backwards = tuple(slice(None, None, -1) for _ in range(x.ndim))
    return locked(x[backwards].copy()[backwards])


def _transposed_memory(x: Array) -> Array:
    return locked(x.T.copy().T) if x.ndim > 1 else x


_VIEWS: Mapping[str, Callable[[Array], Array]] = {
    "a transposed view": _transposed_memory,
    "a view with negative strides": _reversed_memory,
}


def _tried(subject: Subject, probe: Probe, report: Report) -> int:
    """Check one probe; 0 if NumPy refuses it or the rule says that it has no derivative there."""
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if not _accepted(subject, probe):
            return 0
        own = Report()
        _, error = attempted(lambda: _checked(subject, probe, own))
        subject.forget(probe)
    if isinstance(error, NotImplementedRuleError):
        return 0
    if error is not None:
        own.expect(False, f"{probe.label}: {told(error)}")
    _add(own, report)
    return 1


def _accepted(subject: Subject, probe: Probe) -> bool:
    """Whether NumPy and the rule's shape take a probe, and the value is finite."""
    y, error = attempted(lambda: subject.value(probe))
    if error is not None or _refused(subject, probe):
        return False
    return np.result_type(y).kind in "fc" and bool(np.all(np.isfinite(y)))


def _refused(subject: Subject, probe: Probe) -> bool:
    """Whether the rule's shape function says that these shapes do not fit."""
    try:
        claimed_shape(subject, probe)
    except ShapeError:
        return True
    return False


def _checked(subject: Subject, probe: Probe, report: Report) -> None:
    """The checks that every combination goes through."""
    declared_shape(subject, probe, report)
    problem = subject.problem(probe)
    if not problem.xs:
        return
    same_spaces(problem, report, converts=True)
    is_transposed(problem, report, DOT)
    agrees_with_differences(problem, report, directions=1)


def _add(part: Report, whole: Report) -> None:
    """Count one report's cases and failures in another."""
    whole.cases += part.cases
    whole.failures += part.failures
    if part.error is not None and not part.error <= (whole.error or 0.0):
        whole.error, whole.tolerance = part.error, part.tolerance


# ------------------------------------------------------------------------------------- sensitivity


def _scaled(x_bar: Array) -> Array:
    return x_bar * (1 + 1e-5)


def _dropped(x_bar: Array) -> Array:
    return 0 * x_bar


def _flipped(x_bar: Array) -> Array:
    return -x_bar


def _transposed(x_bar: Array) -> Array:
    square = np.ndim(x_bar) >= 2 and x_bar.shape[-1] == x_bar.shape[-2]
    return np.swapaxes(x_bar, -1, -2) if square else x_bar


MUTATIONS: Mapping[str, Callable[[Array], Array]] = {
    "times 1.00001": _scaled,
    "the opposite sign": _flipped,
    "dropped": _dropped,
    "transposed": _transposed,
}


def sensitivity(subject: Subject, report: Report) -> None:
    """The probes are strong enough: each wrong version of the rule's own cotangents is rejected."""
    killed = 0
    for name in dict.fromkeys(n for p in subject.probes for n in subject.problem(p).names):
        for label, mutate in MUTATIONS.items():
            verdicts = [
                verdict
                for probe in subject.probes
                for verdict in _verdicts(subject.problem(probe), name, mutate)
            ]
            if verdicts:
                killed += any(verdicts)
                report.expect(
                    any(verdicts),
                    f"a cotangent of {name} that is {label} passes at every probe: "
                    f"{', '.join(p.label for p in subject.probes)}",
                )
    if not report.cases:
        report.expect(False, "every cotangent is zero at every probe; no error could be found")
    report.note = f"{killed} of {report.cases} mutants rejected"


def _verdicts(problem: Problem, name: str, mutate: Callable[[Array], Array]) -> Iterator[bool]:
    """For each direction whether the mutant is rejected; nothing where it is no mutant."""
    if name not in problem.names:
        return
    position = problem.names.index(name)
    for number in range(DIRECTIONS):
        (vs, w), slope = problem.direction(number), problem.slope_along(number)
        x_bars = list(problem.pulled(number))
        wrong = problem.tangent(position, mutate(x_bars[position]))
        right = problem.tangent(position, x_bars[position])
        if largest(wrong - right) <= 1e-13 * largest(right):
            continue
        x_bars[position] = wrong
        error, allowed = cotangent_error(x_bars, vs, w, slope, DIRECTIONAL)
        yield not error <= allowed
