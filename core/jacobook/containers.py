"""Nested containers: dicts, lists, tuples and dataclasses of arrays, taken apart and put back."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from jacobook.errors import ShapeError


def leaves(tree: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every leaf of `tree` with the path that leads to it, in a fixed order.

    `None` is a container with nothing in it.

    >>> list(leaves({"w": 1.0, "b": [2.0]}, "p"))
    [("p['w']", 1.0), ("p['b'][0]", 2.0)]
    """
    parts = children(tree)
    if parts is None:
        yield path, tree
        return
    for step, child in parts:
        yield from leaves(child, path + step)


def rebuilt(tree: Any, values: Sequence[Any]) -> Any:
    """`tree` with its leaves replaced by `values`, in the order of `leaves`.

    Raises:
        ShapeError: there are too few or too many values.
    """
    remaining = iter(values)
    try:
        made = mapped(lambda _: next(remaining), tree)
    except StopIteration:
        raise ShapeError(f"{len(values)} values for a container with more leaves") from None
    if next(remaining, remaining) is not remaining:
        raise ShapeError(f"{len(values)} values for a container with fewer leaves")
    return made


def aligned(tree: Any, like: Any, what: str) -> list[Any]:
    """The leaves of `tree` in the order of the leaves of `like`: dictionaries by their keys.

    Raises:
        ShapeError: the two are not of the same form.
    """
    form = children(like)
    if form is None:
        if not is_leaf(tree) and isinstance(tree, dict | type(None)):
            raise ShapeError(f"{what} is a {type(tree).__name__} where one array is needed")
        return [tree]
    parts = dict(children(tree) or ())
    if parts.keys() != dict(form).keys():
        raise ShapeError(
            f"{what} has the parts {list(parts)}; {[step for step, _ in form]} are needed"
        )
    return [leaf for step, part in form for leaf in aligned(parts[step], part, what + step)]


def mapped(function: Callable[[Any], Any], tree: Any) -> Any:
    """`tree` with `function` applied to every leaf.

    >>> mapped(lambda x: 2 * x, {"w": 1.0, "b": (2.0, None)})
    {'w': 2.0, 'b': (4.0, None)}
    """
    parts = children(tree)
    if parts is None:
        return function(tree)
    return assembled(tree, [mapped(function, child) for _, child in parts])


class _Kinds(dict[type, str]):
    """Which container each type is: `dict`, `sequence`, `dataclass`, `none`, or `leaf`."""

    def __missing__(self, form: type) -> str:
        """Find out once for each type."""
        if issubclass(form, dict):
            kind = "dict"
        elif issubclass(form, list | tuple):
            kind = "sequence"
        elif form is type(None):
            kind = "none"
        else:
            kind = "dataclass" if dataclasses.is_dataclass(form) else "leaf"
        self[form] = kind
        return kind


_kinds = _Kinds()


def is_leaf(tree: Any) -> bool:
    """Whether `tree` is no container."""
    return _kinds[type(tree)] == "leaf"


def children(tree: Any) -> list[tuple[str, Any]] | None:
    """The parts of a container with the step to each; `None` for a leaf."""
    kind = _kinds[type(tree)]
    if kind == "leaf":
        return None
    if kind == "dict":
        return [(f"[{key!r}]", child) for key, child in tree.items()]
    if kind == "sequence":
        return [(f"[{i}]", child) for i, child in enumerate(tree)]
    if kind == "dataclass":
        return [(f".{f.name}", getattr(tree, f.name)) for f in dataclasses.fields(tree)]
    return []


def assembled(tree: Any, children: list[Any]) -> Any:
    """A container like `tree` with other children."""
    if tree is None:
        return None
    if isinstance(tree, dict):
        made = {} if type(tree) is dict else copy.copy(tree)
        for key, child in zip(tree, children, strict=True):
            made[key] = child
        return made
    if isinstance(tree, tuple) and hasattr(tree, "_fields"):
        return type(tree)(*children)
    if isinstance(tree, list | tuple):
        return type(tree)(children)
    made = copy.copy(tree)
    for field, child in zip(dataclasses.fields(tree), children, strict=True):
        object.__setattr__(made, field.name, child)
    return made
