"""How long formulas are: the tokens of their text, printed by one printer for both sides.

A name, a number and an operator are one token each. Brackets and commas only hold these together
and do not count; an index (`x[0]`) is an operator, and so is `.T`. What occurs repeatedly may be
named once (`... where S = inv(X)`) if the text is shorter then.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from jacobook import notation
from jacobook.closed_form.naming import named
from jacobook.expression import Expression, exchanged, postorder
from jacobook.notation.infix import infix

_TOKEN = re.compile(
    r"""'[^']*'|"[^"]*"         # a text, such as the subscripts of einsum
    |\d+(?:\.\d*)?(?:e[+-]?\d+)?  # a number
    |\.?[^\W\d]\w*               # a name; `.T`
    |\*\*|//|[<>=!]=             # operators of two characters
    |[-+*/@<>=&|~%:\[]           # and of one""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Lengths:
    """A stated closed form beside the engine's.

    Attributes:
        stated, engine: how many tokens each has.
        stated_text, engine_text: both in NumPy's syntax.
    """

    stated: int
    engine: int
    stated_text: str
    engine_text: str

    @property
    def longer(self) -> bool:
        """Whether the engine's is the longer one."""
        return self.engine > self.stated


def tokens(text: str) -> int:
    """How many names, numbers and operators a formula has.

    >>> tokens("2*A.T @ (A @ x - b)")
    10
    """
    return len(_TOKEN.findall(text))


def compared(
    stated: Expression,
    answers: Iterable[Expression],
    values: Iterable[Expression],
    result: Expression,
) -> Lengths:
    """The lengths of a stated form and of the engine's answer.

    Args:
        stated: as its author wrote it; it may name the function's value.
        answers: equal forms of the answer, of which the shortest counts.
        values: the function, as it may stand in the answers; the last one as its author wrote it.
        result: the name of the function's value: where the author uses it, the engine may, and
            where the engine's form has no such part, the author's is taken with the value written
            out, as the engine's is.
    """
    forms, given = list(answers), list(values)
    if result not in set(postorder(stated)):
        return _beside(stated, forms)
    named_value = dict.fromkeys(given, result)
    with_name = _beside(stated, [*forms, *(exchanged(form, named_value) for form in forms)])
    written_out = _beside(exchanged(stated, {result: given[-1]}), forms)
    return min(with_name, written_out, key=lambda lengths: lengths.engine - lengths.stated)


def _beside(stated: Expression, forms: Iterable[Expression]) -> Lengths:
    """The text of a stated form beside the shortest of the others."""
    own = printed(stated)
    shortest = min((printed(form) for form in forms), key=tokens)
    return Lengths(tokens(own), tokens(shortest), own, shortest)


_INDEXED = re.compile(r"\[|\w=|\b(einsum|where|take|repeat|reshape|unvec|stack|concatenate)\(")


def in_matrix_notation(text: str) -> bool:
    """Whether a formula needs neither indices, nor axes, nor choices: sums and products of arrays.

    >>> in_matrix_notation("A.T @ x"), in_matrix_notation("sum(X, axis=0)")
    (True, False)
    """
    return _INDEXED.search(text.replace(" where ", "; ")) is None


def printed(root: Expression) -> str:
    """A formula in NumPy's syntax, the shorter one of plain text and text with names for parts."""
    made = named(root, _names(root), _written)
    clauses = [(name, _written(part)) for name, part in made.where]
    with_names = notation.with_where(_written(made.body), clauses)
    return min(_written(root), with_names, key=tokens)


_written = functools.partial(infix, loose=True)


def _names(root: Expression) -> Collection[str]:
    """The names that a formula uses already."""
    static = (dict(part.parameters).get("name", "") for part in postorder(root))
    sizes = (size for part in postorder(root) for size in part.shape)
    return {str(name) for name in (*static, *sizes)}
