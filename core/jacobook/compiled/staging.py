"""Staging: a function runs on stand-ins without numbers, and NumPy's calls become a graph.

A staged value knows its shape and number type. Derivatives taken inside the function are staged
with it, for rules are written in NumPy. Where a rule asks for a truth value, the answer in the
example at hand is taken and kept as a guard; where the function itself asks for one, it is refused.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import FrameType
from typing import Any

import numpy as np

from jacobook.array_operators import NOTHING, ArrayOperators
from jacobook.catalogue import Registry
from jacobook.compiled.calls import getitem, known_call, lifted
from jacobook.compiled.graph import CALL, ITEM, Form, Graph, Node, Slot
from jacobook.compiled.primitives import REDUCTIONS, ufunc
from jacobook.compiled.simplification import apply
from jacobook.errors import InPlaceWriteError, TracedValueError
from jacobook.operations import Operation, innermost, operations_of, vocabulary_of
from jacobook.rule import Array
from jacobook.shapes import is_basic_index


class Stage:
    """One staging under way: the graph that is recorded, and the rules.

    Attributes:
        graph: the calls so far.
        registry: the rules with which operations of the book are computed.
        rules: the ids of those that derivatives were taken with.
        settings: NumPy's floating-point warnings where the function was called.
    """

    def __init__(self, registry: Registry) -> None:
        """Start with an empty graph."""
        self.graph = Graph()
        self.registry = registry
        self.rules: set[str] = set()
        self.settings = np.geterr()

    def wrap(self, node: Node) -> Any:
        """A node as a staged value; a number or an array that nothing staged went into as itself."""
        return node.value if node.name == "constant" else Staged(self, node)


class Staged(ArrayOperators):
    """A value that is known by its shape and number type.

    Attributes:
        stage: the staging that it belongs to.
        node: what computes it.
    """

    __slots__ = ("node", "stage")
    level = -2  # outside all traces with values
    staged = True

    def __init__(self, stage: Stage, node: Node) -> None:
        """Wrap a node."""
        self.stage = stage
        self.node = node

    @property
    def shape(self) -> tuple[int, ...]:  # type: ignore[override]
        """The value's shape."""
        return self.node.shape

    @property
    def dtype(self) -> np.dtype[Any]:
        """The value's number type."""
        return self.node.dtype

    @property
    def size(self) -> int:
        """The number of entries."""
        return self.node.size

    @property
    def real(self) -> Array:
        """The real part."""
        return self.stage_call(np.real, (self,)) if self.dtype.kind == "c" else self

    @property
    def imag(self) -> Array:
        """The imaginary part."""
        return self.stage_call(np.imag, (self,))

    def __len__(self) -> int:
        if not self.shape:
            raise TypeError("len() of unsized object")
        return self.shape[0]

    def __iter__(self) -> Iterator[Array]:
        if not self.shape:
            raise TypeError("iteration over a 0-d array")
        return (self[i] for i in range(len(self)))

    def __bool__(self) -> bool:
        """The answer in the example, where a rule asks; a function that is compiled must not ask.

        Raises:
            TracedValueError: the function that is compiled asks.
        """
        where = _asked_by_the_function()
        if where:
            raise TracedValueError(
                f"{where}: a compiled function decides by a value, as in `if x > 0`, `while` or "
                "`assert`; its source would hold for one side only. Write np.where(condition, a, "
                "b), pass what decides as a number or a string that is not staged, or call the "
                "function without jb.compile."
            )
        if self.stage.graph.guessed and self._asks_for_nan():
            return False
        answer = bool(self.stage.graph.example(self.node))
        self.stage.graph.guards.append((self.node, answer))
        return answer

    def _asks_for_nan(self) -> bool:
        """Whether the question is if something is NaN, which nothing is without numbers."""
        inner = self.node.operands[0] if self.node.name == "any" else self.node
        return inner.name == "isnan"

    def __copy__(self) -> Staged:
        """Itself: a staged value never changes."""
        return self

    def __deepcopy__(self, memo: Any) -> Staged:
        """Itself: a staged value never changes."""
        return self

    def __repr__(self) -> str:
        """The shape and number type."""
        return f"Staged({self.dtype}{list(self.shape)})"

    def __getitem__(self, index: Any) -> Array:
        return self.stage.wrap(getitem(self.stage.graph, self.node, _nodes(index)))

    def __floordiv__(self, other: Array) -> Array:
        return np.floor_divide(self, other)

    def __rfloordiv__(self, other: Array) -> Array:
        return np.floor_divide(other, self)

    def __mod__(self, other: Array) -> Array:
        return np.remainder(self, other)

    def __rmod__(self, other: Array) -> Array:
        return np.remainder(other, self)

    def __and__(self, other: Array) -> Array:
        return np.bitwise_and(self, other)

    def __rand__(self, other: Array) -> Array:
        return np.bitwise_and(other, self)

    def __or__(self, other: Array) -> Array:
        return np.bitwise_or(self, other)

    def __ror__(self, other: Array) -> Array:
        return np.bitwise_or(other, self)

    def __xor__(self, other: Array) -> Array:
        return np.bitwise_xor(self, other)

    def __invert__(self) -> Array:
        return np.invert(self)

    def __divmod__(self, other: Array) -> tuple[Array, Array]:
        return self // other, self % other

    def reshape(self, *shape: Any, **kwargs: Any) -> Array:
        """`np.reshape` of this value; the shape may be given as one tuple or as numbers."""
        return np.reshape(self, shape[0] if len(shape) == 1 else shape, **kwargs)

    def transpose(self, *axes: Any) -> Array:
        """`np.transpose` of this value; the axes may be given as one tuple or as numbers."""
        return np.transpose(self, axes[0] if len(axes) == 1 else axes or None)

    def flatten(self) -> Array:
        """The value as a vector."""
        return np.reshape(self, -1)

    def astype(self, dtype: Any, **_: Any) -> Array:
        """The value in another number type."""
        wanted = np.dtype(dtype)
        if wanted == self.dtype:
            return self
        return self.stage.wrap(apply(self.stage.graph, "astype", [self.node], wanted))

    def item(self, *args: Any) -> float:
        """Refused: there is no number yet."""
        return self.__float__()

    def tolist(self) -> Any:
        """Refused: there are no numbers yet."""
        return self.__array__()

    def __float__(self) -> float:
        raise TracedValueError(_NO_NUMBER.format(asked="float(x) or a function of math"))

    def __int__(self) -> int:
        return int(self._pinned("int(x)").item())

    def __index__(self) -> int:
        return int(self._pinned("x as an index").item())

    def __complex__(self) -> complex:
        raise TracedValueError(_NO_NUMBER.format(asked="complex(x) or a function of cmath"))

    def __array__(self, *args: Any, **kwargs: Any) -> Any:
        return self._pinned("np.asarray(x), np.array([x, y]) or SciPy")

    def _pinned(self, asked: str) -> Array:
        """The value in the example, kept as a guard, where a rule needs whole numbers.

        Raises:
            TracedValueError: the function that is compiled asks, or the value is a real number.
        """
        unknown = self.stage.graph.guessed or self.dtype.kind not in "iub"
        if unknown or _asked_by_the_function():
            raise TracedValueError(_NO_NUMBER.format(asked=asked))
        answer = np.asarray(self.stage.graph.example(self.node))
        self.stage.graph.guards.append((self.node, answer))
        return answer

    def _note_rules(self, ids: Iterable[str]) -> None:
        """Remember the rules that a differentiation used."""
        self.stage.rules.update(ids)

    def _stopped(self) -> Array:
        """Itself: what is traced around it is taken off."""
        return self

    def _method(self, name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Array:
        return getattr(np, name)(self, *args, **kwargs)

    def _apply(
        self, name: str, operands: Sequence[Any], parameters: Mapping[str, Any] = NOTHING
    ) -> Array:
        """An operation of the book: NumPy's function, or the function it is written with."""
        owner = innermost(operands)
        if type(owner) is not Staged:
            return owner._apply(name, operands, parameters)
        known = ufunc(_OPERATORS.get(name, name)) if not parameters else None
        if known is not None and len(operands) == known.nin:
            return self.stage_ufunc(known, operands)
        operation = operations_of(self.stage.registry)[name]
        given = {**operation.defaults, **parameters}
        try:
            return operation.evaluate(operands, given)
        except (TracedValueError, InPlaceWriteError):
            return self._opaque(operation, operands, given)

    def _opaque(
        self, operation: Operation, operands: Sequence[Any], parameters: Mapping[str, Any]
    ) -> Array:
        """An operation whose function asks for numbers, as one call."""
        args = (list(operands),) if operation.listed else tuple(operands)
        if operation.rule.op == "scatter" and is_basic_index(parameters["index"]):
            static = (parameters["shape"], ("index", parameters["index"]))
            return self.stage.wrap(apply(self.stage.graph, "placed", _nodes(list(args)), static))
        through = getattr(vocabulary_of(self.stage.registry), operation.rule.op)
        return self.stage_call(operation.primal, args, parameters, through)

    def _as_one_call(
        self, function: Any, operands: Sequence[Any], parameters: Mapping[str, Any]
    ) -> Array:
        """A function that asks for numbers, as one call."""
        return self.stage_call(function, operands, parameters)

    def stage_ufunc(self, function: np.ufunc, inputs: Sequence[Any]) -> Any:
        """Record a call of a ufunc."""
        graph = self.stage.graph
        operands = [lifted(graph, x.node if type(x) is Staged else x) for x in inputs]
        if function is np.matmul:
            return self.stage.wrap(apply(graph, "matmul", operands))
        if function.signature is not None or function.nout > 1 or ufunc(function.__name__) is None:
            return self.stage_call(function, inputs)
        return self.stage.wrap(apply(graph, function.__name__, operands))

    def stage_call(
        self,
        function: Callable[..., Any],
        args: Sequence[Any],
        kwargs: Mapping[str, Any] = NOTHING,
        through: Callable[..., Any] | None = None,
    ) -> Any:
        """Record a call of any function, as it is."""
        operands: list[Node] = []
        form = Form(
            function,
            tuple(_slotted(arg, operands) for arg in args),
            {name: _slotted(value, operands) for name, value in kwargs.items()},
            np.geterr() != self.stage.settings,
            through,
        )
        graph = self.stage.graph
        value = form.call([graph.example(operand) for operand in operands])
        known = np.asarray(value) if not isinstance(value, tuple) else np.empty(0, object)
        infer = lambda: (known.shape, known.dtype)
        node = graph.node(CALL, tuple(operands), form, infer)
        if not isinstance(value, tuple):
            return self.stage.wrap(node)
        items = [self._item(node, i, part) for i, part in enumerate(value)]
        return type(value)(*items) if hasattr(value, "_fields") else tuple(items)

    def _item(self, node: Node, position: int, value: Any) -> Any:
        """One of several results."""
        kind = np.asarray(value)
        return self.stage.wrap(
            self.stage.graph.node(ITEM, (node,), position, lambda: (kind.shape, kind.dtype))
        )

    def __array_ufunc__(self, function: np.ufunc, method: str, *inputs: Any, **kwargs: Any) -> Any:
        """NumPy met this value in `ufunc(...)` or `ufunc.reduce(...)`."""
        if any(isinstance(x, ArrayOperators) and type(x) is not Staged for x in inputs):
            return NotImplemented
        if kwargs.get("out") is not None:
            raise InPlaceWriteError(f"np.{function.__name__}: out=... writes into an array")
        if method == "at":
            raise InPlaceWriteError(f"np.{function.__name__}.at writes into its first operand")
        if method == "__call__" and not kwargs:
            return self.stage_ufunc(function, inputs)
        if method == "reduce" and function in _REDUCING:
            return getattr(np, _REDUCING[function])(*inputs, **{"axis": 0, **kwargs})
        return self.stage_call(
            function if method == "__call__" else getattr(function, method), inputs, kwargs
        )

    def __array_function__(
        self,
        function: Callable[..., Any],
        types: Sequence[type],
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
    ) -> Any:
        """NumPy met this value in any other function."""
        if any(issubclass(kind, ArrayOperators) and kind is not Staged for kind in types):
            return NotImplemented
        answer = _ABOUT_SHAPES.get(function)
        if answer is not None:
            return answer(*args, **kwargs)
        graph = self.stage.graph
        node = known_call(graph, function, _nodes(args), _nodes(dict(kwargs)))
        if node is not None:
            return self.stage.wrap(node)
        return self.stage_call(function, args, kwargs)


_NO_NUMBER = (
    "{asked}: a plain number was asked for where a function is being compiled, which is done "
    "without numbers. Use NumPy's function instead of one from math, np.stack([x, y]) instead of "
    "np.array([x, y]), or pass the value as an integer or a string, which is not staged."
)

_OPERATORS = {"abs": "absolute"}

_REDUCING = {function: name for name, function in REDUCTIONS.items()}


def _like(make: Callable[..., Array]) -> Callable[..., Array]:
    """`np.zeros_like` and its relatives, of which a staged value tells shape and type."""

    def made(a: Any, *args: Any, dtype: Any = None, shape: Any = None, **_: Any) -> Array:
        return make(np.shape(a) if shape is None else shape, *args, dtype=dtype or a.dtype)

    return made


def _size(a: Any, axis: Any = None) -> int:
    return int(a.size if axis is None else a.shape[axis])


def _result_type(*values: Any) -> np.dtype[Any]:
    return np.result_type(*(v.dtype if type(v) is Staged else v for v in values))


_ABOUT_SHAPES: dict[Any, Callable[..., Any]] = {
    np.shape: lambda a: a.shape,
    np.ndim: lambda a: a.ndim,
    np.size: _size,
    np.result_type: _result_type,
    np.iscomplexobj: lambda x: x.dtype.kind == "c",
    np.isrealobj: lambda x: x.dtype.kind != "c",
    np.zeros_like: _like(np.zeros),
    np.ones_like: _like(np.ones),
    np.empty_like: _like(np.zeros),
    np.full_like: _like(np.full),
}
"""NumPy's functions that shapes and number types answer."""


def _nodes(part: Any) -> Any:
    """An argument with nodes in place of staged values."""
    if type(part) is Staged:
        return part.node
    if type(part) in (list, tuple):
        return type(part)(map(_nodes, part))
    if type(part) is dict:
        return {name: _nodes(value) for name, value in part.items()}
    return part


def _slotted(part: Any, operands: list[Node]) -> Any:
    """An argument with slots in place of staged values, which are added to `operands`."""
    if type(part) is Staged:
        operands.append(part.node)
        return Slot(len(operands) - 1)
    if type(part) in (list, tuple):
        return type(part)(_slotted(inner, operands) for inner in part)
    return part


_BETWEEN = ("jacobook.tracing", "jacobook.array_operators", "jacobook.compiled.", "numpy")
"""Modules through which a question passes on its way from whoever asks."""

_OURS = ("jacobook", "jacobook_rules")


def _asked_by_the_function() -> str:
    """The line that asks for a truth value; empty if a rule, or the engine, asks."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None and str(frame.f_globals.get("__name__", "")).startswith(_BETWEEN):
        frame = frame.f_back
    if frame is None or frame.f_code.co_filename.startswith("<jacobook"):
        return ""
    module = str(frame.f_globals.get("__name__", ""))
    if module.split(".")[0] in _OURS:
        return ""
    return f"{frame.f_code.co_filename}, line {frame.f_lineno}"
