"""Operations of the book read into the canonical algebra.

Here broadcasting ends. An array is read as a `View`: a canonical core of the axes that matter,
and a mask which says where axes of size one stand between them. `x[:, None] * y` is two vectors on
different axes, so it becomes `outer(x, y)`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jacobook import language, shapes
from jacobook.algebra import canonical as c
from jacobook.algebra.numbers import HALF, ONE, PI, ZERO, in_terms_of_pi, number, value_of
from jacobook.catalogue import Registry
from jacobook.expression import (
    CONSTANT,
    DIMENSION,
    VARIABLE,
    Expression,
    node,
    postorder,
)
from jacobook.shapes import Dimension, Shape, Slice

LARGEST_POWER = 4
"""Matrix powers up to this one are written out as products."""


@dataclass(frozen=True, slots=True)
class View:
    """An array as NumPy sees it: a core, and axes of size one in between.

    Attributes:
        core: a canonical expression.
        mask: for each axis of the array whether it is an axis of the core; the others have size 1.
    """

    core: Expression
    mask: tuple[bool, ...]

    @property
    def shape(self) -> Shape:
        """The shape NumPy would show."""
        sizes = iter(self.core.shape)
        return tuple(next(sizes) if real else 1 for real in self.mask)


def viewed(core: Expression) -> View:
    """An array as a view: an axis of size one is no axis of a core, since it may be stretched."""
    if 1 not in core.shape:
        return View(core, (True,) * len(core.shape))
    mask = tuple(size != 1 for size in core.shape)
    real = tuple(size for size in core.shape if size != 1)
    if c.is_zero(core):
        return View(c.zeros(real), mask)
    return View(c.opaque("getitem", [core], real, {"index": _first_of_ones(mask)}), mask)


def _first_of_ones(mask: Sequence[bool]) -> tuple[Slice | int, ...]:
    """The index which takes away the axes of size one."""
    return tuple(Slice() if real else 0 for real in mask)


class Unreadable(Exception):
    """An operation which the canonical algebra has no form for; it stays opaque."""


class Interpreter:
    """Reads expressions into the canonical algebra.

    Args:
        registry: the rules, which say what is element-wise.
        values: what variables stand for, by name; others stand for themselves.
        sizes: what size letters stand for; others stand for themselves.
    """

    def __init__(
        self,
        registry: Registry,
        values: Mapping[str, View] | None = None,
        sizes: Mapping[str, Dimension] | None = None,
    ) -> None:
        """Start with nothing read."""
        self.registry = registry
        self.values = values or {}
        self.sizes = sizes or {}

    def read(self, root: Expression) -> View:
        """The canonical form of an expression."""
        made: dict[Expression, View] = {}
        for current in postorder(root):
            made[current] = self.node_view(current, [made[o] for o in current.operands])
        return made[root]

    def node_view(self, current: Expression, operands: Sequence[View]) -> View:
        """One node of an expression, given the views of its operands."""
        leaf = _LEAVES.get(current.operation)
        if leaf is not None:
            return leaf(self, current)
        return self.applied(current.operation, operands, self._static(current))

    def _static(self, current: Expression) -> dict[str, Any]:
        """The static parameters, with sizes as they are here."""
        return {name: self._sized(value) for name, value in current.parameters}

    def _sized(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(self._sized(item) for item in value)
        if isinstance(value, language.Slice):
            start, stop = (self._sized(end) for end in (value.start, value.stop))
            return language.Slice(start, stop, value.step)
        return _with_sizes(self.size(str(value))) if isinstance(value, language.Size) else value

    def size(self, size: Dimension) -> Dimension:
        """What a size stands for, each of its letters being one of those that hold here."""
        return shapes.valued(size, self.sizes) if self.sizes else size

    def shape(self, shape: Shape) -> Shape:
        """A shape in the sizes that hold here."""
        return tuple(self.size(d) for d in shape)

    def variable(self, leaf: Expression) -> View:
        """What a variable stands for."""
        found = self.values.get(str(leaf["name"]))
        return found if found is not None else viewed(leaf)

    def applied(
        self, operation: str, operands: Sequence[View], parameters: Mapping[str, Any]
    ) -> View:
        """An operation of the book applied to views."""
        operation = self._literal_variant(operation, operands)
        law = _LAWS.get(operation)
        if operation in _ARITHMETIC:
            operands = [_as_number(v) for v in operands]
        if law is not None:
            try:
                return law(operands, self._complete(operation, parameters))
            except Unreadable:
                pass
        if self.is_elementwise(operation):
            return self._elementwise(operation, operands, parameters)
        return self._opaque(operation, operands, parameters)

    def _complete(self, operation: str, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        """The static parameters with the rule's defaults."""
        rule = self.registry.operation_rule(operation)
        return {**rule.parameters, **parameters} if rule is not None else parameters

    def _literal_variant(self, operation: str, operands: Sequence[View]) -> str:
        """The operation which a rule names for an operand that is a literal number."""
        rule = self.registry.operation_rule(operation)
        if rule is None or not rule.literal:
            return operation
        for name, operand in zip(rule.names, operands, strict=True):
            if name in rule.literal and not operand.mask and value_of(operand.core) is not None:
                return rule.literal[name]
        return operation

    def is_elementwise(self, operation: str) -> bool:
        """Whether an operation works entry by entry and broadcasts."""
        rule = self.registry.operation_rule(operation)
        if rule is None:
            return operation in (*language.COMPARISONS, *language.LOGIC)
        broadcasts = rule.shape is shapes.broadcast
        return rule.kind == "elementwise" or (rule.kind == "derived" and broadcasts)

    def _elementwise(
        self, operation: str, operands: Sequence[View], parameters: Mapping[str, Any]
    ) -> View:
        mask = joint_mask(operands)
        if sum(mask) > 2:
            return self._opaque(operation, operands, parameters)
        shape = shapes.broadcast(*(v.shape for v in operands))
        real = tuple(size for size, on in zip(shape, mask, strict=True) if on)
        cores = [v.core if not v.core.shape else spread(v, mask, real) for v in operands]
        numbers = [_repeated(core) for core in cores]
        if any(n is None for n in numbers):
            cores = [core if n is None else n for core, n in zip(cores, numbers, strict=True)]
        elif real:
            found = c.opaque(operation, numbers, (), parameters, elementwise=True)  # type: ignore[arg-type]
            return View(c.scale(found, c.ones(real)), mask)
        return View(c.opaque(operation, cores, real, parameters, elementwise=True), mask)

    def _opaque(
        self, operation: str, operands: Sequence[View], parameters: Mapping[str, Any]
    ) -> View:
        arrays = [plain(v) for v in operands]
        if self._vanishes(operation, arrays):
            return viewed(c.zeros(self._result_shape(operation, arrays, parameters)))
        shape = self._result_shape(operation, arrays, parameters)
        given = self._given(operation, arrays, parameters)
        return viewed(c.opaque(c.as_opaque(operation), arrays, shape, given))

    def _result_shape(
        self, operation: str, arrays: Sequence[Expression], parameters: Mapping[str, Any]
    ) -> Shape:
        return self.registry.result_shape(operation, [a.shape for a in arrays], parameters)

    def _vanishes(self, operation: str, arrays: Sequence[Expression]) -> bool:
        """Whether a linear operation is applied to zeros."""
        rule = self.registry.operation_rule(operation)
        if rule is None or rule.kind not in ("linear", "multilinear"):
            return False
        zeros = [c.is_zero(a) for a in arrays]
        return all(zeros) if rule.kind == "linear" else any(zeros)

    def _given(
        self, operation: str, arrays: Sequence[Expression], parameters: Mapping[str, Any]
    ) -> dict[str, Any]:
        """The parameters that are not at their defaults; a vector has only one axis to name."""
        rule = self.registry.operation_rule(operation)
        defaults = rule.parameters if rule is not None else {}
        only = len(arrays) == 1 and len(arrays[0].shape) == 1
        return {
            k: _with_sizes(v) if k == "shape" else v
            for k, v in parameters.items()
            if (k not in defaults or defaults[k] != v or v not in _QUIET)
            and not (only and k == "axis" and v in _ONE_AXIS and defaults.get(k) in _ONE_AXIS)
        }


