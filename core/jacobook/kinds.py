"""The kinds of rule: constructors that take the least which determines a rule.

| kind | the author gives | the engine derives |
|---|---|---|
| `elementwise` | partial derivatives | both directions, broadcasting, second order |
| `linear` | the operation and its adjoint | both directions |
| `multilinear` | the operation; pullbacks where a better one exists | both directions |
| `general` | pushforward or pullback | the other, by transposing the linear map |
| `derived` | an expansion into other operations | everything |
| `identity` | a function and its closed form | the proof that the registry composes to it |
| `structural` | how rules combine, with a worked instance | the proof on that instance |
| `constant` | functions whose value has no derivative | nothing: the value is a constant |
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jacobook import shapes
from jacobook.errors import RuleDefinitionError
from jacobook.operand import parse_operands
from jacobook.rule import Array, Formula, Reference, Rule, parse_clauses
from jacobook.shapes import Shape
from jacobook.spelling import close_to

Statements = Mapping[str, str | tuple[str, ...]]


def general(
    id: str,
    *,
    operands: str,
    derivative: Statements | None = None,
    references: tuple[str | Reference, ...] = (),
    **fields: Any,
) -> Rule:
    """A rule of the general kind, with its operands and statements given as text.

    The author gives `pushforward` or `pullback` (or both) for each operand; a missing direction
    is derived by transposing the linear map that is there.

    Example:
        >>> import jacobook as jb
        >>> r = jb.general("demo.inv", title="Inverse", function="inv(X)", operands="X:(n,n) inv",
        ...     result="Y", op="inv", primal="numpy.linalg.inv",
        ...     pushforward={"X": "-Y @ X_dot @ Y"}, derivative={"d": "-Y @ dX @ Y"})
        >>> r.kind
        'general'
    """
    _refuse_unknown(id, fields)
    return Rule(
        id=id,
        operands=parse_operands(operands),
        derivative=parse_clauses(id, derivative or {}),
        references=tuple(_reference(r) for r in references),
        **fields,
    )


_FIELDS = frozenset(Rule.__dataclass_fields__)


def _refuse_unknown(id: str, fields: Mapping[str, Any]) -> None:
    """Refuse a field that rules do not have, with the one that was probably meant.

    Raises:
        RuleDefinitionError: there is one.
    """
    for name in fields.keys() - _FIELDS:
        raise RuleDefinitionError(f"rule {id!r} has no field {name!r}{close_to(name, _FIELDS)}")


def _reference(given: str | Reference) -> Reference:
    if isinstance(given, Reference):
        return given
    source, _, where = given.partition(", ")
    return Reference(source, where)


def elementwise(
    id: str,
    *,
    operands: str,
    partials: Mapping[str, str],
    also: Statements | None = None,
    **fields: Any,
) -> Rule:
    """A function applied to each entry, given by its partial derivatives.

    Args:
        id: the rule's id.
        operands: their declaration; shapes say what the page shows, the rule broadcasts.
        partials: for each operand the partial derivative, as text in the operands' names and
            the result's name. `"0"` says that the function is flat in that operand.
        also: further true statements, such as another form of a partial: `{"elem[x]": ...}`.
        fields: the other fields of `Rule`.

    Example:
        >>> import jacobook as jb
        >>> tanh = jb.elementwise("demo.tanh", title="tanh", function="tanh(x)", operands="x:(n)",
        ...     partials={"x": "1 - y**2"}, primal="numpy.tanh")
        >>> tanh.derivative[0].form, tanh.op
        ('elem', 'tanh')
    """
    stated: dict[str, str | tuple[str, ...]] = {f"elem[{n}]": text for n, text in partials.items()}
    for key, texts in (also or {}).items():
        extra = (texts,) if isinstance(texts, str) else texts
        stated[key] = (*_as_tuple(stated.get(key, ())), *extra)
    return general(
        id,
        operands=operands,
        derivative=stated,
        kind="elementwise",
        op=fields.pop("op", id.split(".")[-1]),
        shape=fields.pop("shape", broadcast_shape),
        **fields,
    )


def _as_tuple(texts: str | tuple[str, ...]) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else texts


def broadcast_shape(*operands: Shape, **_: object) -> Shape:
    """The shape of an element-wise operation's value."""
    return shapes.broadcast(*operands)


def linear(
    id: str,
    *,
    operands: str,
    adjoint: Formula,
    **fields: Any,
) -> Rule:
    """A linear map, given by the operation and its adjoint.

    Args:
        id: the rule's id.
        operands: the declaration of the one operand (or of the one variadic operand).
        adjoint: the map from `y_bar` to `x_bar`, as text or as a function of
            `(y_bar, y, x, **parameters)`; it must not depend on the values of `x` and `y`. For a
            variadic operand it takes the keyword `position` too: which operand is asked for.
        fields: the other fields of `Rule`.

    Example:
        >>> import jacobook as jb
        >>> flip = jb.linear("demo.flip", title="Flip", function="flip(x)", operands="x:(n)",
        ...     primal="numpy.flip", adjoint="flip(y_bar)")
        >>> flip.kind
        'linear'
    """
    (operand,) = parse_operands(operands)
    return general(
        id,
        operands=operands,
        kind="linear",
        op=fields.pop("op", id.split(".")[-1]),
        pullback={operand.name: adjoint},
        **fields,
    )


