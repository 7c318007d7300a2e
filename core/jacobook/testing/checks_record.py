"""Checks of what a rule states: its fields, numbers, formulas and special points."""

from __future__ import annotations

import ast
import functools
import inspect
import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from jacobook import derivatives, reading
from jacobook.binding import is_ufunc
from jacobook.catalogue import Registry
from jacobook.differentiation import derivative_maps
from jacobook.errors import InPlaceWriteError, JacobookError, UnsupportedKeywordError
from jacobook.operand import Operand
from jacobook.operations import installed_function, library_function, primal_of
from jacobook.rule import Array, Clause, Rule, TestVector, numpy_names
from jacobook.statements import Instance, clause_value
from jacobook.testing.checks_maps import condition
from jacobook.testing.differences import inexact, largest, one_sided
from jacobook.testing.domains import projected
from jacobook.testing.problem import Problem, inner, signs
from jacobook.testing.report import Report, attempted, told
from jacobook.testing.subject import DIFFERENTIATING, STATED, Probe, Subject, arguments
from jacobook.tracing import Trace, Traced

VALUE, VECTORS, STATEMENTS = 1e-12, 1e-12, 1e-12
LAST_DIGITS = 1e-14
"""What a special point's finite numbers may differ by: the last digits of a decimal number."""


# ---------------------------------------------------------------------------------- registration


def registration(subject: Subject, report: Report) -> None:
    """The rule is complete, and everything it names exists and can be read."""
    rule = subject.rule
    report.expect(bool(rule.summary.strip()), "the summary is empty")
    _derivatives_are_given(rule, report)
    if rule.kind != "constant":
        report.expect(bool(rule.vectors), "no test vectors")
        given = any(vector.gradients for vector in rule.vectors)
        silent = rule.kind in STATED or "vectors" in rule.skip
        report.expect(given or silent or subject.several, "no vector gives gradients")
        report.expect(bool(rule.function.strip()), "the function is empty")
    _points_are_named(rule, report)
    _texts_are_read(subject, report)
    _names_exist(subject, report)


def _derivatives_are_given(rule: Rule, report: Report) -> None:
    """Every operand that has a derivative is given one."""
    if rule.kind in STATED:
        report.expect(bool(rule.derivative), "no statement about the derivative")
    if rule.kind == "derived":
        report.expect(rule.expand is not None, "no expansion")
    if rule.kind not in ("elementwise", "general", "linear"):
        return
    for operand in rule.operands:
        given = (
            bool(rule.clauses("elem", operand.name))
            if rule.kind == "elementwise"
            else operand.name in {**rule.pullback, **rule.pushforward}
        )
        what = "partial derivative" if rule.kind == "elementwise" else "pullback or pushforward"
        report.expect(given or not operand.differentiable, f"no {what} for {operand.name!r}")


def _points_are_named(rule: Rule, report: Report) -> None:
    names = [point.name for point in rule.special_points]
    report.expect(len(set(names)) == len(names), f"two special points share a name: {names}")
    for point in rule.special_points:
        report.expect(bool(point.name), "a special point has no name")
        report.expect(bool(point.why), f"the special point {point.name!r} gives no reason")
    for vector in (*rule.vectors, *rule.special_points):
        given, known = set(vector.operands), set(rule.names)
        report.expect(given == known, f"a vector gives {sorted(given)}, not {sorted(known)}")
        extra = sorted(set(vector.gradients) - known)
        report.expect(not extra, f"a vector has gradients for {extra}, which are no operands")


def _texts_are_read(subject: Subject, report: Report) -> None:
    """The function, every statement and every text formula parse."""
    rule, registry = subject.rule, subject.registry
    if rule.kind != "constant" and not rule.variadic:
        _no_error(report, lambda: reading.function_expression(rule, registry))
        for clause in rule.derivative:
            _no_error(report, lambda c=clause: reading.clause_expression(rule, c, registry))  # type: ignore[misc]
    if rule.kind in DIFFERENTIATING and rule.expand is None:
        _no_error(report, lambda: derivative_maps(subject.operation))


