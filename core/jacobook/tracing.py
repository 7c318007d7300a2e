"""Tracing with values: plain NumPy functions run on stand-ins which remember how they were made.

NumPy's own protocols (`__array_ufunc__`, `__array_function__`) bring every call here, so no
replaced namespace is needed. A traced value knows its number, so Python's `if` and `while` work.
Traces nest: the value inside a traced value may be traced again, which gives higher orders.
"""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from jacobook import shapes
from jacobook.array_operators import NOTHING, ArrayOperators
from jacobook.binding import (
    bind,
    called_name,
    dotted_name,
    is_default,
    refuse_keyword,
    signature_of,
)
from jacobook.catalogue import Registry, removal, warn_if_deprecated
from jacobook.errors import (
    InPlaceWriteError,
    JacobookError,
    RuleError,
    ShapeError,
    SingularMatrixError,
    TracedValueError,
    UnknownFunctionError,
    UnsupportedKeywordError,
)
from jacobook.expression import CONSTANT, VARIABLE, Expression, postorder
from jacobook.operations import (
    Operation,
    Operations,
    innermost,
    installed_function,
    is_complex,
    operations_of,
    primal_of,
)
from jacobook.rewriting import ANYTHING, Bindings, Rewrite, Table, bound_parameters
from jacobook.rule import Array, Rule

_levels = itertools.count()


class _Forgotten(list[Any]):
    """The steps of a trace that is over: none can be added."""

    def append(self, step: Any) -> None:
        """Refuse.

        Raises:
            TracedValueError: always.
        """
        raise TracedValueError(
            "a traced value is used after the differentiation that it belongs to. It was kept in a "
            "list, an attribute or a global; return it with has_aux=True or keep jb.stop(x)."
        )


_FORGOTTEN = _Forgotten()


class Trace:
    """One differentiation under way: its depth, its rules, and its steps in the order made.

    A trace started while another is under way lies inside it and is deeper. Steps know their trace
    and the trace knows its steps: whoever starts a trace calls `forget` when it is done, so that
    the arrays are freed at once. It is `idle` if some steps may serve no result, such as those of
    a composition which was recorded in another form, and `selects` if some entries may have no
    influence by a choice or by a literal factor 0.
    """

    __slots__ = ("dispatch", "idle", "level", "operations", "selects", "steps")

    def __init__(self, registry: Registry) -> None:
        """Start a trace."""
        self.level = next(_levels)
        self.operations = operations_of(registry)
        self.dispatch = dispatch_of(registry)
        self.steps: list[Traced] = []
        self.idle = False
        self.selects = False

    def variable(self, value: Array) -> Traced:
        """A value to differentiate by."""
        return Traced(self, value, None, (), (), NOTHING)

    def forget(self) -> None:
        """Let go of all steps."""
        self.steps.clear()
        self.steps = _FORGOTTEN