_ONE_AXIS = (None, 0, -1)
_QUIET = (None, False, 0, -1, "C", "raise", "full", "auto", "direct")
"""Defaults that go without saying; NumPy wants other parameters to be given."""


def _with_sizes(shape: Any) -> Any:
    """A shape as a static parameter: its letters are sizes, not text."""
    if isinstance(shape, tuple):
        return tuple(_with_sizes(size) for size in shape)
    return language.Size(shape) if isinstance(shape, str) else shape


def _repeated(core: Expression) -> Expression | None:
    """The number of which an array is full; `None` if it is not full of one number."""
    if not core.shape:
        return core
    if c.is_zero(core):
        return ZERO
    scalar, array = c.unscaled(core)
    return scalar if c.is_all_ones(array) else None


def joint_mask(operands: Sequence[View]) -> tuple[bool, ...]:
    """Which axes are real after broadcasting."""
    rank = max((len(v.mask) for v in operands), default=0)
    padded = [(False,) * (rank - len(v.mask)) + v.mask for v in operands]
    return tuple(any(column) for column in zip(*padded, strict=True))


def spread(view: View, mask: Sequence[bool], real: Shape) -> Expression:
    """The core of a view repeated along the axes which broadcasting gives it."""
    own = (False,) * (len(mask) - len(view.mask)) + view.mask
    present = [mine for mine, on in zip(own, mask, strict=True) if on]
    return _repeated_along(view.core, present, real)


