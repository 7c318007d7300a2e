"""Products regrouped for speed: vectors first, systems solved, diagonals broadcast.

`A @ B @ x` is two products of a matrix with a vector when it is read from the right; `inv(A) @ b`
is a system of linear equations; `diag(v) @ A` scales rows.
"""

from __future__ import annotations

from collections.abc import Sequence

from jacobook.catalogue import Registry
from jacobook.expression import Expression, constant, is_constant, node, postorder
from jacobook.shapes import Slice

_COLUMN = (Slice(), None)


def regrouped(root: Expression, registry: Registry) -> Expression:
    """An equal expression whose matrix products cost least.

    A chain of products is regrouped as a whole, where it ends; the products inside it stay open
    until then.
    """
    still_open: dict[Expression, Expression] = {}
    closed: dict[Expression, Expression] = {}

    def finished(part: Expression) -> Expression:
        if part not in closed:
            made = still_open[part]
            closed[part] = product(made, registry) if made.operation == "matmul" else made
        return closed[part]

    for part in postorder(root):
        is_product = part.operation == "matmul"
        operands = tuple(
            still_open[o] if is_product and _is_open(o, place) else finished(o)
            for place, o in enumerate(part.operands)
        )
        still_open[part] = with_operands(part, operands)
    return finished(root)


def with_operands(part: Expression, operands: tuple[Expression, ...]) -> Expression:
    """A node with other operands of the same shapes."""
    if operands == part.operands:
        return part
    static = dict(part.parameters)
    return node(part.operation, operands, part.shape, static, facts=part.facts)


def product(whole: Expression, registry: Registry) -> Expression:
    """One chain of matrix products, regrouped."""
    if max(len(o.shape) for o in whole.operands) > 2:
        return whole
    scalars: list[Expression] = []
    chain = Chain(registry)
    factors = list(_factors(whole, scalars))
    if all(len(factor.shape) == 2 for factor in factors):
        scalars, factors = [], list(_factors(whole, None))
    return chain.scaled(scalars, chain.joined(factors))


def _factors(whole: Expression, scalars: list[Expression] | None) -> list[Expression]:
    """The factors of a product from left to right; numbers before them go to `scalars`.

    A vector that a product gave stays one factor where it stands as a row but was a column.
    """
    found: list[Expression] = []
    waiting = [(whole, -1)]
    while waiting:
        part, place = waiting.pop()
        if scalars is not None:
            part = _without_scalars(part, scalars)
        if not _is_open(part, place):
            found.append(part)
            continue
        left, right = part.operands
        waiting += [(right, 1), (left, 0)]
    return found


def _is_open(part: Expression, place: int) -> bool:
    """Whether a factor is a product whose own factors may be joined with its neighbours.

    Args:
        part: the factor.
        place: 0 if something follows it, 1 if something stands before it, -1 for the whole.
    """
    if part.operation != "matmul" or max(len(o.shape) for o in part.operands) > 2:
        return False
    if place == -1 or len(part.shape) == 2:
        return True
    return len(part.shape) == 1 and len(part.operands[1 - place].shape) == 2


def _without_scalars(part: Expression, scalars: list[Expression]) -> Expression:
    """The array in a scalar times an array; the scalar is kept for later."""
    while part.operation in ("multiply", "negative") and part.shape:
        if part.operation == "negative":
            scalars.append(constant(-1))
            part = part.operands[0]
            continue
        left, right = part.operands
        if left.shape and right.shape:
            break
        scalar, part = (right, left) if left.shape else (left, right)
        scalars.append(scalar)
    return part


class Chain:
    """Joins the factors of matrix products.

    Args:
        registry: gives the shapes of operations.
    """

    def __init__(self, registry: Registry) -> None:
        """Use the shapes of a registry."""
        self.registry = registry

    def call(self, operation: str, *operands: Expression, **static: object) -> Expression:
        """An operation with its shape."""
        shape = self.registry.result_shape(operation, [o.shape for o in operands], static)
        return node(operation, operands, shape, static)

    def joined(self, factors: Sequence[Expression]) -> Expression:
        """Factors from left to right, multiplied in the order that costs least."""
        if len(factors[-1].shape) == 1:
            return self._from_right_to_left(factors)
        ordered = self._merged(factors) if len(factors[0].shape) == 2 else factors
        made = ordered[0]
        for factor in ordered[1:]:
            made = self.pair(made, factor)
        return made

    def _from_right_to_left(self, factors: Sequence[Expression]) -> Expression:
        made = factors[-1]
        for factor in reversed(factors[:-1]):
            made = self.pair(factor, made)
        return made

    def _merged(self, factors: Sequence[Expression]) -> list[Expression]:
        """The factors with each inverse and diagonal matrix joined to its right neighbour."""
        merged: list[Expression] = []
        for factor in reversed(factors):
            if merged and _is_special(factor):
                merged[-1] = self.pair(factor, merged[-1])
            else:
                merged.append(factor)
        return merged[::-1]

    def pair(self, left: Expression, right: Expression) -> Expression:
        """The product of two arrays."""
        if len(left.shape) == 2 and _is_special(left):
            return self._from_left(left, right)
        if len(right.shape) == 2 and _is_special(right):
            return self._from_right(left, right)
        return self.call("matmul", left, right)

    def _from_left(self, special: Expression, right: Expression) -> Expression:
        """An inverse, a diagonal or an identity matrix times an array."""
        if special.operation == "eye":
            return right
        if special.operation == "diag":
            (entries,) = special.operands
            if len(right.shape) == 2:
                entries = self.call("getitem", entries, index=_COLUMN)
            return self.call("multiply", entries, right)
        return self.call("solve", self._inverted(special), right)

    def _from_right(self, left: Expression, special: Expression) -> Expression:
        """An array times an inverse, a diagonal or an identity matrix."""
        if special.operation == "eye":
            return left
        if special.operation == "diag":
            return self.call("multiply", left, special.operands[0])
        system = self._transposed(self._inverted(special))
        if len(left.shape) == 1:
            return self.call("solve", system, left)
        return self._transposed(self.call("solve", system, self._transposed(left)))

    def _inverted(self, inverse: Expression) -> Expression:
        """The matrix whose inverse this is."""
        if inverse.operation == "transpose":
            return self._transposed(inverse.operands[0].operands[0])
        return inverse.operands[0]

    def _transposed(self, x: Expression) -> Expression:
        return x.operands[0] if _is_transpose(x) else self.call("transpose", x)

    def scaled(self, scalars: Sequence[Expression], array: Expression) -> Expression:
        """Scalars times an array."""
        negative = sum(is_constant(s, -1) for s in scalars) % 2
        front = [s for s in scalars if not is_constant(s, -1)]
        if front:
            made = front[0]
            for scalar in front[1:]:
                made = self.call("multiply", made, scalar)
            array = self.call("multiply", made, array)
        return self.call("negative", array) if negative else array


def _is_transpose(x: Expression) -> bool:
    return x.operation == "transpose" and not x.parameters


def _is_special(x: Expression) -> bool:
    """Whether a product with this matrix is cheaper than a product of matrices."""
    if len(x.shape) != 2:
        return False
    if x.operation == "diag":
        return len(x.operands[0].shape) == 1 and not any(v for _, v in x.parameters)
    inner = x.operands[0] if _is_transpose(x) else x
    return inner.operation == "inv" or x.operation == "eye"
