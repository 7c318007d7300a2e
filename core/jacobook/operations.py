"""Operations: rules made callable, and the arithmetic that arrays under trace share.

`op.sum(x, axis=0)` applies the rule named `sum`, whatever `x` is: a NumPy array gives a number, a
traced value records a step, a symbolic value gives an expression. Rules are written with it:

    from jacobook import operations as op

    def x_bar(y_bar, y, x, *, axis):
        return op.flip(y_bar, axis=axis)
"""

from __future__ import annotations

import functools
import importlib
import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from jacobook.catalogue import Registry, default_registry, is_dotted
from jacobook.errors import (
    InPlaceWriteError,
    JacobookError,
    ShapeError,
    TracedValueError,
    UnsupportedKeywordError,
)
from jacobook.rule import Array, Rule

NOTHING: Mapping[str, Any] = {}


class Operation:
    """One rule of one registry, ready to be applied.

    Attributes:
        rule: the rule.
        registry: where formulas of the rule look up other operations.
        primal: the function on arrays.
        pullbacks: per operand, the map from `y_bar` to `x_bar`; `None` where the derivative is
            zero. Filled in by `jacobook.differentiation` when first needed.
        pushforwards: per operand, the map from `x_dot` to its part of `y_dot`.
        evaluate: the primal as `evaluate(values, parameters)`.
        defaults: the static parameters where the caller gives none.
        flat: per operand, whether the derivative is zero everywhere; empty if none is.
        literal: whether the rule has another operation for literal operands.
        recorded: whether applying it is one step of a trace; expansions and constants are not.
    """

    __slots__ = (
        "defaults",
        "flat",
        "listed",
        "literal",
        "primal",
        "pullbacks",
        "pushforwards",
        "recorded",
        "registry",
        "rule",
    )

    def __init__(self, rule: Rule, registry: Registry, primal: Callable[..., Array]) -> None:
        """Bind a rule to its primal."""
        self.rule = rule
        self.registry = registry
        self.primal = primal
        self.listed = _takes_list(rule)
        self.defaults = dict(rule.parameters)
        flat = tuple(_is_flat(rule, name) for name in rule.names)
        self.flat = flat if any(flat) else ()
        self.literal = bool(rule.literal)
        self.recorded = rule.expand is None and rule.kind != "constant"
        self.pullbacks: Any = None
        self.pushforwards: Any = None

    def evaluate(self, values: Sequence[Any], parameters: Mapping[str, Any]) -> Array:
        """The primal of `values`."""
        if self.listed:
            return self.primal(values, **parameters)
        return self.primal(*values, **parameters)

    def __repr__(self) -> str:
        """The rule's id."""
        return f"<operation {self.rule.id}>"

    def literal_variant(self, operands: Sequence[object]) -> str:
        """The operation to use instead because an operand is a literal number, or nothing."""
        for name, operand in zip(self.rule.names, operands, strict=True):
            if name in self.rule.literal and _is_literal(operand):
                return self.rule.literal[name]
        return ""


def _takes_list(rule: Rule) -> bool:
    """Whether the primal takes its operands as one list, as `numpy.concatenate` does."""
    return rule.variadic and isinstance(rule.primal, str)


def _is_flat(rule: Rule, name: str) -> bool:
    """Whether the rule says that the derivative by this operand is zero everywhere."""
    if rule.kind == "constant":
        return True
    clauses = rule.clauses("elem", name)
    return rule.kind == "elementwise" and bool(clauses) and clauses[0].text == "0"


def _is_literal(operand: object) -> bool:
    """Whether an operand is one number that nobody differentiates by."""
    if isinstance(operand, ArrayOperators):
        return False
    return isinstance(operand, int | float) or getattr(operand, "shape", None) == ()