def _names_exist(subject: Subject, report: Report) -> None:
    """The primal and the library functions exist; skipped checks are checks."""
    from jacobook.testing.kit import CHECKS, own_checks

    rule = subject.rule
    if rule.kind in DIFFERENTIATING:
        _no_error(report, lambda: primal_of(rule))
    for dotted in numpy_names(rule):
        _no_error(report, lambda d=dotted: library_function(d))  # type: ignore[misc]
    known = (*CHECKS, *(own_checks(subject) if rule.skip else ()))
    for name, reason in rule.skip.items():
        report.expect(name in known, f"skip names {name!r}; the checks are {', '.join(known)}")
        report.expect(bool(reason.strip()), f"skip[{name!r}] gives no reason")


def _no_error(report: Report, attempt: Callable[[], object]) -> None:
    _, error = attempted(attempt)
    report.expect(error is None, told(error) if error else "")


# ---------------------------------------------------------------------------------------- values


def value(subject: Subject, report: Report) -> None:
    """The function gives the author's values, and what its text says."""
    with np.errstate(all="ignore"):
        for vector in subject.rule.vectors:
            probe = vector_probe(subject, vector)
            if vector.value is not None:
                wanted = promised(subject, vector.value)
                report.close(subject.value(probe), wanted, VALUE, f"value at {_called(vector)}")
    if subject.stated or subject.rule.variadic:
        return
    for probe in subject.probes:
        if not probe.declared or subject.several:
            continue
        wanted = subject.instance(probe).function(*probe.values)
        what = f"{probe.label}: the operation's value against the text {subject.rule.function!r}"
        report.close(subject.value(probe), wanted, VALUE * condition(probe), what)


def promised(subject: Subject, given: Any) -> Array:
    """An author's number as an array; the parts of several laid end to end."""
    if subject.several:
        return np.concatenate([np.ravel(part) for part in given])
    return np.asarray(given)


def _called(vector: TestVector) -> str:
    return repr(vector.name) if vector.name else f"the vector {dict(vector.operands)}"


def vector_probe(subject: Subject, vector: TestVector) -> Probe:
    """The probe at an author's vector."""
    operands, values = arguments(subject.rule, vector)
    return Probe(_called(vector), subject.seed, operands, values, vector.parameters)


def vectors(subject: Subject, report: Report) -> None:
    """The engine gives the author's gradients."""
    for vector in subject.rule.vectors:
        with np.errstate(all="ignore"):
            for name, got, wanted in gradients(subject, vector):
                report.close(got, wanted, VECTORS, f"gradient of {name} at {_called(vector)}")


def gradients(subject: Subject, vector: TestVector) -> Iterator[tuple[str, Array, Array]]:
    """For each gradient of a vector: the operand's name, the engine's number, the author's.

    Of a starred operand it is the projected gradient.
    """
    probe = vector_probe(subject, vector)
    problem = subject.problem(probe)
    x_bars = problem.pull(cotangent(subject, vector, problem.y))
    for operand in subject.rule.operands:
        if operand.name not in vector.gradients:
            continue
        given: Any = vector.gradients[operand.name]
        places = [k for k, i in enumerate(probe.wrt) if probe.operands[i] is operand]
        for place, wanted in zip(places, given if operand.variadic else [given], strict=True):
            x_bar = _felt(operand, problem.xs[place], x_bars[place])
            yield problem.names[place], x_bar, inexact(wanted)


def _felt(operand: Operand, x: Array, x_bar: Array) -> Array:
    """A cotangent as a starred operand feels it: projected, unless `x` lacks the structure.

    Of such an `x`, a full matrix of which one triangle is read, every entry counts.
    """
    if not operand.structured:
        return x_bar
    inside = operand.has("prob") or np.array_equal(projected(operand, x), x, equal_nan=True)
    return projected(operand, x_bar) if inside else x_bar


