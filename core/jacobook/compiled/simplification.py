"""What a call of known operands is equal to: no work on constants, no multiplication by one.

`apply` is how every node is made. Each simplification looks at one call and the calls behind it;
what it makes goes through `apply` again, so that several of them meet. Values stay the same up to
rounding; a product with zero stays, for zero times infinity is not zero.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from jacobook.compiled.graph import (
    CALL,
    CONSTANT,
    Graph,
    Node,
    Shape,
    broadcast,
    is_number,
    number_of,
)
from jacobook.compiled.primitives import STRUCTURAL, compute, shape_and_type, ufunc

Simplifier = Callable[[Graph, Sequence[Node], Any], Node | None]

_LARGEST_FOLDED = 10**6
"""Constants of more entries than this are not computed from others while staging."""


def apply(graph: Graph, name: str, operands: Sequence[Node], static: Any = None) -> Node:
    """The node of a call in its simplest form.

    Args:
        graph: where the node goes.
        name: the function in the graph's form.
        operands: what it is called with.
        static: what else the call says.
    """
    simplify = _SIMPLIFIERS.get(name)
    found = simplify(graph, operands, static) if simplify else None
    if found is None and any(x.name == "broadcast_to" for x in operands) and _is_entrywise(name):
        found = _spread(graph, name, operands) or _unstretched(graph, name, operands)
    if found is not None:
        return found
    if operands[0].name == CONSTANT and name not in (CALL, "broadcast_to") and _are_small(operands):
        with np.errstate(all="ignore"):
            return graph.constant(compute(name, static, [x.value for x in operands]))
    infer = lambda: shape_and_type(graph, name, operands, static)
    node = graph.node(name, tuple(operands), static, infer)
    return _settled(graph, node) if name in _QUESTIONS and node.shape == () else node


_QUESTIONS = ("isinf", "isnan", "isfinite", "equal", "not_equal")


def _settled(graph: Graph, node: Node) -> Node:
    """Whether a number is infinite, undefined or equal to another, answered as in the example.

    Rules ask so that infinities, zeros and ties come out right. The source is for numbers like
    those at hand, with a guard that it is used for no others.
    """
    if graph.guessed:
        return node
    answer = bool(graph.example(node))
    if (node, answer) not in graph.guards:
        graph.guards.append((node, answer))
    return graph.constant(np.bool_(answer))


def _are_small(operands: Sequence[Node]) -> bool:
    """Whether all operands are constants from which another one may be computed."""
    return all(x.name == CONSTANT and x.size < _LARGEST_FOLDED for x in operands)


def _is_entrywise(name: str) -> bool:
    return name == "where" or ufunc(name) is not None


def shaped(graph: Graph, node: Node, shape: Shape) -> Node:
    """A node broadcast to a shape."""
    return node if node.shape == shape else apply(graph, "broadcast_to", [node], shape)


def _like(graph: Graph, x: Node, operands: Sequence[Node], name: str) -> Node | None:
    """`x` in the shape and number type that a call of `operands` has; `None` if the type differs."""
    shape, dtype = shape_and_type(graph, name, operands, None)
    return shaped(graph, x, shape) if x.dtype == dtype else None


# ----------------------------------------------------------------------- arithmetic, by its laws


def _add(graph: Graph, operands: Sequence[Node], static: Any) -> Node | None:
    x, y = operands
    if is_number(y, 0):
        return _like(graph, x, operands, "add")
    if is_number(x, 0):
        return _like(graph, y, operands, "add")
    if y.name == "negative":
        return apply(graph, "subtract", [x, y.operands[0]])
    if x.name == "negative":
        return apply(graph, "subtract", [y, x.operands[0]])
    for one, other in ((y, x), (x, y)):
        if one.name == "placed" and other.shape == one.shape and other.dtype == one.dtype:
            return apply(graph, "added_at", [other, *one.operands], one.static)
    return None


def _subtract(graph: Graph, operands: Sequence[Node], static: Any) -> Node | None:
    x, y = operands
    if is_number(y, 0):
        return _like(graph, x, operands, "subtract")
    if is_number(x, 0):
        found = apply(graph, "negative", [y])
        return _like(graph, found, operands, "subtract")
    if y.name == "negative":
        return apply(graph, "add", [x, y.operands[0]])
    return None


def _multiply(graph: Graph, operands: Sequence[Node], static: Any) -> Node | None:
    x, y = operands
    if x.name not in _FACTORS and y.name not in _FACTORS:
        return None
    if number_of(y) is not None and number_of(x) is None:
        x, y = y, x
    factor = number_of(x)
    if factor is not None and not isinstance(factor, bool | np.bool_):
        found = _scaled(graph, x, y, factor)
        if found is not None:
            return found
    if x is not operands[0]:
        return apply(graph, "multiply", [x, y])
    for one, other in ((x, y), (y, x)):
        if broadcast(one.shape, other.shape) != one.shape:
            continue
        if one.name == "negative":
            inner = apply(graph, "multiply", [one.operands[0], other])
            return apply(graph, "negative", [inner])
        if _has_constant_factor(one) and one.dtype == other.dtype:
            inner = apply(graph, "multiply", [one.operands[1], other])
            return apply(graph, "multiply", [one.operands[0], inner])
    return None


_FACTORS = frozenset((CONSTANT, "broadcast_to", "negative", "multiply"))
"""Calls that a product may have something to say about."""


def _has_constant_factor(node: Node) -> bool:
    """Whether a node is a constant number times another."""
    if node.name != "multiply":
        return False
    number, rest = node.operands
    return number.name == CONSTANT and number.shape == () and rest.dtype == node.dtype


def _into_smaller(graph: Graph, x: Node, change: Callable[[Node], Node]) -> Node | None:
    """A change of an outer product made to its smaller factor, which costs less."""
    a, b = x.operands
    if a.size >= b.size:
        a, b = b, a
    if a.size == x.size or b.size == x.size or a.dtype != x.dtype:
        return None
    return apply(graph, "multiply", [change(a), b])


def _scaled(graph: Graph, number: Node, y: Node, factor: Any) -> Node | None:
    """A constant times a node: without the constant if it is one, with one constant for two."""
    if factor == 1:
        return _like(graph, y, (number, y), "multiply")
    if factor == -1:
        return _like(graph, apply(graph, "negative", [y]), (number, y), "multiply")
    if y.name == "negative":
        return _multiply(graph, [apply(graph, "negative", [number]), y.operands[0]], None)
    if _has_constant_factor(y) and number.shape == ():
        inner, rest = y.operands
        both = graph.constant(_python(inner.value) * _python(number.value))
        return apply(graph, "multiply", [both, rest])
    if y.name == "multiply" and number.shape == ():
        return _into_smaller(graph, y, lambda a: apply(graph, "multiply", [number, a]))
    return None


def _python(value: Any) -> Any:
    """A constant as a number of Python where it is one of the usual type."""
    return float(value) if isinstance(value, np.float64) else value


def _divide(graph: Graph, operands: Sequence[Node], static: Any) -> Node | None:
    x, y = operands
    if is_number(y, 1):
        return _like(graph, x, operands, "divide")
    if x.name == "negative":
        inner = apply(graph, "divide", [x.operands[0], y])
        return apply(graph, "negative", [inner])
    if y.name == "negative":
        inner = apply(graph, "divide", [x, y.operands[0]])
        return apply(graph, "negative", [inner])
    return None


def _negative(graph: Graph, operands: Sequence[Node], static: Any) -> Node | None:
    (x,) = operands
    if x.name == "negative":
        return x.operands[0]
    if x.name == "subtract":
        return apply(graph, "subtract", [x.operands[1], x.operands[0]])
    if x.name == "multiply" and x.operands[0].name == CONSTANT:
        number = apply(graph, "negative", [x.operands[0]])
        return apply(graph, "multiply", [number, x.operands[1]])
    if x.name in STRUCTURAL:
        return apply(graph, x.name, [apply(graph, "negative", x.operands)], x.static)
    if x.name == "multiply":
        return _into_smaller(graph, x, lambda a: apply(graph, "negative", [a]))
    return None


def _is_nan(node: Node) -> bool:
    """Whether a node is the constant NaN."""
    number = number_of(node)
    return number is not None and bool(np.isnan(number))


def _absolute(graph: Graph, operands: Sequence[Node], static: Any) -> Node | None:
    (x,) = operands
    return apply(graph, "absolute", x.operands) if x.name == "negative" else None


def _logaddexp(graph: Graph, operands: Sequence[Node], static: Any) -> Node | None:
    """`logaddexp(x, 0)` of arrays as `max(x, 0) + log1p(exp(-abs(x)))`: slopes share the exponential.

    The two agree for infinities too, and the second form is faster by itself.
    """
    for x, zero in (operands, operands[::-1]):
        if is_number(zero, 0) and zero.shape == () and x.shape and x.dtype.kind == "f":
            size = apply(graph, "absolute", [x])
            small = apply(graph, "exp", [apply(graph, "negative", [size])])
            high = apply(graph, "maximum", [x, graph.constant(0.0)])
            return apply(graph, "add", [high, apply(graph, "log1p", [small])])
    return None


def _both(graph: Graph, operands: Sequence[Node], static: Any) -> Node | None:
    return _with_truth(graph, operands, neutral=True)


def _either(graph: Graph, operands: Sequence[Node], static: Any) -> Node | None:
    return _with_truth(graph, operands, neutral=False)


def _with_truth(graph: Graph, operands: Sequence[Node], *, neutral: bool) -> Node | None:
    """`x & True` is `x`, and `x & False` is false; likewise for `|`."""
    x, y = operands
    for one, other in ((x, y), (y, x)):
        truth = number_of(one)
        if truth is not None and one.dtype == other.dtype == bool:
            shape = broadcast(x.shape, y.shape)
            return shaped(graph, other if bool(truth) is neutral else one, shape)
    return None


_MIRRORED = {
    "less": "greater",
    "greater": "less",
    "less_equal": "greater_equal",
    "greater_equal": "less_equal",
}


def _comparison(name: str) -> Simplifier:
    """`-x < 0` is `x > 0`."""

    def simplify(graph: Graph, operands: Sequence[Node], static: Any) -> Node | None:
        x, y = operands
        if x.name == "negative" and is_number(y, 0):
            return apply(graph, _MIRRORED[name], [x.operands[0], y])
        return None

    return simplify


_POWERS = {1: "positive", 2: "square", 0.5: "sqrt", -1: "reciprocal"}


def _power(graph: Graph, operands: Sequence[Node], static: Any) -> Node | None:
    """A power with a constant exponent as NumPy's operator has it: a square is a product."""
    x, a = operands
    exponent = number_of(a) if a.shape == () else None
    if exponent == 0:
        shape, dtype = shape_and_type(graph, "power", operands, None)
        return shaped(graph, graph.constant(dtype.type(1)), shape)
    name = _POWERS.get(exponent) if exponent is not None else None
    if name is None or x.dtype.kind not in "fc":
        return None
    if shape_and_type(graph, "power", operands, None)[1] != x.dtype:
        return None
    return x if name == "positive" else apply(graph, name, [x])


