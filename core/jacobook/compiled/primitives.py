"""The calls that a graph knows: the shape and number type of each value, and how it is computed.

Every ufunc is known by its name, and a reduction by the name of NumPy's function. Any other
function is a `call`, of which only an example tells the shape.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from jacobook import shapes
from jacobook.compiled.graph import (
    ALIAS,
    CALL,
    CONSTANT,
    ITEM,
    Form,
    Graph,
    Node,
    Shape,
    Slot,
    broadcast,
)
from jacobook.rule import Array

REDUCTIONS = {
    "sum": np.add,
    "prod": np.multiply,
    "max": np.maximum,
    "min": np.minimum,
    "any": np.logical_or,
    "all": np.logical_and,
}
"""Reductions by the name of NumPy's function; their static part is `(axes, keepdims)`."""

STRUCTURAL = ("reshape", "transpose", "broadcast_to")
"""Calls that move entries about; their static part is a shape or an order of axes."""


@functools.cache
def ufunc(name: str) -> np.ufunc | None:
    """NumPy's ufunc of this name that works entry by entry, if there is one."""
    found = getattr(np, name, None)
    return found if isinstance(found, np.ufunc) and found.signature is None else None


def shape_and_type(
    graph: Graph, name: str, operands: Sequence[Node], static: Any
) -> tuple[Shape, np.dtype[Any]]:
    """The shape and number type of a call's value, without computing it where they follow."""
    if name == "where" or ufunc(name) is not None:
        return broadcast(*(x.shape for x in operands)), _promoted(name, operands)
    if name in ("placed", "added_at"):
        return static[0], _promoted("add", (operands[0], operands[-1]))
    if name in REDUCTIONS:
        (x,) = operands
        axes, keepdims = static
        return shapes.reduced(x.shape, axes, keepdims), _reduced_type(name, x.dtype)  # type: ignore[return-value]
    if name == "matmul":
        return shapes.matmul(*(x.shape for x in operands)), _promoted("multiply", operands)  # type: ignore[return-value]
    if name in STRUCTURAL:
        (x,) = operands
        shape = tuple(x.shape[a] for a in static) if name == "transpose" else static
        return shape, x.dtype
    if name == "astype":
        return operands[0].shape, static
    if name == "getitem" and len(operands) == 1:
        (x,) = operands
        return np.broadcast_to(np.zeros(()), x.shape)[static].shape, x.dtype
    value = compute(name, static, [graph.example(operand) for operand in operands])
    return np.shape(value), np.asarray(value).dtype


_DOUBLE = np.dtype(float)
_KEEPS_TYPE = frozenset(
    ("add", "subtract", "multiply", "divide", "negative", "sin", "cos", "exp", "log", "tanh")
    + ("square", "sqrt", "maximum", "minimum", "power", "absolute", "where")
)


def _promoted(name: str, operands: Sequence[Node]) -> np.dtype[Any]:
    if name in _KEEPS_TYPE and all(x.dtype is _DOUBLE for x in operands):
        return _DOUBLE
    kinds = tuple(_weak_type(operand) for operand in operands)
    return _result_type(name, kinds)


def _weak_type(node: Node) -> Any:
    """A node's number type; that of Python's numbers gives way to any other."""
    return type(node.value) if type(node.value) in (bool, int, float, complex) else node.dtype


@functools.cache
def _result_type(name: str, kinds: tuple[Any, ...]) -> np.dtype[Any]:
    ones = [kind(1) if isinstance(kind, type) else np.ones((), kind) for kind in kinds]
    function = np.where if name == "where" else ufunc(name)
    with np.errstate(all="ignore"):
        return np.asarray(function(*ones)).dtype  # type: ignore[misc]


@functools.cache
def _reduced_type(name: str, dtype: np.dtype[Any]) -> np.dtype[Any]:
    return np.asarray(getattr(np, name)(np.ones(1, dtype))).dtype


def evaluate(node: Node, inputs: Sequence[Any]) -> Any:
    """The value of a node, given those of its operands."""
    if node.name == CONSTANT:
        return node.value
    return compute(node.name, node.static, inputs)


def compute(name: str, static: Any, inputs: Sequence[Any]) -> Any:
    """What a call returns."""
    if name == ALIAS:
        return inputs[0]
    if name == CALL:
        return _call(static, inputs)
    if name == ITEM:
        return inputs[0][static]
    if name in REDUCTIONS:
        axes, keepdims = static
        return REDUCTIONS[name].reduce(inputs[0], axis=axes, keepdims=keepdims)
    if name == "getitem":
        return inputs[0][indexed(static, inputs)]
    if name in ("placed", "added_at"):
        return placed(static, inputs)
    if name == "einsum":
        return np.einsum(static, *inputs)
    if name == "astype":
        return np.asarray(inputs[0]).astype(static)[()]
    if name == "transpose":
        return np.transpose(inputs[0], static)
    if name in STRUCTURAL:
        return getattr(np, name)(inputs[0], static)
    function: Callable[..., Any] = getattr(np, name)
    return function(*inputs)


def _call(form: Form, inputs: Sequence[Any]) -> Any:
    if not form.quiet:
        return form.call(inputs)
    with np.errstate(all="ignore"):
        return form.call(inputs)


def indexed(index: Any, inputs: Sequence[Any]) -> Any:
    """An index with the operands put into their slots."""
    if type(index) is Slot:
        return inputs[index.position]
    if type(index) is tuple:
        return tuple(indexed(part, inputs) for part in index)
    return index


def placed(static: Any, inputs: Sequence[Any]) -> Array:
    """Zeros, or a first array, with entries added at some places.

    The static part is the shape and the places: `("index", (slice(1, None),))`, or the letters of
    the axes, where entries with equal letters lie on a diagonal: `("diagonal", "ii")`.
    """
    shape, (kind, where) = static
    *base, entries = inputs
    dtype = np.result_type(*inputs)
    made = np.array(base[0], dtype) if base else np.zeros(shape, dtype)
    if kind == "index":
        made[where] += entries
    else:
        diagonal_view(made, where)[...] += entries
    return made


def diagonal_view(array: Array, letters: str) -> Array:
    """The entries whose indices are equal where their letters are, which can be written to."""
    distinct = "".join(dict.fromkeys(letters))
    return np.einsum(f"{letters}->{distinct}", array)
