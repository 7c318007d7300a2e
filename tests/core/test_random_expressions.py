"""Random well-typed expressions are derived, confirmed, printed and read again.

The reference is the expression as plain NumPy computes it, by functions that grew together with
the text: neither the parser nor the rules nor the compiler have a part in it.
"""

from __future__ import annotations

import dataclasses
import functools
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import random_expressions

import jacobook as jb
from jacobook.catalogue import default_registry
from jacobook.closed_form.checking import function_of
from jacobook.closed_form.derivation import Derivation
from jacobook.closed_form.steps import Step
from jacobook.expression import Expression, node, postorder, rebuild, variable, variables
from jacobook.language import DIFFERENTIAL
from jacobook.notation import infix, matlab
from jacobook.parsing import read_text

HERE = Path(__file__).parent
USUAL, ALL = 325, 20_000
CHUNK, LARGE_CHUNK = 25, 250
SLOWEST = 10.0  # seconds; a derivation takes some hundredths, but test machines are busy
SHORT, LONG = 60, 200  # characters: of texts with a Hessian, and of the longest with steps
TOLERANCE = 1e-5


Case = random_expressions.Case


# ------------------------------------------------------------------------ the case as a question


def read(text: str, case: Case, syntax: str = "numpy", more: Mapping[str, Any] | None = None):
    """A text over the variables of a case, as the parser reads it."""
    shapes = {**case.shapes, **(more or {})}
    registry = default_registry()
    return read_text(text, shapes=shapes, assume=case.assume, syntax=syntax, registry=registry)


def derived(case: Case, **options: Any) -> Derivation:
    """The derivation of a case from its text."""
    return jb.derive(case.text, wrt=case.wrt, shapes=case.shapes, assume=case.assume, **options)


@functools.lru_cache(maxsize=8)
def plainly_derived(case: Case) -> Derivation:
    """The derivation without options, which several checks share."""
    return derived(case)


def structured(case: Case) -> bool:
    """Whether the variable is declared to be a symmetric matrix."""
    return case.assume.get(case.wrt) in ("symmetric", "positive definite")


@functools.lru_cache(maxsize=8)
def direction(case: Case) -> Any:
    """A random direction of the variable, of its structure."""
    rng = np.random.default_rng(case.seed)
    entries = rng.standard_normal(np.shape(case.point[case.wrt]))
    return (entries + entries.T) / 2 if structured(case) else entries


def value(expression: Expression, point: Mapping[str, Any], shapes: Mapping[str, Any]) -> Any:
    """The value of an expression of the book."""
    f = compiled(expression, tuple(shapes.items()))
    with np.errstate(all="ignore"):
        return f(**{name: point[name] for name in shapes})


@functools.lru_cache(maxsize=64)
def compiled(expression: Expression, shapes: tuple[tuple[str, Any], ...]) -> Callable[..., Any]:
    """An expression of the book as a NumPy function of the variables that have these shapes."""
    return function_of([name for name, _ in shapes], dict(shapes), expression, default_registry())


# ----------------------------------------------------------------------------------- differences


def change(f: Callable[[Any], Any], x: Any, along: Any) -> Any | None:
    """The derivative of `f` at `x` along a direction; `None` where two estimates differ."""
    with np.errstate(all="ignore"):
        coarse, fine = estimate(f, x, along, 2e-3), estimate(f, x, along, 5e-4)
    return fine if np.all(np.isfinite(fine)) and far(coarse, fine) < TOLERANCE else None


def estimate(f: Callable[[Any], Any], x: Any, along: Any, h: float) -> Any:
    """Richardson's extrapolation of central differences."""
    wide, narrow = central(f, x, along, h), central(f, x, along, h / 2)
    return (4 * narrow - wide) / 3


def central(f: Callable[[Any], Any], x: Any, along: Any, h: float) -> Any:
    """A central difference."""
    return (np.asarray(f(x + h * along)) - np.asarray(f(x - h * along))) / (2 * h)


def expected(case: Case) -> Any | None:
    """The change of the case's value, by plain NumPy, along the direction."""

    def along(x):
        return case.compute({**case.point, case.wrt: x})

    return change(along, case.point[case.wrt], direction(case))


