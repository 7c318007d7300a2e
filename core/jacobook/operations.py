"""Operations: rules made callable, and the vocabulary that rules are written with.

`op.sum(x, axis=0)` applies the rule named `sum`, whatever `x` is: a NumPy array gives a number, a
traced value records a step, a symbolic value gives an expression. Rules are written with it:

    from jacobook import operations as op

    def x_bar(y_bar, y, x, *, axis):
        return op.flip(y_bar, axis=axis)
"""

from __future__ import annotations

import functools
import importlib
import re
import threading
import weakref
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from jacobook.array_operators import ArrayOperators
from jacobook.catalogue import Registry, default_registry
from jacobook.errors import JacobookError
from jacobook.rewriting import Table, tables, written_names
from jacobook.rule import Array, Clause, Rule, is_dotted


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
        literals: positions of operands, with the operation used instead if one is a literal.
        recorded: whether applying it is one step of a trace; expansions and constants are not.
        complex: the operation used instead where an operand is complex, or nothing.
        rewrites: compositions that end in it and are recorded in another form, by the operation
            that made the first operand.
        written: how formulas call it; for the variant for literals the name of the usual one.
        finite: whether its slopes are finite wherever the operands are.
        selects: whether some entries of the operands may have no influence.
        special: whether applying it may record something else, or needs noting in the trace.
        selections: per operand, which entries of the value it reaches; filled in like the pullbacks.
    """

    __slots__ = (
        "_siblings",
        "complex",
        "defaults",
        "finite",
        "flat",
        "listed",
        "literals",
        "primal",
        "pullbacks",
        "pushforwards",
        "recorded",
        "registry",
        "rewrites",
        "rule",
        "selections",
        "selects",
        "special",
        "written",
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
        self.literals = tuple(
            (position, rule.literal[name])
            for position, name in enumerate(rule.names)
            if name in rule.literal
        )
        self._siblings: dict[str, Operation] = {}
        self.recorded = rule.expand is None and rule.kind != "constant"
        self.written = written_names(registry).get(rule.op, rule.op)
        self.rewrites: Table = tables(registry).get(self.written, {})
        self.selects = any(_is_choice(rule, name) for name in rule.names)
        self.finite = has_finite_slopes(rule)
        deprecated = rule.status == "deprecated"
        self.complex = rule.complex if rule.complex != rule.op else ""
        self.special = any(
            (self.literals, self.selects, bool(self.rewrites), bool(self.complex), deprecated)
        )
        self.selections: Any = None
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
        for position, name in self.literals:
            if is_literal(operands[position]):
                return name
        return ""

    def sibling(self, name: str) -> Operation:
        """Another operation of the same registry, looked up once."""
        found = self._siblings.get(name)
        if found is None:
            found = self._siblings[name] = operations_of(self.registry)[name]
        return found


def _takes_list(rule: Rule) -> bool:
    """Whether the primal takes its operands as one list, as `numpy.concatenate` does."""
    return rule.variadic and isinstance(rule.primal, str)


def accepts_complex(rule: Rule) -> bool:
    """Whether the derivatives of a rule hold for complex operands."""
    holds = rule.analytic or rule.kind in ("linear", "multilinear", "constant")
    declared = any(operand.has("complex") for operand in rule.operands)
    return holds or declared or rule.complex == rule.op != ""


def _is_flat(rule: Rule, name: str) -> bool:
    """Whether the rule says that the derivative by this operand is zero everywhere."""
    if rule.kind == "constant":
        return True
    clauses = rule.clauses("elem", name)
    return rule.kind == "elementwise" and bool(clauses) and clauses[0].text == "0"


_UNBOUNDED = re.compile(r"/|\*\*|[a-z_]+\(")
_BOUNDED_CALLS = re.compile(r"\b(where|sin|cos|sign|abs|heaviside)\(")


def has_finite_slopes(rule: Rule) -> bool:
    """Whether a rule's slopes are finite wherever its operands are; in doubt they are not.

    Those of products are other operands. Those of an element-wise function are, if the text of its
    partial derivatives has no quotient, no power, and no function that may be infinite.
    """
    if rule.kind != "elementwise":
        return rule.kind in ("linear", "multilinear")
    if rule.primal == "numpy.tanh":
        return True
    texts = [_BOUNDED_CALLS.sub("(", clauses[0].text) for clauses in _partials(rule)]
    own = re.compile(rf"\b{re.escape(rule.result)}\b")  # the value of exp(x) may be infinite
    return bool(texts) and not any(_UNBOUNDED.search(t) or own.search(t) for t in texts)


def _partials(rule: Rule) -> list[tuple[Clause, ...]]:
    found = [rule.clauses("elem", name) for name in rule.names]
    return [clauses for clauses in found if clauses]


def _is_choice(rule: Rule, name: str) -> bool:
    """Whether the partial derivative by this operand is a choice, which may choose zero."""
    clauses = rule.clauses("elem", name)
    return rule.kind == "elementwise" and bool(clauses) and clauses[0].text.startswith("where(")


def is_literal(operand: object) -> bool:
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
    _in_use.registry = weakref.ref(registry)
    return registry.once("operations", lambda: Operations(registry))


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
    return getattr(found, STANDS_FOR, found)  # type: ignore[no-any-return]


def installed_function(dotted: str) -> Callable[..., Any] | None:
    """`library_function`, or nothing where the installed NumPy or SciPy has no such function.

    Rules may name functions that came with a later release than the oldest one supported.
    """
    try:
        return library_function(dotted)
    except (AttributeError, ImportError):
        return None


STANDS_FOR = "__stands_for__"
"""Where a stand-in keeps the function that it stands for (see `jacobook.scipy_calls`)."""


_in_use = threading.local()
"""The registry whose operations this thread asked for last."""


@functools.cache
def vocabulary_function(name: str) -> Callable[..., Array]:
    """The operation called `name` as a function of arrays, traced or symbolic values.

    Arrays are computed with the installed rules, which are looked up when it is first called. An
    operation that no installed rule has is that of the registry in use: a pack that is given to a
    registry, and not installed, may use its own operations in its functions.
    """
    return _function(name, lambda: _registry_with(name), lambda found: found is default_registry())


def _registry_with(name: str) -> Registry:
    """The installed rules if they have an operation, else the registry in use."""
    installed = default_registry()
    return installed if name in installed.operation_names() else _registry_in_use()


def _registry_in_use() -> Registry:
    """The registry whose operations this thread asked for last; the installed rules by default."""
    found = getattr(_in_use, "registry", lambda: None)()
    return default_registry() if found is None else found


def _function(
    name: str, registry: Callable[[], Registry], lasts: Callable[[Registry], bool]
) -> Callable[..., Array]:
    """The operation called `name` as a function.

    Args:
        name: of the operation.
        registry: gives the rules with which arrays are computed.
        lasts: whether these are the rules for all later calls.
    """
    found: list[Operation] = []

    def find() -> Operation:
        rules = registry()
        operation = operations_of(rules)[name]
        if lasts(rules):
            found.append(operation)
        return operation

    def function(*operands: Array, **parameters: Any) -> Array:
        for operand in operands:
            if isinstance(operand, ArrayOperators):
                return innermost(operands)._apply(name, operands, parameters)
        operation = found[0] if found else find()
        return operation.evaluate(operands, {**operation.defaults, **parameters})

    function.__name__ = name
    function.__doc__ = f"The operation {name!r} of the book."
    return function


class Vocabulary:
    """`op` with the rules of one registry: `Vocabulary(registry).sum(x)`."""

    def __init__(self, registry: Registry) -> None:
        """Use these rules."""
        self._registry = registry

    def __getattr__(self, name: str) -> Callable[..., Array]:
        """The operation called `name`, as a function; it is made once."""
        if name.startswith("_"):
            raise AttributeError(name)
        made = stop if name == "stop" else _function(name, lambda: self._registry, lambda _: True)
        setattr(self, name, made)
        return made


def vocabulary_of(registry: Registry) -> Vocabulary:
    """The vocabulary of a registry; one for each."""
    return registry.once("vocabulary", lambda: Vocabulary(registry))


def is_complex(value: Any) -> bool:
    """Whether a value is a complex number or an array of them; a symbol is not.

    Example:
        >>> import numpy as np
        >>> import jacobook as jb
        >>> jb.is_complex(np.array([1j])), jb.is_complex(2.0)
        (True, False)
    """
    dtype = getattr(value, "dtype", None)
    return type(value) is complex if dtype is None else dtype.kind == "c"


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