def cotangent(subject: Subject, vector: TestVector, y: Array) -> Array:
    """A vector's cotangent: what it gives, or ones."""
    if vector.cotangent is None:
        return np.ones(np.shape(y))[()]
    return inexact(promised(subject, vector.cotangent))[()]


# ------------------------------------------------------------------------------------ statements


def symbolic(subject: Subject, report: Report) -> None:
    """SymPy's own derivative, on explicit components at small sizes, says what the rule says."""
    from jacobook.symbolic import check_symbolic  # SymPy is loaded only where a proof is wanted

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # SymPy's own
        result = check_symbolic(subject.rule, subject.registry)
    report.cases = result.cases
    if result.status == "failed":
        report.failures.append(result.detail)
    elif result.status == "skipped":
        report.skipped = result.detail
    else:
        report.note = result.detail


def formulas(subject: Subject, report: Report) -> None:
    """Every statement about the derivative is what the engine finds."""
    for probe in subject.declared:
        instance = subject.instance(probe)
        facts = _Facts(instance, subject.named(probe), probe)
        for clause in subject.rule.derivative:
            said = f"{clause.form}[{clause.variable}]" if clause.variable else clause.form
            what = f"{probe.label}: {said} = {clause.text!r}"
            for got, wanted in facts.sides(clause):
                scale = max(1.0, largest(wanted))
                allowed = STATEMENTS * condition(probe)
                report.close(got, wanted, allowed, what, scale=scale)


class _Facts:
    """What the engine finds of a rule's function at a probe."""

    def __init__(self, instance: Instance, named: Mapping[str, Array], probe: Probe) -> None:
        self.instance = instance
        self.named = dict(named)
        self.registry = instance.registry
        rng = np.random.default_rng([probe.seed, 3])
        self.operands = {o.name: o for o in instance.rule.operands}
        self.value = np.asarray(instance.function(*named.values()))[()]
        self.cotangent = signs(rng, self.value)
        self.tangents = {
            name: projected(self.operands[name], signs(rng, x)) if self.moves(name) else 0 * x
            for name, x in named.items()
        }

    def moves(self, name: str) -> bool:
        """Whether an operand is one to differentiate by."""
        return self.operands[name].differentiable

    def said(self, clause: Clause, text: str | None = None) -> Array:
        """A statement's number."""
        stated = Clause(clause.form, clause.variable, text) if text else clause
        return np.asarray(
            clause_value(
                self.instance,
                stated,
                self.named,
                value=self.value,
                cotangent=self.cotangent,
                tangents=self.tangents,
            )
        )

    def sides(self, clause: Clause) -> list[tuple[Array, Array]]:
        """What a statement says and what the engine finds; both sides of an equation."""
        if clause.form == "true":
            return [self._truth(clause)]
        if clause.form in _WHOLE:
            return [(self.said(clause), np.asarray(_WHOLE[clause.form](self)))]
        got = self.said(clause)
        if not self.moves(clause.variable):
            return [(got, np.zeros(got.shape))]
        wanted = np.asarray(_BY_VARIABLE[clause.form](self, clause.variable))
        if clause.form == "elem":
            return [(np.broadcast_to(got, wanted.shape), wanted)]
        return [(self._moving(clause, got), self._moving(clause, wanted))]

    def _moving(self, clause: Clause, x: Array) -> Array:
        """The part which a structured operand can feel; everything for others."""
        operand = self.operands[clause.variable]
        if clause.form == "hess" or not operand.structured or x.ndim < len(operand.shape):
            return x
        return projected(operand, x)

    def _truth(self, clause: Clause) -> tuple[Array, Array]:
        tree = ast.parse(clause.text.strip(), mode="eval").body
        if isinstance(tree, ast.Compare) and isinstance(tree.ops[0], ast.Eq):
            left, right = (ast.unparse(side) for side in (tree.left, tree.comparators[0]))
            a, b = np.broadcast_arrays(self.said(clause, left), self.said(clause, right))
            return a, b
        return np.asarray(bool(np.all(self.said(clause)))), np.asarray(True)

    def by(self, name: str) -> tuple[Callable[..., Array], Array]:
        """The function of one operand, the others held fixed; and that operand."""

        def alone(x: Array) -> Array:
            return self.instance.function(*({**self.named, name: x}).values())

        return alone, self.named[name]

    def same(self) -> Array:
        """The function's value."""
        return self.value

    def differential(self) -> Array:
        """The tangent of the value, all operands moving."""
        names = [name for name in self.named if self.moves(name)]

        def moving(*xs: Array) -> Array:
            placed = {**self.named, **dict(zip(names, xs, strict=True))}
            return self.instance.function(*placed.values())

        xs = [self.named[name] for name in names]
        dots = [self.tangents[name] for name in names]
        return derivatives.jvp(moving, xs, dots, registry=self.registry)[1]

    def elementwise(self, name: str) -> Array:
        """The element-wise derivative, of the value's shape."""
        f, x = self.by(name)
        return derivatives.jvp(f, [x], [np.ones(np.shape(x))], registry=self.registry)[1]

    def gradient(self, name: str) -> Array:
        """The gradient of a scalar function."""
        f, x = self.by(name)
        return derivatives.grad(f, registry=self.registry)(x)

    def jacobian(self, name: str) -> Array:
        """The Jacobian."""
        f, x = self.by(name)
        return derivatives.jacobian(f, registry=self.registry)(x)

    def hessian(self, name: str) -> Array:
        """The Hessian of a scalar function."""
        f, x = self.by(name)
        return derivatives.hessian(f, registry=self.registry)(x)

    def pullback(self, name: str) -> Array:
        """The cotangent of one operand."""
        f, x = self.by(name)
        _, pull = derivatives.vjp(f, x, registry=self.registry)
        return pull(self.cotangent)[0]