class Operations(dict[str, Operation]):
    """The operations of one registry by name, each made when it is first asked for."""

    def __init__(self, registry: Registry) -> None:
        """Start with none."""
        super().__init__()
        self.registry = registry

    def __missing__(self, name: str) -> Operation:
        """Make the operation called `name`.

        Raises:
            UnknownRuleError: no rule has it.
        """
        rule = self.registry.rule_of(name)
        if rule.op != name:
            return self[rule.op]
        made = self[name] = Operation(rule, self.registry, primal_of(rule))
        return made


def operations_of(registry: Registry) -> Operations:
    """The operations of a registry; one table per registry."""
    found: Operations | None = registry.derived.get("operations")
    if found is None:
        found = registry.derived.setdefault("operations", Operations(registry))
    return found


def primal_of(rule: Rule) -> Callable[..., Array]:
    """A rule's function on arrays.

    Raises:
        JacobookError: the rule has none.
    """
    if rule.expand is not None:
        return rule.expand
    if isinstance(rule.primal, str) and is_dotted(rule.primal):
        return library_function(rule.primal)
    if callable(rule.primal):
        return rule.primal
    raise JacobookError(f"rule {rule.id!r} has no primal: it cannot be evaluated")


def library_function(dotted: str) -> Callable[..., Any]:
    """The NumPy or SciPy function with this dotted name; loads the library when first used."""
    head, *rest = dotted.split(".")
    found: Any = importlib.import_module(head)
    for part in rest:
        if not hasattr(found, part):
            importlib.import_module(f"{found.__name__}.{part}")
        found = getattr(found, part)
    return found  # type: ignore[no-any-return]


# ------------------------------------------------------------------ binding a caller's arguments


