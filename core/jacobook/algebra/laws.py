"""Operations of the book in the canonical algebra, with the few laws that are known for them.

An operation without a law here is *opaque*: it stays as it is, with canonical operands.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping, Sequence

from jacobook import facts as known
from jacobook import shapes
from jacobook.algebra.nodes import (
    ELEMENTWISE,
    factors_of,
    is_all_ones,
    is_eye,
    is_ones,
    is_positive,
    is_square,
    is_zero,
    key,
    leaf_facts,
    ones,
    order,
    split,
    zeros,
)
from jacobook.algebra.numbers import ONE, ZERO, Number, number, value_of
from jacobook.algebra.products import (
    absolute,
    chain,
    diag,
    diagonal,
    inverse,
    kron,
    minus,
    outer,
    plus,
    power,
    primitive,
    scale,
    size,
    times,
    total,
    trace,
    transpose,
    unscaled,
)
from jacobook.expression import Expression, Parameters, node, postorder
from jacobook.shapes import Dimension, Shape


def opaque(
    operation: str,
    operands: Sequence[Expression],
    shape: Shape,
    parameters: Mapping[str, object] | Parameters = (),
    *,
    elementwise: bool = False,
) -> Expression:
    """An operation of the book on canonical operands, with the few laws that are known for it."""
    if operation == "unvec" and (found := _unvec_law(operands[0], shape)) is not None:
        return found
    if operation == "getitem" and (part := _part_law(operands[0], dict(parameters))) is not None:
        return part
    if operation in _SHIFTED:
        operands = [_unshifted(operands[0], dict(parameters).get("axis", -1))]
    law = _LAWS.get(operation)
    stacked = operation in _OF_MATRICES and len(operands[0].shape) > 2
    if law is not None and not parameters and not stacked:
        found = law(*operands)
        if found is not None:
            return found if found.shape == shape else scale(found, ones(shape))
    facts = (ELEMENTWISE,) if elementwise else ()
    return node(operation, operands, shape, dict(parameters), facts=facts)


_OF_MATRICES = ("inv", "det", "logdet", "logabsdet")
"""Operations whose laws are for one matrix; of a stack they are left as they stand."""

_SHIFTED = ("softmax", "log_softmax")
"""Operations which do not notice that the same number is added to all entries."""


def _unshifted(x: Expression, axis: object) -> Expression:
    """A sum without the terms that are constant along an axis."""
    if x.operation != "plus":
        return x
    kept = [term for term in x.operands if not _is_constant_along(term, axis)]
    return plus(*kept) if kept else zeros(x.shape)


def _is_constant_along(term: Expression, axis: object) -> bool:
    _, array = unscaled(term)
    if is_all_ones(array):
        return True
    if array.operation != "outer" or axis not in (0, 1, -1):
        return False
    return is_ones(array.operands[int(str(axis))])


def inv(x: Expression) -> Expression:
    """The inverse of a square matrix."""
    return opaque("inv", [x], x.shape)


def _inverse_law(x: Expression) -> Expression | None:
    """`inv(A B) = inv(B) inv(A)` for square factors, `inv(s X) = inv(X)/s`, `inv(inv(X)) = X`."""
    if x.operation == "scale":
        return scale(power(x.operands[0], -1), inv(x.operands[1]))
    existing = inverse(x)
    if existing is not None:
        return existing
    if is_eye(x):
        return x
    if x.operation == "diag":
        return diag(power(x.operands[0], -1))
    if x.operation == "chain" and all(map(is_square, x.operands)):
        return chain(*(inv(f) for f in reversed(x.operands)))
    if x.operation == "kron" and all(map(is_square, x.operands)):
        return kron(*map(inv, x.operands))
    return None


def _kronecker_law(a: Expression, b: Expression) -> Expression | None:
    """The product of two matrices in the canonical algebra; other orders stay."""
    return kron(a, b) if order(a) == order(b) == 2 else None


def _vec_law(x: Expression) -> Expression | None:
    """`vec(unvec(v)) = v`; a number comes out."""
    scalar, core = unscaled(x)
    if core.operation == "unvec":
        return scale(scalar, core.operands[0])
    return None if scalar is ONE else scale(scalar, _vec(core))


def _vec(x: Expression) -> Expression:
    return opaque("vec", [x], (shapes.times(*x.shape),))


def _part_law(x: Expression, parameters: Mapping[str, object]) -> Expression | None:
    """`concatenate([a, b])[:n] = a`, where the slice is one of the parts."""
    scalar, x = unscaled(x)
    index = parameters["index"]
    items = index if isinstance(index, tuple) else (index,)
    if x.operation != "concatenate" or order(x) != 1 or len(items) != 1:
        return None
    (item,) = items
    if not isinstance(item, shapes.Slice) or item.step not in (None, 1):
        return None
    start: Dimension = 0
    for part in x.operands:
        stop = shapes.plus(start, part.shape[0])
        last = item.stop is None and part is x.operands[-1]
        if (item.start or 0) == start and (last or item.stop == stop):
            return scale(scalar, part)
        start = stop
    return None


def _unvec_law(v: Expression, shape: Shape) -> Expression | None:
    """`unvec(vec(X)) = X`, `unvec(kron(B', A) vec(X)) = A X B`, also of multiples and sums."""
    if v.operation == "plus":
        parts = [_unvec_law(term, shape) for term in v.operands]
        return None if None in parts else plus(*(part for part in parts if part is not None))
    scalar, core = unscaled(v)
    if core.operation == "vec" and core.operands[0].shape == shape:
        return scale(scalar, core.operands[0])
    if core.operation == "chain" and [f.operation for f in core.operands] == ["kron", "vec"]:
        (right, left), inside = core.operands[0].operands, core.operands[1].operands[0]
        if left.shape[1] == inside.shape[0] and (left.shape[0], right.shape[0]) == shape:
            return scale(scalar, chain(left, inside, transpose(right)))
    return None


def _determinant_law(x: Expression) -> Expression | None:
    """`det(A B) = det(A) det(B)`, `det(inv(X)) = 1 / det(X)`, `det(s X) = s**n det(X)`;
    of a Kronecker product `det(A)**n det(B)**m`."""
    if x.operation == "scale":
        return times(power(x.operands[0], size(x.shape[0])), det(x.operands[1]))
    if is_eye(x):
        return ONE
    if x.operation == "inv":
        return power(det(x.operands[0]), -1)
    if x.operation == "expm":
        return opaque("exp", [trace(x.operands[0])], (), elementwise=True)
    if x.operation == "diag":
        return opaque("prod", [x.operands[0]], ())
    if x.operation == "chain" and all(map(is_square, x.operands)):
        return times(*(det(f) for f in x.operands))
    if x.operation == "kron" and all(map(is_square, x.operands)):
        a, b = x.operands
        return times(power(det(a), size(b.shape[0])), power(det(b), size(a.shape[0])))
    if key(transpose(x)) < key(x):
        return det(transpose(x))
    return None


def det(x: Expression) -> Expression:
    """The determinant."""
    return opaque("det", [x], ())


def _log_determinant_law(name: str) -> Callable[[Expression], Expression | None]:
    def law(x: Expression) -> Expression | None:
        """`logdet(X') = logdet(X)`, `logdet(inv(X)) = -logdet(X)`, `logdet(s X)` for `s > 0`."""
        if is_eye(x):
            return ZERO
        if x.operation == "scale" and is_positive(x.operands[0]):
            s, inside = x.operands
            n = size(x.shape[0])
            return plus(
                times(n, opaque("log", [s], (), elementwise=True)), opaque(name, [inside], ())
            )
        splits = name == "logabsdet" or all(
            known.POSITIVE_DEFINITE in leaf_facts(f) for f in x.operands
        )
        if x.operation == "chain" and splits and all(map(is_square, x.operands)):
            return plus(*(opaque(name, [f], ()) for f in x.operands))
        if x.operation == "kron" and splits and all(map(is_square, x.operands)):
            pairs = zip(x.operands, reversed(x.operands), strict=True)
            return plus(*(times(size(b.shape[0]), opaque(name, [a], ())) for a, b in pairs))
        if x.operation == "inv":
            return minus(opaque(name, [x.operands[0]], ()))
        if key(transpose(x)) < key(x):
            return opaque(name, [transpose(x)], ())
        return None

    return law


def _logarithm_law(x: Expression) -> Expression | None:
    """`log(exp(x)) = x`, `log(det(X)) = logdet(X)`, `log(1/x) = -log(x)`."""
    if x.operation == "exp":
        return x.operands[0]
    if is_all_ones(x):
        return zeros(x.shape)
    if x.operation == "det":
        return opaque("logdet", [x.operands[0]], x.shape)
    if x.operation == "pow" and value_of(x.operands[1]) == -1:
        return minus(opaque("log", [x.operands[0]], x.shape, elementwise=True))
    return None


def _exponential_law(x: Expression) -> Expression | None:
    """`exp(log(x)) = x`."""
    if is_zero(x):
        return ones(x.shape)
    return x.operands[0] if x.operation == "log" else None


def _sign_law(x: Expression) -> Expression | None:
    """`sign(x) = 1` where every entry is positive; positive factors play no part."""
    if is_positive(x):
        return ones(x.shape)
    scalar, core = unscaled(x)
    negative = value_of(scalar)
    if negative is not None and negative < 0:
        return minus(opaque("sign", [minus(x)], x.shape, elementwise=True))
    factors = factors_of(core)
    rest = [f for f in factors if not is_positive(f)]
    nothing_to_drop = scalar is ONE and len(rest) == len(factors)
    if nothing_to_drop or not is_positive(scalar):
        return None
    return opaque("sign", [times(*rest)], x.shape, elementwise=True)


ODD = frozenset(
    {"sign", "sin", "tan", "sinh", "tanh", "arcsin", "arctan", "arcsinh", "arctanh", "cbrt"}
)
EVEN = frozenset({"cos", "cosh"})
"""Functions of which a sign in front of the argument comes out, or is lost."""


def _symmetry_law(name: str) -> Callable[[Expression], Expression | None]:
    def law(x: Expression) -> Expression | None:
        """`f(-x) = -f(x)` of odd functions, `f(-x) = f(x)` of even ones."""
        if is_zero(x):
            return ones(x.shape) if name in EVEN else zeros(x.shape)
        coefficient, core = split(x)
        common = primitive(core)[0] if coefficient == 1 else 1
        if coefficient > 0 and common > 0:
            return None
        turned = opaque(name, [minus(x)], x.shape, elementwise=True)
        return turned if name in EVEN else minus(turned)

    return law


def _where_law(condition: Expression, yes: Expression, no: Expression) -> Expression | None:
    """A choice that is decided, has one outcome, or is undefined in one branch."""
    decided = value_of(condition)
    if decided is not None:
        return yes if decided else no
    if yes is no:
        return yes
    if _is_undefined(no):
        return yes
    return no if _is_undefined(yes) else None


def _is_undefined(x: Expression) -> bool:
    value = value_of(x)
    return isinstance(value, float) and math.isnan(value)


def _comparison(compare: Callable[[Number, Number], bool]) -> Callable[..., Expression | None]:
    def law(a: Expression, b: Expression) -> Expression | None:
        """A comparison of two numbers is 1 or 0."""
        left, right = value_of(a), value_of(b)
        if left is None and right is not None and _is_infinite(right):
            left = 0  # a closed form is about finite values
        if right is None and left is not None and _is_infinite(left):
            right = 0
        return None if left is None or right is None else number(int(compare(left, right)))

    return law


def _is_infinite(value: Number) -> bool:
    return isinstance(value, float) and math.isinf(value)


def _and_law(a: Expression, b: Expression) -> Expression | None:
    """A conjunction of which one side is decided."""
    for one, other in ((a, b), (b, a)):
        decided = value_of(one)
        if decided is not None:
            return other if decided else ZERO
    return None


def _or_law(a: Expression, b: Expression) -> Expression | None:
    """A disjunction of which one side is decided."""
    for one, other in ((a, b), (b, a)):
        decided = value_of(one)
        if decided is not None:
            return ONE if decided else other
    return None


def _triangle_law(name: str) -> Callable[[Expression], Expression | None]:
    def law(x: Expression) -> Expression | None:
        """A triangle of a diagonal matrix is all of it; a number comes out."""
        scalar, core = unscaled(x)
        if core.operation in ("diag", "eye"):
            return x
        return None if scalar is ONE else scale(scalar, opaque(name, [core], x.shape))

    return law


_LAWS: dict[str, Callable[..., Expression | None]] = {
    **{name: _symmetry_law(name) for name in (*ODD, *EVEN) if name != "sign"},
    "inv": _inverse_law,
    "kron": _kronecker_law,
    "tril": _triangle_law("tril"),
    "triu": _triangle_law("triu"),
    "vec": _vec_law,
    "det": _determinant_law,
    "logdet": _log_determinant_law("logdet"),
    "logabsdet": _log_determinant_law("logabsdet"),
    "log": _logarithm_law,
    "exp": _exponential_law,
    "absolute": absolute,
    "sign": _sign_law,
    "where": _where_law,
    "logical_and": _and_law,
    "logical_or": _or_law,
    "less": _comparison(operator.lt),
    "less_equal": _comparison(operator.le),
    "greater": _comparison(operator.gt),
    "greater_equal": _comparison(operator.ge),
    "equal": _comparison(operator.eq),
    "not_equal": _comparison(operator.ne),
}


_BUILDERS: dict[str, Callable[..., Expression]] = {
    "plus": plus,
    "scale": scale,
    "times": times,
    "pow": power,
    "chain": chain,
    "outer": outer,
    "transpose": transpose,
    "diag": diag,
    "diagonal": diagonal,
    "trace": trace,
    "total": total,
}


_OPAQUE = "array:"


def as_opaque(operation: str) -> str:
    """The name of an operation of the book for a node which the laws here do not know.

    `transpose` of an array with three axes is no `transpose` of the canonical algebra.
    """
    return f"{_OPAQUE}{operation}" if operation in _BUILDERS else operation


def book_name(operation: str) -> str:
    """What the book calls the operation of an opaque node."""
    return operation.removeprefix(_OPAQUE)


def rebuilt(x: Expression, operands: Sequence[Expression]) -> Expression:
    """The node `x` with other operands, in canonical form."""
    builder = _BUILDERS.get(x.operation)
    if builder is not None:
        return builder(*operands)
    if not x.operands:
        return x
    return opaque(
        x.operation,
        operands,
        _shape_with(x, operands),
        x.parameters,
        elementwise=ELEMENTWISE in x.facts,
    )


def _shape_with(x: Expression, operands: Sequence[Expression]) -> Shape:
    """The shape after replacing operands by ones which may be transposed."""
    if (
        order(x) == 2
        and operands
        and all(
            a.shape == b.shape[::-1] and a.shape != b.shape
            for a, b in zip(operands, x.operands, strict=True)
            if order(b) == 2
        )
    ):
        return x.shape[::-1] if any(order(b) == 2 for b in x.operands) else x.shape
    return x.shape


def transformed(root: Expression, change: Callable[[Expression], Expression]) -> Expression:
    """`root` with `change` made to every node, from the leaves upwards, in canonical form."""
    made: dict[Expression, Expression] = {}
    for current in postorder(root):
        operands = [made[operand] for operand in current.operands]
        same = all(a is b for a, b in zip(operands, current.operands, strict=True))
        made[current] = change(current if same else rebuilt(current, operands))
    return made[root]


def replaced(root: Expression, values: Mapping[Expression, Expression]) -> Expression:
    """`root` with nodes replaced by others of the same shape, in canonical form."""
    made: dict[Expression, Expression] = {}
    for current in postorder(root):
        if current in values:
            made[current] = values[current]
            continue
        operands = [made[operand] for operand in current.operands]
        same = all(a is b for a, b in zip(operands, current.operands, strict=True))
        made[current] = current if same else rebuilt(current, operands)
    return made[root]


def depends_on(root: Expression, *leaves: Expression) -> bool:
    """Whether any of `leaves` occurs in `root`."""
    return any(part in leaves for part in postorder(root))