def multilinear(
    id: str,
    *,
    operands: str,
    **fields: Any,
) -> Rule:
    """A map linear in each operand, such as a product.

    The pushforward replaces one operand at a time by its tangent. A pullback that is not given
    is the transpose of that.

    Example:
        >>> import jacobook as jb
        >>> outer = jb.multilinear("demo.outer", title="Outer product", function="outer(x, y)",
        ...     operands="x:(m); y:(n)", primal="numpy.outer",
        ...     derivative={"d": "outer(dx, y) + outer(x, dy)"})
        >>> outer.kind, outer.op
        ('multilinear', 'outer')
    """
    return general(
        id, operands=operands, kind="multilinear", op=fields.pop("op", id.split(".")[-1]), **fields
    )


def derived(
    id: str,
    *,
    operands: str,
    expand: Callable[..., Array],
    **fields: Any,
) -> Rule:
    """An operation written in other operations.

    Args:
        id: the rule's id.
        operands: their declaration.
        expand: the function, written in catalogue operations; it receives the arguments of the
            NumPy functions named in `numpy`, exactly as the caller gave them.
        fields: the other fields of `Rule`.

    Example:
        >>> import jacobook as jb
        >>> from jacobook import operations as op
        >>> def expand(x):
        ...     return op.sqrt(op.sum(x * x))
        >>> length = jb.derived("demo.length", title="Length", function="length(x)", operands="x:(n)",
        ...     expand=expand)
        >>> length.kind, length.op
        ('derived', 'length')
    """
    return general(
        id,
        operands=operands,
        kind="derived",
        op=fields.pop("op", id.split(".")[-1]),
        expand=expand,
        **fields,
    )


def identity(id: str, *, operands: str, derivative: Statements, **fields: Any) -> Rule:
    """A function with its closed form, which the registry must reach by composing rules.

    Example:
        >>> import jacobook as jb
        >>> jb.identity("demo.square_norm", title="Squared norm", function="sum(x**2)",
        ...     operands="x:(n)", derivative={"grad[x]": "2*x", "hess[x]": "2*eye(n)"}).kind
        'identity'
    """
    return general(id, operands=operands, derivative=derivative, kind="identity", **fields)


def structural(
    id: str,
    *,
    operands: str,
    derivative: Statements,
    functions: Mapping[str, str] | None = None,
    **fields: Any,
) -> Rule:
    """How rules combine: a law about any functions, proved on a worked instance.

    Args:
        id: the rule's id.
        operands: the variables.
        derivative: the law, in which `J(f, x)` is the Jacobian of the abstract function `f` at
            `x`, `J(f, x, u, arg=1)` the one by its second argument, `De(f, x)` the element-wise
            derivative, `partial(f, x, i)` the derivative by `x[i]` (column `i` of `J(f, x)` for a
            vector) and `H(f, x)` the Jacobian of the Jacobian: of a number, the Hessian.
        functions: the instance: `{"f(u)": "sin(u)", "g(x)": "x**2"}`.
        fields: the other fields of `Rule`; `sizes` fixes the sizes of the instance.

    Example:
        >>> import jacobook as jb
        >>> chain = jb.structural("demo.chain", title="Chain rule", function="f(g(x))",
        ...     operands="x:(n)", derivative={"jac[x]": "J(f, g(x)) @ J(g, x)"},
        ...     functions={"f(u)": "sin(u)", "g(x)": "x**2"})
        >>> chain.clauses("jac", "x")[0].text
        'J(f, g(x)) @ J(g, x)'
    """
    return general(
        id,
        operands=operands,
        derivative=derivative,
        functions=functions or {},
        kind="structural",
        **fields,
    )


def constant(
    id: str,
    *,
    operands: str,
    numpy: tuple[str, ...],
    **fields: Any,
) -> Rule:
    """Functions whose value is a constant for differentiation: truth values and integers.

    They are called on plain values, and what they return is not traced.

    Example:
        >>> import jacobook as jb
        >>> jb.constant("demo.shape", title="Shape", function="shape(x)", operands="x:(n)",
        ...     numpy=("numpy.shape",)).kind
        'constant'
    """
    if not numpy:
        raise RuleDefinitionError(f"rule {id!r}, field numpy: names no function")
    return general(id, operands=operands, numpy=numpy, kind="constant", **fields)