def bind(
    rule: Rule, function: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """A caller's arguments sorted into the rule's operands and static parameters.

    Arguments which the rule does not declare are accepted only at the function's own default.

    Raises:
        UnsupportedKeywordError: an undeclared keyword is used.
        InPlaceWriteError: `out=` is used.
    """
    count = 1 if rule.variadic else len(rule.operands)
    if not kwargs and len(args) == count:
        return (tuple(args[0]) if rule.variadic else tuple(args)), {}
    names, defaults = _signature(function, rule)
    given = {**dict(zip(names, args, strict=False)), **kwargs}
    if len(args) > len(names):
        raise UnsupportedKeywordError(
            f"{rule.id}: {len(args)} arguments given, at most {len(names)}"
        )
    missing = [name for name in names[:count] if name not in given]
    if missing:
        raise ShapeError(f"{rule.id}: operands missing: {', '.join(missing)}")
    operands = tuple(given.pop(name) for name in names[:count])
    parameters = {k: v for k, v in given.items() if k in rule.parameters}
    for name in given.keys() - parameters.keys():
        if not _is_default(given[name], defaults.get(name, inspect.Parameter.empty)):
            refuse_keyword(rule, function, name)
    if rule.variadic:
        return tuple(operands[0]), parameters
    return operands, parameters


def refuse_keyword(rule: Rule, function: Callable[..., Any], name: str) -> None:
    """Say that a keyword is not declared, and what is.

    Raises:
        InPlaceWriteError: for `out`.
        UnsupportedKeywordError: for any other.
    """
    called = f"np.{getattr(function, '__name__', rule.op)}"
    if name == "out":
        raise InPlaceWriteError(
            f"{rule.id}: {called}(..., out=...) writes into an array, which cannot be "
            f"differentiated. Drop out= and use the returned value."
        )
    declared = ", ".join(rule.parameters) or "none"
    raise UnsupportedKeywordError(
        f"{rule.id}: the rule of {called} does not declare the keyword {name!r} "
        f"(declared: {declared}). Compute that part with other functions."
    )


def _is_default(value: object, default: object) -> bool:
    if isinstance(value, ArrayOperators):
        return False
    return value is default or (type(value) is type(default) and bool(value == default))


@functools.cache
def _signature(
    function: Callable[..., Any], rule: Rule
) -> tuple[tuple[str, ...], Mapping[str, Any]]:
    """The argument names and defaults of a NumPy function; the rule's own where it tells none."""
    own = (*rule.names, *rule.parameters)
    if is_ufunc(function):
        return own, NOTHING
    try:
        parameters = inspect.signature(function).parameters.values()
    except (ValueError, TypeError):
        return own, rule.parameters
    positional = [p for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    if len(positional) < (1 if rule.variadic else len(rule.operands)):
        return own, rule.parameters
    return tuple(p.name for p in positional), {p.name: p.default for p in parameters}


def is_ufunc(function: object) -> bool:
    """Whether a function is one of NumPy's universal functions."""
    return type(function).__name__ == "ufunc"


# ------------------------------------------------------------------------- the shared vocabulary


@functools.cache
def vocabulary_function(name: str) -> Callable[..., Array]:
    """The operation called `name` as a function of arrays, traced or symbolic values."""
    found: list[Operation] = []

    def function(*operands: Array, **parameters: Any) -> Array:
        for operand in operands:
            if isinstance(operand, ArrayOperators):
                return innermost(operands)._apply(name, operands, parameters)
        if not found:
            found.append(operations_of(default_registry())[name])
        return found[0].evaluate(operands, {**found[0].defaults, **parameters})

    function.__name__ = name
    function.__doc__ = f"The operation {name!r} of the book."
    return function


def stop(x: Array) -> Array:
    """`x` as a constant: its value, with no derivative.

    Example:
        >>> import jacobook as jb
        >>> float(jb.grad(lambda x: x * jb.stop(x))(3.0))
        3.0
    """
    return x._stopped() if isinstance(x, ArrayOperators) else x


def innermost(operands: Sequence[Any]) -> ArrayOperators:
    """The operand of the innermost trace."""
    owners = [operand for operand in operands if isinstance(operand, ArrayOperators)]
    return max(owners, key=lambda owner: owner.level)


def __getattr__(name: str) -> Callable[..., Array]:
    """`op.sum`: the operation called `sum`, as a function."""
    if name.startswith("_"):
        raise AttributeError(name)
    return vocabulary_function(name)


class ArrayOperators:
    """Operators and methods of NumPy arrays, written as applied operations.

    Subclasses say what applying means: `_apply(name, operands, parameters)`.
    """

    __slots__ = ()
    __array_priority__ = 1000.0
    level: int
    shape: tuple[int, ...]

    def _apply(self, name: str, operands: Sequence[Any], parameters: Mapping[str, Any]) -> Array:
        raise NotImplementedError

    def _stopped(self) -> Array:
        """The value without its derivative."""
        raise TracedValueError("a symbol has no value that could be taken as a constant")

    def _method(self, name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Array:
        """Apply NumPy's function `name` to this value, with its own arguments."""
        raise NotImplementedError

    @property
    def ndim(self) -> int:
        """The number of axes."""
        return len(self.shape)

    @property
    def T(self) -> Array:
        """The transpose: the axes in reverse order."""
        return self._apply("transpose", (self,), NOTHING)

    @property
    def mT(self) -> Array:
        """The transpose of the last two axes."""
        return self._apply("matrix_transpose", (self,), NOTHING)

    def __add__(self, other: Array) -> Array:
        return self._apply("add", (self, other), NOTHING)

    def __radd__(self, other: Array) -> Array:
        return self._apply("add", (other, self), NOTHING)

    def __sub__(self, other: Array) -> Array:
        return self._apply("subtract", (self, other), NOTHING)

    def __rsub__(self, other: Array) -> Array:
        return self._apply("subtract", (other, self), NOTHING)

    def __mul__(self, other: Array) -> Array:
        return self._apply("multiply", (self, other), NOTHING)

    def __rmul__(self, other: Array) -> Array:
        return self._apply("multiply", (other, self), NOTHING)

    def __truediv__(self, other: Array) -> Array:
        return self._apply("divide", (self, other), NOTHING)

    def __rtruediv__(self, other: Array) -> Array:
        return self._apply("divide", (other, self), NOTHING)

    def __pow__(self, other: Array) -> Array:
        return self._apply("power", (self, other), NOTHING)

    def __rpow__(self, other: Array) -> Array:
        return self._apply("power", (other, self), NOTHING)

    def __mod__(self, other: Array) -> Array:
        return self._apply("remainder", (self, other), NOTHING)

    def __rmod__(self, other: Array) -> Array:
        return self._apply("remainder", (other, self), NOTHING)

    def __matmul__(self, other: Array) -> Array:
        return self._apply("matmul", (self, other), NOTHING)

    def __rmatmul__(self, other: Array) -> Array:
        return self._apply("matmul", (other, self), NOTHING)

    def __neg__(self) -> Array:
        return self._apply("negative", (self,), NOTHING)

    def __pos__(self) -> Array:
        return self._apply("positive", (self,), NOTHING)

    def __abs__(self) -> Array:
        return self._apply("absolute", (self,), NOTHING)

    def __lt__(self, other: Array) -> Array:
        return self._apply("less", (self, other), NOTHING)

    def __le__(self, other: Array) -> Array:
        return self._apply("less_equal", (self, other), NOTHING)

    def __gt__(self, other: Array) -> Array:
        return self._apply("greater", (self, other), NOTHING)

    def __ge__(self, other: Array) -> Array:
        return self._apply("greater_equal", (self, other), NOTHING)

    def __eq__(self, other: object) -> Array:
        return self._apply("equal", (self, other), NOTHING)

    def __ne__(self, other: object) -> Array:
        return self._apply("not_equal", (self, other), NOTHING)

    __hash__ = object.__hash__

    def __getitem__(self, index: Any) -> Array:
        return self._apply("getitem", (self,), {"index": index})

    def __setitem__(self, index: Any, value: Any) -> None:
        raise InPlaceWriteError(
            f"x[...] = value: an array of shape {self.shape} that is being differentiated cannot "
            "be written into. Build the new array instead: np.where(mask, value, x), "
            "np.concatenate([...]) or np.stack([...])."
        )

    def __float__(self) -> float:
        raise TracedValueError(_PLAIN_NUMBER.format(asked="float(x) or a math function"))

    def __int__(self) -> int:
        raise TracedValueError(_PLAIN_NUMBER.format(asked="int(x)"))

    def __complex__(self) -> complex:
        raise TracedValueError(_PLAIN_NUMBER.format(asked="complex(x) or a cmath function"))

    def __array__(self, *args: Any, **kwargs: Any) -> Any:
        raise TracedValueError(
            "a plain NumPy array was asked for where a value is being differentiated, which would "
            "cut the derivative. Write np.stack([x, y]) instead of np.array([x, y]) or an "
            "assignment into a plain array, and np.concatenate for longer pieces; leave np.asarray "
            "out where the value is an array already."
        )


_PLAIN_NUMBER = (
    "{asked}: a plain number was asked for where a value is being differentiated, which would cut "
    "the derivative. Use NumPy's function instead of one from math (np.sin for math.sin), "
    "np.stack([...]) instead of an assignment into a plain array, or jb.stop(x) where the value is "
    "meant to be a constant."
)


def _forwarded(name: str) -> Callable[..., Array]:
    """The array method which calls NumPy's function of the same name."""

    def method(self: ArrayOperators, *args: Any, **kwargs: Any) -> Array:
        return self._method(name, args, kwargs)

    method.__name__ = name
    method.__doc__ = f"`np.{name}` of this value."
    return method


for _name in [
    "all",
    "any",
    "argmax",
    "argmin",
    "argsort",
    "clip",
    "conj",
    "copy",
    "cumprod",
    "cumsum",
    "diagonal",
    "dot",
    "max",
    "mean",
    "min",
    "prod",
    "ravel",
    "repeat",
    "round",
    "squeeze",
    "std",
    "sum",
    "swapaxes",
    "take",
    "trace",
    "transpose",
    "var",
]:
    setattr(ArrayOperators, _name, _forwarded(_name))
