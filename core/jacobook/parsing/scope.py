"""What a text may name: variables, sizes, abstract functions, and the operations of a book."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from jacobook.expression import Expression
from jacobook.rule import Rule, inf, nan, pi
from jacobook.shapes import Dimension, Shape

NUMBERS: Mapping[str, float] = {"pi": pi, "inf": inf, "nan": nan}
"""Numbers that have a name."""


class Vocabulary(Protocol):
    """What the parser must know of the operations: their names and the shapes they give."""

    def operation_name(self, name: str) -> str | None:
        """The operation that a formula calls `name`, or `None`."""

    def operation_names(self) -> Iterable[str]:
        """All names that formulas may use."""

    def parameter_names(self, operation: str) -> Sequence[str]:
        """The static keywords of an operation, in the order of positional use."""

    def operand_count(self, operation: str) -> int | None:
        """How many operands an operation takes; `None` for any number, given as one list."""

    def result_shape(
        self, operation: str, operands: Sequence[Shape], parameters: Mapping[str, Hashable]
    ) -> Shape:
        """The shape an operation gives."""


class Catalogue(Vocabulary, Protocol):
    """A vocabulary that also knows the rule of an operation."""

    def operation_rule(self, operation: str) -> Rule | None:
        """The rule of an operation; `None` for a word of the language, such as a comparison."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a text stands for.

    Attributes:
        expression: the expression.
        row: whether a vector lies, as `x'` does in MATLAB's syntax.
    """

    expression: Expression
    row: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """The names that a text may use.

    Attributes:
        variables: shapes by variable name.
        functions: abstract functions: by name, the shape of the value for given argument shapes.
        sizes: letters that may be used as numbers: each stands for itself, or for a number.
        facts: what is known of the variables, by name.
        bound: names which stand for another text's value.
    """

    variables: Mapping[str, Shape]
    functions: Mapping[str, Callable[..., Shape]] = field(default_factory=dict)
    sizes: Mapping[str, Dimension] = field(default_factory=dict)
    facts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    bound: Mapping[str, Value] = field(default_factory=dict)
