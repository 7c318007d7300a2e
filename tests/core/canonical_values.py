"""Values of canonical expressions, and of expressions in operations of the book, by plain NumPy.

Every meaning here is written from the definition of the operation; neither the rules nor the
compiler have a part in it, so that tests of the algebra do not compare it with itself.
Random texts of the algebra's operations stand at the end.
"""

from __future__ import annotations

import functools
import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from jacobook.expression import Expression, postorder
from jacobook.shapes import Dimension, Shape, Slice

Array = Any
Sizes = Mapping[str, int]
SIZES: Sizes = {"m": 2, "n": 3, "p": 4, "q": 5}
"""What the letters are; all different, so that a lost transpose shows."""


def number_of(size: Dimension, sizes: Sizes = SIZES) -> int:
    """A size as a number; letters may be multiplied, added and subtracted: `m*n - 1`."""
    terms = str(size).replace(" ", "").replace("-", "+-").split("+")
    return sum(_term(term, sizes) for term in terms if term)


def _term(term: str, sizes: Sizes) -> int:
    sign = -1 if term.startswith("-") else 1
    words = term.removeprefix("-").split("*")
    return sign * math.prod(sizes.get(word) or int(word) for word in words)


def numbers(shape: Sequence[Dimension], sizes: Sizes = SIZES) -> tuple[int, ...]:
    """A shape in numbers."""
    return tuple(number_of(size, sizes) for size in shape)


