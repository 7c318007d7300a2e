"""NumPy's calls as a graph: one node for equal calls, operands before their results."""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from jacobook.errors import TracedValueError

Shape: TypeAlias = tuple[int, ...]

FINITE = object()
"""The answer of a guard that all entries of a node are finite."""

broadcast = functools.cache(np.broadcast_shapes)
"""The shape that shapes are broadcast to; the same few come up again and again."""

VARIABLE, CONSTANT, ALIAS, CALL, ITEM = "variable", "constant", "alias", "call", "item"


_COMMUTING = ("add", "multiply")
"""Calls that do not depend on the order of their operands."""


class Node:
    """One call, a variable or a constant.

    Attributes:
        name: a NumPy function in the graph's form (`add`, `sum`, `getitem`), or `variable`,
            `constant`, `alias` (a variable of a function inside), `call` (of any other function),
            `item` (one of several results).
        operands: what it is called with.
        static: what else the call says: an axis, a shape; for a `call`, its `Form`.
        shape: of the value.
        dtype: of the value.
        value: of a constant; a name for a variable.
    """

    __slots__ = ("dtype", "name", "operands", "shape", "static", "value")

    def __init__(
        self,
        name: str,
        operands: tuple[Node, ...],
        static: Any,
        shape: Shape,
        dtype: np.dtype[Any],
        value: Any = None,
    ) -> None:
        """Make a node; graphs do it, so that equal calls are one."""
        self.name = name
        self.operands = operands
        self.static = static
        self.shape = shape
        self.dtype = dtype
        self.value = value

    @property
    def size(self) -> int:
        """The number of entries."""
        size = 1
        for length in self.shape:
            size *= length
        return size

    def __repr__(self) -> str:
        """The call and the shape of its value."""
        return f"<{self.name}{self.shape}>"


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of an operand in a call's arguments."""

    position: int


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """How a function outside the graph's own is called.

    Attributes:
        function: what is called.
        args: its positional arguments; operands are `Slot`s.
        kwargs: its keywords, likewise.
        quiet: whether NumPy's floating-point warnings were off where it was called.
        through: what is called instead on values that are differentiated; the function by default.
        fresh: whether each of several results lies in new memory of its own.
    """

    function: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]
    quiet: bool = False
    through: Callable[..., Any] | None = None
    fresh: bool = False

    def call(self, operands: Sequence[Any]) -> Any:
        """What the function returns for these operands."""
        args = [_filled(arg, operands) for arg in self.args]
        kwargs = {name: _filled(value, operands) for name, value in self.kwargs.items()}
        return self.function(*args, **kwargs)

    def key(self) -> Hashable:
        """Equal for equal calls."""
        return id(self.function), frozen(self.args), frozen(self.kwargs), self.quiet


def _filled(part: Any, operands: Sequence[Any]) -> Any:
    """An argument with the operands put into their slots."""
    if type(part) is Slot:
        return operands[part.position]
    if type(part) in (list, tuple):
        return type(part)(_filled(inner, operands) for inner in part)
    return part


def frozen(part: Any) -> Hashable:
    """A static argument in a form that can be compared; what cannot be is itself only."""
    if isinstance(part, slice):
        return ("slice", frozen(part.start), frozen(part.stop), frozen(part.step))
    if isinstance(part, list | tuple):
        return (type(part), *map(frozen, part))
    if isinstance(part, Mapping):
        return tuple((name, frozen(value)) for name, value in sorted(part.items()))
    if isinstance(part, bool | int | float):
        return (type(part), part)
    try:
        hash(part)
    except TypeError:
        return ("one", id(part))
    return part  # type: ignore[no-any-return]


