"""Sums turned the way their author wrote them: `x - y` rather than `-(y - x)`.

The canonical algebra keeps one of `x - y` and `y - x`. Before an expression is shown, the sums
which occur in what the user wrote are turned back, and the signs taken in front of the products.
"""

from __future__ import annotations

from collections.abc import Callable

from jacobook.algebra import canonical as c
from jacobook.algebra.factoring import cost
from jacobook.algebra.laws import EVEN, ODD
from jacobook.algebra.numbers import MINUS_ONE, exact, number, value_of
from jacobook.algebra.presentation import place
from jacobook.expression import Expression, node, postorder

Signed = tuple[int, Expression]


def oriented(root: Expression, preferred: frozenset[Expression]) -> Expression:
    """`root` with its sums turned to preferred ones; for writing out, no longer canonical.

    A minus in front of everything is taken into a sum with terms of both signs, if there is one:
    `-(a - b)/2` is written `(b - a)/2`.
    """
    root = _turned_about(root)
    result = _oriented(root, preferred)
    if _leads_with_minus(result):
        for chosen in _sums_of_product(root):
            signs = {c.split(term)[0] < 0 for term in chosen.operands}
            wanted = bool({chosen, c.minus(chosen)} & preferred)
            if len(signs) == 2 and not (wanted and _occurs_twice(root, chosen)):
                turned = chosen if c.minus(chosen) in preferred else c.minus(chosen)
                return _oriented(root, (preferred - {chosen, c.minus(chosen)}) | {turned})
    return result


def _turned_about(x: Expression) -> Expression:
    """A matrix as the transpose of another one, where that is shorter; no longer canonical."""
    if x.operation == "chain" and len(x.shape) == 1:
        entrywise = [o.operation == "times" for o in x.operands]
        pairs = zip(x.operands, entrywise, strict=True)
        return node("chain", [_turned_about(o) if by else o for o, by in pairs], x.shape)
    if len(x.shape) != 2:
        return x
    other = c.transpose(x)
    if cost(other) + 1 < cost(x):
        return node("transpose", [other], x.shape)
    if x.operation == "scale":
        return node("scale", [x.operands[0], _turned_about(x.operands[1])], x.shape)
    if x.operation == "plus":
        return node("plus", [_turned_about(term) for term in x.operands], x.shape)
    return x


def _occurs_twice(root: Expression, part: Expression) -> bool:
    """Whether a sum stands at several places, with either sign."""
    twins = {part, c.minus(part)}
    return sum(o in twins for p in postorder(root) for o in p.operands) > 1


def _leads_with_minus(x: Expression) -> bool:
    """Whether a product has a negative number in front."""
    if x.operation not in ("scale", "times"):
        return False
    value = value_of(x.operands[0])
    return value < 0 if value is not None else _leads_with_minus(x.operands[0])


def _sums_of_product(x: Expression) -> list[Expression]:
    """The sums among the factors of a product."""
    if x.operation == "plus":
        return [x]
    if x.operation in ("scale", "times", "chain", "outer", "transpose", "diag"):
        return [s for operand in x.operands for s in _sums_of_product(operand)]
    return []


def _oriented(root: Expression, preferred: frozenset[Expression]) -> Expression:
    made: dict[Expression, Signed] = {}
    for part in postorder(root):
        made[part] = _turned(part, [made[o] for o in part.operands], preferred)
    sign, result = made[root]
    return result if sign > 0 else _negated(result)


def _turned(part: Expression, given: list[Signed], preferred: frozenset[Expression]) -> Signed:
    law = _SIGNS.get(part.operation)
    if law is not None and part.operands:
        return law(part, given, preferred)
    if part.operation in ODD and len(given) == 1:
        sign, operand = given[0]
        return sign, _with(part, [operand])
    if part.operation in EVEN and len(given) == 1:
        return 1, _with(part, [given[0][1]])
    operands = [o if sign > 0 else _negated(o) for sign, o in given]
    return 1, _with(part, operands)


def _with(part: Expression, operands: list[Expression]) -> Expression:
    if all(a is b for a, b in zip(operands, part.operands, strict=True)):
        return part
    return node(part.operation, operands, part.shape, dict(part.parameters), facts=part.facts)


def _sum(part: Expression, given: list[Signed], preferred: frozenset[Expression]) -> Signed:
    terms = [o if sign > 0 else _negated(o) for sign, o in given]
    made = _with(part, terms)
    if part not in preferred and (c.minus(part) in preferred or _starts_negative(part)):
        return -1, _with(part, [_negated(t) for t in terms])
    return 1, made


def _starts_negative(part: Expression) -> bool:
    """Whether the term that is written first is taken away."""
    return min(map(c.split, part.operands), key=place)[0] < 0


def _product(part: Expression, given: list[Signed], _: frozenset[Expression]) -> Signed:
    sign = 1
    for s, _operand in given:
        sign *= s
    made = _with(part, [o for _, o in given])
    return (sign, made)


def _power(part: Expression, given: list[Signed], _: frozenset[Expression]) -> Signed:
    (sign, base), (turned, exponent) = given
    n = value_of(part.operands[1])
    if turned < 0:
        exponent = _negated(exponent)
    if sign < 0 and isinstance(n, int):
        return (1 if n % 2 == 0 else -1), _with(part, [base, exponent])
    return 1, _with(part, [base if sign > 0 else _negated(base), exponent])


_SIGNS: dict[str, Callable[[Expression, list[Signed], frozenset[Expression]], Signed]] = {
    "plus": _sum,
    "times": _product,
    "scale": _product,
    "chain": _product,
    "outer": _product,
    "diag": _product,
    "diagonal": _product,
    "transpose": _product,
    "trace": _product,
    "total": _product,
    "pow": _power,
}


def _negated(x: Expression) -> Expression:
    """`-x` without bringing it to canonical form."""
    value = value_of(x)
    if value is not None:
        return number(exact(-value))
    if x.operation == "plus":
        return node("plus", [_negated(term) for term in x.operands], x.shape)
    if x.operation == "scale":
        scalar = _negated(x.operands[0])
        if value_of(scalar) == 1:
            return x.operands[1]
        return node("scale", [scalar, x.operands[1]], x.shape)
    if x.operation == "times" and not x.shape:
        first = value_of(x.operands[0])
        if first is not None:
            rest = x.operands[1:]
            if first == -1:
                return rest[0] if len(rest) == 1 else node("times", rest, ())
            return node("times", [number(exact(-first)), *rest], ())
        return node("times", [MINUS_ONE, *x.operands], ())
    if x.shape:
        return node("scale", [MINUS_ONE, x], x.shape)
    return node("times", [MINUS_ONE, x], ())