def _spread(graph: Graph, name: str, operands: Sequence[Node]) -> Node | None:
    """A call of arrays that are each full of one number: the call of the numbers, broadcast."""
    if any(x.shape and x.name != "broadcast_to" for x in operands):
        return None
    inner = [x.operands[0] if x.shape else x for x in operands]
    if any(x.shape for x in inner) or not any(x.shape for x in operands):
        return None
    shape = broadcast(*(x.shape for x in operands))
    return shaped(graph, apply(graph, name, inner), shape)


def _unstretched(graph: Graph, name: str, operands: Sequence[Node]) -> Node | None:
    """The call without a `broadcast_to` that broadcasting does anyway."""
    shape = broadcast(*(x.shape for x in operands))
    for position, x in enumerate(operands):
        if x.name == "broadcast_to" and x.operands[0].shape != x.shape:
            others = [o.shape for i, o in enumerate(operands) if i != position]
            if broadcast(x.operands[0].shape, *others) == shape:
                made = list(operands)
                made[position] = x.operands[0]
                return apply(graph, name, made)
    return None


def _where(graph: Graph, operands: Sequence[Node], static: Any) -> Node | None:
    condition, x, y = operands
    taken = number_of(condition)
    if taken is not None:
        return _like(graph, x if taken else y, operands, "where")
    if x is y:
        return _like(graph, x, operands, "where")
    if condition.name == "equal":
        return _where_defined(graph, operands) or _where_equal(graph, operands)
    return _step(graph, operands)