def far(got: Any, want: Any) -> float:
    """The largest difference, relative to the largest entry; infinite if the shapes differ."""
    if np.shape(got) != np.shape(want):
        return float("inf")
    size = max(1.0, float(np.max(np.abs(want), initial=0.0)))
    return float(np.max(np.abs(np.asarray(got) - np.asarray(want)), initial=0.0)) / size


def contracted(found: Derivation, case: Case) -> Any:
    """What a derivative says about the direction."""
    tangent = f"d{found.wrt}"
    names = {str(v["name"]) for v in found.arguments}
    given = {**case.point, tangent: direction(case)} if tangent in names else case.point
    result = np.asarray(found(**given))
    if found.answer.form in ("operator", "jvp", "hvp"):
        return result
    return np.tensordot(result, direction(case), axes=np.ndim(direction(case)))


# ---------------------------------------------------------------------------------------- checks


def check_derivative(case: Case) -> None:
    """The derivative comes soon, agrees with differences, and confirms itself."""
    start = time.perf_counter()
    found = plainly_derived(case)
    text = found.text()
    assert time.perf_counter() - start < SLOWEST
    want = expected(case)
    if want is not None:
        got = contracted(found, case)
        assert far(got, want) < TOLERANCE, f"{found.form} {text}: {got} for {want}"
    found.check()


def check_products(case: Case) -> None:
    """The product with a tangent and the pullback of a cotangent agree with differences."""
    want = expected(case)
    if want is None:
        return
    pushed, pulled = derived(case, form="jvp"), derived(case, form="vjp")
    assert far(contracted(pushed, case), want) < TOLERANCE, pushed.text()
    point = with_extras(pulled, case)
    bar = [point[str(v["name"])] for v in extras(pulled)]
    got = np.sum(pulled(**point) * direction(case))
    assert far(got, np.sum(bar[0] * want) if bar else 0.0) < TOLERANCE, pulled.text()


def check_hessian(case: Case) -> None:
    """The second derivative of a short scalar expression agrees with differences of the first."""
    if case.shape or len(case.text) > SHORT:
        return
    first = plainly_derived(case)

    def slope(x):
        return first(**{**case.point, case.wrt: x})

    want = change(slope, case.point[case.wrt], direction(case))
    for options in ({"order": 2}, {"form": "hvp"}):
        found = derived(case, **options)
        got = contracted(found, case)
        assert want is None or far(got, want) < TOLERANCE, f"{options}: {found.text()}"


def check_answer_is_read_again(case: Case) -> None:
    """Both texts of the answer are read again, and have the value of the answer."""
    found = plainly_derived(case)
    point = with_extras(found, case)
    more = {str(v["name"]): v.shape for v in extras(found)}
    want = found(**point)
    for syntax in syntaxes(found.derivative):
        text = found.text(syntax)
        got = value(read(text, case, syntax, more), point, {**case.shapes, **more})
        assert far(got, want) < 1e-7, f"{syntax}: {text}"


def check_source_is_read_again(case: Case) -> None:
    """Both texts of the expression itself are read again, and have its value by plain NumPy."""
    source = read(case.text, case)
    write = {"numpy": infix, "matlab": matlab}
    want = case.compute(case.point)
    for syntax in syntaxes(source):
        text = write[syntax](source)
        got = value(read(text, case, syntax), case.point, case.shapes)
        assert far(got, want) < 1e-9, f"{syntax}: {text}"


def syntaxes(expression: Expression) -> tuple[str, ...]:
    """Those in which an expression can be written: the second has no arrays of three axes."""
    large = any(len(part.shape) > 2 for part in postorder(expression))
    return ("numpy",) if large else ("numpy", "matlab")


def extras(found: Derivation) -> tuple[Expression, ...]:
    """The variables of an answer that the function does not have: a tangent or a cotangent."""
    return tuple(v for v in found.arguments if v not in found.variables)