def _repeated_along(core: Expression, present: Sequence[bool], real: Shape) -> Expression:
    """A core repeated to a shape, of whose axes it has those that are present."""
    if core.operation in _TRUTHS and core.shape:  # truth values are no factors of a product
        operands = [_repeated_along(o, present, real) if o.shape else o for o in core.operands]
        return c.opaque(core.operation, operands, real, elementwise=True)
    if all(present) or core.shape == real:
        return core
    if not core.shape:
        return c.scale(core, c.ones(real))
    if len(real) == 2 and len(core.shape) == 1:
        return c.outer(core, c.ones(real[1:])) if present[0] else c.outer(c.ones(real[:1]), core)
    raise Unreadable


_ARITHMETIC = frozenset(
    {"add", "subtract", "multiply", "divide", "negative", "power", "power_literal", "sum", "mean"}
    | {"matmul", "dot", "outer"}
)
"""Operations which take the truth of a comparison as the number 1 or 0."""


def _as_number(view: View) -> View:
    """A comparison as a choice between 1 and 0."""
    if view.core.operation not in _TRUTHS:
        return view
    branches = [view.core, ONE, ZERO]
    return View(c.opaque("where", branches, view.core.shape, elementwise=True), view.mask)


_TRUTHS = (*language.COMPARISONS, *language.LOGIC)


def plain(view: View) -> Expression:
    """A view as one expression; axes of size one are put in by indexing."""
    if all(view.mask):
        return view.core
    core = view.core
    whole = core.operation == "getitem" and core["index"] == _first_of_ones(view.mask)
    if whole and core.operands[0].shape == view.shape:
        return core.operands[0]
    if not core.shape:
        return c.scale(core, node("ones", (), view.shape))
    index = tuple(Slice() if real else None for real in view.mask)
    return c.opaque("getitem", [view.core], view.shape, {"index": index})


def _aligned(operands: Sequence[View]) -> tuple[list[Expression], tuple[bool, ...]]:
    mask = joint_mask(operands)
    if sum(mask) > 2:
        raise Unreadable
    shape = shapes.broadcast(*(v.shape for v in operands))
    real = tuple(size for size, on in zip(shape, mask, strict=True) if on)
    return [spread(v, mask, real) for v in operands], mask


# ---------------------------------------------------------------------------- leaves


def _constant(_: Interpreter, leaf: Expression) -> View:
    value: Any = leaf["value"]
    found = in_terms_of_pi(value)
    if found is None:
        return viewed(number(value))
    share, exponent = found
    return viewed(c.power(c.times(number(share), PI), exponent))


def _dimension(interpreter: Interpreter, leaf: Expression) -> View:
    return viewed(c.size(interpreter.size(str(leaf["name"]))))


def _eye(interpreter: Interpreter, leaf: Expression) -> View:
    if interpreter.shape(leaf.shape)[0] == 1:
        return View(ONE, (False, False))
    return viewed(c.eye(interpreter.shape(leaf.shape)[0]))


def _ones(interpreter: Interpreter, leaf: Expression) -> View:
    shape = interpreter.shape(leaf.shape)
    mask = tuple(size != 1 for size in shape)
    real = tuple(size for size in shape if size != 1)
    return View(c.ones(real) if len(real) < 3 else node("ones", (), real), mask)


def _zeros(interpreter: Interpreter, leaf: Expression) -> View:
    return viewed(c.zeros(interpreter.shape(leaf.shape)))