_LOGARITHMS = ("log", "log2", "log10")


def _where_defined(graph: Graph, operands: Sequence[Node]) -> Node | None:
    """`where(y == y, x, nan)` with `y = log(x)` is `x`, with a guard that no entry is negative.

    So a slope that is undefined where the logarithm is costs no second logarithm.
    """
    condition, x, other = operands
    y, same = condition.operands
    if y is not same or y.name not in _LOGARITHMS or y.operands[0] is not x or not x.size:
        return None
    if graph.guessed or not _is_nan(other) or x.dtype.kind != "f":
        return None
    least = apply(graph, "min", [x], (None, False)) if x.shape else x
    asked = apply(graph, "greater_equal", [least, graph.constant(0.0)])
    if not bool(graph.example(asked)):
        return None
    if (asked, True) not in graph.guards:
        graph.guards.append((asked, True))
    return x


def _where_equal(graph: Graph, operands: Sequence[Node]) -> Node | None:
    """`where(x == a, a, x)` is `x`, and so is `where(x == 0, 0, -x)` its negative."""
    condition, x, y = operands
    left, right = condition.operands
    for one, number in ((left, right), (right, left)):
        value = number_of(number)
        if value is None or not is_number(x, value):
            continue
        bare = y.operands[0] if y.name == "negative" and value == 0 else y
        if bare is one:
            return _like(graph, y, operands, "where")
    return None


