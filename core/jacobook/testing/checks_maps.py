"""Checks of the linear maps: their spaces, their linearity, and that one is the other's transpose."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from jacobook.differentiation import derivative_maps
from jacobook.errors import ShapeError
from jacobook.rule import Array
from jacobook.shapes import Slice
from jacobook.testing.diagnosis import unsummed
from jacobook.testing.differences import inexact, largest
from jacobook.testing.domains import MATRIX_WORDS
from jacobook.testing.problem import DIRECTIONS, Problem, frozen, inner, signs
from jacobook.testing.report import Report, attempted
from jacobook.testing.subject import Probe, Subject

LINEAR, LINEAR_SINGLE = 1e-12, 1e-5
DOT, DOT_SINGLE = 1e-12, 1e-5
LOW = 1e-5
SMALLEST = 1e-12
"""Below this the terms of a sum are taken as zero."""


# ----------------------------------------------------------------------------------------- spaces


def space(subject: Subject, report: Report) -> None:
    """Shapes, dtypes, purity and repeatability, in both precisions."""
    for probe in subject.probes:
        declared_shape(subject, probe, report)
        for dtype in (np.float64, np.float32):
            cast = subject.cast(probe, dtype)
            _own_maps(subject, cast, report)
            converts = "dtype" in subject.rule.parameters
            same_spaces(subject.problem(cast), report, converts=converts)
        _repeatable(subject.problem(probe), report)
    _same_object(subject, report)


def declared_shape(subject: Subject, probe: Probe, report: Report) -> None:
    """The rule's shape function gives the value's shape."""
    claimed = claimed_shape(subject, probe)
    if claimed is None:
        return
    actual = np.shape(subject.value(probe))
    report.expect(
        tuple(claimed) == actual,
        f"{probe.label}: the rule's shape function says {claimed}; the value has shape {actual}",
    )


def claimed_shape(subject: Subject, probe: Probe) -> tuple[Any, ...] | None:
    """What the rule's shape function says of a probe; `None` where it does not speak of it.

    Raises:
        ShapeError: it says that these shapes do not fit.
    """
    rule = subject.rule
    parameters = {**rule.parameters, **probe.parameters}
    if rule.shape is None or rule.variadic or not all(map(_is_literal, parameters.values())):
        return None
    hashable = {name: _literal(value) for name, value in parameters.items()}
    shapes = [np.shape(x) for x in probe.values]
    shape: tuple[Any, ...] | None
    shape, error = attempted(functools.partial(rule.shape, *shapes, **hashable))
    if isinstance(error, ShapeError):
        raise error
    return shape  # any other error: not written for such ranks, and reading formulas would fail


def _is_literal(parameter: Any) -> bool:
    """Whether a parameter can stand in a formula; arrays and lists cannot."""
    if isinstance(parameter, tuple):
        return all(map(_is_literal, parameter))
    return isinstance(parameter, int | float | str | slice | None)


def _literal(parameter: Any) -> Any:
    """A parameter as formulas have it: their own slices in place of Python's."""
    if isinstance(parameter, slice):
        return Slice(parameter.start, parameter.stop, parameter.step)
    return tuple(map(_literal, parameter)) if isinstance(parameter, tuple) else parameter


def same_spaces(problem: Problem, report: Report, *, converts: bool = False) -> None:
    """Cotangents are like variables, tangents like the value, and nothing is written into.

    The value has the variables' number type, unless the function `converts`.
    """
    before = [np.array(x) for x in problem.xs]
    dtype = np.result_type(problem.y)
    if not converts:
        dtype = _precision_of(dtype, np.result_type(*problem.xs))
    _like(problem.y, np.shape(problem.y), dtype, "the value", problem, report)
    for name, x, x_bar in zip(problem.names, problem.xs, problem.pulled(0), strict=True):
        _like(x_bar, np.shape(x), np.result_type(x), f"the cotangent of {name}", problem, report)
    y_dot = problem.pushed(0)
    _like(y_dot, np.shape(problem.y), np.result_type(problem.y), "the tangent", problem, report)
    same = all(np.array_equal(a, b) for a, b in zip(before, problem.xs, strict=True))
    report.expect(same, f"{problem.label}: an operand was written into")


def _precision_of(own: Any, xs: Any) -> Any:
    """The number type of a value for variables of type `xs`: real or complex as it is itself."""
    if own.kind == "c":
        return np.result_type(xs, np.complex64)
    return np.finfo(xs).dtype if xs.kind == "c" else xs


def _like(
    got: Array, shape: Sequence[int], dtype: Any, what: str, problem: Problem, report: Report
) -> None:
    """Count that an array is of a shape and number type."""
    found = np.shape(got), np.result_type(got)
    wanted = tuple(shape), np.dtype(dtype)
    report.expect(
        found == wanted,
        lambda: (
            f"{problem.label}: {what} has shape {found[0]} and dtype {found[1]}; "
            f"{wanted[0]} and {wanted[1]} expected"
        ),
    )


