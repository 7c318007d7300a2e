"""Tracing without values: plain NumPy functions run on symbols, which gives an expression.

    trace(lambda w, x: np.tanh(x @ w), {"w": ("n",), "x": ("m", "n")})

The same protocols as in `jacobook.tracing` bring NumPy's calls here, but a symbol knows only its
shape, so Python's `if` on a value is refused. Neither NumPy nor SymPy is imported.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any

from jacobook.array_operators import NOTHING, ArrayOperators
from jacobook.binding import bind, dotted_name
from jacobook.catalogue import Registry, default_registry
from jacobook.errors import TracedValueError, UnknownFunctionError, UnsupportedKeywordError
from jacobook.expression import Expression, constant, dimension, node, variable
from jacobook.language import STOP
from jacobook.operations import operations_of
from jacobook.rule import Array, Rule
from jacobook.scipy_calls import answered
from jacobook.shapes import Shape, Size, Slice


class Symbol(ArrayOperators):
    """An expression with the operators and methods of an array.

    Attributes:
        expression: what it stands for.
        registry: the rules that say which shapes operations give.
    """

    __slots__ = ("expression", "registry")
    level = -1  # outside all traces with values

    def __init__(self, expression: Expression, registry: Registry) -> None:
        """Wrap an expression."""
        self.expression = expression
        self.registry = registry

    @property
    def shape(self) -> Shape:  # type: ignore[override]
        """Sizes, as numbers or letters, with which one can calculate."""
        return tuple(Size(d) if isinstance(d, str) else d for d in self.expression.shape)

    def __bool__(self) -> bool:
        raise TracedValueError(
            "a symbol has no truth value, so a function with an `if` on a value cannot be traced "
            "without numbers. Write np.where(condition, a, b)."
        )

    def __len__(self) -> int:
        if not self.shape or not isinstance(self.shape[0], int):
            raise TracedValueError("a symbol's length is known only if its shape has numbers")
        return self.shape[0]

    def __iter__(self) -> Iterator[Array]:
        return (self[i] for i in range(len(self)))

    def __getitem__(self, index: Any) -> Array:
        chosen = index if isinstance(index, tuple) else (index,)
        return self._apply("getitem", (self,), {"index": chosen})

    def __and__(self, other: Array) -> Array:
        return self._apply("logical_and", (self, other))

    def __or__(self, other: Array) -> Array:
        return self._apply("logical_or", (self, other))

    def __invert__(self) -> Array:
        return self._apply("logical_not", (self,))

    def reshape(self, *shape: Any) -> Array:
        """`np.reshape` of this symbol."""
        return self._apply("reshape", (self,), {"shape": shape[0] if len(shape) == 1 else shape})

    def _stopped(self) -> Array:
        """This symbol as a constant: what stands inside `stop` has no derivative."""
        return Symbol(node(STOP, [self.expression], self.shape), self.registry)

    def _apply(
        self, name: str, operands: Sequence[Any], parameters: Mapping[str, Any] = NOTHING
    ) -> Array:
        return apply(name, operands, parameters, self.registry)

    def _method(self, name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Array:
        rule = self.registry.rule_of(name)
        if rule.expand is not None:
            return rule.expand(self, *args, **kwargs)
        operands, parameters = bind(rule, _no_signature, (self, *args), kwargs)
        return self._apply(rule.op, operands, parameters)

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **kwargs: Any) -> Array:
        """NumPy met this symbol in `ufunc(...)`."""
        if method != "__call__":
            raise UnknownFunctionError(f"np.{ufunc.__name__}.{method} of a symbol")
        return self._called(ufunc, inputs, kwargs)

    def __array_function__(
        self, function: Any, types: Any, args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> Array:
        """NumPy met this symbol in any other function."""
        return self._called(function, args, kwargs)

    def _called(self, function: Any, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Array:
        dotted = dotted_name(function)
        rule = self.registry.numpy_rules().get(dotted)
        if rule is None:
            raise UnknownFunctionError(f"{dotted} has no rule, so it cannot be traced")
        if rule.expand is not None:
            try:
                return rule.expand(*args, **kwargs)
            except TypeError:  # it calculates with sizes that are letters
                if rule.shape is None:
                    raise
        try:
            operands, parameters = bind(rule, function, args, kwargs)
        except UnsupportedKeywordError:
            full = self.registry.rule_of(rule.full_call) if rule.full_call else None
            if full is None or full.expand is None:
                raise
            return full.expand(*args, **kwargs)
        return self._apply(rule.op, operands, parameters)


def _no_signature() -> None:
    """A function which tells no arguments: those of the rule are used."""


def apply(
    name: str, operands: Sequence[Any], parameters: Mapping[str, Any], registry: Registry
) -> Symbol:
    """An operation applied to symbols and numbers."""
    nodes = [lift(operand, registry) for operand in operands]
    known = registry.operation_name(name)
    if known is None:
        raise UnknownFunctionError(f"no rule for the operation {name!r}")
    name = _literal_variant(known, nodes, registry)
    static = {key: hashable(value) for key, value in parameters.items()}
    shape = registry.result_shape(name, [n.shape for n in nodes], static)
    return Symbol(node(name, nodes, shape, static), registry)


def _literal_variant(name: str, nodes: Sequence[Expression], registry: Registry) -> str:
    """The operation used for literal operands, where the rule names one."""
    rule: Rule | None = registry.operation_rule(name)
    if rule is None or not rule.literal:
        return name
    numbers = [
        dict(n.parameters)["value"] if n.operation == "constant" else _symbolic for n in nodes
    ]
    return operations_of(registry)[name].literal_variant(numbers) or name


class _Symbolic:
    shape = ("?",)


_symbolic = _Symbolic()


def lift(operand: Any, registry: Registry) -> Expression:
    """An operand as an expression: a symbol's own, or a number as a constant.

    Raises:
        TracedValueError: it is an array, which must be passed as a named variable.
    """
    if isinstance(operand, Symbol):
        return operand.expression
    if isinstance(operand, bool | int):
        return constant(operand)
    if isinstance(operand, float):
        return constant(float(operand))  # also of NumPy's floats, which are floats too
    if isinstance(operand, Size):
        return dimension(str(operand))
    if getattr(operand, "shape", None) == ():
        return constant(operand.item())
    if hasattr(operand, "tolist") and operand.shape:
        found = _constant_array(operand.tolist(), tuple(operand.shape))
        if found is not None:
            return found
    raise TracedValueError(
        f"a {type(operand).__name__} met a symbol; pass arrays as named variables of the function"
    )


MOST_ENTRIES = 36
"""The largest array of numbers that is written into an expression."""


def _constant_array(entries: Any, shape: Shape) -> Expression | None:
    """An array of numbers as an expression: an identity, a full array, or a small one as listed."""
    flat = entries
    for _ in shape[1:]:
        flat = [entry for row in flat for entry in row]
    if not all(isinstance(entry, bool | int | float) for entry in flat):
        return None
    square = len(shape) == 2 and shape[0] == shape[1]
    n = int(shape[0])
    if square and flat == [int(i == j) for i in range(n) for j in range(n)]:
        return node("eye", (), shape)
    if len(set(flat)) == 1:
        full = node("ones", (), shape)
        return full if flat[0] == 1 else node("multiply", [constant(flat[0]), full], shape)
    return _listed(entries, shape) if len(flat) <= MOST_ENTRIES else None


def _listed(entries: Any, shape: Shape) -> Expression:
    """Nested lists as stacks of their rows."""
    if not shape:
        return constant(entries)
    return node("stack", [_listed(row, shape[1:]) for row in entries], shape)


def hashable(value: Any) -> Hashable:
    """A static parameter in a form that can be compared: slices and lists become tuples."""
    if isinstance(value, slice):
        return Slice(value.start, value.stop, value.step)
    if isinstance(value, list | tuple):
        return tuple(hashable(item) for item in value)
    return value  # type: ignore[no-any-return]


def trace(
    f: Callable[..., Any],
    shapes: Mapping[str, Shape],
    registry: Registry | None = None,
) -> Expression:
    """The expression that a plain NumPy function computes.

    Args:
        f: a function of as many arguments as there are shapes.
        shapes: the shape of each argument, by the name it gets; letters stand for any size.
        registry: the rules to use.

    Raises:
        TracedValueError: the function needs a value where there is only a symbol.
        UnknownFunctionError: it calls a NumPy function without a rule.

    Example:
        >>> trace(lambda x, y: x * y + 1.0, {"x": ("n",), "y": ()})
        <add(multiply, constant) ('n',)>
    """
    rules = default_registry() if registry is None else registry
    symbols = [Symbol(variable(name, shape), rules) for name, shape in shapes.items()]
    return lift(answered(rules, f, symbols, {}), rules)