def _step(graph: Graph, operands: Sequence[Node]) -> Node | None:
    """`where(x > 0, 1, where(x <= 0, 0, nan))` is one call of NumPy's step function."""
    condition, one, other = operands
    if condition.name != "greater" or other.name != "where" or not is_number(one, 1):
        return None
    below, zero, undefined = other.operands
    x, bound = condition.operands
    same = below.name == "less_equal" and below.operands == condition.operands
    numbers = is_number(bound, 0) and is_number(zero, 0) and _is_nan(undefined)
    if not (same and numbers):
        return None
    return apply(graph, "heaviside", [x, graph.constant(0.0)]) if x.dtype == other.dtype else None


# ----------------------------------------------------------------------- entries moved about


def _reshape(graph: Graph, operands: Sequence[Node], static: Any) -> Node | None:
    (x,) = operands
    if x.shape == static:
        return x
    if x.name == "reshape":
        return apply(graph, "reshape", x.operands, static)
    if x.size == 1 and not x.shape:
        return apply(graph, "broadcast_to", [x], static)
    if x.name == "broadcast_to" and x.operands[0].shape == ():
        return apply(graph, "broadcast_to", x.operands, static)
    return None


def _squeezed(shape: Shape) -> Shape:
    return tuple(length for length in shape if length != 1)


def _transpose(graph: Graph, operands: Sequence[Node], static: Any) -> Node | None:
    (x,) = operands
    if static == tuple(range(len(static))):
        return x
    if x.name == "transpose":
        order = tuple(x.static[axis] for axis in static)
        return apply(graph, "transpose", x.operands, order)
    if x.name == "broadcast_to" and x.operands[0].size == 1:
        shape = tuple(x.shape[axis] for axis in static)
        inner = apply(graph, "reshape", x.operands, ())
        return apply(graph, "broadcast_to", [inner], shape)
    return None


def _broadcast_to(graph: Graph, operands: Sequence[Node], static: Any) -> Node | None:
    (x,) = operands
    if x.shape == static:
        return x
    if x.name == "broadcast_to":
        return apply(graph, "broadcast_to", x.operands, static)
    if x.size == 1 and x.shape:
        return apply(graph, "broadcast_to", [apply(graph, "reshape", [x], ())], static)
    return None


