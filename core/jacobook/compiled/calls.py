"""NumPy's calls in the few forms that a graph knows: `np.mean`, `np.squeeze` and `x[:, None]`.

Each entry of the table takes the operands as nodes and the other arguments as they were given; it
returns a node, or `None` for arguments that it does not know: then the call is kept as it is.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np

from jacobook import shapes
from jacobook.compiled.graph import Graph, Node, Slot, number_of
from jacobook.compiled.primitives import REDUCTIONS
from jacobook.compiled.simplification import apply, shaped

Writer = Callable[..., Node | None]


def known_call(
    graph: Graph, function: Callable[..., Any], args: Sequence[Any], kwargs: dict[str, Any]
) -> Node | None:
    """The node of a call of one of NumPy's functions, if the graph knows a form of it.

    Args:
        graph: where the node goes.
        function: a function of NumPy that is no ufunc.
        args: its arguments; operands are nodes.
        kwargs: its keywords, likewise.
    """
    write = _WRITERS.get(function)
    if write is None:
        return None
    given = {name: value for name, value in kwargs.items() if value is not np._NoValue}
    if given.get("out", 0) is None:
        given.pop("out")
    try:
        _signature(write).bind(graph, *args, **given)
    except TypeError:
        return None
    return write(graph, *args, **given)


@cache
def _signature(write: Writer) -> inspect.Signature:
    return inspect.signature(write)


def lifted(graph: Graph, x: Any) -> Node:
    """An operand as a node; an array full of one number is that number, broadcast."""
    if type(x) is Node:
        return x
    if np.isscalar(x):
        return graph.constant(x)
    node = graph.constant(np.asarray(x))
    number = number_of(node) if node.shape else None
    return node if number is None else shaped(graph, graph.constant(number), node.shape)


def _reduction(name: str) -> Writer:
    def write(graph: Graph, a: Any, axis: Any = None, *, keepdims: bool = False) -> Node | None:
        return reduced(graph, name, a, axis, keepdims)

    return write


def reduced(graph: Graph, name: str, x: Node, axis: Any, keepdims: bool) -> Node | None:
    """A reduction along an axis, several or all."""
    if type(x) is not Node:
        return None
    axes = None if axis is None else shapes.normalise_axes(axis, len(x.shape))
    if axes is not None and len(axes) == len(x.shape):
        axes = None
    return apply(graph, name, [x], (axes, bool(keepdims)))


def _mean(graph: Graph, a: Any, axis: Any = None, *, keepdims: bool = False) -> Node | None:
    total = reduced(graph, "sum", a, axis, keepdims)
    if total is None or a.dtype.kind not in "fc":
        return None
    count = a.size // max(1, total.size)
    return apply(graph, "divide", [total, graph.constant(float(count))]) if count else None


def _reshape(graph: Graph, a: Any, shape: Any, order: str = "C") -> Node | None:
    if type(a) is not Node or order != "C":
        return None
    wanted = tuple(int(d) for d in (shape if isinstance(shape, tuple | list) else (shape,)))
    if -1 in wanted:
        rest = -math.prod(wanted)
        wanted = tuple((a.size // rest if rest else 0) if d == -1 else d for d in wanted)
    return apply(graph, "reshape", [a], wanted) if math.prod(wanted) == a.size else None


def _ravel(graph: Graph, a: Any, order: str = "C") -> Node | None:
    return _reshape(graph, a, (-1,), order) if a.size else None


def _squeeze(graph: Graph, a: Any, axis: Any = None) -> Node | None:
    axes = (
        {i for i, d in enumerate(a.shape) if d == 1}
        if axis is None
        else set(shapes.normalise_axes(axis, len(a.shape)))
    )
    if any(a.shape[i] != 1 for i in axes):
        return None
    return apply(graph, "reshape", [a], tuple(d for i, d in enumerate(a.shape) if i not in axes))


def _expand_dims(graph: Graph, a: Any, axis: Any) -> Node | None:
    count = len(axis) if isinstance(axis, tuple | list) else 1
    rank = len(a.shape) + count
    axes = set(shapes.normalise_axes(axis, rank))
    rest = iter(a.shape)
    shape = tuple(1 if i in axes else next(rest) for i in range(rank))
    return apply(graph, "reshape", [a], shape)


def _transpose(graph: Graph, a: Any, axes: Any = None) -> Node | None:
    rank = len(a.shape)
    order = range(rank)[::-1] if axes is None else [int(axis) % rank for axis in axes]
    return apply(graph, "transpose", [a], tuple(order))


def _matrix_transpose(graph: Graph, x: Any) -> Node | None:
    rank = len(x.shape)
    return apply(graph, "transpose", [x], (*range(rank - 2), rank - 1, rank - 2))


def _swapaxes(graph: Graph, a: Any, axis1: int, axis2: int) -> Node | None:
    order = list(range(len(a.shape)))
    order[axis1], order[axis2] = order[axis2], order[axis1]
    return apply(graph, "transpose", [a], tuple(order))


def _moveaxis(graph: Graph, a: Any, source: Any, destination: Any) -> Node | None:
    shape = np.moveaxis(np.empty(tuple(range(len(a.shape)))), source, destination).shape
    return apply(graph, "transpose", [a], shape)


def _broadcast_to(graph: Graph, array: Any, shape: Any) -> Node | None:
    wanted = tuple(shape) if isinstance(shape, tuple | list) else (int(shape),)
    return shaped(graph, array, wanted) if type(array) is Node else None


def _where(graph: Graph, condition: Any, x: Any, y: Any) -> Node | None:
    return apply(graph, "where", [lifted(graph, v) for v in (condition, x, y)])


def _dot(graph: Graph, a: Any, b: Any) -> Node | None:
    left, right = lifted(graph, a), lifted(graph, b)
    if not left.shape or not right.shape:
        return apply(graph, "multiply", [left, right])
    if len(right.shape) > 2 or (len(left.shape) > 2 and len(right.shape) > 1):
        return None
    return apply(graph, "matmul", [left, right])


def _inner(graph: Graph, a: Any, b: Any) -> Node | None:
    left, right = lifted(graph, a), lifted(graph, b)
    if len(left.shape) > 2 or len(right.shape) > 2:
        return None
    if len(right.shape) == 2 and left.shape:
        right = apply(graph, "transpose", [right], (1, 0))
    return _dot(graph, left, right)


def _vdot(graph: Graph, a: Any, b: Any) -> Node | None:
    left, right = (
        apply(graph, "reshape", [x], (x.size,)) for x in (lifted(graph, a), lifted(graph, b))
    )
    if left.dtype.kind == "c":
        return None
    return apply(graph, "matmul", [left, right])


def _outer(graph: Graph, a: Any, b: Any) -> Node | None:
    left, right = lifted(graph, a), lifted(graph, b)
    column = apply(graph, "reshape", [left], (left.size, 1))
    row = apply(graph, "reshape", [right], (right.size,))
    return apply(graph, "multiply", [column, row])


def _copy(graph: Graph, a: Any) -> Node | None:
    return a if type(a) is Node else None


def _einsum(graph: Graph, subscripts: Any, *operands: Any) -> Node | None:
    from jacobook.compiled.contraction import product

    if not isinstance(subscripts, str) or "." in subscripts or not operands:
        return None
    nodes = [lifted(graph, x) for x in operands]
    letters, out = shapes.einsum_terms(subscripts, [len(x.shape) for x in nodes])
    if any(len(set(term)) < len(term) for term in letters) or len(set(out)) < len(out):
        return None
    return product(graph, list(zip(nodes, letters, strict=True)), out)


_WRITERS: dict[Any, Writer] = {
    **{getattr(np, name): _reduction(name) for name in REDUCTIONS},
    np.amax: _reduction("max"),
    np.amin: _reduction("min"),
    np.mean: _mean,
    np.reshape: _reshape,
    np.ravel: _ravel,
    np.squeeze: _squeeze,
    np.expand_dims: _expand_dims,
    np.transpose: _transpose,
    np.permute_dims: _transpose,
    np.matrix_transpose: _matrix_transpose,
    np.linalg.matrix_transpose: _matrix_transpose,
    np.swapaxes: _swapaxes,
    np.moveaxis: _moveaxis,
    np.broadcast_to: _broadcast_to,
    np.where: _where,
    np.dot: _dot,
    np.inner: _inner,
    np.vdot: _vdot,
    np.outer: _outer,
    np.copy: _copy,
    np.einsum: _einsum,
}
"""NumPy's functions which the graph has another form for; none changes values."""