class Traced(ArrayOperators):
    """A value with the step that made it.

    Attributes:
        within: the trace it belongs to.
        value: the number, or a value of an outer trace.
        operation: what made it; `None` for a variable.
        values: the operands' values.
        operands: the operands; those of the same trace are what it was made from.
        parameters: static keywords.
    """

    __slots__ = ("operands", "operation", "parameters", "value", "values", "within")

    def __init__(
        self,
        trace: Trace,
        value: Array,
        operation: Operation | None,
        values: Sequence[Array],
        operands: Sequence[Any],
        parameters: Mapping[str, Any],
    ) -> None:
        """Record one step."""
        self.within = trace
        self.value = value
        self.operation = operation
        self.values = values
        self.operands = operands
        self.parameters = parameters

    # The commonest operators, written out: one call less than the inherited ones.

    def __add__(self, other: Array) -> Array:
        return apply(self.within.operations["add"], (self, other))

    def __radd__(self, other: Array) -> Array:
        return apply(self.within.operations["add"], (other, self))

    def __sub__(self, other: Array) -> Array:
        return apply(self.within.operations["subtract"], (self, other))

    def __rsub__(self, other: Array) -> Array:
        return apply(self.within.operations["subtract"], (other, self))

    def __mul__(self, other: Array) -> Array:
        return apply(self.within.operations["multiply"], (self, other))

    def __rmul__(self, other: Array) -> Array:
        return apply(self.within.operations["multiply"], (other, self))

    def __truediv__(self, other: Array) -> Array:
        return apply(self.within.operations["divide"], (self, other))

    def __rtruediv__(self, other: Array) -> Array:
        return apply(self.within.operations["divide"], (other, self))

    def __matmul__(self, other: Array) -> Array:
        return apply(self.within.operations["matmul"], (self, other))

    def __rmatmul__(self, other: Array) -> Array:
        return apply(self.within.operations["matmul"], (other, self))

    def __pow__(self, other: Array) -> Array:
        return apply(self.within.operations["power"], (self, other))

    def __rpow__(self, other: Array) -> Array:
        return apply(self.within.operations["power"], (other, self))

    def __lt__(self, other: Array) -> Array:
        return plain(self) < plain(other)

    def __le__(self, other: Array) -> Array:
        return plain(self) <= plain(other)

    def __gt__(self, other: Array) -> Array:
        return plain(self) > plain(other)

    def __ge__(self, other: Array) -> Array:
        return plain(self) >= plain(other)

    def __eq__(self, other: object) -> Array:
        return plain(self) == plain(other)

    def __ne__(self, other: object) -> Array:
        return plain(self) != plain(other)

    __hash__ = ArrayOperators.__hash__

    @property
    def level(self) -> int:  # type: ignore[override]
        """The depth of the trace."""
        return self.within.level

    @property
    def shape(self) -> tuple[int, ...]:  # type: ignore[override]
        """The value's shape."""
        return self.value.shape  # type: ignore[no-any-return]

    @property
    def dtype(self) -> np.dtype[Any]:
        """The value's number type."""
        return self.value.dtype  # type: ignore[no-any-return]

    @property
    def size(self) -> int:
        """The number of entries."""
        return int(self.value.size)

    def __len__(self) -> int:
        return len(self.value)

    def __iter__(self) -> Iterator[Array]:
        if not self.shape:
            raise TypeError("iteration over a 0-d array")
        return (self[i] for i in range(len(self)))

    def __bool__(self) -> bool:
        return bool(plain(self))

    def __copy__(self) -> Traced:
        """Itself: a traced value never changes."""
        return self

    def __deepcopy__(self, memo: Any) -> Traced:
        """Itself: a traced value never changes."""
        return self

    def __repr__(self) -> str:
        """The value, marked as traced."""
        return f"Traced({plain(self)!r})"

    def __format__(self, specification: str) -> str:
        """As the value's own, so that a loss can be printed while it is being differentiated."""
        return format(plain(self), specification)

    def __divmod__(self, other: Array) -> tuple[Array, Array]:
        return self // other, self % other

    def __round__(self, ndigits: int = 0) -> Array:
        return np.round(self, ndigits)

    def reshape(self, *shape: Any, **kwargs: Any) -> Array:
        """`np.reshape` of this value; the shape may be given as one tuple or as numbers."""
        return np.reshape(self, shape[0] if len(shape) == 1 else shape, **kwargs)

    def transpose(self, *axes: Any) -> Array:
        """`np.transpose` of this value; the axes may be given as one tuple or as numbers."""
        return np.transpose(self, axes[0] if len(axes) == 1 else axes or None)

    def flatten(self) -> Array:
        """The value as a vector."""
        return np.reshape(self, -1)

    def astype(self, dtype: Any) -> Array:
        """The value in another number type; as integers or truth values it is a constant."""
        if np.dtype(dtype).kind not in "fc":
            return plain(self).astype(dtype)
        value = np.real(self) if is_complex(self) and np.dtype(dtype).kind == "f" else self
        return value._apply("astype", (value,), {"dtype": np.dtype(dtype)})

    def __floordiv__(self, other: Array) -> Array:
        return plain(self) // plain(other)

    def __rfloordiv__(self, other: Array) -> Array:
        return plain(other) // plain(self)

    def __getitem__(self, index: Any) -> Array:
        return apply(self.within.operations["getitem"], (self,), {"index": kept(index)})

    @property
    def real(self) -> Array:
        """The real part."""
        return np.real(self)

    @property
    def imag(self) -> Array:
        """The imaginary part."""
        return np.imag(self)

    def item(self, *args: Any) -> float:
        """Refused: a plain number would cut the derivative."""
        return self.__float__()

    def tolist(self) -> Any:
        """Refused: plain numbers would cut the derivative."""
        return self.__array__()

    def _apply(
        self, name: str, operands: Sequence[Any], parameters: Mapping[str, Any] = NOTHING
    ) -> Array:
        operation = self.within.operations[name]
        if operation.recorded:
            return apply(operation, operands, parameters)
        return _unrecorded(operation, operands, parameters)

    def _stopped(self) -> Array:
        return plain(self)

    def _method(self, name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Array:
        return getattr(np, name)(self, *args, **kwargs)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **kwargs: Any) -> Array:
        """NumPy met this value in `ufunc(...)` or `ufunc.reduce(...)`."""
        operation = self.within.dispatch[ufunc]
        if method != "__call__":
            return _ufunc_method(ufunc, method, inputs, kwargs)
        if kwargs or not operation.recorded:
            return _call(operation, ufunc, inputs, kwargs)
        return apply(operation, inputs)

    def __array_function__(
        self,
        function: Callable[..., Any],
        types: Sequence[type],
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
    ) -> Array:
        """NumPy met this value in any other function."""
        return _call(self.within.dispatch[function], function, args, kwargs)