_WHOLE: Mapping[str, Callable[[_Facts], Array]] = {
    "same": _Facts.same,
    "d": _Facts.differential,
}
_BY_VARIABLE: Mapping[str, Callable[[_Facts, str], Array]] = {
    "elem": _Facts.elementwise,
    "grad": _Facts.gradient,
    "jac": _Facts.jacobian,
    "hess": _Facts.hessian,
    "vjp": _Facts.pullback,
}


# -------------------------------------------------------------------------------- special points


def special(subject: Subject, report: Report) -> None:
    """At kinks, poles, ties and NaN: exactly the numbers which the rule promises."""
    for point in subject.rule.special_points:
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if point.raises:
                _raises(subject, point, report)
            else:
                _promised(subject, point, report)
                _between_slopes(subject, point, report)


def _raises(subject: Subject, point: TestVector, report: Report) -> None:
    _, error = attempted(lambda: list(gradients(subject, point)))
    names = [c.__name__ for c in type(error).__mro__]
    raised = "nothing" if error is None else type(error).__name__
    report.expect(point.raises in names, f"{point.name!r}: {raised} raised, not {point.raises}")


def _promised(subject: Subject, point: TestVector, report: Report) -> None:
    got, wanted = subject.value(vector_probe(subject, point)), point.value
    noise = 0.0 if subject.rule.kind == "elementwise" else LAST_DIGITS
    if wanted is not None:
        _exactly(got, promised(subject, wanted), noise, f"value at {point.name!r}", report)
    for name, x_bar, gradient in gradients(subject, point):
        _exactly(x_bar, gradient, noise, f"gradient of {name} at {point.name!r}", report)


