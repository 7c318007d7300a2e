"""Random well-typed expressions in the catalogue's grammar, each with its value by plain NumPy.

An expression grows from its shape downwards. Every piece carries its text, a function that
computes it with NumPy and nothing else, and its value at one point. Where that value is too large,
or near a kink, another piece is tried, so that differences can be taken at the point.
"""

from __future__ import annotations

import inspect
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

Dimension = int | str
Shape = tuple[Dimension, ...]
Values = Mapping[str, Any]
Way = Callable[["Garden", Shape, int], "Piece"]
"""Makes a piece of a shape whose parts nest at most so deep."""

SIZES: Mapping[str, int] = {"m": 5, "n": 4, "k": 2}
"""What the letters are at the point; no fixed size in the expressions is one of these."""

DIMENSIONS: Sequence[Dimension] = ("m", "n", "n", "k", 3, 3)
LARGEST, CLEARANCE = 300.0, 0.05
_TRIES = 12
_LITERALS = ("2", "3", "0.5", "1.5")
_MANY_CALLS = frozenset(
    {"sigmoid", "softplus", "softmax", "log_softmax", "logsumexp", "relu", "norm1", "norm2"}
    | {"normF", "var", "std", "logdet", "vec", "einsum", "matrix_power", "inner"}
)
"""Functions of the grammar that the reference computes by several calls of NumPy, or that a trace
takes apart."""
_NAMES = {0: "abcefgh", 1: "xyzuvwpq", 2: "XYZABCGHKLMNPQSW", 3: "DEFTU"}