def apply(
    operation: Operation, operands: Sequence[Any], parameters: Mapping[str, Any] = NOTHING
) -> Array:
    """Apply an operation and record the step in the innermost trace among its operands.

    A step whose derivative is zero by rule is not recorded: its value is a constant. A composition
    that a rewrite knows is recorded, and computed, in its other form.
    """
    if operation.special:
        operation, other = _other_form(operation, operands, parameters)
        if other is not None:
            return other
    if operation.defaults:
        parameters = {**operation.defaults, **parameters}
    trace: Trace | None = None
    flat = operation.flat
    depends = zero = False
    values = []
    for position, operand in enumerate(operands):
        if type(operand) is Traced:
            own = operand.within
            if own is not trace:
                if trace is not None:
                    return _apply_nested(operation, operands, parameters)
                trace = own
            inner = operand.value
            if type(inner) is Traced:
                return _apply_nested(operation, operands, parameters)
            values.append(inner)
            if not flat or not flat[position]:
                depends = True
        else:
            values.append(_constant(operand, operation))
            zero = zero or (type(operand) in _NUMBERS and not operand)
    try:
        if operation.listed:
            value = operation.primal(values, **parameters)
        else:
            value = operation.primal(*values, **parameters)
    except Exception as error:  # noqa: BLE001 - raised again, if nothing is staged
        value = opaque(operation, values, parameters, error)
    if not depends or trace is None:
        return value
    step = Traced(trace, value, operation, values, operands, parameters)
    trace.steps.append(step)
    if zero:
        trace.selects = True
    return step


def _other_form(
    operation: Operation, operands: Sequence[Any], parameters: Mapping[str, Any]
) -> tuple[Operation, Array | None]:
    """The operation to record, or the value of the other form that was recorded in its place."""
    if operation.literals and (variant := operation.literal_variant(operands)):
        operation = operation.sibling(variant)
    if operation.complex and any(map(is_complex, operands)):
        operation = operation.sibling(operation.complex)
    if operation.rule.status == "deprecated":
        warn_if_deprecated(operation.rule)
    if operation.selects:
        for operand in operands:
            mark(operand, selects=True)
    if operation.rewrites:
        for rewrite in _candidates(operation.rewrites, operands):
            other = _rewritten(rewrite, operation, operands, parameters)
            if other is not None:
                return operation, other
    return operation, None


def _candidates(table: Table, operands: Sequence[Any]) -> Sequence[Rewrite]:
    """The rewrites which the step behind the first operand, constants not counted, leaves."""
    for first in operands:
        if type(first) is Traced and first.operation is not None:
            break
    else:
        return ()
    found = table.get(first.operation.written)
    if found is None:
        found = table[ANYTHING]
    if found and not _has_constant(first.operands):
        return [rewrite for rewrite in found if not rewrite.numbered]
    return found


def _has_constant(operands: Sequence[Any]) -> bool:
    """Whether an operand is not traced."""
    for operand in operands:  # noqa: SIM110 - `any` takes three times as long
        if type(operand) is not Traced:
            return True
    return False