class Graph:
    """Nodes by what they compute, and the conditions under which they were recorded.

    Attributes:
        guards: conditions met inside rules with the answer they had, and nodes that must be
            `FINITE`; the recorded calls hold only where the answers are the same again.
        guessed: whether a variable has no value at hand, so that examples are made up.
    """

    def __init__(self) -> None:
        """Start with none."""
        self._known: dict[Hashable, Node] = {}
        self._kept: list[Any] = []
        self._examples: dict[Node, Any] = {}
        self.guessed = False
        self.guards: list[tuple[Node, Any]] = []

    def variable(self, name: str, shape: Shape, dtype: np.dtype[Any], example: Any = None) -> Node:
        """An argument of the function, with the value it has in the call that is staged."""
        node = Node(VARIABLE, (), None, shape, dtype, name)
        if example is None:
            self.guessed = True
        else:
            self._examples[node] = example
        return node

    def alias(self, node: Node) -> Node:
        """A variable that has the value of `node`, to differentiate by."""
        return Node(ALIAS, (node,), None, node.shape, node.dtype)

    def constant(self, value: Any) -> Node:
        """A number or an array which does not depend on the arguments."""
        if isinstance(value, np.ndarray | np.generic):
            value = np.asarray(value)[()]
            key: Hashable = _array_key(value)
            shape, dtype = value.shape, value.dtype
        else:
            key, shape, dtype = (CONSTANT, type(value), value), (), np.asarray(value).dtype
        found = self._known.get(key)
        if found is None:
            self._kept.append(value)
            found = self._known[key] = Node(CONSTANT, (), None, shape, dtype, value)
        return found

    def node(
        self,
        name: str,
        operands: tuple[Node, ...],
        static: Any,
        infer: Callable[[], tuple[Shape, np.dtype[Any]]],
    ) -> Node:
        """The node of a call; the one there is, if there is one.

        Args:
            name: the function in the graph's form.
            operands: what it is called with.
            static: what else the call says.
            infer: the shape and number type of its value.
        """
        told: Hashable = None
        if static is not None:
            told = static.key() if type(static) is Form else frozen(static)
        parts = sorted(operands, key=id) if name in _COMMUTING else operands
        key = (name, told, *parts)
        found = self._known.get(key)
        if found is None:
            self._kept.append(static)
            found = self._known[key] = Node(name, operands, static, *infer())
        return found

    def example(self, node: Node) -> Any:
        """The value of a node in the call that is staged, computed when it is asked for.

        Raises:
            TracedValueError: there is no value at hand, and it is too large to be made up.
        """
        from jacobook.compiled.primitives import evaluate

        waiting = [part for part in ordered([node]) if part not in self._examples]
        for part in waiting:
            if part.name == VARIABLE:
                self._examples[part] = _made_up(part)
                continue
            inputs = [self._examples[operand] for operand in part.operands]
            self._examples[part] = evaluate(part, inputs)
        return self._examples[node]


_LARGEST_MADE_UP = 10**6


def _made_up(variable: Node) -> Any:
    """A value of a variable's shape at which most functions are defined, to tell other shapes.

    Raises:
        TracedValueError: it would be too large.
    """
    shape = variable.shape
    if variable.size > _LARGEST_MADE_UP:
        raise TracedValueError(
            f"compile: a rule needs an example of {variable.value!r}, whose values are not at hand "
            f"and whose shape is {shape}. Use functions whose shapes follow from those of their "
            "arguments."
        )
    entries = np.linspace(0.5, 0.75, variable.size).reshape(shape)
    square = len(shape) > 1 and shape[-1] == shape[-2]
    return np.asarray(
        entries + shape[-1] * np.eye(shape[-1]) if square else entries, variable.dtype
    )


def _array_key(value: Any) -> Hashable:
    """Equal for equal small arrays; large ones are equal to themselves."""
    if value.size > _SMALL:
        return CONSTANT, id(value)
    return CONSTANT, type(value), value.shape, value.dtype.str, value.tobytes()


_SMALL = 64


def ordered(results: Iterable[Node]) -> list[Node]:
    """All nodes that results depend on, operands first; a loop, however long the graph is."""
    found: list[Node] = []
    state: dict[Node, bool] = {}
    waiting = list(results)[::-1]
    while waiting:
        node = waiting[-1]
        if node in state:
            waiting.pop()
            if not state[node]:
                state[node] = True
                found.append(node)
            continue
        state[node] = False
        waiting += [operand for operand in reversed(node.operands) if operand not in state]
    return found


def depending(nodes: Sequence[Node], sources: Iterable[Node]) -> set[Node]:
    """Those of `nodes`, operands first, that depend on some sources; the sources among them."""
    found = set(sources)
    for node in nodes:
        if node not in found and any(operand in found for operand in node.operands):
            found.add(node)
    return found


def is_number(node: Node, value: float) -> bool:
    """Whether a node is this number, or an array full of it."""
    found = number_of(node)
    return found is not None and bool(found == value)


def number_of(node: Node) -> Any:
    """The number that a constant is, or that all its entries are; `None` for any other node."""
    if node.name == "broadcast_to":
        node = node.operands[0]
    if node.name != CONSTANT:
        return None
    value = node.value
    if not isinstance(value, np.ndarray):
        return value
    if value.size == 0:
        return None
    first = value.flat[0]
    if value.size == 1 or value.flat[-1] == first and bool((value == first).all()):
        return first
    return None