def getitem(graph: Graph, x: Node, index: Any) -> Node:
    """`x[index]`; an index that only adds axes is a reshape."""
    parts = index if isinstance(index, tuple) else (index,)
    added = _only_adds_axes(x, parts)
    if added is not None:
        return apply(graph, "reshape", [x], added)
    operands = [x]
    static = _slotted(graph, parts, operands)
    return apply(graph, "getitem", operands, static if isinstance(index, tuple) else static[0])


def _only_adds_axes(x: Node, parts: Sequence[Any]) -> tuple[int, ...] | None:
    """The shape after an index of `None`, `...` and full slices; `None` for any other."""
    plain = all(p is None or p is ... or (type(p) is slice and p == slice(None)) for p in parts)
    if not plain:
        return None
    used = sum(type(p) is slice for p in parts)
    if not any(p is ... for p in parts):
        parts = (*parts, ...)
    shape: list[int] = []
    lengths = list(x.shape)
    for part in parts:
        if part is None:
            shape.append(1)
        elif part is ...:
            rest = len(x.shape) - used
            shape += lengths[:rest]
            del lengths[:rest]
        else:
            shape.append(lengths.pop(0))
    return tuple(shape)


def _slotted(graph: Graph, parts: Sequence[Any], operands: list[Node]) -> tuple[Any, ...]:
    """An index with its arrays as operands."""
    made = []
    for part in parts:
        if type(part) is Node or isinstance(part, np.ndarray | list):
            made.append(Slot(len(operands)))
            operands.append(lifted(graph, part))
        else:
            made.append(part)
    return tuple(made)