def _rewritten(
    rewrite: Rewrite,
    operation: Operation,
    operands: Sequence[Any],
    parameters: Mapping[str, Any],
) -> Array | None:
    """The other form of an operation, if the steps behind its operands are its composition.

    The two forms agree for real numbers: `sqrt(z**2)` of a complex one is not `abs(z)`.
    """
    given = {**operation.defaults, **parameters}
    bindings = rewrite.matcher.fits_inside(operands, given, {}, _STEPS)
    if bindings is None or any(map(is_complex, bindings.values())):
        return None
    for operand in operands:
        mark(operand, idle=True)
    operations = innermost(operands).within.operations  # type: ignore[attr-defined]
    return evaluated(rewrite.replacement, bindings, operations)


def evaluated(root: Expression, bindings: Bindings, operations: Operations) -> Array:
    """The value of an expression, step by step; traced values among the bindings record the steps.

    Args:
        root: a pattern or a replacement of a rewrite.
        bindings: values by variable name, and by name of an open parameter.
        operations: those of the registry to use.
    """
    made: dict[Expression, Any] = {}
    for part in postorder(root):
        if part.operation == VARIABLE:
            made[part] = bindings[str(part["name"])]
        elif part.operation == CONSTANT:
            made[part] = part["value"]
        else:
            operation = operations[part.operation]
            run = apply if operation.recorded else _unrecorded
            inputs = [made[operand] for operand in part.operands]
            made[part] = run(operation, inputs, bound_parameters(part, bindings))
    return made[root]


def mark(value: Any, *, idle: bool = False, selects: bool = False) -> None:
    """Note in all traces that a value belongs to what is known of the steps behind it."""
    while type(value) is Traced:
        value.within.idle |= idle
        value.within.selects |= selects
        value = value.value


_MOST_COMPARED = 20
"""How many steps are compared before two values count as different."""


class _Steps:
    """How the matcher of rewrites looks at operands with values."""

    def number(self, subject: Any) -> float | None:
        """A literal number; arrays of one entry count."""
        if type(subject) is Traced:
            return None
        return subject if type(subject) in _NUMBERS or np.ndim(subject) == 0 else None

    def applied(self, subject: Any) -> tuple[str, Sequence[Any], Mapping[str, Any]] | None:
        """The step that made a traced value."""
        if type(subject) is not Traced or subject.operation is None:
            return None
        return subject.operation.written, subject.operands, subject.parameters

    def rank(self, subject: Any) -> int:
        """The number of axes."""
        return np.ndim(plain(subject))

    def same(self, a: Any, b: Any) -> bool:
        """Whether two values are one, or were made from the same ones in the same few steps."""
        pairs = [(a, b)]
        for _ in range(_MOST_COMPARED):
            if not pairs:
                return True
            a, b = pairs.pop()
            if a is b or (type(a) is type(b) and type(a) in _NUMBERS and a == b):
                continue
            if type(a) is not Traced or type(b) is not Traced or a.operation is not b.operation:
                return False
            if a.operation is None or len(a.operands) != len(b.operands):
                return False
            if a.parameters and not _alike(a.parameters, b.parameters):
                return False
            pairs += zip(a.operands, b.operands, strict=True)
        return False