def _exactly(got: Array, wanted: Array, noise: float, what: str, report: Report) -> None:
    """Count an exact comparison: NaN, infinities, signs; a zero's sign where -0.0 is promised.

    `noise` is what a promised zero may miss by, because of rounding errors on the way.
    """
    got = np.asarray(got)
    if got.shape != wanted.shape:
        report.expect(False, f"{what}: shape {got.shape}, {wanted.shape} expected")
        return
    if np.iscomplexobj(wanted):
        got, wanted = (np.stack([np.real(part), np.imag(part)]) for part in (got, wanted))
    with np.errstate(all="ignore"):
        near = np.abs(got - wanted) <= np.where(wanted == 0, noise, LAST_DIGITS * np.abs(wanted))
    agree = (got == wanted) | (np.isnan(got) & np.isnan(wanted)) | near
    minus_zero = (wanted == 0) & np.signbit(wanted)
    agree = agree & (~minus_zero | np.signbit(got))
    report.expect(
        bool(np.all(agree)), f"{what}: {got.tolist()!r}, exactly {wanted.tolist()!r} promised"
    )


def _between_slopes(subject: Subject, point: TestVector, report: Report) -> None:
    """At a finite kink the claimed slope lies between the slopes from both sides."""
    problem = subject.problem(vector_probe(subject, point))
    if np.iscomplexobj(problem.y) or not _is_finite(subject, problem, point):
        return
    for number, vs in _kink_directions(subject, problem):
        y_dot = np.asarray(problem.push(vs), float)
        left = one_sided(functools.partial(problem.moved, vs), -1.0)
        right = one_sided(functools.partial(problem.moved, vs), 1.0)
        low, high = np.minimum(left.value, right.value), np.maximum(left.value, right.value)
        margin = 1e-3 * (1 + np.abs(low) + np.abs(high))
        exists = (left.noise <= margin) & (right.noise <= margin) & np.isfinite(low + high)
        inside = (low - margin <= y_dot) & (y_dot <= high + margin)
        report.expect(
            bool(np.all(inside | ~exists)),
            f"{point.name!r}, direction {number}: the claimed slope {y_dot.tolist()!r} is not "
            f"between the slopes from both sides, {low.tolist()!r} and {high.tolist()!r}",
        )
    _same_slope(problem, point, report)


def _kink_directions(subject: Subject, problem: Problem) -> Iterator[tuple[int, list[Array]]]:
    """Directions of all operands together, then of each alone.

    Where an operand is a literal number there is no together.
    """
    for number in range(8):
        vs = list(problem.direction(number)[0])
        if not subject.a_variant:
            yield number, vs
        if len(vs) > 1:
            i = number % len(vs)
            yield number, [v if k == i else 0 * v for k, v in enumerate(vs)]


def _is_finite(subject: Subject, problem: Problem, point: TestVector) -> bool:
    """Whether the operands, the value and the slopes are all finite, and of usual size."""
    if not problem.xs or max(map(largest, problem.xs)) > 1e3:
        return False
    numbers = [*problem.xs, problem.y, *problem.pull(cotangent(subject, point, problem.y))]
    return all(np.all(np.isfinite(n)) for n in numbers)


def _same_slope(problem: Problem, point: TestVector, report: Report) -> None:
    """At a special point too, pullback and pushforward are transposes."""
    vs, w = problem.direction(0)
    left, size = inner([w], [problem.push(vs)])
    right, more = inner(problem.pull(w), vs)
    report.expect(
        not abs(left - right) > 1e-10 * (size + more),
        f"{point.name!r}: the pushforward gives the slope {left!r}, the pullback {right!r}",
    )


# ---------------------------------------------------------------------------------------- keywords

_UFUNC_KEYWORDS = {"out": None, "where": True, "dtype": None}


def keywords(subject: Subject, report: Report) -> None:
    """Keywords of the NumPy function which the rule does not declare are refused, never ignored."""
    probe = subject.probes[0]
    for dotted in _dispatched(subject.rule):
        function = library_function(dotted)
        for name, default in undeclared(subject.rule, function, subject.registry).items():
            _refused(subject, probe, function, name, _other_than(default), report)


def has_keywords(rule: Rule, registry: Registry) -> bool:
    """Whether some NumPy function of a rule has a keyword that the rule does not declare."""
    return any(undeclared(rule, library_function(d), registry) for d in _dispatched(rule))


def _dispatched(rule: Rule) -> list[str]:
    """The names of NumPy's functions that the rule answers for, of those that are installed."""
    numpy = [name for name in numpy_names(rule) if name.startswith("numpy.")]
    return [name for name in numpy if installed_function(name) is not None]


