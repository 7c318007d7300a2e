"""Expressions: an immutable graph of applied operations (the book's form A).

A node names its operation and knows its operands, static parameters and shape. Equal nodes are
one object (hash-consing), so equality is identity and a shared part is stored once. Nodes have no
arithmetic; `jacobook.operations` gives them that. Nothing here imports NumPy or SymPy.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from threading import Lock
from typing import Any
from weakref import WeakValueDictionary

from jacobook.shapes import Dimension, Shape, Size, times

Parameters = tuple[tuple[str, Hashable], ...]

VARIABLE, CONSTANT, DIMENSION = "variable", "constant", "dimension"


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True, repr=False)
class Expression:
    """One applied operation; make it with `node`, `variable`, `constant` or `dimension`.

    Attributes:
        operation: the name of the operation, such as `"matmul"`, or `variable`, `constant`,
            `dimension` for a leaf.
        operands: the expressions it is applied to.
        parameters: static keywords such as `axis`, sorted by name.
        shape: sizes, as numbers or letters; `()` for a scalar.
        facts: what is known of the value, such as `"symmetric"`.
    """

    operation: str
    operands: tuple[Expression, ...]
    parameters: Parameters
    shape: Shape
    facts: frozenset[str] = field(default=frozenset())

    def __getitem__(self, name: str) -> Hashable:
        """The static parameter called `name`."""
        return dict(self.parameters)[name]

    def __repr__(self) -> str:
        """The node with its operands' operations, enough to recognise it while debugging."""
        inside = [child.operation for child in self.operands]
        inside += [f"{k}={v!r}" for k, v in self.parameters]
        return f"<{self.operation}({', '.join(inside)}) {self.shape}>"


_nodes: WeakValueDictionary[tuple[object, ...], Expression] = WeakValueDictionary()
_lock = Lock()


def node(
    operation: str,
    operands: Iterable[Expression] = (),
    shape: Shape = (),
    parameters: Mapping[str, Hashable] | None = None,
    *,
    facts: Iterable[str] = (),
    **keywords: Hashable,
) -> Expression:
    """The one expression which applies `operation` to `operands`.

    Static parameters come as a mapping, or as keywords where the names allow it.

    >>> x = variable("x", (3,))
    >>> node("exp", [x], (3,)) is node("exp", [x], (3,))
    True
    """
    static = tuple(sorted({**(parameters or {}), **keywords}.items()))
    typed = tuple((k, type(v), v) for k, v in static)  # 1, 1.0 and True are different
    key = (operation, tuple(operands), typed, shape, frozenset(facts))
    with _lock:
        found = _nodes.get(key)
        if found is None:
            found = _nodes[key] = Expression(operation, key[1], static, shape, key[4])
    return found


def variable(name: str, shape: Shape = (), facts: Iterable[str] = ()) -> Expression:
    """The variable called `name`."""
    return node(VARIABLE, (), shape, facts=facts, name=name)


def constant(number: float | bool | Fraction) -> Expression:
    """A literal number."""
    return node(CONSTANT, (), (), value=number)


def dimension(name: str) -> Expression:
    """The size called `name`, used as a number: the `n` in `sum(x) / n`."""
    return node(DIMENSION, (), (), name=name)


def commutation(m: Dimension, n: Dimension) -> Expression:
    """The matrix which turns `vec(X)` into `vec(X.T)`, for `X` with `m` rows and `n` columns."""
    product = times(m, n)
    rows, columns = (Size(d) if isinstance(d, str) else d for d in (m, n))
    return node("commutation", (), (product, product), m=rows, n=columns)


def is_constant(expression: Expression, number: float | None = None) -> bool:
    """Whether `expression` is a literal, and equal to `number` if that is given."""
    if expression.operation != CONSTANT:
        return False
    return number is None or expression["value"] == number


def postorder(*roots: Expression) -> Iterator[Expression]:
    """Every node below `roots` once, operands before the nodes that use them (no recursion)."""
    seen: set[Expression] = set()
    stack: list[Any] = [*reversed(roots)]
    while stack:
        current = stack.pop()
        if current is None:  # the operands of the node below it have been given
            yield stack.pop()
        elif current not in seen:
            seen.add(current)
            if current.operands:
                stack.append(current)
                stack.append(None)
                stack.extend(current.operands[::-1])
            else:
                yield current


def variables(*roots: Expression) -> tuple[Expression, ...]:
    """The variables below `roots`, in order of appearance."""
    return tuple(n for n in postorder(*roots) if n.operation == VARIABLE)


def rebuild(
    root: Expression, replace: Callable[[Expression, tuple[Expression, ...]], Expression]
) -> Expression:
    """The expression made by calling `replace(node, new_operands)` from the leaves upwards."""
    made: dict[Expression, Expression] = {}
    for current in postorder(root):
        made[current] = replace(current, tuple(made[operand] for operand in current.operands))
    return made[root]


def exchanged(root: Expression, parts: Mapping[Expression, Expression]) -> Expression:
    """`root` with some of its parts replaced by others of the same shape."""

    def replace(current: Expression, operands: tuple[Expression, ...]) -> Expression:
        if current in parts:
            return parts[current]
        if operands == current.operands:
            return current
        static = dict(current.parameters)
        return node(current.operation, operands, current.shape, static, facts=current.facts)

    return rebuild(root, replace)


def substitute(root: Expression, values: Mapping[str, Expression]) -> Expression:
    """`root` with every variable named in `values` replaced.

    Shapes are kept: a value must have the shape of the variable it replaces.
    """
    named = {v: values[str(v["name"])] for v in variables(root) if v["name"] in values}
    return exchanged(root, named)