def _alike(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """Whether static parameters are the same; of arrays only one and the same array is."""
    if a.keys() != b.keys():
        return False
    pairs = [(a[name], b[name]) for name in a]
    return all(x is y or (_is_plain(x) and _is_plain(y) and x == y) for x, y in pairs)


def _is_plain(parameter: Any) -> bool:
    if isinstance(parameter, tuple):
        return all(map(_is_plain, parameter))
    return parameter is None or isinstance(parameter, int | float | str | slice)


_STEPS = _Steps()

_NUMBERS = {float, int, bool, np.float64, np.float32}


def _constant(operand: Any, operation: Operation) -> Any:
    """A constant operand as rules want it: an array, or a number where entries do not matter.

    Arrays are not copied, which for a large one would double the time of a product. So a function
    must not write into an array after it has used it; the page on conventions says so.
    """
    form = type(operand)
    if form is np.ndarray:
        return operand
    if form in _NUMBERS:
        return operand if operation.rule.kind == "elementwise" else np.asarray(operand)
    return np.asarray(operand) if form in (list, tuple, range) else operand


def kept(parameter: Any) -> Any:
    """A static keyword as it is now, lists and arrays copied."""
    if isinstance(parameter, list):
        return [kept(part) for part in parameter]
    if type(parameter) is tuple:
        return tuple(kept(part) for part in parameter)
    return parameter.copy() if isinstance(parameter, np.ndarray) else parameter


def _apply_nested(
    operation: Operation, operands: Sequence[Any], parameters: Mapping[str, Any]
) -> Array:
    """`apply` where traces lie inside each other: the innermost takes the step, on values to which
    the operation is applied in the trace outside it.
    """
    trace = innermost(operands).within  # type: ignore[attr-defined]
    inner = [type(o) is Traced and o.within is trace for o in operands]
    values = [
        o.value if own else o if type(o) is Traced else _constant(o, operation)
        for o, own in zip(operands, inner, strict=True)
    ]
    flat = operation.flat or (False,) * len(operands)
    depends = any(own and not zero for own, zero in zip(inner, flat, strict=True))
    value = apply(operation, values, parameters)
    if not depends:
        return value
    step = Traced(trace, value, operation, values, operands, parameters)
    trace.steps.append(step)
    if any(type(v) in _NUMBERS and not v for v in values):
        trace.selects = True
    return step


def opaque(
    operation: Operation,
    values: Sequence[Any],
    parameters: Mapping[str, Any],
    error: Exception,
) -> Array:
    """The value of an operation whose function failed because it is being staged for compilation.

    Raises:
        Exception: it failed for another reason.
    """
    staged = asks_for_numbers(values, error)
    if staged is None:
        raise translated(operation, values, error) from error
    return staged._opaque(operation, values, parameters)


def asks_for_numbers(values: Sequence[Any], error: Exception) -> Any:
    """A value that is being staged for compilation, if an error says that it is no number."""
    for problem in (error, error.__cause__):
        if isinstance(problem, TracedValueError | InPlaceWriteError):
            owners = [value for value in values if isinstance(value, ArrayOperators)]
            return next((owner for owner in owners if owner.staged), None)
    return None


def translated(operation: Operation, values: Sequence[Any], error: Exception) -> Exception:
    """What NumPy complains about, said with the rule's name and the operands' shapes."""
    if isinstance(error, JacobookError):
        return error
    if isinstance(error, np.linalg.LinAlgError):
        return _linear_algebra_error(operation, values, error)
    if isinstance(error, ValueError):
        return ShapeError(_failed(operation, values, error))
    return RuleError(_failed(operation, values, error))


def _failed(operation: Operation, values: Sequence[Any], error: Exception) -> str:
    given = ", ".join(
        f"{name} {shapes.show(np.shape(plain(value)))}"
        for name, value in zip(_operand_names(operation, values), values, strict=True)
    )
    reason = _product_mismatch(operation, values) or str(error)
    name = operation.registry.named(operation.rule)
    return f"{name}: cannot be applied to {given}: {reason}"


def _operand_names(operation: Operation, values: Sequence[Any]) -> Sequence[str]:
    if operation.rule.variadic:
        return [f"{operation.rule.names[0]}[{i}]" for i in range(len(values))]
    return operation.rule.names


def _product_mismatch(operation: Operation, values: Sequence[Any]) -> str:
    """For a product whose inner sizes differ: the two sizes, and the transpose that would fit."""
    if operation.rule.op not in ("matmul", "dot"):
        return ""
    try:
        shapes.matmul(*(np.shape(plain(value)) for value in values))
    except ShapeError as error:
        return str(error)
    return ""


def _linear_algebra_error(
    operation: Operation, values: Sequence[Any], error: Exception
) -> JacobookError:
    """A singular matrix, or another refusal of NumPy's linear algebra, with what to do."""
    if "ingular" not in str(error):
        return ShapeError(_failed(operation, values, error))
    return SingularMatrixError(
        f"{_failed(operation, values, error)}. The value and its derivative exist only for an "
        "invertible matrix; use np.linalg.lstsq or add a small multiple of the identity if that is "
        "what you mean."
    )


def plain(value: Any) -> Any:
    """The number inside a traced value, all traces taken off."""
    while type(value) is Traced:
        value = value.value
    return value


def plain_all(values: Any) -> Any:
    """`plain` of every value in nested lists and tuples."""
    if isinstance(values, list | tuple):
        made = [plain_all(value) for value in values]
        return made if isinstance(values, list) else tuple(made)
    return plain(values)


def _flat(values: Sequence[Any]) -> Iterator[Any]:
    for value in values:
        if isinstance(value, list | tuple):
            yield from _flat(value)
        else:
            yield value


class Dispatch(dict[Any, Operation]):
    """The operation that answers for each NumPy function, found when it is first met."""

    def __init__(self, registry: Registry) -> None:
        """Start with none."""
        super().__init__()
        self.operations = operations_of(registry)
        self.rules = {
            function: rule
            for dotted, rule in registry.numpy_rules().items()
            if dotted.startswith("numpy.") and (function := installed_function(dotted))
        }
        self.others = {
            dotted: rule
            for dotted, rule in registry.numpy_rules().items()
            if not dotted.startswith("numpy.")
        }

    def _rule_of(self, function: Any) -> Rule | None:
        """The rule for a function; SciPy is looked into only when one of its names is met."""
        if function in self.rules:
            return self.rules[function]
        last = getattr(function, "__name__", "")
        for dotted, rule in self.others.items():
            if dotted.rpartition(".")[2] == last and installed_function(dotted) is function:
                return rule
        return None

    def __missing__(self, function: Any) -> Operation:
        """Find the operation of a NumPy function.

        Raises:
            UnknownFunctionError: no rule answers for it.
        """
        rule = self._rule_of(function)
        if rule is None:
            raise _unknown(function, self.operations.registry)
        if rule.op:
            made = self.operations[rule.op]
        else:
            made = Operation(rule, self.operations.registry, function)
        self[function] = made
        return made


def dispatch_of(registry: Registry) -> Dispatch:
    """The dispatch table of a registry; one per registry."""
    return registry.once("dispatch", lambda: Dispatch(registry))


def _unknown(function: Any, registry: Registry) -> UnknownFunctionError:
    """No rule answers for a function: what is near, and what to do."""
    name = called_name(function)
    removed = registry.removed_rule(dotted_name(function))
    if removed is not None:
        return UnknownFunctionError(f"{name} cannot be differentiated: {removal(removed)}")
    rivals = registry.alternatives(dotted_name(function))
    if rivals:
        ids = " and ".join(rule.id for rule in rivals)
        return UnknownFunctionError(
            f"{name} has several rules, {ids}, of which none is chosen; choose one: "
            f'Registry(prefer={{"{dotted_name(function)}": "{rivals[0].id}"}})'
        )
    close = [rule.id for rule in registry.search(name.split(".")[-1])[:3]]
    hint = f" Related rules: {', '.join(close)}." if close else ""
    return UnknownFunctionError(
        f"{name} has no rule in this registry, so it cannot be differentiated.{hint} "
        "Write it with functions that have one, add a rule for it (see the page 'Add a rule'), "
        "or use jb.stop(x) if its result is meant to be a constant."
    )


def _call(
    operation: Operation, function: Callable[..., Any], args: Sequence[Any], kwargs: Any
) -> Array:
    """Answer a call of a NumPy function with its own arguments."""
    rule = operation.rule
    if rule.kind == "constant":
        return function(*plain_all(args), **{k: plain_all(v) for k, v in kwargs.items()})
    if rule.expand is not None:
        return _expanded(rule, function, args, kwargs)
    try:
        operands, parameters = bind(rule, function, args, kwargs)
    except UnsupportedKeywordError:
        if not rule.full_call:
            raise
        return _expanded(operation.registry.rule_of(rule.full_call), function, args, kwargs)
    parameters = {name: kept(value) for name, value in parameters.items()}
    for name, value in parameters.items():
        if any(type(v) is Traced for v in _flat([value])):
            raise UnsupportedKeywordError(
                f"{rule.id}: the keyword {name!r} is static and cannot be differentiated by"
            )
    return apply(operation, operands, parameters)


def _unrecorded(
    operation: Operation, operands: Sequence[Any], parameters: Mapping[str, Any]
) -> Array:
    """Apply an operation which leaves no step of its own: an expansion or a constant."""
    if operation.rule.kind == "constant":
        return operation.primal(*plain_all(list(operands)), **parameters)
    return operation.primal(*operands, **parameters)


def _expanded(
    rule: Rule, function: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]
) -> Array:
    """Call a derived rule's expansion with the caller's own arguments."""
    expand = primal_of(rule)
    given = {
        name: value
        for name, value in kwargs.items()
        if value is not np._NoValue and not (name == "out" and value is None)
    }
    signature = inspect.signature(expand)
    try:
        signature.bind(*args, **given)
    except TypeError:
        args, given = _by_name(rule, function, signature, args, given)
        try:
            signature.bind(*args, **given)
        except TypeError as error:
            raise _misfit_arguments(rule, function, signature, error) from None
    return expand(*args, **given)


