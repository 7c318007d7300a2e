"""The vocabulary of the canonical algebra: constant arrays, parts of nodes, order and sign.

What can be said of one canonical node without making another: its key, by which sums and products
are sorted, the number in front of it, whether it is zero, one or positive by its form.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from weakref import WeakKeyDictionary

from jacobook import facts as known
from jacobook.algebra.numbers import ONE, PI, ZERO, Number, value_of
from jacobook.expression import DIMENSION, VARIABLE, Expression, node, postorder
from jacobook.language import DIFFERENTIAL
from jacobook.shapes import Dimension, Shape

TANGENT = "tangent"
"""The fact of a variable that stands for a small change; products are turned so that it is last."""


ELEMENTWISE = "elementwise"
"""The fact of an opaque node that it works entry by entry, so a transpose passes through it."""


_keys: WeakKeyDictionary[Expression, str] = WeakKeyDictionary()


_LONG = 120


def key(x: Expression) -> str:
    """A text which tells `x` from every other expression; sums and products are sorted by it."""
    found = _keys.get(x)
    if found is None:
        inner = ",".join(key(operand) for operand in x.operands)
        static = ",".join(f"{name}={value!r}" for name, value in x.parameters)
        found = f"{x.operation}[{static}]({inner}){x.shape}"
        if x.operation == VARIABLE:
            last = "~" if TANGENT in x.facts else ""
            found = f"{last}{x['name']}{sorted(x.facts)}{x.shape}"
        if len(found) > _LONG:
            found = found[: _LONG // 2] + hashlib.sha256(found.encode()).hexdigest()
        _keys[x] = found
    return found


def order(x: Expression) -> int:
    """How many axes an expression has."""
    return len(x.shape)


_tangent: WeakKeyDictionary[Expression, bool] = WeakKeyDictionary()


def has_tangent(x: Expression) -> bool:
    """Whether a tangent or a differential occurs in an expression."""
    if x in _tangent:
        return _tangent[x]
    for part in postorder(x):
        if part not in _tangent:
            own = TANGENT in part.facts or part.operation == DIFFERENTIAL
            _tangent[part] = own or any(_tangent[o] for o in part.operands)
    return _tangent[x]


def by_key(items: Iterable[Expression]) -> list[Expression]:
    """Expressions in their fixed order."""
    return sorted(items, key=key)


def ones(shape: Shape) -> Expression:
    """The array of ones: a number, a vector, or a matrix as an outer product."""
    if not shape:
        return ONE
    if len(shape) == 2:
        return node("outer", [ones(shape[:1]), ones(shape[1:])], shape)
    return node("ones", (), shape)


def zeros(shape: Shape) -> Expression:
    """The array of zeros."""
    return node("zeros", (), shape) if shape else ZERO


def eye(n: Dimension) -> Expression:
    """The identity matrix."""
    return node("eye", (), (n, n))


def is_zero(x: Expression) -> bool:
    """Whether an expression is zero by its form."""
    return x.operation == "zeros" or value_of(x) == 0


def is_eye(x: Expression) -> bool:
    """Whether an expression is the identity matrix by its form."""
    return x.operation == "eye"


def is_ones(x: Expression) -> bool:
    """Whether an expression is a vector of ones, or the number one, by its form."""
    return x.operation == "ones" or x is ONE


def is_all_ones(x: Expression) -> bool:
    """Whether every entry is one, by the form of the expression."""
    return is_ones(x) or (x.operation == "outer" and all(map(is_ones, x.operands)))


def is_square(x: Expression) -> bool:
    """Whether a matrix has as many rows as columns."""
    return order(x) == 2 and x.shape[0] == x.shape[1]


def leaf_facts(x: Expression) -> frozenset[str]:
    """The declared facts of a variable or of its transpose."""
    return x.operands[0].facts if x.operation == "transpose" else x.facts


def split(term: Expression) -> tuple[Number, Expression]:
    """The number in front of a term, and the rest.

    >>> from jacobook.expression import constant
    >>> ones = node("ones", (), (2,))
    >>> split(node("scale", [constant(3), ones], (2,)))
    (3, <ones() (2,)>)
    """
    value = value_of(term)
    if value is not None:
        return value, ONE
    if term.operation == "times" and not term.shape:
        first = value_of(term.operands[0])
        if first is not None:
            rest = term.operands[1:]
            return first, rest[0] if len(rest) == 1 else node("times", rest, ())
    if term.operation == "scale":
        coefficient, scalar = split(term.operands[0])
        x = term.operands[1]
        return coefficient, x if scalar is ONE else node("scale", [scalar, x], x.shape)
    return 1, term


def array_of(term: Expression) -> Expression:
    """A term without the scalar in front."""
    return term.operands[1] if term.operation == "scale" else term


def factors_of(x: Expression) -> tuple[Expression, ...]:
    """The factors of a product, or the one expression."""
    return x.operands if x.operation == "times" else (x,)


def base_and_exponent(x: Expression) -> tuple[Expression, Expression]:
    """`b` and `e` where `x` is `b**e`."""
    return (x.operands[0], x.operands[1]) if x.operation == "pow" else (x, ONE)


_POSITIVE = {"exp", "cosh", "sigmoid", "softmax", "softplus", "exp2"}


_NONNEGATIVE = {"absolute", "norm2", "normF", "norm1", "norminf", "square", "sqrt", "var", "std"}


def is_positive(x: Expression) -> bool:
    """Whether every entry is greater than zero, as far as the form tells."""
    value = value_of(x)
    if value is not None:
        return value > 0
    if x is PI or x.operation in (*_POSITIVE, DIMENSION, "ones") or known.POSITIVE in x.facts:
        return True
    if x.operation in ("times", "scale", "outer"):
        return all_positive(x.operands)
    if x.operation == "pow":
        return is_positive(x.operands[0])
    if x.operation == "plus":
        some = any(is_positive(term) for term in x.operands)
        return some and all(is_nonnegative(term) for term in x.operands)
    return x.operation == "total" and is_positive(x.operands[0])


def is_nonnegative(x: Expression) -> bool:
    """Whether no entry is less than zero, as far as the form tells."""
    if is_positive(x) or is_zero(x) or x.operation in _NONNEGATIVE:
        return True
    if known.NONNEGATIVE in x.facts:
        return True
    if x.operation in ("times", "scale", "plus", "total", "outer", "eye"):
        return all(is_nonnegative(operand) for operand in x.operands)
    if x.operation == "pow":
        n = value_of(x.operands[1])
        return is_nonnegative(x.operands[0]) or (isinstance(n, int) and n % 2 == 0)
    return False


def all_positive(factors: Iterable[Expression]) -> bool:
    """Whether every entry of every factor is greater than zero."""
    return all(is_positive(f) for f in factors)