def with_extras(found: Derivation, case: Case) -> dict[str, Any]:
    """The point, with random values for a tangent or cotangent."""
    rng = np.random.default_rng(case.seed + 1)
    sized = random_expressions.sized
    drawn = {str(v["name"]): rng.standard_normal(sized(v.shape)) for v in extras(found)}
    return {**case.point, **drawn}


def check_traced(case: Case) -> None:
    """A Python function gives the text that the expression's own text gives."""
    if not case.traceable:
        return
    traced = jb.derive(case.function, wrt=case.wrt, shapes=case.shapes, assume=case.assume)
    assert traced.text() == plainly_derived(case).text()


# ----------------------------------------------------------------------------------------- steps

_READ_OFF = ("grad", "jac", "hess", "operator")


def check_steps(case: Case) -> None:
    """Every line of the worked steps has the value of the line before."""
    if len(case.text) > LONG or expected(case) is None:
        return
    found = plainly_derived(case)
    values = StepValues(case)
    for step in (*found.steps, *found.backward_steps):
        if step.before is not None and values.know(step):
            before, after = values.of(step)
            told = f"{step.form}: {infix(step.before)} -> {infix(step.after)}"
            assert far(after, before) < 1e-4, f"{told}: {after} for {before}"


class StepValues:
    """The values of right sides, where `d(x)` is the change of `x` along the direction."""

    def __init__(self, case: Case) -> None:
        """Know the values of the variables and of the tangent."""
        self.case, self.along = case, direction(case)
        self.tangent = f"d{case.wrt}"
        self.shapes = {**case.shapes, self.tangent: case.shapes[case.wrt]}
        self.point = {**case.point, self.tangent: self.along}
        self.found: dict[Expression, Any] = {}

    def know(self, step: Step) -> bool:
        """Whether the right sides have no names of intermediate values."""
        return all(str(v["name"]) in self.shapes for v in variables(step.before, step.after))

    def of(self, step: Step) -> list[Any]:
        """The values of the right side before and after; of a derivative, put to the direction.

        So reading off is compared with what was read, and a projection with what was projected.
        """
        sides = [step.before, step.after]
        if step.form not in _READ_OFF:
            return [self.value(side) for side in sides]
        return [
            self.value(side) if self.is_change(side, step.after) else self.applied(side)
            for side in sides
        ]

    def is_change(self, side: Expression, derivative: Expression) -> bool:
        """Whether a side is a change of the function, and not what the direction is put into."""
        named = any(v["name"] == self.tangent for v in variables(side))
        return named or side.shape == self.case.shape != derivative.shape

    def applied(self, side: Expression) -> Any:
        """A derivative put to the direction."""
        return np.tensordot(self.value(side), self.along, axes=np.ndim(self.along))

    def value(self, side: Expression) -> Any:
        """The value of a right side, which is often that of the step before."""
        if side not in self.found:
            self.found[side] = self.computed(side)
        return self.found[side]

    def computed(self, side: Expression) -> Any:
        """The value of a right side, each `d(...)` in it by differences."""
        moved: dict[str, Expression] = {}

        def replaced(current, operands):
            if current.operation == DIFFERENTIAL:
                moved[f"change{len(moved)}"] = operands[0]
                return variable(f"change{len(moved) - 1}", current.shape)
            if operands == current.operands:
                return current
            static = dict(current.parameters)
            return node(current.operation, operands, current.shape, static, facts=current.facts)

        plain = rebuild(side, replaced)
        shapes = {**self.shapes, **{name: of.shape for name, of in moved.items()}}
        return value(plain, {**self.point, **self.changes(moved)}, shapes)

    def changes(self, moved: Mapping[str, Expression]) -> dict[str, Any]:
        """The changes of some expressions along the direction."""
        case = self.case

        def along(of):
            return lambda x: value(of, {**case.point, case.wrt: x}, case.shapes)

        at = case.point[case.wrt]
        return {name: estimate(along(of), at, self.along, 1e-3) for name, of in moved.items()}


# ----------------------------------------------------------------------------------------- tests

CHECKS = (
    check_derivative,
    check_products,
    check_hessian,
    check_answer_is_read_again,
    check_source_is_read_again,
    check_steps,
    check_traced,
)