def _by_name(
    rule: Rule,
    function: Callable[..., Any],
    signature: inspect.Signature,
    args: Sequence[Any],
    given: Mapping[str, Any],
) -> tuple[Sequence[Any], dict[str, Any]]:
    """A call with its static arguments by name, those left out that are at their defaults.

    Raises:
        UnsupportedKeywordError: one is not at its default, and the expansion does not take it.
    """
    count = 1 if rule.variadic else len(rule.operands)
    names, defaults = signature_of(function, rule)
    named = {**dict(zip(names[count:], args[count:], strict=False)), **given}
    for name in [name for name in named if name not in signature.parameters]:
        if not is_default(named.pop(name), defaults.get(name, inspect.Parameter.empty)):
            refuse_keyword(rule, function, name)
    return (args if len(args) > len(names) else args[:count]), named


def _misfit_arguments(
    rule: Rule, function: Callable[..., Any], signature: inspect.Signature, error: TypeError
) -> UnsupportedKeywordError:
    """The error of a call whose arguments are not those of a derived rule's expansion."""
    bare = [p.replace(annotation=p.empty) for p in signature.parameters.values()]
    taken = signature.replace(parameters=bare, return_annotation=signature.empty)
    return UnsupportedKeywordError(
        f"{rule.id}: {error} for {called_name(function)}; its rule takes {taken}. Name the "
        "arguments that it takes, and compute the rest with other functions."
    )


