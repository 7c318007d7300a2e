"""The list of rules as data: one row read into a function, its inputs and its clauses.

The list is `site/jacobook_site/data/catalogue.csv`. Its columns `function` and `derivative` are
Python text over NumPy's names without prefix; `shapes` says what the inputs are.
"""

from __future__ import annotations

import ast
import csv
import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import Any

DATA = Path(__file__).parents[2] / "site/jacobook_site/data"

_SHAPE = re.compile(r"\((?:[^()]|\([^()]*\))*\)")
_CLAUSE = re.compile(r"(\w+)(?:\[(\w+)\])?: (.*)")
_LETTER = re.compile(r"[a-z]\w*")


@dataclass(frozen=True)
class Text:
    """Statements separated by `;`, the last of which is an expression.

    The text is this repository's own list and never a user's: it is run as it stands.
    """

    written: str

    @functools.cached_property
    def _compiled(self) -> tuple[CodeType, CodeType]:
        body = ast.parse(self.written).body
        last = body.pop()
        assert isinstance(last, ast.Expr), f"no expression at the end of {self.written!r}"
        first = ast.Module(body, type_ignores=[])
        return (
            compile(first, self.written, "exec"),
            compile(ast.Expression(last.value), self.written, "eval"),
        )

    def value(self, names: dict[str, Any]) -> Any:
        """The value of the expression; what the statements assign is added to `names`."""
        statements, expression = self._compiled
        exec(statements, names)  # noqa: S102 - our own list, as said above
        return eval(expression, names)

    def followed_by(self, other: Text) -> Text:
        """The statements of this text, and then another text instead of its expression."""
        setting = self.written.rpartition(";")[0]
        return Text(f"{setting}; {other.written}") if setting else other


@dataclass(frozen=True)
class Input:
    """What one item of the column `shapes` says.

    Attributes:
        name: of the input.
        kind: `array`, `int`, `fun`, `efun` or `efun2`.
        shapes: texts of sizes such as `("m", "n")`: of an array one, of a function one for each
            argument and then that of the value.
        tag: the kind of numbers, such as `spd` or `range(0,1)`; empty for any.
        structured: whether only perturbations of the same structure count (a star).
    """

    name: str
    kind: str
    shapes: tuple[tuple[str, ...], ...] = ()
    tag: str = ""
    structured: bool = False


@dataclass(frozen=True)
class Clause:
    """One statement about the derivative: its form, the variable, and the expression."""

    form: str
    variable: str
    text: Text

    def __str__(self) -> str:
        where = f"[{self.variable}]" if self.variable else ""
        return f"{self.form}{where}: {self.text.written}"


@dataclass(frozen=True)
class Row:
    """One row of the list.

    Attributes:
        id: of the rule.
        tier: 1 for the article, 2 for what everyone expects, 3 for the rest.
        function: its text.
        variables: the inputs to differentiate by.
        inputs: what they are.
        clauses: what is said about the derivative.
        letters: the sizes that the shapes name.
        restrictions: conditions on the sizes, such as `m>n`.
    """

    id: str
    tier: int
    function: Text
    variables: tuple[str, ...]
    inputs: Mapping[str, Input]
    clauses: tuple[Clause, ...]
    letters: tuple[str, ...]
    restrictions: tuple[str, ...]


@functools.cache
def rows() -> tuple[Row, ...]:
    """All rows, in the order of the list."""
    with (DATA / "catalogue.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_row(columns) for columns in csv.DictReader(file))


def _row(columns: Mapping[str, str]) -> Row:
    items = [item.strip() for item in columns["shapes"].split(";") if item.strip()]
    limits = [item.removeprefix("with ") for item in items if item.startswith("with ")]
    inputs = [_input(item) for item in items if not item.startswith("with ")]
    counts = {given.name for given in inputs if given.kind == "int"}
    sizes = [size for given in inputs for shape in given.shapes for size in shape]
    bounds = [given.tag[6:-1] for given in inputs if given.tag.startswith("index")]
    letters = dict.fromkeys(
        letter for text in (*sizes, *bounds, *limits) for letter in _LETTER.findall(text)
    )
    return Row(
        id=columns["id"],
        tier=int(columns["tier"]),
        function=Text(columns["function"]),
        variables=tuple(name.strip() for name in columns["wrt"].split(",") if name.strip()),
        inputs={given.name: given for given in inputs},
        clauses=tuple(_clause(text) for text in columns["derivative"].split(" | ")),
        letters=tuple(letter for letter in letters if letter not in counts),
        restrictions=tuple(part.strip() for limit in limits for part in limit.split(",")),
    )


def _clause(text: str) -> Clause:
    found = _CLAUSE.fullmatch(text.strip())
    assert found, f"not a clause: {text!r}"
    form, variable, expression = found.groups()
    return Clause(form, variable or "", Text("None" if form == "def" else expression))


def _input(item: str) -> Input:
    """One item, such as `X:(m,n) spd*`, `p:int(2..4)` or `f:fun(n),(k)->(m) pos`."""
    name, _, what = item.partition(":")
    if what.startswith("int"):
        return Input(name, "int", tag=what)
    shapes = tuple(_sizes(text) for text in _SHAPE.findall(_without_tag(what)))
    kind = re.match(r"[a-z]*2?", what)[0] or "array"  # type: ignore[index]
    tag = what.removeprefix(_without_tag(what)).strip()
    return Input(name, kind, shapes, tag.removesuffix("*"), tag.endswith("*"))


def _without_tag(what: str) -> str:
    """The shapes of an item, without the tag after a space."""
    return what.partition(" ")[0]


def _sizes(shape: str) -> tuple[str, ...]:
    return tuple(size.strip() for size in shape[1:-1].split(",") if size.strip())