def _sum(graph: Graph, operands: Sequence[Node], static: Any) -> Node | None:
    """A sum over axes along which nothing changes is a product with their length."""
    (x,) = operands
    axes, keepdims = static
    if axes is None and keepdims:
        total = apply(graph, "sum", [x], (None, False))
        return shaped(graph, total, (1,) * len(x.shape))
    chosen = range(len(x.shape)) if axes is None else axes
    if not chosen and x.dtype.kind in "fc":
        return x
    if x.name == "broadcast_to" and x.operands[0].shape == () and x.dtype.kind in "fc":
        shape, _ = shape_and_type(graph, "sum", operands, static)
        count = math.prod(x.shape[axis] for axis in chosen)
        total = apply(graph, "multiply", [graph.constant(float(count)), x.operands[0]])
        return shaped(graph, total, shape) if total.dtype == x.dtype else None
    if x.name == "negative":
        return apply(graph, "negative", [apply(graph, "sum", x.operands, static)])
    if x.name == "multiply" and x.operands[0].name == CONSTANT and x.operands[0].shape == ():
        inner = apply(graph, "sum", [x.operands[1]], static)
        return apply(graph, "multiply", [x.operands[0], inner])
    return _sum_of_products(graph, x, static)


def _extreme(name: str) -> Simplifier:
    """An extreme of all entries with axes of length 1: the number, broadcast."""

    def simplify(graph: Graph, operands: Sequence[Node], static: Any) -> Node | None:
        (x,) = operands
        axes, keepdims = static
        if axes is not None or not keepdims:
            return None
        return shaped(graph, apply(graph, name, [x], (None, False)), (1,) * len(x.shape))

    return simplify


def _sum_of_products(graph: Graph, x: Node, static: Any) -> Node | None:
    """The sum of all entries of a product as an inner product of vectors."""
    if len(x.shape) != 1 or static[1] or x.dtype.kind != "f":
        return None
    if x.name == "square":
        return apply(graph, "matmul", [x.operands[0], x.operands[0]])
    if x.name == "multiply" and all(o.shape == x.shape and o.dtype == x.dtype for o in x.operands):
        return apply(graph, "matmul", x.operands)
    return None


def _is_identity(node: Node) -> bool:
    """Whether a node is a constant identity matrix."""
    if node.name != CONSTANT or len(node.shape) != 2 or node.shape[0] != node.shape[1]:
        return False
    return bool((node.value == np.eye(node.shape[0])).all())


def _matmul(graph: Graph, operands: Sequence[Node], static: Any) -> Node | None:
    a, b = operands
    if a.name == "transpose" and len(a.shape) == 2 and len(b.shape) == 1:
        return apply(graph, "matmul", [b, a.operands[0]])
    if a.name == b.name == "transpose" and len(a.shape) == len(b.shape) == 2:
        turned = apply(graph, "matmul", [b.operands[0], a.operands[0]])
        return apply(graph, "transpose", [turned], (1, 0))
    for one, other in ((a, b), (b, a)):
        if _is_identity(one) and other.dtype.kind == "f":
            return other
    for x in operands:
        if x.name == "negative":
            others = [o.operands[0] if o is x else o for o in operands]
            return apply(graph, "negative", [apply(graph, "matmul", others)])
        if x.name == "multiply" and x.operands[0].name == CONSTANT and x.operands[0].shape == ():
            shape, dtype = shape_and_type(graph, "matmul", operands, None)
            if math.prod(shape) <= x.size and x.dtype == dtype == x.operands[1].dtype:
                others = [o.operands[1] if o is x else o for o in operands]
                return apply(graph, "multiply", [x.operands[0], apply(graph, "matmul", others)])
    return None


_SIMPLIFIERS: dict[str, Simplifier] = {
    "add": _add,
    "subtract": _subtract,
    "multiply": _multiply,
    "divide": _divide,
    "negative": _negative,
    "power": _power,
    "where": _where,
    "absolute": _absolute,
    "logaddexp": _logaddexp,
    "bitwise_and": _both,
    "bitwise_or": _either,
    "logical_and": _both,
    "logical_or": _either,
    **{name: _comparison(name) for name in ("less", "less_equal", "greater", "greater_equal")},
    "reshape": _reshape,
    "transpose": _transpose,
    "broadcast_to": _broadcast_to,
    "sum": _sum,
    "matmul": _matmul,
    **{name: _extreme(name) for name in ("max", "min", "prod", "any", "all")},
}
"""By the name of a call: what it is equal to, or `None` if it is in its simplest form."""