def _running(name: str) -> Callable[..., Array]:
    """An operation of the book, called as `np.maximum.accumulate` is."""

    def accumulated(array: Array, axis: int = 0, dtype: Any = None, out: Any = None) -> Array:
        if out is not None and any(given is not None for given in out):
            raise InPlaceWriteError(f"{name}: out=... writes into an array; use the value returned")
        if dtype is not None:
            raise UnsupportedKeywordError(f"{name}: dtype= is not declared; convert the operand")
        return array._apply(name, (array,), {"axis": axis})

    return accumulated


_UFUNC_METHODS: Mapping[tuple[str, str], Callable[..., Array]] = {
    ("add", "reduce"): np.sum,
    ("multiply", "reduce"): np.prod,
    ("maximum", "reduce"): np.max,
    ("minimum", "reduce"): np.min,
    ("add", "accumulate"): np.cumsum,
    ("multiply", "accumulate"): np.cumprod,
    ("maximum", "accumulate"): _running("cummax"),
    ("minimum", "accumulate"): _running("cummin"),
}


_INSTEAD_OF_AT = {
    "add": "; jacobook.operations.index_add(x, values, index=index) returns the array changed so"
}


def _ufunc_method(
    ufunc: np.ufunc, method: str, inputs: Sequence[Any], kwargs: Mapping[str, Any]
) -> Array:
    """`np.add.reduce(x)` and its relatives, as the function that has a rule."""
    if method == "at":
        raise InPlaceWriteError(
            f"np.{ufunc.__name__}.at writes into its first operand, which cannot be differentiated"
            + _INSTEAD_OF_AT.get(ufunc.__name__, "")
        )
    if method == "outer" and not kwargs:
        a, b = inputs
        return ufunc(np.reshape(a, (*np.shape(a), *(1,) * np.ndim(b))), b)
    function: Any = _UFUNC_METHODS.get((ufunc.__name__, method))
    if function is None:
        raise UnknownFunctionError(
            f"np.{ufunc.__name__}.{method} has no rule; write it with functions that have one, such "
            "as np.sum, np.max and np.cumsum"
        )
    axis = {} if "axis" in kwargs or len(inputs) > 1 else {"axis": 0}
    return function(*inputs, **{**axis, **kwargs})
