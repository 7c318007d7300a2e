"""The numeric check of a derivation: at random points, against differences of function values.

This is the only part of the package that uses NumPy, and it is imported when a check is asked for.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from jacobook import facts as known
from jacobook import shapes
from jacobook.catalogue import Registry
from jacobook.compilation import compile_function, size_letters, write_function
from jacobook.errors import CheckFailedError
from jacobook.expression import Expression, postorder
from jacobook.rule import Array
from jacobook.shapes import Shape, show

TOLERANCE = 1e-6
STEEP = 1e-4
"""Differences which disagree by more, as parts of the largest entry, say nothing."""
ATTEMPTS = 40
MOST_ENTRIES = 250_000
"""The largest array that is drawn for a check."""

STYLES = ("normal", "positive", "unit", "large", "fraction", "spread")
"""Where entries are drawn, one after the other, until the function is finite."""


@dataclass(frozen=True, slots=True)
class NumericCheck:
    """What a numeric check found.

    Attributes:
        error: the largest relative difference between closed form and differences.
        seed: of the random point.
        shapes: the shapes that were tried, by variable.
        evaluations: how many function values were compared.
    """

    error: float
    seed: int
    shapes: Mapping[str, Shape]
    evaluations: int

    def __str__(self) -> str:
        """In one line."""
        where = ", ".join(f"{name} {show(shape)}" for name, shape in self.shapes.items())
        return f"relative error {self.error:.1e} at a random point ({where}; seed {self.seed})"


def function_of(
    names: Sequence[str],
    shapes: Mapping[str, Shape],
    body: Expression,
    registry: Registry,
    sizes: Mapping[str, int] | None = None,
) -> Callable[..., Array]:
    """An expression as a NumPy function of the named variables.

    Args:
        names: of its arguments.
        shapes: theirs.
        body: the expression.
        registry: the rules whose operations are evaluated.
        sizes: numbers for letters that need not be in the arguments' shapes: `eye(n)` alone.
    """
    source = write_function("f", names, body, registry, shapes=shapes, sizes=sizes)
    return compile_function(source)


def sizes_for(expressions: Sequence[Expression]) -> dict[str, int]:
    """A number for each size letter of some variables, or of formulas in them.

    `m` comes before `n`, and `m > n` where both are: tall matrices have full column rank, which
    inverses of `X.T @ X` need.
    """
    letters = {word for part in expressions for d in part.shape for word in shapes.letters_in(d)}
    letters.update(*map(size_letters, expressions))
    named = sorted(letters, key=_preference)
    return {letter: 6 - i if len(named) < 5 else 2 + i for i, letter in enumerate(named)}


def _preference(letter: str) -> tuple[int, str]:
    order = "mnkpqrs"
    return (order.index(letter) if letter in order else len(order)), letter


def drawn(
    variables: Sequence[Expression],
    rng: np.random.Generator,
    style: str,
    sizes: Mapping[str, int] | None = None,
) -> dict[str, Array]:
    """A random value for each variable, with the facts that are declared of it.

    Args:
        variables: with shapes in letters or numbers.
        rng: the source of randomness.
        style: `normal`, `positive` or `unit`: where entries lie if nothing is declared.
        sizes: a number for each letter; small ones by default.
    """
    sizes = sizes_for(variables) if sizes is None else sizes
    _require_modest(variables, sizes)
    return {
        str(v["name"]): _value(
            tuple(shapes.counted(d, sizes) for d in v.shape), v.facts, rng, style
        )
        for v in variables
    }


def _require_modest(variables: Sequence[Expression], sizes: Mapping[str, int]) -> None:
    """Refuse to draw arrays that would fill the memory.

    Raises:
        CheckFailedError: the declared numbers are too large.
    """
    for v in variables:
        if math.prod(shapes.counted(d, sizes) for d in v.shape) > MOST_ENTRIES:
            raise CheckFailedError(
                f"{v['name']} of shape {show(v.shape)} is too large to be checked at a random "
                "point; write letters for the sizes, and the check chooses small numbers"
            )


def _value(
    shape: tuple[int, ...], facts: frozenset[str], rng: np.random.Generator, style: str
) -> Array:
    entries = rng.standard_normal(shape)
    if known.POSITIVE in facts or known.NONNEGATIVE in facts or style == "positive":
        entries = np.abs(entries) + 0.5
    elif style == "unit":
        entries = np.tanh(entries) * 0.8
    elif style == "large":
        entries = np.abs(entries) + 1.5
    elif style == "fraction":
        entries = rng.uniform(0.02, 0.25, shape)
    elif style == "spread":  # some variables small beside others, as a barrier wants them
        entries = (np.abs(entries) + 0.5) * 10.0 ** rng.uniform(-2.0, 1.5)
    if known.SIGNS in facts:
        return np.where(entries < 0, -1.0, 1.0)
    if known.PROBABILITY in facts and shape:
        return np.asarray(entries / np.sum(entries, axis=-1, keepdims=True))
    if len(shape) == 2 and facts & known.MATRIX_FACTS:
        return _structured(entries, facts)
    if len(shape) == 2 and shape[0] == shape[1]:
        return entries + 2 * np.sqrt(shape[0]) * np.eye(shape[0])
    return np.asarray(entries)


def _structured(entries: Array, facts: frozenset[str]) -> Array:
    """A matrix with declared structure."""
    n = len(entries)
    if known.POSITIVE_DEFINITE in facts:
        return entries @ entries.T / n + np.eye(n)
    if known.DIAGONAL in facts:
        return np.diag(np.abs(np.diag(entries)) + 1.0)
    if known.SYMMETRIC in facts:
        return (entries + entries.T) / 2 + 2 * np.sqrt(n) * np.eye(n)
    if known.SKEW in facts:
        return (entries - entries.T) / 2
    if known.ORTHOGONAL in facts:
        return np.linalg.qr(entries)[0]
    shifted = entries + 2 * np.sqrt(n) * np.eye(n) * (known.INVERTIBLE in facts)
    if known.LOWER in facts:
        return np.tril(entries) + n * np.eye(n)
    if known.UPPER in facts:
        return np.triu(entries) + n * np.eye(n)
    return shifted


def projection(facts: frozenset[str]) -> Callable[[Array], Array]:
    """The orthogonal projection to the matrices with some structure."""
    if known.DIAGONAL in facts:
        return lambda d: np.diag(np.diag(d))
    if known.SYMMETRIC in facts:
        return lambda d: (d + d.T) / 2
    if known.SKEW in facts:
        return lambda d: (d - d.T) / 2
    if known.LOWER in facts:
        return np.tril
    if known.UPPER in facts:
        return np.triu
    return lambda d: d


def directional(f: Callable[[Array], Array], x: Array, direction: Array) -> Array | None:
    """The derivative of `f` at `x` along a direction: central differences with Richardson's step.

    Several step sizes are tried, and the estimate kept that changes least when the step is halved;
    `None` if every estimate changes by more than a check would forgive.
    """
    best, least = None, np.inf
    for h in (1e-3, 1e-4, 1e-5):
        wide, narrow = _central(f, x, direction, h), _central(f, x, direction, h / 2)
        spread = relative(narrow, wide)
        if spread < least:
            best, least = (4 * narrow - wide) / 3, spread
    return best if least < STEEP else None


def _central(f: Callable[[Array], Array], x: Array, direction: Array, h: float) -> Array:
    return (np.asarray(f(x + h * direction)) - np.asarray(f(x - h * direction))) / (2 * h)


def relative(got: Array, want: Array) -> float:
    """The largest difference, as a part of the largest entry."""
    size = max(1.0, float(np.max(np.abs(want), initial=0.0)))
    return float(np.max(np.abs(np.asarray(got) - np.asarray(want)), initial=0.0)) / size


@dataclass(frozen=True, slots=True)
class Question:
    """What a closed form claims, ready to be compared with differences.

    Attributes:
        variables: all variables of the function.
        wrt: the one differentiated by.
        function: the function as it was given (for a Hessian: its gradient in closed form).
        closed: the closed form.
        apply: what the closed form's value does with a tangent: gives the directional derivative.
        extra: further variables of the closed form, such as a tangent: drawn freely.
    """

    variables: tuple[Expression, ...]
    wrt: Expression
    function: Expression
    closed: Expression
    apply: Callable[[Array, Array, Array, Mapping[str, Array]], tuple[Array, Array]]
    extra: tuple[Expression, ...] = ()


def check(question: Question, registry: Registry, seed: int = 0) -> NumericCheck:
    """Compare a closed form with differences of the function at a random point.

    Raises:
        CheckFailedError: they differ, or no point was found at which the function is finite.
    """
    names = [str(v["name"]) for v in question.variables]
    declared: dict[str, Shape] = {str(v["name"]): v.shape for v in question.variables}
    extra = [str(v["name"]) for v in question.extra]
    function = function_of(names, declared, question.function, registry)
    wider = {**declared, **{str(v["name"]): v.shape for v in question.extra}}
    closed = function_of([*names, *extra], wider, question.closed, registry)
    reason = "no point was found at which the function is finite and not too steep"
    for attempt in range(ATTEMPTS):
        style = STYLES[attempt % len(STYLES)]
        rng = np.random.default_rng([seed, attempt])
        found = _compared(question, function, closed, rng, style)
        if found is None:
            continue
        error, values = found
        if error <= TOLERANCE:
            return NumericCheck(error, seed, {k: v.shape for k, v in values.items()}, 12)
        reason = f"it differs from differences of function values by {error:.1e}"
    raise CheckFailedError(
        f"the closed form by {question.wrt['name']} was not confirmed: {reason}. Declare what is "
        "known of the variables with assume=, or report this as an error of the engine."
    )


def _compared(
    question: Question,
    function: Callable[..., Array],
    closed: Callable[..., Array],
    rng: np.random.Generator,
    style: str,
) -> tuple[float, dict[str, Array]] | None:
    """The error at one random point; `None` where the function is not finite there."""
    name = str(question.wrt["name"])
    values = drawn([*question.variables, *question.extra], rng, style)
    own = {str(v["name"]): values[str(v["name"])] for v in question.variables}
    project = projection(question.wrt.facts)

    def along(x: Array) -> Array:
        return function(**{**own, name: x})

    with np.errstate(all="ignore"):
        try:
            direction = project(rng.standard_normal(own[name].shape))
            want = directional(along, own[name], direction)
            if want is None:
                return None
            got, want = question.apply(closed(**values), want, direction, values)
        except (np.linalg.LinAlgError, ArithmeticError, TypeError):
            return None
    if not (np.all(np.isfinite(want)) and np.all(np.isfinite(got))):
        return None
    return relative(got, want), own


def agree(a: Expression, b: Expression, registry: Registry, seed: int = 0) -> bool:
    """Whether two expressions have equal values at random points of two sets of sizes."""
    found = {str(p["name"]): p for p in postorder(a, b) if p.operation == "variable"}
    names = list(found)
    declared: dict[str, Shape] = {n: v.shape for n, v in found.items()}
    sizes = sizes_for([*found.values(), a, b])
    f, g = (function_of(names, declared, side, registry, sizes) for side in (a, b))
    compared = 0
    for attempt in range(ATTEMPTS):
        rng = np.random.default_rng([seed, attempt])
        values = drawn(list(found.values()), rng, STYLES[attempt % len(STYLES)], sizes)
        with np.errstate(all="ignore"):
            one, other = f(**values), g(**values)
        if np.shape(one) != np.shape(other):
            return False
        if np.all(np.isfinite(one)) and np.all(np.isfinite(other)):
            compared += 1
            if relative(other, one) > 1e-9:
                return False
    return compared > 0