def undeclared(rule: Rule, function: Callable[..., Any], registry: Registry) -> dict[str, Any]:
    """The keywords that a rule does not declare, with their defaults."""
    if is_ufunc(function):
        generalised = getattr(function, "signature", None) is not None
        offered = {"out": None, "dtype": None} if generalised else _UFUNC_KEYWORDS
        return {k: v for k, v in offered.items() if k not in rule.parameters}
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (ValueError, TypeError):
        return {}
    if any(p.kind is p.VAR_POSITIONAL for p in parameters):
        return {}
    count = 1 if rule.variadic else len(rule.operands)
    declared = set(rule.parameters)
    full = registry.rule_of(rule.full_call) if rule.full_call else rule
    if full.expand is not None:
        declared |= set(inspect.signature(full.expand).parameters)
    return {
        p.name: p.default
        for p in parameters[count:]
        if p.name not in declared and p.default is not p.empty
    }


def _other_than(default: Any) -> Any:
    """A value that is not the default."""
    if isinstance(default, bool):
        return not default
    if isinstance(default, str):
        return f"other than {default}"
    return default + 1 if isinstance(default, int) else 1


def _refused(
    subject: Subject,
    probe: Probe,
    function: Callable[..., Any],
    name: str,
    given: Any,
    report: Report,
) -> None:
    """Count that a keyword is refused."""
    called = f"np.{function.__name__}(..., {name}={given!r})"
    if name == "out":
        given = np.zeros(np.shape(subject.value(probe)))
    extra = {**_passed(subject.rule, probe), name: given}

    def total(*xs: Array) -> Array:
        placed: list[Any] = list(probe.values)
        for position, x in zip(probe.wrt, xs, strict=True):
            placed[position] = x
        return np.sum(function(*([placed] if subject.rule.variadic else placed), **extra))

    xs = [probe.values[i] for i in probe.wrt]
    gradient = derivatives.grad(total, range(len(xs)), registry=subject.registry)
    _, error = attempted(lambda: gradient(*xs))
    if error is None:
        report.expect(False, f"{called}: the keyword is ignored; it must be refused")
    else:
        loud = isinstance(error, UnsupportedKeywordError | InPlaceWriteError)
        report.expect(loud, f"{called}: {told(error)}")


def _passed(rule: Rule, probe: Probe) -> dict[str, Any]:
    """The parameters of a probe that are not defaults."""
    return {
        k: v
        for k, v in probe.parameters.items()
        if k not in rule.parameters or rule.parameters[k] != v
    }


# --------------------------------------------------------------------------------------- constants


def plain_values(subject: Subject, report: Report) -> None:
    """The functions of a constant rule give plain values when their arguments are traced."""
    rule = subject.rule
    sizes = subject._declared(0)
    for dotted in _dispatched(rule):
        function = library_function(dotted)
        trace = Trace(subject.registry)
        count = _argument_count(function, len(sizes.values))
        values = [sizes.values[i % len(sizes.values)] for i in range(count)]
        traced = [trace.variable(x) if np.result_type(x).kind in "fc" else x for x in values]
        with np.errstate(all="ignore"):
            try:
                got = function(*traced)
            except JacobookError:
                raise
            except (TypeError, ValueError):
                continue  # a function with arguments of its own kind; NumPy refuses these
        parts = got if isinstance(got, tuple | list) else [got]
        report.expect(
            not any(isinstance(part, Traced) for part in parts), f"np.{function.__name__} is traced"
        )


def _argument_count(function: Callable[..., Any], otherwise: int) -> int:
    """How many arguments a function must be given."""
    if is_ufunc(function):
        return int(function.nin)  # type: ignore[attr-defined]
    try:
        parameters = inspect.signature(function).parameters.values()
    except (ValueError, TypeError):
        return otherwise
    positional = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return sum(p.kind in positional and p.default is p.empty for p in parameters)