def _own_maps(subject: Subject, probe: Probe, report: Report) -> None:
    """The author's own functions, before the engine casts what they return."""
    rule = subject.rule
    if rule.kind not in ("linear", "multilinear", "general"):
        return
    pullbacks, pushforwards = derivative_maps(subject.operation)
    y = frozen(subject.value(probe))
    rng = np.random.default_rng(probe.seed)
    parameters = {**rule.parameters, **probe.parameters}
    for number, position in enumerate(probe.wrt):
        name, x = probe.operands[position].name, probe.values[position]
        for given, maps, along, like in (
            (rule.pullback, pullbacks, y, x),
            (rule.pushforward, pushforwards, x, y),
        ):
            what, function = "pullback" if along is y else "pushforward", maps[position]
            if not callable(given.get(name)) or function is None:
                continue
            direction = frozen(signs(rng, along))
            made = function(direction, y, *probe.values, **parameters)
            advice = ""
            if what == "pullback" and np.shape(made) != np.shape(like):
                advice = unsummed(subject.problem(probe), number, direction, made)
            if np.iscomplexobj(direction) and not np.iscomplexobj(like):
                made = np.real(made)  # the engine takes the real part
            _is_like(made, like, f"{probe.label}: the {what} for {name}", advice, report)


def _is_like(made: Array, like: Array, what: str, advice: str, report: Report) -> None:
    """Count that what an author's function returns is an array like another."""
    if isinstance(made, list | tuple):
        report.expect(False, f"{what} returns a {type(made).__name__}; an array is expected")
        return
    found, wanted = ((np.shape(a), np.result_type(a)) for a in (made, like))
    report.expect(
        found == wanted,
        f"{what} returns shape {found[0]} and dtype {found[1]}; "
        f"{wanted[0]} and {wanted[1]} expected{advice}",
    )


def _repeatable(problem: Problem, report: Report) -> None:
    """The same call twice gives the same bits."""
    vs, w = problem.direction(0)
    again = replace(problem)
    pairs = [
        ("pullback", problem.pull(w), again.pull(w)),
        ("pushforward", (problem.push(vs),), (again.push(vs),)),
        ("function", (problem.y,), (again.y,)),
    ]
    for what, first, second in pairs:
        same = all(np.array_equal(a, b, equal_nan=True) for a, b in zip(first, second, strict=True))
        report.expect(same, f"{problem.label}: the {what} gave different numbers when called twice")


def _same_object(subject: Subject, report: Report) -> None:
    """One array as two operands gets the cotangent of each."""
    for probe in subject.probes:
        pair = _alike(probe)
        if pair is None:
            continue
        values = list(probe.values)
        values[pair[1]] = values[pair[0]]
        copied = list(values)
        copied[pair[1]] = frozen(values[pair[0]])
        results = []
        for chosen in (values, copied):
            results.append(subject.problem(replace(probe, values=tuple(chosen))).pulled(0))
        same = all(np.array_equal(a, b, equal_nan=True) for a, b in zip(*results, strict=True))
        report.expect(same, f"{probe.label}: the same array as two operands gives other cotangents")
        return


def _alike(probe: Probe) -> tuple[int, int] | None:
    """Two positions whose operands have the same domain and shape."""
    for i in probe.wrt:
        for j in probe.wrt:
            same = probe.operands[i].domain == probe.operands[j].domain
            if i < j and same and np.shape(probe.values[i]) == np.shape(probe.values[j]):
                return i, j
    return None


# -------------------------------------------------------------------------------------- linearity


def linear(subject: Subject, report: Report) -> None:
    """The pullback and the pushforward are linear maps."""
    for probe in subject.probes:
        is_linear(subject.problem(probe), report)


Map = Callable[[Sequence[Array]], Sequence[Array]]
Image = tuple[Sequence[Array], Sequence[Array]]
"""A direction, and what a map gives for it."""


def is_linear(problem: Problem, report: Report, factor: float = 1.0) -> None:
    """Both maps of a problem: zero to zero, multiples to multiples, sums to sums."""
    (v1, w1), (v2, w2) = problem.direction(0), problem.direction(1)
    images: tuple[Image, Image] = ((w1,), problem.pulled(0)), ((w2,), problem.pulled(1))
    _linear_map(lambda d: problem.pull(d[0]), "pullback", images, problem, report, factor)
    images = (v1, (problem.pushed(0),)), (v2, (problem.pushed(1),))
    _linear_map(lambda d: (problem.push(d),), "pushforward", images, problem, report, factor)