@dataclass(frozen=True, slots=True)
class Place:
    """A node at which a value is wanted.

    Attributes:
        node: the expression.
        sizes: what its letters are.
    """

    node: Expression
    sizes: Sizes

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of the value."""
        return numbers(self.node.shape, self.sizes)

    def number(self, name: str) -> int:
        """A static parameter that is a size."""
        return number_of(self.node[name], self.sizes)  # type: ignore[arg-type]

    def given(self) -> dict[str, Any]:
        """The static parameters, with sizes in numbers."""
        return {name: self._plain(value) for name, value in self.node.parameters}

    def _plain(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(self._plain, value))
        if isinstance(value, Slice):
            return slice(value.start, value.stop, value.step)
        is_size = isinstance(value, str) and value in self.sizes
        return number_of(value, self.sizes) if is_size else value


# ---------------------------------------------------------------------------- single operations


def commutation(at: Place) -> Array:
    """K with K vec(X) = vec(X') for X of shape (m, n), from its definition."""
    m, n = at.number("m"), at.number("n")
    matrices = np.eye(m * n).reshape(m * n, n, m).transpose(0, 2, 1)  # column j: vec(X) = e_j
    return np.array([x.T.ravel(order="F") for x in matrices]).T


def unit(at: Place) -> Array:
    """The array with a single one, at the place which the parameters give."""
    found = np.zeros(at.shape)
    found[tuple(at.number(name) for name in ("i", "j") if name in dict(at.node.parameters))] = 1.0
    return found


def softmax(x: Array, axis: int = -1) -> Array:
    """Exponentials divided by their sum."""
    e = np.exp(x)
    return e / np.sum(e, axis=axis, keepdims=True)


def logsumexp(x: Array, axis: int | None = None, keepdims: bool = False) -> Array:
    """The logarithm of the sum of exponentials."""
    return np.log(np.sum(np.exp(x), axis=axis, keepdims=keepdims))


def sum_to(x: Array, shape: tuple[int, ...]) -> Array:
    """The sum over the axes which broadcasting would stretch."""
    x = np.sum(x, axis=tuple(range(np.ndim(x) - len(shape))))
    axes = tuple(i for i, size in enumerate(shape) if size == 1 != x.shape[i])
    return np.sum(x, axis=axes, keepdims=True)


def scattered(at: Place, x: Array) -> Array:
    """Zeros with `x` at one place."""
    found = np.zeros(at.shape)
    np.add.at(found, at.given()["index"], x)
    return found


def named(at: Place, *operands: Array) -> Array:
    """The NumPy function of the operation's name."""
    name = at.node.operation.removeprefix("array:")
    function = getattr(np, name, None) or getattr(np.linalg, name)
    return function(*operands, **at.given())


def listed(at: Place, *operands: Array) -> Array:
    """A NumPy function of a list of arrays."""
    return getattr(np, at.node.operation)(list(operands), **at.given())


def with_parameters(function: Callable[..., Array]) -> Callable[..., Array]:
    """A function that takes the static parameters as keywords."""
    return lambda at, *operands: function(*operands, **at.given())


def plain(function: Callable[..., Array]) -> Callable[..., Array]:
    """A function of the operands alone."""
    return lambda _, *operands: function(*operands)


OPERATIONS: dict[str, Callable[..., Array]] = {
    "plus": lambda _, *terms: sum(terms),
    "scale": lambda _, s, x: s * x,
    "times": lambda _, *factors: math.prod(factors),
    "pow": lambda _, x, e: x**e,
    "chain": lambda _, *factors: functools.reduce(np.matmul, factors),
    "total": plain(np.sum),
    "vec": lambda _, x: x.ravel(order="F"),
    "einsum": lambda at, *xs: np.einsum(str(at.node["subscripts"]), *xs),
    "eye": lambda at: np.eye(at.shape[0]),
    "ones": lambda at: np.ones(at.shape),
    "zeros": lambda at: np.zeros(at.shape),
    "basis": unit,
    "single": unit,
    "commutation": commutation,
    "constant": lambda at: float(at.node["value"]),
    "dimension": lambda at: float(number_of(str(at.node["name"]), at.sizes)),
    "stop": plain(lambda x: x),
    "power_literal": lambda _, x, e: x**e,
    "threshold": plain(np.maximum),
    "cap": plain(np.minimum),
    "relu": plain(lambda x: np.maximum(x, 0)),
    "sigmoid": plain(lambda x: 1 / (1 + np.exp(-x))),
    "log_sigmoid": plain(lambda x: -np.log1p(np.exp(-x))),
    "softplus": plain(lambda x: np.log1p(np.exp(x))),
    "softmax": with_parameters(softmax),
    "log_softmax": with_parameters(lambda x, axis=-1: np.log(softmax(x, axis))),
    "logsumexp": with_parameters(logsumexp),
    "logdet": plain(lambda x: np.log(np.linalg.det(x))),
    "logabsdet": plain(lambda x: np.log(np.abs(np.linalg.det(x)))),
    "norm": lambda at, x: np.linalg.norm(x, **at.given()),
    "norm2": with_parameters(lambda x, **given: np.sqrt(np.sum(x**2, **given))),
    "normF": plain(lambda x: np.sqrt(np.sum(x**2))),
    "norm1": with_parameters(lambda x, **given: np.sum(np.abs(x), **given)),
    "sym": plain(lambda x: (x + x.T) / 2),
    "solve_right": plain(lambda a, b: b @ np.linalg.inv(a)),
    "sum_to": with_parameters(sum_to),
    "scatter": scattered,
    "getitem": lambda at, x: x[at.given()["index"]],
    "stack": listed,
    "concatenate": listed,
    "multi_dot": plain(lambda *xs: np.linalg.multi_dot(xs)),
    "matrix_transpose": plain(lambda x: np.swapaxes(x, -1, -2)),
    "copy": plain(np.array),
}


def evaluate(root: Expression, values: Mapping[Expression, Array], sizes: Sizes = SIZES) -> Array:
    """The value of an expression; its shape must be the one it claims."""
    made: dict[Expression, Array] = dict(values)
    for current in postorder(root):
        if current not in made:
            operands = [made[operand] for operand in current.operands]
            operation = OPERATIONS.get(current.operation, named)
            made[current] = operation(Place(current, sizes), *operands)
        assert np.shape(made[current]) == numbers(current.shape, sizes), current
    return made[root]


# ------------------------------------------------------------------------------- random operands


def drawn(*roots: Expression, seed: int = 0) -> dict[Expression, Array]:
    """A value for every variable, positive so that powers exist; symmetric ones are symmetric."""
    rng = np.random.default_rng(seed)
    values: dict[Expression, Array] = {}
    for current in postorder(*roots):
        if current.operation == "variable":
            x = rng.uniform(0.5, 1.5, numbers(current.shape))
            values[current] = x + x.T if "symmetric" in current.facts else x
    return values


def signed(
    *roots: Expression, seed: int = 0, sizes: Sizes = SIZES, positive: bool = False
) -> dict[Expression, Array]:
    """A value for every variable, with the facts that are declared of it.

    Entries have either sign; with `positive`, those of variables without facts are positive.
    """
    found = {p: numbers(p.shape, sizes) for p in postorder(*roots) if p.operation == "variable"}
    rng = np.random.default_rng(seed)
    ordered = sorted(found, key=lambda v: (str(v["name"]), sorted(v.facts)))
    usual = frozenset({"positive"}) if positive else frozenset()
    return {v: with_facts(rng.standard_normal(found[v]), v.facts or usual) for v in ordered}


def with_facts(x: Array, facts: frozenset[str]) -> Array:
    """The entries `x` changed so that the declared facts are true."""
    change = next((change for fact, change in STRUCTURED.items() if fact in facts), None)
    return x if change is None else change(x)


STRUCTURED: Mapping[str, Callable[[Array], Array]] = {
    "positive": lambda x: np.abs(x) + 0.2,
    "nonnegative": np.abs,
    "orthogonal": lambda x: np.linalg.qr(x)[0],
    "positive definite": lambda x: x @ x.T + np.eye(len(x)),
    "diagonal": lambda x: np.diag(np.diag(x)),
    "symmetric": lambda x: x + x.T,
    "skew": lambda x: x - x.T,
    "lower": np.tril,
    "upper": np.triu,
    "invertible": lambda x: x + 4 * np.eye(len(x)),
}
"""How facts are made true, the stronger ones first."""


# --------------------------------------------------------------------------------- random texts

n, m, p = "n", "m", "p"
SHAPES: Mapping[str, Shape] = {
    **dict.fromkeys("ste", ()),
    **dict.fromkeys("uvwzr", (n,)),
    **dict.fromkeys("cd", (m,)),
    **dict.fromkeys("MNPSKQ", (n, n)),
    **dict.fromkeys("AC", (m, n)),
    "B": (n, p),
    "T": (2, 3, 4),
}
FACTS = {"S": "symmetric", "K": "skew", "Q": "orthogonal", "r": "positive", "e": "positive"}
"""What is declared of the letters in the texts."""

LEAVES: Mapping[Shape, Sequence[str]] = {
    (): ["s", "t", "e", "2", "0.5", "3"],
    (n,): ["u", "v", "w", "r", "ones(n)"],
    (m,): ["c", "d"],
    (n, n): ["M", "N", "S", "K", "Q", "eye(n)"],
    (m, n): ["A", "C"],
    (n, m): ["A.T", "C.T"],
}

WAYS: Mapping[Shape, Sequence[tuple[str, *tuple[Shape, ...]]]] = {
    (): [
        ("({} + {})", (), ()),
        ("({} - {})", (), ()),
        ("({}*{})", (), ()),
        ("({}/e)", ()),
        ("({} @ {})", (n,), (n,)),
        ("({} @ {})", (m,), (m,)),
        ("({} @ {} @ {})", (n,), (n, n), (n,)),
        ("trace({})", (n, n)),
        ("sum({})", (n,)),
        ("sum({})", (m, n)),
        ("sum({})", (n, n)),
        ("({}**2)", ()),
        ("tanh({})", ()),
    ],
    (n,): [
        ("({} + {})", (n,), (n,)),
        ("({} - {})", (n,), (n,)),
        ("({}*{})", (n,), (n,)),
        ("({}*{})", (), (n,)),
        ("(-{})", (n,)),
        ("({} @ {})", (n, n), (n,)),
        ("({} @ {})", (n,), (n, n)),
        ("({} @ {})", (n, m), (m,)),
        ("diag({})", (n, n)),
        ("({}**2)", (n,)),
        ("({}/r)", (n,)),
        ("sin({})", (n,)),
        ("abs({})", (n,)),
        ("sum({}, axis=1)", (n, n)),
        ("sum({}, axis=0)", (m, n)),
    ],
    (m,): [
        ("({} @ {})", (m, n), (n,)),
        ("({} - {})", (m,), (m,)),
        ("({}*{})", (), (m,)),
        ("sum({}, axis=1)", (m, n)),
    ],
    (n, n): [
        ("({} + {})", (n, n), (n, n)),
        ("({} - {})", (n, n), (n, n)),
        ("({}*{})", (n, n), (n, n)),
        ("({}*{})", (), (n, n)),
        ("({} @ {})", (n, n), (n, n)),
        ("({} @ {})", (n, m), (m, n)),
        ("{}.T", (n, n)),
        ("(-{})", (n, n)),
        ("outer({}, {})", (n,), (n,)),
        ("diag({})", (n,)),
        ("cos({})", (n, n)),
        ("({}**2)", (n, n)),
        ("inv({} @ M.T + 9*eye(n))", (n, n)),
    ],
    (m, n): [
        ("({} @ {})", (m, n), (n, n)),
        ("({} - {})", (m, n), (m, n)),
        ("({}*{})", (m, n), (m, n)),
        ("({}*{})", (), (m, n)),
        ("outer({}, {})", (m,), (n,)),
        ("{}.T", (n, m)),
    ],
    (n, m): [
        ("{}.T", (m, n)),
        ("({} @ {})", (n, n), (n, m)),
        ("outer({}, {})", (n,), (m,)),
    ],
}


def random_text(chance: random.Random, shape: Shape, depth: int) -> str:
    """A random well-typed text of a shape."""
    if depth == 0 or chance.random() < 0.15:
        return chance.choice(LEAVES[shape])
    text, *shapes = chance.choice(WAYS[shape])
    return text.format(*(random_text(chance, part, depth - 1) for part in shapes))


@functools.cache
def random_texts() -> tuple[str, ...]:
    """The texts on which the properties are tried."""
    chance = random.Random(7)
    shapes = list(WAYS)
    return tuple(
        random_text(chance, chance.choice(shapes), chance.choice([1, 2, 2, 3, 3, 4]))
        for _ in range(500)
    )
