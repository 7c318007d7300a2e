"""Python source laid out as the usual formatters do: on one line if it fits, else one item per line."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

WIDTH = 100

_SIMPLE_POWER = re.compile(r"(?<![\w.)\]])([\w.]+) \*\* (-?[\w.]+)(?![\w.(\[])")


@dataclass(frozen=True, slots=True)
class Group:
    """Something in brackets: a call, a dictionary, a list or a tuple.

    Attributes:
        opening: what stands before the items, such as `TestVector(`.
        items: what is inside, each with its prefix, such as `value=`.
        closing: the closing bracket.
        exploded: always write one item per line.
    """

    opening: str
    items: tuple[tuple[str, Source], ...]
    closing: str
    exploded: bool = False

    @property
    def is_call(self) -> bool:
        """Whether a name stands before the bracket."""
        return len(self.opening) > 1


Source: TypeAlias = str | Group


def call(name: str, fields: Mapping[str, Source], *, exploded: bool = False) -> Group:
    """A call with keywords."""
    items = tuple((f"{key}=", value) for key, value in fields.items())
    return Group(f"{name}(", items, ")", exploded)


def literal(value: Any) -> Source:
    """A text, number, list, tuple or mapping as it is written in a file."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, Mapping):
        items = tuple((f"{quoted(str(k))}: ", literal(v)) for k, v in value.items())
        return Group("{", items, "}")
    if isinstance(value, list | tuple):
        brackets = "[]" if isinstance(value, list) else "()"
        return Group(brackets[0], tuple(("", literal(v)) for v in value), brackets[1])
    return value if isinstance(value, Group) else repr(value)


def quoted(text: str) -> str:
    """A text in double quotes, unless it has such and no single ones.

    >>> print(quoted("log(x)"), quoted('say "x"'))
    "log(x)" 'say "x"'
    """
    inner = repr(f"'{text}")[2:-1]  # with an apostrophe in it, repr chooses double quotes
    if '"' in text:
        return repr(text)
    return f'"{inner}"'


def spaced(formula: str) -> str:
    """A formula with spaces around its operators, but for powers of names and numbers.

    >>> spaced("x/(1 + x**2)"), spaced("f(x)**2")
    ('x / (1 + x**2)', 'f(x) ** 2')
    """
    return _SIMPLE_POWER.sub(r"\1**\2", ast.unparse(ast.parse(formula, mode="eval")))


def laid_out(prefix: str, source: Source, indent: int = 0, suffix: str = "") -> list[str]:
    """The lines of a piece of source.

    Args:
        prefix: what stands before it on its first line.
        source: the piece.
        indent: by how many spaces its first line is moved in.
        suffix: what follows its last line, such as a comma.
    """
    margin = " " * indent
    line = f"{margin}{prefix}{_flat(source)}{suffix}"
    if isinstance(source, str) or (len(line) <= WIDTH and not source.exploded):
        return [line]
    first, last = f"{margin}{prefix}{source.opening}", f"{margin}{source.closing}{suffix}"
    return [first, *_body(source, indent + 4), last]


def _body(group: Group, indent: int) -> list[str]:
    """The items of a group that does not fit: those of a call together on one line if they fit."""
    together = f"{' ' * indent}{_joined(group)}"
    if len(together) <= WIDTH and group.is_call and not group.exploded:
        return [together]
    return list(_each(group.items, indent))


def _each(items: Sequence[tuple[str, Source]], indent: int) -> Iterator[str]:
    for prefix, source in items:
        yield from laid_out(prefix, source, indent, ",")


def _flat(source: Source) -> str:
    if isinstance(source, str):
        return source
    comma = "," if _is_one_tuple(source) else ""
    return f"{source.opening}{_joined(source)}{comma}{source.closing}"


def _joined(group: Group) -> str:
    return ", ".join(prefix + _flat(source) for prefix, source in group.items)


def _is_one_tuple(group: Group) -> bool:
    return group.opening == "(" and len(group.items) == 1