def _other(interpreter: Interpreter, leaf: Expression) -> View:
    return viewed(node(leaf.operation, (), interpreter.shape(leaf.shape), dict(leaf.parameters)))


_LEAVES: dict[str, Callable[[Interpreter, Expression], View]] = {
    VARIABLE: Interpreter.variable,
    CONSTANT: _constant,
    DIMENSION: _dimension,
    "eye": _eye,
    "ones": _ones,
    "zeros": _zeros,
    "basis": _other,
    "single": _other,
    "commutation": _other,
}

# ------------------------------------------------------------------------------- laws

Law = Callable[[Sequence[View], Mapping[str, Any]], View]


def _add(operands: Sequence[View], _: Mapping[str, Any]) -> View:
    cores, mask = _aligned(operands)
    return View(c.plus(*cores), mask)


def _subtract(operands: Sequence[View], _: Mapping[str, Any]) -> View:
    cores, mask = _aligned(operands)
    return View(c.difference(*cores), mask)


def _multiply(operands: Sequence[View], _: Mapping[str, Any]) -> View:
    a, b = operands
    if not a.core.shape or not b.core.shape:
        scalar, other = (a, b) if not a.core.shape else (b, a)
        mask = joint_mask(operands)
        if mask == (False,) * (len(mask) - len(other.mask)) + other.mask:
            return View(c.scale(scalar.core, other.core), mask)
    cores, mask = _aligned(operands)
    return View(c.times(*cores), mask)


def _divide(operands: Sequence[View], parameters: Mapping[str, Any]) -> View:
    a, b = operands
    return _multiply([a, View(c.power(b.core, -1), b.mask)], parameters)


def _power(operands: Sequence[View], _: Mapping[str, Any]) -> View:
    base, exponent = operands
    if exponent.core.shape or any(exponent.mask):
        raise Unreadable
    value = value_of(exponent.core)
    if value is None and not base.core.shape:
        return View(c.power(base.core, exponent.core), base.mask)
    if value is None:
        raise Unreadable
    return View(c.power(base.core, exponent.core), base.mask)


def _fixed_power(exponent: Any) -> Law:
    def law(operands: Sequence[View], _: Mapping[str, Any]) -> View:
        (x,) = operands
        return View(c.power(x.core, exponent), x.mask)

    return law


def _negative(operands: Sequence[View], _: Mapping[str, Any]) -> View:
    (x,) = operands
    return View(c.minus(x.core), x.mask)


def _same(operands: Sequence[View], _: Mapping[str, Any]) -> View:
    return operands[0]


def _matmul(operands: Sequence[View], _: Mapping[str, Any]) -> View:
    a, b = operands
    if len(a.mask) > 2 or len(b.mask) > 2 or not a.mask or not b.mask:
        raise Unreadable
    summed = a.mask[-1], b.mask[-2 if len(b.mask) > 1 else -1]
    mask = (*a.mask[:-1], *(b.mask[-1:] if len(b.mask) > 1 else ()))
    if not any(summed):  # a sum over one term
        return View(_outside(a.core, b.core), mask)
    if not all(summed):
        raise Unreadable
    return View(_contracted(a.core, b.core), mask)


def _outside(a: Expression, b: Expression) -> Expression:
    """The product of two cores which share no axis."""
    if not a.shape or not b.shape:
        return c.scale(a, b) if not a.shape else c.scale(b, a)
    return c.outer(a, b)


def _contracted(a: Expression, b: Expression) -> Expression:
    """The product over the last axis of `a` and the first of `b`, both in their cores."""
    if len(a.shape) == len(b.shape) == 1:
        return c.inner(a, b)
    return c.chain(a, b)


def _outer(operands: Sequence[View], _: Mapping[str, Any]) -> View:
    a, b = operands
    if len(a.mask) != 1 or len(b.mask) != 1:
        raise Unreadable
    return View(_outside(a.core, b.core), (*a.mask, *b.mask))


def _inner(operands: Sequence[View], parameters: Mapping[str, Any]) -> View:
    a, b = operands
    if len(a.mask) == len(b.mask) == 1:
        return _matmul(operands, parameters)
    raise Unreadable


def _dot(operands: Sequence[View], parameters: Mapping[str, Any]) -> View:
    if all(v.mask for v in operands):
        return _matmul(operands, parameters)
    return _multiply(operands, parameters)


