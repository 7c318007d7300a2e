"""What a name is when nobody says: its order by its first letter, as on matrixcalculus.org.

Lower-case a to g are scalars, h to z vectors, capitals matrices; spelled Greek letters are scalars.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from jacobook import facts, shapes
from jacobook.errors import AssumptionError, ShapeError
from jacobook.shapes import Dimension, Shape, show

ORDERS = ("scalar", "vector", "matrix")
"""The word for each order."""

_GREEK = re.compile(
    "alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|rho|sigma|tau|"
    "upsilon|phi|chi|psi|omega"
)
_SIZE = re.compile(r"[A-Za-z_]\w*([ */+-]+\w+)*")


@dataclass(frozen=True, slots=True)
class Declaration:
    """What is said of a variable.

    Attributes:
        order: how many axes it has.
        sizes: their sizes; `None` where they are to be found.
        facts: what else is known of it.
        square: whether it was called a square matrix.
    """

    order: int
    sizes: Shape | None = None
    facts: frozenset[str] = frozenset()
    square: bool = False

    @property
    def is_square(self) -> bool:
        """Whether its rows and columns are equal in number."""
        return self.square or bool(self.facts & facts.MATRIX_FACTS)


def is_greek(name: str) -> bool:
    """Whether a name is a spelled Greek letter, perhaps with a number.

    >>> is_greek("mu_0"), is_greek("m0")
    (True, False)
    """
    return _GREEK.fullmatch(_stem(name)) is not None


def _stem(name: str) -> str:
    """A name without the number and the underscores after it."""
    return name.strip("_").rstrip("0123456789").rstrip("_")


def usual_order(name: str) -> int:
    """The order of a variable nobody declared.

    >>> [usual_order(name) for name in ("c", "x", "A", "sigma_1", "theta", "lambda_")]
    [0, 1, 2, 0, 0, 0]
    """
    stem = name.strip("_")
    if stem[:1] <= "9" or is_greek(name):
        return 0
    if stem[0].isupper():
        return 2
    return 0 if stem[0] in "abcdefg" else 1


def declared(name: str, shape: object, phrases: str | Iterable[str] = ()) -> Declaration:
    """What is said of a variable by a shape or a word, and by assumptions.

    >>> declared("A", "symmetric matrix").is_square
    True

    Raises:
        ShapeError: the shape is neither sizes nor a word for them.
        AssumptionError: an assumption is no fact, or does not suit the shape.
    """
    known = facts.parse_facts(phrases)
    if isinstance(shape, str):
        made = _in_words(name, shape)
    else:
        sizes = _sizes(name, shape)
        made = Declaration(len(sizes), sizes)
    made = replace(made, facts=facts.closed(made.facts | known))
    _require_suited(name, made)
    return made


def inferred(name: str, phrases: str | Iterable[str], order: int | None = None) -> Declaration:
    """What is said of a variable by its letter and by assumptions.

    Raises:
        AssumptionError: an assumption is no fact, or does not suit the order asked for.
    """
    known = facts.parse_facts(phrases)
    usual = 2 if known & facts.MATRIX_FACTS else usual_order(name)
    made = Declaration(usual if order is None else order, None, known)
    _require_suited(name, made)
    return made


def is_slip(name: str, known: Iterable[str]) -> bool:
    """Whether a name is probably a slip for a known one; `x1` beside `x` is another variable.

    >>> is_slip("Xx", ["X"]), is_slip("x1", ["x"]), is_slip("mu", ["m"])
    (True, False, False)
    """
    close = difflib.get_close_matches(name, list(known))
    return bool(close) and not is_greek(name) and all(_stem(name) != _stem(k) for k in close)


def _in_words(name: str, word: str) -> Declaration:
    """A declaration by a word such as `vector` or `symmetric matrix`."""
    words = " ".join(word.lower().split())
    if words in ORDERS:
        return Declaration(ORDERS.index(words))
    if words == "square matrix":
        return Declaration(2, square=True)
    if words.endswith(" matrix"):
        return Declaration(2, None, facts.parse_facts(words.removesuffix(" matrix")))
    raise ShapeError(
        f"the shape of {name} is {word!r}; write a tuple of sizes such as ('m', 'n'), or one of "
        "scalar, vector, matrix, square matrix, symmetric matrix"
    )


def _sizes(name: str, shape: object) -> Shape:
    """The sizes of a shape given as a tuple of numbers and letters."""
    if isinstance(shape, Sequence) and all(map(_is_size, shape)):
        return tuple(shapes.plus(size) for size in shape)  # `n*k` is `k*n`
    raise ShapeError(
        f"the shape of {name} is {shape!r}; sizes are positive integers and letters such as "
        "('m', 3), or () for a scalar"
    )


def _is_size(size: Dimension) -> bool:
    if isinstance(size, str):
        return _SIZE.fullmatch(size) is not None
    return type(size) is int and size >= 0


def _require_suited(name: str, declaration: Declaration) -> None:
    """Refuse facts of square matrices about anything else.

    Raises:
        AssumptionError: there is one.
    """
    suited = declaration.order >= 2 and (
        declaration.sizes is None or declaration.sizes[-1] == declaration.sizes[-2]
    )
    if declaration.is_square and not suited:
        fact = min(declaration.facts & facts.MATRIX_FACTS)
        shape = declaration.sizes
        told = show(shape) if shape is not None else f"a {ORDERS[declaration.order]}"
        raise AssumptionError(f"{name} is {told} and cannot be {fact}; square matrices can")
