"""Checks against differences: first order, the complex step, and second order."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import numpy as np

from jacobook.rule import Array
from jacobook.testing.checks_maps import condition, is_linear, is_transposed, relative
from jacobook.testing.diagnosis import MOST_ENTRIES, cotangent_by_differences, hint
from jacobook.testing.differences import Slope, complex_step, largest
from jacobook.testing.problem import DIRECTIONS, Problem, generator, inner, pulled, recorded, signs
from jacobook.testing.report import Report, worst_entry
from jacobook.testing.subject import Subject

DIRECTIONAL, SECOND, COMPLEX = 1e-8, 1e-7, 1e-12
ABSOLUTE = 1e-12


def directional(subject: Subject, report: Report) -> None:
    """Both maps against differences of the function."""
    for probe in subject.probes:
        agrees_with_differences(subject.problem(probe), report)


def agrees_with_differences(
    problem: Problem, report: Report, tolerance: float = DIRECTIONAL, directions: int = DIRECTIONS
) -> None:
    """Count the pullback and the pushforward of a problem in some directions."""
    for number in range(directions):
        slope = problem.slope_along(number)
        if not slope.settled:
            report.expect(
                False,
                f"{problem.label}, direction {number}: inconclusive, {_unsettled(slope)}",
            )
            continue
        vs, w = problem.direction(number)
        error, allowed = cotangent_error(problem.pulled(number), vs, w, slope, tolerance)
        wrong = functools.partial(_wrong_pullback, problem, number, error, allowed)
        report.measured(error, allowed, wrong)
        _tangent(problem, number, slope, tolerance, report)


def _unsettled(slope: Slope) -> str:
    return (
        f"the differences do not settle: slope {slope.scale:.6g}, error estimate "
        f"{largest(slope.noise):.2g}; is the function smooth in its declared domain?"
    )


def cotangent_error(
    x_bars: Sequence[Array], vs: Sequence[Array], w: Array, slope: Slope, tolerance: float
) -> tuple[float, float]:
    """The relative error of a pullback along a direction, and what is allowed."""
    claimed, size = inner(x_bars, vs)
    measured, more = inner([w], [slope.value])
    noise = float(np.sum(np.abs(w) * slope.noise))
    return relative(abs(claimed - measured), size + more, tolerance, max(50 * noise, ABSOLUTE))


def _tangent(problem: Problem, number: int, slope: Slope, tolerance: float, report: Report) -> None:
    """Count the pushforward along a direction, entry by entry."""
    y_dot = problem.pushed(number)
    size = slope.scale + largest(y_dot)
    error, allowed = relative(
        largest(y_dot - slope.value), size, tolerance, max(50 * largest(slope.noise), ABSOLUTE)
    )
    report.measured(
        error,
        allowed,
        lambda: (
            f"{problem.label}, direction {number}: the tangent by the pushforward is wrong; "
            f"{worst_entry(y_dot, slope.value, error, allowed, 'the difference')}"
        ),
    )


def _wrong_pullback(problem: Problem, number: int, error: float, allowed: float) -> str:
    """Which operand's cotangent is wrong, at which entry, and what would make it right."""
    where = f"{problem.label}, direction {number}"
    w, x_bars = problem.direction(number)[1], problem.pulled(number)
    large = sum(np.size(x) for x in problem.xs) > MOST_ENTRIES
    if large or any(map(np.iscomplexobj, (*problem.xs, w))):
        return f"{where}: the pullback is wrong; relative error {error:.2g}, allowed {allowed:.2g}"
    wanted = [cotangent_by_differences(problem, i, w) for i in range(len(problem.xs))]
    ratios = [
        largest(a - b) / (largest(a) + largest(b) or 1) for a, b in zip(x_bars, wanted, strict=True)
    ]
    i = int(np.argmax(ratios))
    return (
        f"{where}: the cotangent of {problem.names[i]} is wrong; "
        f"{worst_entry(x_bars[i], wanted[i], error, allowed, 'the difference')}."
        f"{hint(problem, i, w, np.asarray(x_bars[i]), wanted)}"
    )


# ------------------------------------------------------------------------------------ complex step


def complex_steps(subject: Subject, report: Report) -> None:
    """The pushforward against the complex step, which has no step error."""
    for probe in subject.probes:
        problem = subject.problem(probe)
        for number in range(DIRECTIONS):
            vs, _ = problem.direction(number)
            wanted = complex_step(functools.partial(problem.moved, vs))
            allowed = COMPLEX * condition(probe)
            what = f"{probe.label}, direction {number}: the tangent against the complex step"
            report.close(problem.pushed(number), wanted, allowed, what)


# ------------------------------------------------------------------------------------ second order


def second(subject: Subject, report: Report) -> None:
    """The pullback is itself differentiated correctly."""
    for probe in subject.probes:
        problem = subject.problem(probe)
        if not problem.xs:
            continue
        twice = _pulled_back(problem)
        is_linear(twice, report, 10)
        is_transposed(twice, report, 1e-11)
        agrees_with_differences(twice, report, SECOND, directions=2)
        _symmetric(problem, report)


def _pulled_back(problem: Problem) -> Problem:
    """`(x, w) -> <u, pullback(x; w)>`, a scalar function whose derivative is the second one."""
    rng = generator(problem.seed, 11)
    us = [problem.tangent(i, signs(rng, x)) for i, x in enumerate(problem.xs)]

    def g(*arguments: Array) -> Array:
        *xs, w = arguments
        x_bars = pulled(recorded(problem.f, xs, problem.registry), w)
        pairs = zip(us, x_bars, strict=True)
        return total([_sum(_paired(u, x_bar)) for u, x_bar in pairs])

    return Problem(
        f=g,
        xs=(*problem.xs, problem.direction(0)[1]),
        operands=(*problem.operands, None),
        names=(*problem.names, "the cotangent"),
        step=problem.step,
        registry=problem.registry,
        label=f"second order, {problem.label}",
        seed=problem.seed,
    )


def _paired(u: Any, x_bar: Any) -> Any:
    """The terms of the real inner product."""
    return np.real(np.conj(u) * x_bar) if np.iscomplexobj(u) else u * x_bar


def _sum(x: Any) -> Any:
    return np.sum(x) if np.shape(x) else x


def total(numbers: Sequence[Any]) -> Any:
    """The sum of some numbers, traced or not."""
    first, *rest = numbers
    for number in rest:
        first = first + number
    return first


def _symmetric(problem: Problem, report: Report) -> None:
    """`<v, H u> = <u, H v>`, each by forward over reverse."""
    (us, w), (vs, _) = problem.direction(0), problem.direction(1)

    def gradient(*xs: Array) -> list[Array]:
        return list(pulled(recorded(problem.f, xs, problem.registry), w))

    slopes = recorded(gradient, problem.xs, problem.registry)
    by_u, by_v = slopes.push(us), slopes.push(vs)
    left, size = inner(by_u, vs)
    right, more = inner(by_v, us)
    error, allowed = relative(abs(left - right), size + more, 1e-11)
    report.measured(
        error,
        allowed,
        f"second order, {problem.label}: the Hessian is not symmetric; <v, H u> = {left!r}, "
        f"<u, H v> = {right!r}",
    )