def complaints(case: Case) -> list[str]:
    """What the checks say against a case."""
    said = []
    for check in CHECKS:
        try:
            check(case)
        except Exception as error:  # noqa: BLE001 - whatever it is, the seed must be told
            about = f"seed {case.seed}, {check.__name__}: {case.text} by {case.wrt}, {case.shapes}"
            said.append(f"{about}, {case.assume}\n    {type(error).__name__}: {error}")
    return said


def complaints_of(seeds: range) -> str:
    """What the checks say against the cases of some seeds."""
    return "\n".join(
        line for seed in seeds for line in complaints(random_expressions.random_case(seed))
    )


def chunks(first: int, last: int, size: int) -> list[range]:
    """Seeds in portions, which several processes can share."""
    return [range(start, min(start + size, last)) for start in range(first, last, size)]


def first_seed(seeds: range) -> str:
    """A name for a portion."""
    return f"from-{seeds.start}"


@pytest.mark.parametrize("seeds", chunks(0, USUAL, CHUNK), ids=first_seed)
def test_random_expressions(seeds):
    assert complaints_of(seeds) == ""


@pytest.mark.exhaustive
@pytest.mark.parametrize("seeds", chunks(USUAL, ALL, LARGE_CHUNK), ids=first_seed)
def test_more_random_expressions(seeds):
    assert complaints_of(seeds) == ""


def texts(seeds: range) -> list[str]:
    """The answers of some seeds as text."""
    return [derived(random_expressions.random_case(seed)).text() for seed in seeds]


def test_another_process_prints_the_same():
    seeds = range(0, USUAL, 10)
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import test_random_expressions as t;"
        f"print(*t.texts({seeds!r}), sep='\\n')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(HERE)],
        env={**os.environ, "PYTHONHASHSEED": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == texts(seeds)


# --------------------------------------------------------------------- the generator and the checks

OPERATIONS = frozenset(
    ["add", "subtract", "multiply", "divide", "matmul", "power", "negative"]
    + ["transpose", "exp", "log", "sin", "cos", "tanh", "sigmoid", "softplus", "relu", "absolute"]
    + ["sqrt", "maximum", "minimum", "where", "sum", "mean", "norm2", "normF", "norm1", "trace"]
    + ["det", "logdet", "inv", "solve", "diag", "outer", "dot", "inner", "kron"]
    + ["softmax", "log_softmax", "logsumexp", "var", "std", "cumsum", "concatenate", "stack"]
    + ["getitem", "reshape", "einsum", "matrix_power", "prod", "max", "min", "cross", "tril"]
    + ["triu", "vec", "flip", "roll", "eye", "arctan", "log1p", "less", "greater"]
)


def test_every_operation_occurs():
    cases = map(random_expressions.random_case, range(USUAL))
    parts = (part for case in cases for part in postorder(read(case.text, case)))
    assert not OPERATIONS - {part.operation for part in parts}


def test_a_seed_gives_the_same_case_again():
    first, again = (random_expressions.random_case(7) for _ in range(2))
    assert (first.text, first.wrt, first.shapes) == (again.text, again.wrt, again.shapes)


@pytest.mark.parametrize("seed", [7, 14, 23])
@pytest.mark.parametrize("check", [check_derivative, check_products, check_source_is_read_again])
def test_another_function_is_noticed(seed, check):
    case = random_expressions.random_case(seed)
    check(case)
    other = dataclasses.replace(case, compute=lambda values: 1.001 * case.compute(values))
    with pytest.raises(AssertionError):
        check(other)


def test_a_wrong_step_is_noticed():
    case = random_expressions.random_case(14)
    before = node(DIFFERENTIAL, [read(f"sum({case.wrt}**2)", case)], ())
    tangent = {f"d{case.wrt}": case.shapes[case.wrt]}
    right, wrong = (
        read(f"{factor}*sum({case.wrt}*d{case.wrt})", case, more=tangent) for factor in (2, 3)
    )
    values = StepValues(case)
    assert far(values.value(right), values.value(before)) < 1e-6
    assert far(values.value(wrong), values.value(before)) > 0.1