def _transpose(operands: Sequence[View], parameters: Mapping[str, Any]) -> View:
    (x,) = operands
    axes = parameters.get("axes")
    order = (
        tuple(range(len(x.mask)))[::-1] if axes is None else tuple(a % len(x.mask) for a in axes)
    )
    mask = tuple(x.mask[a] for a in order)
    real = [a for a in order if x.mask[a]]
    if len(real) > 2:
        raise Unreadable
    return View(x.core if real == sorted(real) else c.transpose(x.core), mask)


def _matrix_transpose(operands: Sequence[View], _: Mapping[str, Any]) -> View:
    rank = len(operands[0].mask)
    axes = (*range(rank - 2), rank - 1, rank - 2)
    return _transpose(operands, {"axes": axes})


def _sum(operands: Sequence[View], parameters: Mapping[str, Any]) -> View:
    (x,) = operands
    axes = shapes.reduced_axes(parameters.get("axis"), len(x.mask))
    core = _summed(x, axes)
    keep = bool(parameters.get("keepdims", False))
    mask = [real and a not in axes for a, real in enumerate(x.mask)]
    return View(core, tuple(on for a, on in enumerate(mask) if keep or a not in axes))


def _summed(x: View, axes: Sequence[int]) -> Expression:
    """The core of a sum over axes."""
    real = [a for a, on in enumerate(x.mask) if on]
    gone = [i for i, a in enumerate(real) if a in axes]
    core = x.core
    if not gone:
        return core
    if len(gone) == len(real) <= 2:
        return c.total(core)
    if len(real) == 2:
        matrix = core if gone == [1] else c.transpose(core)
        return c.chain(matrix, c.ones(matrix.shape[1:]))
    raise Unreadable


def _mean(operands: Sequence[View], parameters: Mapping[str, Any]) -> View:
    (x,) = operands
    axes = shapes.reduced_axes(parameters.get("axis"), len(x.mask))
    count = c.times(number(1), *(c.size(x.shape[a]) for a in axes))
    summed = _sum(operands, parameters)
    return View(c.scale(c.power(count, -1), summed.core), summed.mask)


def _sum_to(operands: Sequence[View], parameters: Mapping[str, Any]) -> View:
    (x,) = operands
    wanted: Shape = tuple(parameters["shape"])
    axes = shapes.stretched_axes(wanted, x.shape)
    summed = _sum([x], {"axis": axes, "keepdims": True}) if axes else x
    return View(summed.core, summed.mask[len(x.mask) - len(wanted) :])


def _broadcast_to(operands: Sequence[View], parameters: Mapping[str, Any]) -> View:
    (x,) = operands
    wanted = parameters["shape"]
    shape: Shape = tuple(wanted) if isinstance(wanted, tuple) else (wanted,)
    own = (False,) * (len(shape) - len(x.mask)) + x.mask
    mask = tuple(on or size != 1 for on, size in zip(own, shape, strict=True))
    real = tuple(size for size, on in zip(shape, mask, strict=True) if on)
    if len(real) > 2:
        raise Unreadable
    return View(spread(x, mask, real), mask)


def _getitem(operands: Sequence[View], parameters: Mapping[str, Any]) -> View:
    """New axes, and single entries of axes of size one; other indices are opaque."""
    (x,) = operands
    entry = _entry(x.core, parameters["index"])
    if entry is not None:
        return viewed(entry)
    items = list(parameters["index"])
    taken = sum(item is not None and item is not ... for item in items)
    places = [i for i, item in enumerate(items) if item is ...] or [len(items)]
    items[places[0] : places[0] + 1] = [Slice()] * (len(x.mask) - taken)
    axes = iter(x.mask)
    mask: list[bool] = []
    for item in items:
        if item is None:
            mask.append(False)
            continue
        real = next(axes)
        if item == Slice() or item == slice(None):
            mask.append(real)
        elif real or item not in (0, -1):
            raise Unreadable
    return View(x.core, tuple(mask))


def _entry(x: Expression, index: Any) -> Expression | None:
    """One entry of a vector whose entries are known; `None` for any other."""
    places = index if isinstance(index, tuple) else (index,)
    if len(x.shape) != 1 or len(places) != 1 or type(places[0]) is not int:
        return None
    (i,) = places
    if x.operation == "stack":
        return x.operands[i] if -len(x.operands) <= i < len(x.operands) else None
    if c.is_ones(x) or c.is_zero(x):
        return ONE if c.is_ones(x) else ZERO
    if x.operation == "basis" and isinstance(x.shape[0], int):
        return ONE if int(str(x["i"])) % x.shape[0] == i % x.shape[0] else ZERO
    if x.operation in ("plus", "times", "scale"):
        parts = [_entry(o, index) if o.shape else o for o in x.operands]
        if any(part is not None and part.operation != "getitem" for part in parts if part is not x):
            whole = [
                part if part is not None else c.opaque("getitem", [o], (), {"index": (i,)})
                for part, o in zip(parts, x.operands, strict=True)
            ]
            return c.plus(*whole) if x.operation == "plus" else c.times(*whole)
    return None


