"""Where-clauses: parts which occur repeatedly in a closed form get a name of their own.

exp(x)/s - ..., s = sum(exp(x))
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from jacobook.expression import (
    CONSTANT,
    DIMENSION,
    VARIABLE,
    Expression,
    exchanged,
    postorder,
    variable,
)

_NAMES = {
    0: ("s", "r", "t", "h", "q"),
    1: ("z", "u", "v", "g", "h", "p"),
    2: ("S", "M", "K", "P", "Z", "H"),
}
"""Letters for new names, by order."""
_KNOWN = {"softmax": "p", "sigmoid": "s", "tanh": "t", "inv": "S", "log_softmax": "q"}
"""The letter which one would expect for the value of a function."""
_SHORTEST = 6
LONGEST = 5_000
"""The longest expression, in leaves and operations, of which the best names are searched."""

MOST_CLAUSES = 20
"""How many parts get a name; nobody reads more."""
_LEAVES = (VARIABLE, CONSTANT, DIMENSION)


def first_free(letters: Sequence[str], is_taken: Callable[[str], bool]) -> str:
    """The first letter that is free; the last one with a number where none is.

    >>> first_free("uv", {"u", "v", "v1"}.__contains__)
    'v2'
    """
    free = (letter for letter in letters if not is_taken(letter))
    numbered = (f"{letters[-1]}{number}" for number in itertools.count(1))
    return next(free, None) or next(name for name in numbered if not is_taken(name))


@dataclass(frozen=True, slots=True)
class Named:
    """An expression with names for its repeated parts.

    Attributes:
        body: the expression, in which the names stand as variables.
        where: the named parts, each written with the names before it.
    """

    body: Expression
    where: tuple[tuple[str, Expression], ...] = ()


def named(root: Expression, taken: Iterable[str], write: Callable[[Expression], str]) -> Named:
    """`root` with a name for each part whose repetition makes it longer.

    Args:
        root: an expression in operations of the book.
        taken: names that mean something else already.
        write: the printed text, whose length is saved.
    """
    used = {*taken, *_variables(root)}
    if _written_size(root) > LONGEST:
        return _all_shared(root, used)
    body = root
    where: list[tuple[str, Expression]] = []
    while len(where) < MOST_CLAUSES:
        part = _most_saving(body, write)
        if part is None:
            break
        name = _free_name(part, used)
        used.add(name)
        body = exchanged(body, {part: variable(name, part.shape)})
        where.append((name, part))
    return Named(body, tuple(_nested(where)))


def _written_size(root: Expression) -> int:
    """How many leaves and operations an expression has when shared parts are written each time."""
    sizes: dict[Expression, int] = {}
    for part in postorder(root):
        sizes[part] = 1 + sum(sizes[o] for o in part.operands)
    return sizes[root]


def _all_shared(root: Expression, used: set[str]) -> Named:
    """A name for every part that is used more than once, so that the text stays in bounds."""
    uses = Counter(o for part in postorder(root) for o in part.operands)
    names: dict[Expression, Expression] = {}
    where: list[tuple[str, Expression]] = []
    for part in postorder(root):
        if uses[part] > 1 and part.operands:
            name = _free_name(part, used)
            used.add(name)
            where.append((name, exchanged(part, names)))
            names[part] = variable(name, part.shape)
    return Named(exchanged(root, names), tuple(where))


def _nested(where: Sequence[tuple[str, Expression]]) -> list[tuple[str, Expression]]:
    """The clauses written with each other, those first which the others use."""
    clauses = list(where)
    for i, (name, part) in enumerate(where):
        for j, (other, text) in enumerate(clauses):
            if i != j and part in set(postorder(text)) and text is not part:
                clauses[j] = (other, exchanged(text, {part: variable(name, part.shape)}))
    ordered: list[tuple[str, Expression]] = []
    waiting = clauses
    while waiting:
        names = {name for name, _ in waiting}
        ready = [(n, t) for n, t in waiting if not names & set(_variables(t))]
        ordered += ready
        waiting = [clause for clause in waiting if clause not in ready]
    return ordered


def _variables(x: Expression) -> list[str]:
    return [str(p["name"]) for p in postorder(x) if p.operation == VARIABLE]


def _most_saving(body: Expression, write: Callable[[Expression], str]) -> Expression | None:
    """The part whose name would shorten the text most; `None` if none would."""
    uses = _occurrences(body)
    best: tuple[int, int, str] | None = None
    found = None
    for part in postorder(body):
        if part.operation in _LEAVES or not part.operands or uses[part] < 2 or part is body:
            continue
        if part.operation in ("transpose", "negative"):
            continue
        text = write(part)
        length = len(text.replace(" ", ""))
        saved = (uses[part] - 1) * (length - 1) - 6
        if length >= _SHORTEST and saved > 0 and (best is None or (saved, length, text) > best):
            best, found = (saved, length, text), part
    return found


def _occurrences(root: Expression) -> Counter[Expression]:
    """How often each part is written out."""
    count: Counter[Expression] = Counter({root: 1})
    for part in reversed(list(postorder(root))):
        for operand in part.operands:
            count[operand] += count[part]
    return count


def _free_name(part: Expression, used: set[str]) -> str:
    wanted = [_KNOWN[part.operation]] if part.operation in _KNOWN else []
    letters = [*wanted, *_NAMES.get(len(part.shape), ("T",))]
    for letter in letters:
        if letter not in used:
            return letter
    number = 1
    while f"{letters[0]}{number}" in used:
        number += 1
    return f"{letters[0]}{number}"