def _linear_map(
    apply: Map,
    what: str,
    images: tuple[Image, Image],
    problem: Problem,
    report: Report,
    factor: float,
) -> None:
    """Count the laws of a linear map at two directions."""
    (u, of_u), (w, of_w) = images
    scale = max(map(largest, (*of_u, *of_w)), default=0.0) or 1.0
    laws = [
        ("P(0) = 0", apply([0 * d for d in u]), [0 * a for a in of_u]),
        ("P(2.5 w) = 2.5 P(w)", apply([2.5 * d for d in w]), [2.5 * a for a in of_w]),
        ("P(-w) = -P(w)", apply([-d for d in w]), [-a for a in of_w]),
        (
            "P(u + w) = P(u) + P(w)",
            apply([a + b for a, b in zip(u, w, strict=True)]),
            [a + b for a, b in zip(of_u, of_w, strict=True)],
        ),
    ]
    for law, got, wanted in laws:
        what_law = f"{problem.label}: the {what} is not linear, {law} fails"
        for a, b in zip(got, wanted, strict=True):
            report.close(a, b, LINEAR * factor, what_law, scale=scale)


# ------------------------------------------------------------------------------------- transposes


def dot(subject: Subject, report: Report) -> None:
    """Pullback and pushforward are transposes of each other."""
    for probe in subject.probes:
        is_transposed(subject.problem(probe), report, DOT)
        single = subject.problem(subject.cast(probe, np.float32))
        quiet = Report()
        is_transposed(single, quiet, DOT_SINGLE)
        report.cases += quiet.cases
        report.failures += quiet.failures


def is_transposed(problem: Problem, report: Report, tolerance: float) -> None:
    """Count `<w, J v> = <J.T w, v>` in three directions, relative to the sum of sizes of terms."""
    for number in range(DIRECTIONS):
        vs, w = problem.direction(number)
        left, left_size = inner([w], [problem.pushed(number)])
        right, right_size = inner(problem.pulled(number), vs)
        error, allowed = relative(abs(left - right), left_size + right_size, tolerance)
        told = functools.partial(_disagree, problem, number, left, right, error, allowed)
        report.measured(error, allowed, told)


def _disagree(
    problem: Problem, number: int, left: float, right: float, error: float, allowed: float
) -> str:
    """Both sides of the identity, and for which operands they disagree."""
    return (
        f"{problem.label}, direction {number}: <w, J v> = {left!r} by the pushforward and "
        f"<J.T w, v> = {right!r} by the pullback; relative error {error:.2g}, allowed "
        f"{allowed:.2g}{_disagreement(problem, *problem.direction(number))}"
    )


def relative(
    difference: float, size: float, tolerance: float, least: float | None = None
) -> tuple[float, float]:
    """A difference and what is allowed of it, both relative to the size of the terms.

    Args:
        difference: of two sums.
        size: the sum of the sizes of their terms.
        tolerance: the relative error that is allowed.
        least: the absolute error that is allowed at any size.
    """
    allowed = max(tolerance * size, 0.1 * tolerance if least is None else least)
    return (difference / size, allowed / size) if size > SMALLEST else (difference, allowed)


def _disagreement(problem: Problem, vs: Sequence[Array], w: Array) -> str:
    """For which operands the two maps disagree."""
    x_bars, wrong = problem.pull(w), []
    for i, name in enumerate(problem.names):
        alone = [v if j == i else 0 * v for j, v in enumerate(vs)]
        left, size = inner([w], [problem.push(alone)])
        right, more = inner([x_bars[i]], [vs[i]])
        if abs(left - right) > 1e-6 * (size + more):
            wrong.append(name)
    return f"; they disagree for {', '.join(wrong)}" if wrong else ""


# -------------------------------------------------------------------------------- low precision


def low_precision(subject: Subject, report: Report) -> None:
    """In float32 the rule gives the numbers of float64, to float32's precision."""
    for probe in subject.probes:
        cast = subject.cast(probe, np.float32)
        single, double = subject.problem(cast), subject.problem(cast.cast(np.float64))
        allowed = LOW * condition(probe)
        vs, w = single.direction(0)
        vs64, w64 = [inexact(v)[()] for v in vs], inexact(w)[()]
        report.close(single.y, double.y, allowed, f"{probe.label}: the value in float32")
        report.close(
            single.pushed(0), double.push(vs64), allowed, f"{probe.label}: the tangent in float32"
        )
        for name, a, b in zip(single.names, single.pulled(0), double.pull(w64), strict=True):
            report.close(a, b, allowed, f"{probe.label}: the cotangent of {name} in float32")


def condition(probe: Probe) -> float:
    """How much matrices of a probe can amplify rounding errors: at most about 10."""
    found = [1.0]
    for operand, x in zip(probe.operands, probe.values, strict=True):
        if any(map(operand.has, MATRIX_WORDS)) and x.size and not operand.has("singular"):
            values = np.linalg.svd(x, compute_uv=False)
            if values.min() > 0:
                found.append(float((values.max() / values.min()) ** 2))
    return max(found)