def _reshape(operands: Sequence[View], parameters: Mapping[str, Any]) -> View:
    """Reshaping which only adds or removes axes of size one."""
    (x,) = operands
    wanted = parameters["shape"]
    shape: Shape = tuple(wanted) if isinstance(wanted, tuple | list) else (wanted,)
    if tuple(d for d in shape if d != 1) != tuple(d for d in x.core.shape if d != 1):
        raise Unreadable
    if 1 in x.core.shape:
        raise Unreadable
    return View(x.core, tuple(d != 1 for d in shape))


def _expand_dims(operands: Sequence[View], parameters: Mapping[str, Any]) -> View:
    (x,) = operands
    axis = parameters["axis"]
    given = axis if isinstance(axis, tuple) else (axis,)
    rank = len(x.mask) + len(given)
    new = {a % rank for a in given}
    old = iter(x.mask)
    return View(x.core, tuple(False if a in new else next(old) for a in range(rank)))


def _squeeze(operands: Sequence[View], parameters: Mapping[str, Any]) -> View:
    (x,) = operands
    if parameters.get("axis") is not None or 1 in x.core.shape:
        raise Unreadable
    return viewed(x.core)


def _on_matrix(build: Callable[[Expression], Expression], order: int) -> Law:
    """A law for one operand of a fixed order and default parameters."""

    def law(operands: Sequence[View], parameters: Mapping[str, Any]) -> View:
        (x,) = operands
        if not all(x.mask) or len(x.mask) != order or _chosen(parameters):
            raise Unreadable
        return viewed(build(x.core))

    return law


_USUAL = {"offset": 0, "k": 0, "axis1": 0, "axis2": 1, "dtype": None}


def _chosen(parameters: Mapping[str, Any]) -> bool:
    """Whether some parameter is not as usual."""
    return any(k not in _USUAL or _USUAL[k] != v for k, v in parameters.items())


def _diag(operands: Sequence[View], parameters: Mapping[str, Any]) -> View:
    (x,) = operands
    if not all(x.mask) or len(x.mask) not in (1, 2) or _chosen(parameters):
        raise Unreadable
    return viewed(c.diag(x.core) if len(x.mask) == 1 else c.diagonal(x.core))


def _norm(operands: Sequence[View], parameters: Mapping[str, Any]) -> View:
    """The root of the sum of squares."""
    (x,) = operands
    squares = _sum([View(c.power(x.core, 2), x.mask)], parameters)
    return View(c.power(squares.core, HALF), squares.mask)


def _vector_norm(operands: Sequence[View], parameters: Mapping[str, Any]) -> View:
    """A norm with the usual order."""
    if parameters.get("ord") not in (None, 2, "fro"):
        raise Unreadable
    if parameters.get("ord") == 2 and len(operands[0].mask) > 1:
        raise Unreadable
    return _norm(operands, parameters)


def _multi_dot(operands: Sequence[View], _: Mapping[str, Any]) -> View:
    product = operands[0]
    for factor in operands[1:]:
        product = _matmul([product, factor], {})
    return product


def _solve(operands: Sequence[View], _: Mapping[str, Any]) -> View:
    a, b = operands
    if not (all(a.mask) and all(b.mask)) or len(a.mask) != 2 or len(b.mask) > 2:
        raise Unreadable
    return viewed(c.chain(c.inv(a.core), b.core))


def _solve_right(operands: Sequence[View], _: Mapping[str, Any]) -> View:
    a, b = operands
    if not (all(a.mask) and all(b.mask)) or len(a.mask) != 2 or len(b.mask) > 2:
        raise Unreadable
    return viewed(c.chain(b.core, c.inv(a.core)))