class Unsuitable(Exception):
    """A piece that is not finite, too large, or near a kink at the point."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a random expression.

    Attributes:
        text: in the catalogue's grammar, in brackets where another sign might tear it.
        shape: in letters and numbers.
        compute: its value by plain NumPy, from the values of the variables.
        sample: its value at the point.
        traceable: whether `compute`, run on symbols, gives the expression that the text writes.
    """

    text: str
    shape: Shape
    compute: Callable[[Values], Any]
    sample: Any
    traceable: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A random expression with what is declared of its variables.

    Attributes:
        seed: which gives this case again.
        text: in the catalogue's grammar.
        shapes: by variable, in letters and numbers.
        assume: by variable, what is known of it.
        wrt: the variable to differentiate by.
        point: by variable, a value at which the expression is smooth.
        compute: the expression by plain NumPy.
        shape: of the value.
        traceable: whether `function` can be traced.
    """

    seed: int
    text: str
    shapes: Mapping[str, Shape]
    assume: Mapping[str, str]
    wrt: str
    point: Values
    compute: Callable[[Values], Any]
    shape: Shape
    traceable: bool

    @property
    def function(self) -> Callable[..., Any]:
        """The expression as a Python function of its variables, by name."""
        names = list(self.shapes)

        def computed(*arrays: Any, **named: Any) -> Any:
            return self.compute({**dict(zip(names, arrays, strict=False)), **named})

        kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
        signature = inspect.Signature([inspect.Parameter(name, kind) for name in names])
        computed.__signature__ = signature  # type: ignore[attr-defined]
        return computed


@dataclass
class Garden:
    """Where one expression grows: its source of chance and its variables.

    Attributes:
        chance: decides everything.
        numbers: gives the variables their values.
        shapes: by variable, its shape.
        assume: by variable, what is known of it.
        point: by variable, its value.
        grown: pieces that may be used once more, by shape.
    """

    chance: random.Random
    numbers: np.random.Generator
    shapes: dict[str, Shape] = field(default_factory=dict)
    assume: dict[str, str] = field(default_factory=dict)
    point: dict[str, Any] = field(default_factory=dict)
    grown: dict[Shape, list[Piece]] = field(default_factory=dict)

    # ------------------------------------------------------------------------- leaves

    def variable(self, shape: Shape, fact: str = "") -> Piece:
        """A variable of a shape, often one that occurs already."""
        fitting = [
            name
            for name, known in self.shapes.items()
            if known == shape and self.assume.get(name, "") == fact
        ]
        if not fitting or (len(fitting) < 2 and self.chance.random() < 0.4):
            fitting = [self.planted(shape, fact)]
        name = self.chance.choice(fitting)
        return Piece(name, shape, lambda values: values[name], self.point[name])

    def planted(self, shape: Shape, fact: str) -> str:
        """A new variable with a value that suits what is known of it."""
        name = next(letter for letter in _NAMES[len(shape)] if letter not in self.shapes)
        self.shapes[name] = shape
        if fact:
            self.assume[name] = fact
        self.point[name] = drawn(sized(shape), fact, self.numbers)
        return name

    def leaf(self, shape: Shape) -> Piece:
        """A variable, or now and then a number."""
        if not shape and self.chance.random() < 0.25:
            return literal(self.chance.choice(_LITERALS))
        square = len(shape) == 2 and shape[0] == shape[1]
        fact = "symmetric" if square and self.chance.random() < 0.2 else ""
        return self.variable(shape, fact)

    # ------------------------------------------------------------------------- growth

    def made(self, text: str, f: Callable[..., Any], *parts: Piece, shape: Shape) -> Piece:
        """The piece that applies a function to pieces; `{}` in the text stands for each of them."""

        def compute(values: Values) -> Any:
            return f(*(part.compute(values) for part in parts))

        with np.errstate(all="ignore"):
            try:
                sample = np.asarray(f(*(part.sample for part in parts)))
            except np.linalg.LinAlgError:
                raise Unsuitable from None
        if not np.all(np.isfinite(sample)) or np.max(np.abs(sample)) > LARGEST:
            raise Unsuitable
        assert sample.shape == sized(shape), (text, sample.shape, shape)
        known = all(part.text in _LITERALS for part in parts)
        traceable = not known and all(part.traceable for part in parts) and _one_call(text)
        written = text.format(*(part.text for part in parts))
        return Piece(written, shape, compute, sample, traceable)

    def grow(self, shape: Shape, depth: int, positive: bool = False) -> Piece:
        """A piece of a shape whose operations nest at most so deep."""
        again = self.grown.setdefault((*shape, "positive") if positive else shape, [])
        if again and self.chance.random() < 0.12:
            return self.chance.choice(again)
        piece = self.attempted(shape, depth, positive)
        again.append(piece)
        return piece

    def attempted(self, shape: Shape, depth: int, positive: bool) -> Piece:
        """The first suitable piece among some that are tried."""
        ways = POSITIVE if positive else WAYS[min(len(shape), 3)]
        for _ in range(_TRIES if depth > 0 else 0):
            try:
                return self.chance.choice(ways)(self, shape, depth - 1)
            except Unsuitable:
                continue
        return self.variable(shape, "positive") if positive else self.leaf(shape)

    def one_of(self, *ways: tuple[str, Callable[..., Any]]) -> tuple[str, Callable[..., Any]]:
        """One of some functions, each with its text."""
        return self.chance.choice(ways)

    def dimension(self) -> Dimension:
        """A letter or a number."""
        return self.chance.choice(DIMENSIONS)


def sized(shape: Shape) -> tuple[int, ...]:
    """A shape in numbers."""
    return tuple(SIZES[size] if isinstance(size, str) else size for size in shape)


def literal(text: str) -> Piece:
    """A number."""
    number = float(text) if "." in text else int(text)
    return Piece(text, (), lambda _: number, np.asarray(float(number)))


def drawn(shape: tuple[int, ...], fact: str, numbers: np.random.Generator) -> Any:
    """A random value with what is known of it."""
    entries = 0.8 * numbers.standard_normal(shape)
    if fact == "positive":
        return np.abs(entries) + 0.4
    if fact == "symmetric":
        return (entries + entries.T) / 2 + 2 * np.eye(len(entries))
    if fact == "positive definite":
        return entries @ entries.T / len(entries) + np.eye(len(entries))
    if len(shape) == 2 and shape[0] == shape[1]:
        return entries + 2 * np.sqrt(len(entries)) * np.eye(len(entries))
    return entries


def _one_call(text: str) -> bool:
    """Whether NumPy has a function for everything in the text of a piece."""
    words = "".join(c if c.isalnum() or c == "_" else " " for c in text)
    return not _MANY_CALLS & set(words.split())


def clear(*distances: Any) -> None:
    """Refuse a piece some of whose values lie near the kink at zero."""
    if any(np.min(np.abs(distance), initial=np.inf) < CLEARANCE for distance in distances):
        raise Unsuitable


def well_conditioned(matrix: Piece) -> Piece:
    """The piece itself, if it is a matrix that can be inverted without loss."""
    if np.linalg.cond(matrix.sample) > 200:
        raise Unsuitable
    return matrix


# ------------------------------------------------------------------------------ element by element


def relu(x: Any) -> Any:
    """The positive part."""
    return np.maximum(x, 0)


def sigmoid(x: Any) -> Any:
    """The logistic function."""
    return 1 / (1 + np.exp(-x))


def softplus(x: Any) -> Any:
    """The logarithm of one plus the exponential."""
    return np.log1p(np.exp(x))


_SMOOTH: Sequence[tuple[str, Callable[[Any], Any]]] = (
    ("sin({})", np.sin),
    ("cos({})", np.cos),
    ("tanh({})", np.tanh),
    ("sigmoid({})", sigmoid),
    ("softplus({})", softplus),
    ("exp({})", np.exp),
    ("(-{})", lambda x: -x),
    ("({}**2)", lambda x: x**2),
    ("({}**3)", lambda x: x**3),
    ("(2*{})", lambda x: 2 * x),
    ("({} - 0.5)", lambda x: x - 0.5),
    ("arctan({})", np.arctan),
)
_KINKED: Sequence[tuple[str, Callable[[Any], Any]]] = (
    ("abs({})", np.abs),
    ("relu({})", relu),
    ("maximum({}, 0)", relu),
    ("minimum({}, 0.5)", lambda x: np.minimum(x, 0.5)),
)
_OF_POSITIVE: Sequence[tuple[str, Callable[[Any], Any]]] = (
    ("log({})", np.log),
    ("sqrt({})", np.sqrt),
    ("({}**0.5)", lambda x: x**0.5),
    ("({}**-1)", lambda x: x**-1.0),
    ("(1/{})", lambda x: 1 / x),
    ("({}**1.5)", lambda x: x**1.5),
    ("log1p({})", np.log1p),
)


def smooth(g: Garden, shape: Shape, depth: int) -> Piece:
    """A smooth function of every entry."""
    text, f = g.chance.choice(_SMOOTH)
    return g.made(text, f, g.grow(shape, depth), shape=shape)


def kinked(g: Garden, shape: Shape, depth: int) -> Piece:
    """A function with a kink, away from it."""
    text, f = g.chance.choice(_KINKED)
    of = g.grow(shape, depth)
    clear(of.sample, *([of.sample - 0.5] if "0.5" in text else []))
    return g.made(text, f, of, shape=shape)


def of_positive(g: Garden, shape: Shape, depth: int) -> Piece:
    """A function that is defined for positive numbers."""
    text, f = g.chance.choice(_OF_POSITIVE)
    return g.made(text, f, g.grow(shape, depth, positive=True), shape=shape)


def partner(g: Garden, shape: Shape, depth: int) -> Piece:
    """An array that broadcasts to a shape: of the same shape, a scalar, a row or a column."""
    if not shape or g.chance.random() < 0.5:
        return g.grow(shape, depth)
    if g.chance.random() < 0.15:
        place = g.chance.randrange(len(shape))
        return g.grow((*shape[:place], 1, *shape[place + 1 :]), min(depth, 1))
    if len(shape) == 1 or g.chance.random() < 0.4:
        return g.grow((), depth)
    return g.grow(shape[-1:], depth) if g.chance.random() < 0.5 else column(g, shape, depth)


def column(g: Garden, shape: Shape, depth: int) -> Piece:
    """A vector along the first axis of a shape."""
    of, rest = g.grow(shape[:1], depth), len(shape) - 1
    index = (slice(None), *(None,) * rest)
    text = "{}[:" + ", None" * rest + "]"
    return g.made(text, lambda v: v[index], of, shape=(shape[0], *(1,) * rest))


def arithmetic(g: Garden, shape: Shape, depth: int) -> Piece:
    """A sum, difference or product, with broadcasting."""
    sign, f = g.one_of(
        ("+", lambda a, b: a + b), ("-", lambda a, b: a - b), ("*", lambda a, b: a * b)
    )
    pair = [g.grow(shape, depth), partner(g, shape, depth)]
    g.chance.shuffle(pair)
    return g.made(f"({{}} {sign} {{}})", f, *pair, shape=shape)


def quotient(g: Garden, shape: Shape, depth: int) -> Piece:
    """A quotient whose denominator is positive."""
    below = g.grow(shape if g.chance.random() < 0.5 else (), depth, positive=True)
    return g.made("({} / {})", lambda a, b: a / b, g.grow(shape, depth), below, shape=shape)


def extreme(g: Garden, shape: Shape, depth: int) -> Piece:
    """The larger or the smaller of two."""
    text, f = g.one_of(("maximum({}, {})", np.maximum), ("minimum({}, {})", np.minimum))
    a, b = g.grow(shape, depth), partner(g, shape, depth)
    clear(a.sample - b.sample)
    return g.made(text, f, a, b, shape=shape)


def choice(g: Garden, shape: Shape, depth: int) -> Piece:
    """One of two values, by a comparison."""
    a, b = g.grow(shape, min(depth, 1)), g.grow((), 0)
    if a.text in _LITERALS:  # Python turns 2 < b round to b > 2, so a trace shows another text
        raise Unsuitable
    clear(a.sample - b.sample)
    text, f = g.one_of(
        ("where({} > {}, {}, {})", lambda a, b, x, y: np.where(a > b, x, y)),
        ("where({} < {}, {}, {})", lambda a, b, x, y: np.where(a < b, x, y)),
    )
    return g.made(text, f, a, b, g.grow(shape, depth), g.grow(shape, depth), shape=shape)


EVERYWHERE: Sequence[Way] = (
    smooth, smooth, kinked, of_positive, arithmetic, arithmetic, quotient, extreme, choice,
)  # fmt: skip


# -------------------------------------------------------------------------------- positive values


def exponential(g: Garden, shape: Shape, depth: int) -> Piece:
    """Something positive made from anything."""
    text, f = g.one_of(
        ("exp({})", np.exp),
        ("sigmoid({})", sigmoid),
        ("softplus({})", softplus),
        ("({}**2 + 1)", lambda x: x**2 + 1),
        ("(1 + exp({}))", lambda x: 1 + np.exp(x)),
        ("(abs({}) + 0.5)", lambda x: np.abs(x) + 0.5),
    )
    of = g.grow(shape, depth)
    if "abs" in text:
        clear(of.sample)
    return _kept_away(g.made(text, f, of, shape=shape))


def of_positives(g: Garden, shape: Shape, depth: int) -> Piece:
    """A sum, product or quotient of positive values, or a root of one."""
    a, b = g.grow(shape, depth, positive=True), g.grow(shape, depth, positive=True)
    text, f = g.one_of(
        ("({} + {})", lambda a, b: a + b),
        ("({} * {})", lambda a, b: a * b),
        ("({} / {})", lambda a, b: a / b),
        ("sqrt({} * {})", lambda a, b: np.sqrt(a * b)),
    )
    return _kept_away(g.made(text, f, a, b, shape=shape))


def total_of_positives(g: Garden, shape: Shape, depth: int) -> Piece:
    """A sum or mean of positive values, over an axis that the shape does not have."""
    if len(shape) > 1:
        raise Unsuitable
    of = g.grow((g.dimension(), *shape), depth, positive=True)
    text, f = g.one_of(
        ("sum({}, axis=0)", lambda x: np.sum(x, axis=0)),
        ("mean({}, axis=0)", lambda x: np.mean(x, axis=0)),
    )
    return _kept_away(g.made(text, f, of, shape=shape))


def _kept_away(piece: Piece) -> Piece:
    """The piece, if its smallest value is no danger to a logarithm or a quotient."""
    if np.min(piece.sample) < 0.02:
        raise Unsuitable
    return piece


POSITIVE: Sequence[Way] = (
    exponential, exponential, of_positives, total_of_positives,
    lambda g, shape, depth: g.variable(shape, "positive"),
)  # fmt: skip


# ----------------------------------------------------------------------------------- square matrices


def identity(size: Dimension) -> Piece:
    """The identity matrix."""
    (number,) = sized((size,))
    value = np.eye(number)
    return Piece(f"eye({size})", (size, size), lambda _: value, value, traceable=False)


def definite(g: Garden, size: Dimension, depth: int) -> Piece:
    """A positive definite matrix."""
    shape = (size, size)
    way = g.chance.randrange(4)
    if way == 0:
        return g.variable(shape, "positive definite")
    if way == 1:
        weights = g.grow((size,), depth, positive=True)
        return g.made("diag({})", np.diag, _kept_away(weights), shape=shape)
    other = g.dimension()
    factor = g.grow((size, other), depth) if way == 2 else g.grow((other, size), depth)
    text = "({0} @ {0}.T + {1})" if way == 2 else "({0}.T @ {0} + {1})"
    gram = (lambda a, e: a @ a.T + e) if way == 2 else (lambda a, e: a.T @ a + e)
    return g.made(text, gram, factor, identity(size), shape=shape)


def regular(g: Garden, size: Dimension, depth: int) -> Piece:
    """A matrix that can be inverted: for letters, whatever their sizes are."""
    if g.chance.random() < 0.4:
        return well_conditioned(definite(g, size, depth))
    if isinstance(size, str) or g.chance.random() < 0.5:
        return well_conditioned(g.variable((size, size)))
    return well_conditioned(g.grow((size, size), depth))


# ------------------------------------------------------------------------------------------- scalars

_SUMS: Sequence[tuple[str, Callable[[Any], Any]]] = (
    ("sum({})", np.sum),
    ("sum({})", np.sum),
    ("mean({})", np.mean),
    ("var({})", np.var),
    ("logsumexp({})", lambda x: np.log(np.sum(np.exp(x)))),
)
_APART: Sequence[tuple[str, Callable[[Any], Any]]] = (
    ("norm2({})", np.linalg.norm),
    ("(norm2({})**2)", lambda x: np.linalg.norm(x) ** 2),
    ("norm1({})", lambda x: np.sum(np.abs(x))),
    ("std({})", np.std),
    ("prod({})", np.prod),
)
_MATRIX_NORMS: Sequence[tuple[str, Callable[[Any], Any]]] = (
    ("normF({})", np.linalg.norm),
    ("(normF({})**2)", lambda x: np.linalg.norm(x) ** 2),
)


def total(g: Garden, shape: Shape, depth: int) -> Piece:
    """A sum, mean, variance, ... of all entries."""
    text, f = g.chance.choice(_SUMS)
    rank = g.chance.choice([1, 1, 2, 2, 3] if text[0] == "s" else [1, 1, 2])
    return g.made(text, f, g.grow(tuple(g.dimension() for _ in range(rank)), depth), shape=())


def length(g: Garden, shape: Shape, depth: int) -> Piece:
    """A norm of a vector, or another function with a kink where entries are zero or equal."""
    text, f = g.chance.choice(_APART)
    of = g.grow((g.dimension(),), depth)
    clear(of.sample, np.std(of.sample))
    return g.made(text, f, of, shape=())


def matrix_length(g: Garden, shape: Shape, depth: int) -> Piece:
    """The Frobenius norm."""
    text, f = g.chance.choice(_MATRIX_NORMS)
    of = g.grow((g.dimension(), g.dimension()), depth)
    clear(np.max(np.abs(of.sample)))
    return g.made(text, f, of, shape=())


def inner_product(g: Garden, shape: Shape, depth: int) -> Piece:
    """The product of two vectors, written in one of many ways."""
    size = g.dimension()
    a, b = g.grow((size,), depth), g.grow((size,), depth)
    text, f = g.one_of(
        ("({} @ {})", lambda a, b: a @ b),
        ("({} @ {})", lambda a, b: a @ b),
        ("dot({}, {})", np.dot),
        ("sum({} * {})", lambda a, b: np.sum(a * b)),
        ("einsum([{}, {}], 'i,i->')", lambda a, b: np.einsum("i,i->", a, b)),
        ("inner({}, {})", np.inner),
        ("trace(outer({}, {}))", lambda a, b: np.trace(np.outer(a, b))),
    )
    return g.made(text, f, a, b, shape=())


def quadratic(g: Garden, shape: Shape, depth: int) -> Piece:
    """A quadratic or bilinear form."""
    m, n = g.dimension(), g.dimension()
    parts = g.grow((m,), depth), g.grow((m, n), depth), g.grow((n,), depth)
    return g.made("({} @ {} @ {})", lambda u, a, v: u @ a @ v, *parts, shape=())


def matrix_inner(g: Garden, shape: Shape, depth: int) -> Piece:
    """The product of two matrices as lists of entries."""
    both = (g.dimension(), g.dimension())
    text, f = g.one_of(
        ("trace({}.T @ {})", lambda a, b: np.trace(a.T @ b)),
        ("sum({} * {})", lambda a, b: np.sum(a * b)),
        ("einsum([{}, {}], 'ij,ij->')", lambda a, b: np.einsum("ij,ij->", a, b)),
        ("trace({} @ {}.T)", lambda a, b: np.trace(a @ b.T)),
    )
    return g.made(text, f, g.grow(both, depth), g.grow(both, depth), shape=())


def of_square(g: Garden, shape: Shape, depth: int) -> Piece:
    """The trace or determinant of a square matrix."""
    size = g.dimension()
    if g.chance.random() < 0.6:
        return g.made("trace({})", np.trace, g.grow((size, size), depth), shape=())
    return g.made("det({})", np.linalg.det, regular(g, size, depth), shape=())


def of_definite(g: Garden, shape: Shape, depth: int) -> Piece:
    """The logarithm of a determinant, or the trace of an inverse."""
    of = well_conditioned(definite(g, g.dimension(), depth))
    text, f = g.one_of(
        ("logdet({})", lambda a: np.log(np.linalg.det(a))),
        ("log(det({}))", lambda a: np.log(np.linalg.det(a))),
        ("trace(inv({}))", lambda a: np.trace(np.linalg.inv(a))),
    )
    return g.made(text, f, of, shape=())


def mahalanobis(g: Garden, shape: Shape, depth: int) -> Piece:
    """A quadratic form with an inverse."""
    size = g.dimension()
    vector, matrix = g.grow((size,), depth), well_conditioned(definite(g, size, depth))
    text, f = g.one_of(
        ("({0} @ inv({1}) @ {0})", lambda x, a: x @ np.linalg.inv(a) @ x),
        ("({0} @ solve({1}, {0}))", lambda x, a: x @ np.linalg.solve(a, x)),
    )
    return g.made(text, f, vector, matrix, shape=())


def entry(g: Garden, shape: Shape, depth: int) -> Piece:
    """One entry."""
    if g.chance.random() < 0.5:
        of = g.grow((g.dimension(),), depth)
        text, f = g.one_of(("{}[0]", lambda x: x[0]), ("{}[-1]", lambda x: x[-1]))
        return g.made(text, f, of, shape=())
    of = g.grow((g.dimension(), g.dimension()), depth)
    text, f = g.one_of(("{}[0, 1]", lambda x: x[0, 1]), ("{}[1, 1]", lambda x: x[1, 1]))
    return g.made(text, f, of, shape=())


def largest(g: Garden, shape: Shape, depth: int) -> Piece:
    """The largest or smallest entry, where it is clearly so."""
    of = g.grow((g.dimension(),) if g.chance.random() < 0.6 else (g.dimension(), 3), depth)
    text, f = g.one_of(("amax({})", np.max), ("amin({})", np.min))
    clear(np.diff(np.sort(of.sample.ravel())))
    return g.made(text, f, of, shape=())


def slices(g: Garden, shape: Shape, depth: int) -> Piece:
    """A sum over neighbours or a part of a vector."""
    of = g.grow((g.dimension(),), depth)
    text, f = g.one_of(
        ("sum({}[1:])", lambda x: np.sum(x[1:])),
        ("sum(({0}[1:] - {0}[:-1])**2)", lambda x: np.sum((x[1:] - x[:-1]) ** 2)),
        ("mean({}[::-1] * {})", lambda x, y: np.mean(x[::-1] * y)),
        ("sum(cumsum({})**2)", lambda x: np.sum(np.cumsum(x) ** 2)),
    )
    return g.made(text, f, of, *([of] if text.count("{}") == 2 else []), shape=())


SCALARS: Sequence[Way] = (
    *EVERYWHERE, total, total, total, length, matrix_length, inner_product, inner_product,
    quadratic, matrix_inner, of_square, of_definite, mahalanobis, entry, largest, slices,
)  # fmt: skip


# ------------------------------------------------------------------------------------------- vectors


_TIMES_VECTOR: Sequence[tuple[str, Callable[..., Any], bool]] = (
    ("({} @ {})", lambda a, x: a @ x, False),
    ("({}.T @ {})", lambda a, x: a.T @ x, True),
    ("({1} @ {0})", lambda a, x: x @ a, True),
    ("dot({}, {})", np.dot, False),
    ("einsum([{}, {}], 'ij,j->i')", lambda a, x: np.einsum("ij,j->i", a, x), False),
)
"""Products of a matrix and a vector, and whether they take the matrix by its columns."""


def matrix_times_vector(g: Garden, shape: Shape, depth: int) -> Piece:
    """A matrix with a vector, on either side."""
    (size,), other = shape, g.dimension()
    text, f, turned_over = g.chance.choice(_TIMES_VECTOR)
    matrix = g.grow((other, size) if turned_over else (size, other), depth)
    return g.made(text, f, matrix, g.grow((other,), depth), shape=shape)


_ALONG: Sequence[tuple[str, Callable[..., Any]]] = (
    ("sum({}, axis=AXIS)", np.sum),
    ("sum({}, axis=AXIS)", np.sum),
    ("mean({}, axis=AXIS)", np.mean),
    ("var({}, axis=AXIS)", np.var),
    ("logsumexp({}, axis=AXIS)", lambda x, axis: np.log(np.sum(np.exp(x), axis=axis))),
    ("prod({}, axis=AXIS)", np.prod),
)
_APART_ALONG: Sequence[tuple[str, Callable[..., Any]]] = (
    ("norm2({}, axis=AXIS)", lambda x, axis: np.sqrt(np.sum(x**2, axis=axis))),
    ("norm1({}, axis=AXIS)", lambda x, axis: np.sum(np.abs(x), axis=axis)),
    ("std({}, axis=AXIS)", np.std),
    ("amax({}, axis=AXIS)", np.max),
)


def along_axis(g: Garden, shape: Shape, depth: int) -> Piece:
    """A reduction of a larger array over one axis."""
    axis = g.chance.randrange(len(shape) + 1)
    larger = (*shape[:axis], g.dimension(), *shape[axis:])
    of = g.grow(larger, depth if len(larger) < 3 else min(depth, 1))
    text, f = g.chance.choice(_ALONG if g.chance.random() < 0.7 else _APART_ALONG)
    if (text, f) in _APART_ALONG:
        clear(of.sample, np.std(of.sample, axis=axis), np.diff(np.sort(of.sample, axis), axis=axis))
    return g.made(text.replace("AXIS", str(axis)), lambda x: f(x, axis=axis), of, shape=shape)


def picked(g: Garden, shape: Shape, depth: int) -> Piece:
    """A row or a column of a matrix, or the diagonal of a square one."""
    (size,) = shape
    way = g.chance.randrange(3)
    if way == 0:
        return g.made("{}[0]", lambda a: a[0], g.grow((g.dimension(), size), depth), shape=shape)
    if way == 1:
        of = g.grow((size, g.dimension()), depth)
        return g.made("{}[:, 1]", lambda a: a[:, 1], of, shape=shape)
    return g.made("diag({})", np.diag, g.grow((size, size), depth), shape=shape)


def solved(g: Garden, shape: Shape, depth: int) -> Piece:
    """The solution of linear equations."""
    matrix, right = regular(g, shape[0], depth), g.grow(shape, depth)
    text, f = g.one_of(
        ("solve({}, {})", np.linalg.solve),
        ("(inv({}) @ {})", lambda a, b: np.linalg.inv(a) @ b),
    )
    return g.made(text, f, matrix, right, shape=shape)


def normalised(x: Any, axis: int) -> Any:
    """The exponentials, divided by their sum along an axis."""
    e = np.exp(x)
    return e / np.sum(e, axis=axis, keepdims=True)


def same_size(g: Garden, shape: Shape, depth: int) -> Piece:
    """A function of a whole vector that keeps its size."""
    text, f = g.one_of(
        ("softmax({})", lambda x: normalised(x, -1)),
        ("log_softmax({})", lambda x: np.log(normalised(x, -1))),
        ("cumsum({})", np.cumsum),
        ("{}[::-1]", lambda x: x[::-1]),
        ("({0} - mean({0}))", lambda x: x - np.mean(x)),
        ("({0} / sum({0}**2 + 1))", lambda x: x / np.sum(x**2 + 1)),
        ("flip({})", np.flip),
        ("roll({}, 1)", lambda x: np.roll(x, 1)),
    )
    return g.made(text, f, g.grow(shape, depth), shape=shape)


def put_together(g: Garden, shape: Shape, depth: int) -> Piece:
    """A vector of three entries from scalars or shorter vectors, or a cross product."""
    if shape != (3,):
        raise Unsuitable
    way = g.chance.randrange(4)
    if way == 0:
        parts = [g.grow((), depth) for _ in range(3)]
        return g.made("stack([{}, {}, {}])", lambda *s: np.stack(s), *parts, shape=shape)
    if way == 1:
        pair = g.grow((1,), depth), g.grow((2,), depth)
        return g.made("concatenate([{}, {}])", lambda *s: np.concatenate(s), *pair, shape=shape)
    if way == 2:
        return g.made("{}[::2]", lambda x: x[::2], g.grow((6,), depth), shape=shape)
    return g.made("cross({}, {})", np.cross, g.grow((3,), depth), g.grow((3,), depth), shape=shape)


def unrolled(g: Garden, shape: Shape, depth: int) -> Piece:
    """A small matrix as a vector."""
    if shape not in ((3,), (6,)):
        raise Unsuitable
    of = g.grow((3, 1) if shape == (3,) else g.chance.choice([(2, 3), (3, 2)]), depth)
    text, f = g.one_of(
        ("reshape({}, (-1,))", lambda a: np.reshape(a, (-1,))),
        ("vec({})", lambda a: np.reshape(a, (-1,), order="F")),
    )
    return g.made(text, f, of, shape=shape)


VECTORS: Sequence[Way] = (
    *EVERYWHERE, matrix_times_vector, matrix_times_vector, matrix_times_vector, along_axis,
    along_axis, picked, solved, same_size, put_together, put_together, unrolled,
)  # fmt: skip


# ------------------------------------------------------------------------------------------ matrices


_PRODUCTS: Sequence[tuple[str, Callable[..., Any], int, int]] = (
    ("({} @ {})", lambda a, b: a @ b, 1, 1),
    ("({} @ {})", lambda a, b: a @ b, 1, 1),
    ("({}.T @ {})", lambda a, b: a.T @ b, -1, 1),
    ("({} @ {}.T)", lambda a, b: a @ b.T, 1, -1),
    ("(({1} @ {0}).T)", lambda a, b: (b @ a).T, -1, -1),
    ("einsum([{}, {}], 'ik,kj->ij')", lambda a, b: np.einsum("ik,kj->ij", a, b), 1, 1),
)
"""Products of two matrices, and for each of these 1 as it is or -1 if it is transposed."""


def product(g: Garden, shape: Shape, depth: int) -> Piece:
    """A product of two matrices, transposed or not."""
    (rows, columns), inner = shape, g.dimension()
    text, f, first, second = g.chance.choice(_PRODUCTS)
    a = g.grow((rows, inner)[::first], depth)
    return g.made(text, f, a, g.grow((inner, columns)[::second], depth), shape=shape)


def turned(g: Garden, shape: Shape, depth: int) -> Piece:
    """A transpose."""
    text, f = g.one_of(
        ("{}.T", lambda a: a.T),
        ("{}.T", lambda a: a.T),
        ("einsum([{}], 'ij->ji')", lambda a: np.einsum("ij->ji", a)),
    )
    return g.made(text, f, g.grow(shape[::-1], depth), shape=shape)


def dyad(g: Garden, shape: Shape, depth: int) -> Piece:
    """A matrix from two vectors."""
    text, f = g.one_of(
        ("outer({}, {})", np.outer),
        ("({}[:, None] * {})", lambda a, b: a[:, None] * b),
        ("({}[:, None] - {}[None, :])", lambda a, b: a[:, None] - b[None, :]),
        ("einsum([{}, {}], 'i,j->ij')", lambda a, b: np.einsum("i,j->ij", a, b)),
    )
    return g.made(text, f, g.grow(shape[:1], depth), g.grow(shape[1:], depth), shape=shape)


def of_square_matrix(g: Garden, shape: Shape, depth: int) -> Piece:
    """A square matrix from a vector or from another square matrix."""
    if shape[0] != shape[1]:
        raise Unsuitable
    way = g.chance.randrange(5)
    if way == 0:
        return g.made("diag({})", np.diag, g.grow(shape[:1], depth), shape=shape)
    if way == 1:
        return definite(g, shape[0], depth)
    if way == 2:
        return g.made("inv({})", np.linalg.inv, regular(g, shape[0], depth), shape=shape)
    of = g.grow(shape, depth)
    if way == 3:
        n = g.chance.choice([2, 3])
        text = f"matrix_power({{}}, {n})"
        return g.made(text, lambda a: a @ a if n == 2 else a @ a @ a, of, shape=shape)
    text, f = g.one_of(
        ("tril({})", np.tril),
        ("triu({})", np.triu),
        ("(0.5*({0} + {0}.T))", lambda a: 0.5 * (a + a.T)),
        ("({} - {})", lambda a, e: a - e),
        ("diag(diag({}))", lambda a: np.diag(np.diag(a))),
    )
    parts = (of, identity(shape[0])) if text.count("{}") == 2 else (of,)
    return g.made(text, f, *parts, shape=shape)


def solved_matrix(g: Garden, shape: Shape, depth: int) -> Piece:
    """The solutions for several right sides."""
    parts = regular(g, shape[0], depth), g.grow(shape, depth)
    return g.made("solve({}, {})", np.linalg.solve, *parts, shape=shape)


def same_sizes(g: Garden, shape: Shape, depth: int) -> Piece:
    """A function along an axis of a matrix that keeps its shape."""
    axis = g.chance.randrange(2)
    text, f = g.one_of(
        ("softmax({}, axis=AXIS)", normalised),
        ("log_softmax({}, axis=AXIS)", lambda x, axis: np.log(normalised(x, axis))),
        ("cumsum({}, axis=AXIS)", np.cumsum),
        (
            "({0} - mean({0}, axis=AXIS, keepdims=True))",
            lambda x, axis: x - np.mean(x, axis=axis, keepdims=True),
        ),
        (
            "({0} / sum({0}**2 + 1, axis=AXIS, keepdims=True))",
            lambda x, axis: x / np.sum(x**2 + 1, axis=axis, keepdims=True),
        ),
    )
    of = g.grow(shape, depth)
    return g.made(text.replace("AXIS", str(axis)), lambda x: f(x, axis=axis), of, shape=shape)


def small(g: Garden, shape: Shape, depth: int) -> Piece:
    """A matrix with three rows or columns from smaller parts."""
    if shape[0] == 3 and g.chance.random() < 0.5:
        parts = [g.grow(shape[1:], depth) for _ in range(3)]
        return g.made("stack([{}, {}, {}])", lambda *s: np.stack(s), *parts, shape=shape)
    if shape[0] == 3:
        parts = [g.grow((1, shape[1]), depth), g.grow((2, shape[1]), depth)]
        return g.made("concatenate([{}, {}])", lambda *s: np.concatenate(s), *parts, shape=shape)
    if shape[1] == 3:
        parts = [g.grow(shape[:1], depth) for _ in range(3)]
        text = "stack([{}, {}, {}], axis=1)"
        return g.made(text, lambda *s: np.stack(s, axis=1), *parts, shape=shape)
    if shape in ((2, 3), (3, 2)):
        sizes = g.chance.choice([(6,), shape[::-1]])
        text = f"reshape({{}}, {shape})"
        return g.made(text, lambda a: np.reshape(a, shape), g.grow(sizes, depth), shape=shape)
    raise Unsuitable


def block_product(g: Garden, shape: Shape, depth: int) -> Piece:
    """A Kronecker product of given sizes."""
    if shape != (6, 6):
        raise Unsuitable
    return g.made(
        "kron({}, {})", np.kron, g.grow((2, 3), depth), g.grow((3, 2), depth), shape=shape
    )


MATRICES: Sequence[Way] = (
    *EVERYWHERE, product, product, product, turned, turned, dyad, dyad, of_square_matrix,
    of_square_matrix, solved_matrix, same_sizes, small,
)  # fmt: skip


# ------------------------------------------------------------------------------------- larger arrays


def layers(g: Garden, shape: Shape, depth: int) -> Piece:
    """An array of three axes from matrices or from a matrix and a vector."""
    if shape[0] == 3 and g.chance.random() < 0.5:
        parts = [g.grow(shape[1:], depth) for _ in range(3)]
        return g.made("stack([{}, {}, {}])", lambda *s: np.stack(s), *parts, shape=shape)
    parts = [g.grow(shape[:2], depth), g.grow(shape[2:], depth)]
    text, f = g.one_of(
        ("({}[:, :, None] * {})", lambda a, b: a[:, :, None] * b),
        ("einsum([{}, {}], 'ij,k->ijk')", lambda a, b: np.einsum("ij,k->ijk", a, b)),
    )
    return g.made(text, f, *parts, shape=shape)


LARGER: Sequence[Way] = (smooth, arithmetic, layers, layers)

WAYS: Mapping[int, Sequence[Way]] = {0: SCALARS, 1: VECTORS, 2: MATRICES, 3: LARGER}


def total_of_blocks(g: Garden, shape: Shape, depth: int) -> Piece:
    """A function of a Kronecker product of two matrices of any sizes."""
    parts = g.grow((g.dimension(), 3), depth), g.grow((2, g.dimension()), depth)
    clear(*(np.max(np.abs(part.sample)) for part in parts))
    text, f = g.one_of(
        ("sum(kron({}, {}))", lambda a, b: np.sum(np.kron(a, b))),
        ("normF(kron({}, {}))", lambda a, b: np.linalg.norm(np.kron(a, b))),
        ("sum(sin(kron({}, {})))", lambda a, b: np.sum(np.sin(np.kron(a, b)))),
    )
    return g.made(text, f, *parts, shape=())


_OUTPUTS = (0, 0, 0, 0, 0, 0, 0, 1, 1, 2)


def random_case(seed: int) -> Case:
    """The random expression with this number."""
    chance = random.Random(seed)
    while True:
        g = Garden(chance, np.random.default_rng(chance.randrange(2**32)))
        depth = chance.choice([1, 2, 2, 3, 3, 4, 4, 5, 6])
        shape = tuple(g.dimension() for _ in range(chance.choice(_OUTPUTS)))
        try:
            ways = [*WAYS[len(shape)], *([total_of_blocks] if not shape else [])]
            piece = chance.choice(ways)(g, shape, depth)
        except (Unsuitable, StopIteration):
            continue
        used = [name for name in g.shapes if _occurs(name, piece.text)]
        if used and len(piece.text) < 400:
            return _case(seed, g, piece, used)


def _occurs(name: str, text: str) -> bool:
    """Whether a variable stands in a text."""
    words = "".join(c if c.isalnum() or c == "_" else " " for c in text.replace(".T", " "))
    return name in words.split()


def _case(seed: int, g: Garden, piece: Piece, used: Sequence[str]) -> Case:
    assume = {name: g.assume[name] for name in used if name in g.assume}
    return Case(
        seed=seed,
        text=piece.text,
        shapes={name: g.shapes[name] for name in used},
        assume=assume,
        wrt=g.chance.choice(used),
        point={name: g.point[name] for name in used},
        compute=piece.compute,
        shape=piece.shape,
        traceable=piece.traceable,
    )
