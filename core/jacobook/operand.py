"""Operands of a rule, and the small language that declares them.

`"X:(m,n); w:(n) pos; b:()"` declares a matrix, a vector of positive entries and a scalar; sizes
are letters, numbers, or sums and products of these (`a:(k + n)`). Words after the shape are the *domain*, from which the checks draw their
probes. A star (`sym*`) says that only perturbations with the same structure count.
A name with a star (`*xs:(n)`) stands for any number of operands.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from jacobook.errors import RuleDefinitionError, ShapeError
from jacobook.shapes import Shape, read_size

DOMAINS = {
    "pos": "positive",
    "nonneg": "zero or positive",
    "nonzero": "not zero",
    "unit": "between -1 and 1",
    "unit01": "between 0 and 1",
    "gt1": "greater than 1",
    "distinct": "no two entries equal",
    "nonint": "not an integer",
    "bool": "true or false",
    "pm1": "-1 or 1",
    "prob": "non-negative, with sum 1",
    "onehot": "one entry 1, the others 0",
    "unitvec": "of Euclidean norm 1",
    "inv": "invertible",
    "singular": "singular",
    "rank": "of full rank",
    "sym": "symmetric",
    "skew": "skew-symmetric",
    "spd": "symmetric positive definite",
    "tril": "lower triangular, with non-zero diagonal",
    "orth": "orthogonal",
    "realspec": "with real eigenvalues, no two equal",
    "rightspec": "with eigenvalues whose real part is positive",
    "dominant": "diagonally dominant",
    "complex": "complex",
    "index": "integers",
    "range": "inside an interval",
    "int": "an integer",
}


POSITIVE_DIAGONAL = "with positive diagonal"


@dataclass(frozen=True, slots=True)
class Operand:
    """One input of a rule.

    Attributes:
        name: as formulas call it.
        shape: sizes as letters or numbers; `("m", "n")` is a matrix of any size.
        domain: words of `DOMAINS`, each with its arguments: `(("range", (0.5, 1.3)),)`.
        structured: only perturbations with the same structure count (the star).
        variadic: stands for any number of operands of this form.
    """

    name: str
    shape: Shape
    domain: tuple[tuple[str, tuple[float | str, ...]], ...] = ()
    structured: bool = False
    variadic: bool = False

    def has(self, word: str) -> bool:
        """Whether the domain contains `word`."""
        return any(word == known for known, _ in self.domain)

    @property
    def differentiable(self) -> bool:
        """Whether the operand has a tangent space; integers, labels and truth values have none."""
        return not any(map(self.has, ("bool", "index", "int", "onehot")))

    @property
    def spoken(self) -> str:
        """The operand in words: `matrix of shape (m, n), positive`."""
        kind = ("scalar", "vector", "matrix")[len(self.shape)] if len(self.shape) < 3 else "array"
        sizes = f" of shape ({', '.join(map(str, self.shape))})" if self.shape else ""
        return ", ".join([f"{kind}{sizes}", *self._domain_words])

    @property
    def domain_spoken(self) -> str:
        """What the operand has to be besides its shape: `symmetric, invertible`; mostly nothing."""
        return ", ".join(self._domain_words)

    @property
    def _domain_words(self) -> list[str]:
        """The words of the domain; what is above a diagonal is zero, so `pos` speaks of that."""
        if self.has("tril") and self.has("pos"):
            others = [(word, args) for word, args in self.domain if word not in ("tril", "pos")]
            return [f"lower triangular, {POSITIVE_DIAGONAL}", *(_spoken(*w) for w in others)]
        return [_spoken(word, args) for word, args in self.domain]


def _spoken(word: str, arguments: tuple[float | str, ...]) -> str:
    if word == "range":
        return f"between {arguments[0]} and {arguments[1]}"
    if word == "index":
        return f"integers from 0 to {arguments[0]} - 1"
    return DOMAINS[word]


_OPERAND = re.compile(r"(\*?)([A-Za-z_]\w*)\s*:\s*\(([^()]*)\)\s*(.*)", re.DOTALL)
_WORD = re.compile(r"([a-z0-9]+)(\*?)(?:\(([^()]*)\))?")


@functools.cache
def parse_operands(text: str) -> tuple[Operand, ...]:
    """The operands which `text` declares.

    >>> [o.name for o in parse_operands("A:(m,k); B:(k,n) inv")]
    ['A', 'B']

    Raises:
        RuleDefinitionError: text that is not a declaration, or an unknown domain word.
    """
    return tuple(_parse_operand(part.strip()) for part in text.split(";") if part.strip())


def _parse_operand(text: str) -> Operand:
    match = _OPERAND.fullmatch(text)
    if match is None:
        raise RuleDefinitionError(
            f"operand {text!r}: expected a name, a colon and a shape, such as 'X:(m,n) pos'"
        )
    star, name, sizes, words = match.groups()
    domain = [_parse_word(word, text) for word in words.split()]
    return Operand(
        name=name,
        shape=parse_shape(sizes),
        domain=tuple((word, arguments) for word, _, arguments in domain),
        structured=any(starred for _, starred, _ in domain),
        variadic=bool(star),
    )


def parse_shape(text: str) -> Shape:
    """The sizes that `text` declares, as letters, numbers, sums and products.

    >>> parse_shape("n, p+m, 2*k")
    ('n', 'm + p', '2*k')

    Raises:
        RuleDefinitionError: a part is no size.
    """
    try:
        return tuple(read_size(size) for size in text.split(",") if size.strip())
    except ShapeError as error:
        raise RuleDefinitionError(f"the shape ({text}): {error}") from None


def _parse_word(text: str, operand: str) -> tuple[str, bool, tuple[float | str, ...]]:
    match = _WORD.fullmatch(text)
    if match is None or match[1] not in DOMAINS:
        known = ", ".join(DOMAINS)
        raise RuleDefinitionError(f"operand {operand!r}: unknown domain {text!r}; known: {known}")
    arguments = tuple(_parse_argument(a) for a in (match[3] or "").split(",") if a.strip())
    return match[1], bool(match[2]), arguments


def _parse_argument(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text.strip()