def _matrix_power(operands: Sequence[View], parameters: Mapping[str, Any]) -> View:
    (x,) = operands
    n = parameters.get("n", 1)
    if not all(x.mask) or len(x.mask) != 2 or not isinstance(n, int) or abs(n) > LARGEST_POWER:
        raise Unreadable
    if n == 0:
        return viewed(c.eye(x.core.shape[0]))
    base = x.core if n > 0 else c.inv(x.core)
    return viewed(c.chain(*[base] * abs(n)))


_WHOLE = (Slice(), slice(None))
"""An index which leaves an axis as it is."""


def _scatter(operands: Sequence[View], parameters: Mapping[str, Any]) -> View:
    """Numbers put at one place of zeros, or in one row or column: multiples of unit vectors."""
    (x,) = operands
    index, shape = parameters["index"], tuple(parameters["shape"])
    places = index if isinstance(index, tuple) else (index,)
    if all(place is None or place in _WHOLE for place in places):
        kept = [real for place, real in zip(places, x.mask, strict=False) if place is not None]
        if len(places) == len(x.mask) and len(kept) == len(shape):
            return View(x.core, tuple(kept))
    if len(places) != len(shape) or len(shape) not in (1, 2) or not all(x.mask):
        raise Unreadable
    if all(size == 1 for size in shape):
        return View(x.core, (False,) * len(shape))
    if all(type(place) is int for place in places):
        return viewed(c.scale(x.core, _unit(places, shape)))
    whole = [place in _WHOLE for place in places]
    if sum(whole) != 1 or len(shape) != 2 or len(x.mask) != 1:
        raise Unreadable
    row = whole.index(False)
    if type(places[row]) is not int:
        raise Unreadable
    if shape[row] == 1:
        return View(x.core, tuple(whole))
    unit = _unit(places[row : row + 1], shape[row : row + 1])
    return viewed(c.outer(unit, x.core) if row == 0 else c.outer(x.core, unit))


def _unit(places: Sequence[Any], shape: Shape) -> Expression:
    """The array with a single one, at some place."""
    operation, names = ("basis", "i") if len(shape) == 1 else ("single", "ij")
    return node(operation, (), shape, dict(zip(names, places, strict=True)))


def _stop(operands: Sequence[View], _: Mapping[str, Any]) -> View:
    (x,) = operands
    return View(c.opaque(language.STOP, [x.core], x.core.shape), x.mask)


def _threshold(operands: Sequence[View], _: Mapping[str, Any]) -> View:
    """The maximum of an array and the number 0 is the rectified linear unit."""
    arrays = [v for v in operands if not c.is_zero(v.core)]
    if len(arrays) != 1 or len(arrays[0].core.shape) > 2:
        raise Unreadable
    (x,) = arrays
    return View(c.opaque("relu", [x.core], x.core.shape, elementwise=True), x.mask)


def _sym(operands: Sequence[View], _: Mapping[str, Any]) -> View:
    (x,) = operands
    if not all(x.mask) or len(x.mask) != 2:
        raise Unreadable
    return viewed(c.scale(HALF, c.plus(x.core, c.transpose(x.core))))


_LAWS: dict[str, Law] = {
    "add": _add,
    "subtract": _subtract,
    "multiply": _multiply,
    "divide": _divide,
    "negative": _negative,
    "positive": _same,
    "copy": _same,
    "power": _power,
    "power_literal": _power,
    "square": _fixed_power(2),
    "sqrt": _fixed_power(0.5),
    "reciprocal": _fixed_power(-1),
    "matmul": _matmul,
    "dot": _dot,
    "inner": _inner,
    "outer": _outer,
    "transpose": _transpose,
    "matrix_transpose": _matrix_transpose,
    "sum": _sum,
    "mean": _mean,
    "sum_to": _sum_to,
    "broadcast_to": _broadcast_to,
    "getitem": _getitem,
    "reshape": _reshape,
    "expand_dims": _expand_dims,
    "squeeze": _squeeze,
    "diag": _diag,
    "diagonal": _on_matrix(c.diagonal, 2),
    "trace": _on_matrix(c.trace, 2),
    "inv": _on_matrix(c.inv, 2),
    "det": _on_matrix(c.det, 2),
    "norm2": _norm,
    "normF": _norm,
    "norm": _vector_norm,
    "vector_norm": _vector_norm,
    "multi_dot": _multi_dot,
    "solve": _solve,
    "solve_right": _solve_right,
    "matrix_power": _matrix_power,
    "sym": _sym,
    "threshold": _threshold,
    language.STOP: _stop,
    "scatter": _scatter,
}
