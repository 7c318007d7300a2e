"""Reading a derivative off a differential: the matrix `J` in `dy = J @ dx`.

| the tangent stands as | its coefficient is |
|---|---|
| `dx` | the identity |
| `a * dx` | `diag(a)` |
| `A @ dx` | `A` |
| `(a @ dx) * b` | `outer(b, a)` |
| `A @ diag(dx) @ b` | `A @ diag(b)` |
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jacobook.algebra import canonical as c
from jacobook.algebra.numbers import ONE, number
from jacobook.expression import Expression, node

JacobianOf = Callable[[Expression, int], Expression | None]
"""The Jacobian which the rule of an operation states for one operand."""

Gradient = Callable[[Expression, Expression], Expression]
"""Reads the gradient off a scalar that is linear in a tangent."""


class NotIdentified(Exception):
    """A term in which the tangent stands where no matrix can be read off."""


def coefficient(
    linear: Expression, tangent: Expression, gradient: Gradient, stated: JacobianOf
) -> Expression:
    """What multiplies the tangent in an expression that is linear in it.

    Args:
        linear: a canonical expression of order 1 (or any order, for a scalar tangent).
        tangent: the variable `dx`, a scalar or a vector.
        gradient: reads off scalars.
        stated: gives the Jacobian of an operation that has no reading here.

    Raises:
        NotIdentified: there is no matrix notation for it.
    """
    if not tangent.shape:
        return c.replaced(linear, {tangent: ONE})
    if not linear.shape:
        return gradient(linear, tangent)
    if len(linear.shape) == len(tangent.shape) == 1:
        return _Reader(tangent, gradient, stated).matrix(linear)
    raise NotIdentified


class _Reader:
    """Reads the matrix in front of one vector tangent."""

    def __init__(self, tangent: Expression, gradient: Gradient, stated: JacobianOf) -> None:
        self.tangent = tangent
        self.gradient = gradient
        self.stated = stated

    def depends(self, x: Expression) -> bool:
        """Whether the tangent occurs in `x`."""
        return c.depends_on(x, self.tangent)

    def matrix(self, x: Expression) -> Expression:
        """`J` with `x = J @ dx`, for a vector `x`."""
        n = self.tangent.shape[0]
        if x is self.tangent:
            return c.eye(n)
        if not self.depends(x):
            return c.zeros((x.shape[0], n))
        read = _READERS.get(x.operation, _Reader.operation)
        return read(self, x)

    def operation(self, x: Expression) -> Expression:
        """An operation of the book that is linear in the operand with the tangent."""
        positions = [i for i, operand in enumerate(x.operands) if self.depends(operand)]
        if len(positions) != 1 or len(x.operands[positions[0]].shape) != 1:
            raise NotIdentified
        found = self.stated(x, positions[0])
        if found is None:
            raise NotIdentified
        return c.chain(found, self.matrix(x.operands[positions[0]]))

    def sum(self, x: Expression) -> Expression:
        """Term by term."""
        return c.plus(*(self.matrix(term) for term in x.operands))

    def scaled(self, x: Expression) -> Expression:
        """The tangent is in the scalar, or in the vector."""
        scalar, vector = x.operands
        if self.depends(scalar):
            return c.outer(vector, self.gradient(scalar, self.tangent))
        return c.scale(scalar, self.matrix(vector))

    def product(self, x: Expression) -> Expression:
        """An element-wise product: the other factors are a diagonal matrix."""
        (inside,), others = self._split(x.operands)
        return c.chain(c.diag(c.times(*others)), self.matrix(inside))

    def _split(self, items: Sequence[Expression]) -> tuple[list[Expression], list[Expression]]:
        """The one item with the tangent, and the others."""
        inside = [item for item in items if self.depends(item)]
        if len(inside) != 1:
            raise NotIdentified
        return inside, [item for item in items if item is not inside[0]]

    def chain(self, x: Expression) -> Expression:
        """A matrix product that ends in a vector."""
        positions = [i for i, factor in enumerate(x.operands) if self.depends(factor)]
        if len(positions) != 1:
            raise NotIdentified
        (i,) = positions
        left, inside, right = x.operands[:i], x.operands[i], x.operands[i + 1 :]
        found = self.matrix(inside) if not right else self.applied(inside, c.chain(*right))
        return c.chain(*left, found) if left else found

    def applied(self, matrix: Expression, vector: Expression) -> Expression:
        """The matrix in front of the tangent in `M(dx) @ v`."""
        if matrix.operation == "plus":
            with_tangent = [t for t in matrix.operands if self.depends(t)]
            return c.plus(*(self.applied(term, vector) for term in with_tangent))
        if matrix.operation == "diag":
            return c.chain(c.diag(vector), self.matrix(matrix.operands[0]))
        if matrix.operation == "scale":
            return self._applied_scale(matrix, vector)
        if matrix.operation == "chain":
            return self.chain(_ended(matrix, vector))
        if matrix.operation == "outer":
            return self._applied_outer(matrix, vector)
        raise NotIdentified

    def _applied_scale(self, matrix: Expression, vector: Expression) -> Expression:
        scalar, inner = matrix.operands
        if self.depends(scalar):
            return c.outer(c.chain(inner, vector), self.gradient(scalar, self.tangent))
        return c.scale(scalar, self.applied(inner, vector))

    def _applied_outer(self, matrix: Expression, vector: Expression) -> Expression:
        u, v = matrix.operands
        if self.depends(u):
            return c.scale(c.inner(v, vector), self.matrix(u))
        return c.outer(u, c.chain(c.transpose(self.matrix(v)), vector))

    def rows(self, x: Expression) -> Expression:
        """A vector of scalars: the gradient of each is a row."""
        if any(o.shape for o in x.operands) or dict(x.parameters).get("axis", 0) != 0:
            raise NotIdentified
        zeros = c.zeros(self.tangent.shape)
        found = [self.gradient(o, self.tangent) if self.depends(o) else zeros for o in x.operands]
        return c.opaque("stack", found, (len(found), *self.tangent.shape))

    def choice(self, x: Expression) -> Expression:
        """`where(condition, a(dx), 0)`."""
        condition, yes, no = x.operands
        if self.depends(condition):
            raise NotIdentified
        parts = []
        for branch, chosen in ((yes, (1, 0)), (no, (0, 1))):
            if self.depends(branch):
                weight = c.opaque(
                    "where",
                    [condition, *(number(v) for v in chosen)],
                    x.shape,
                    elementwise=True,
                )
                parts.append(c.chain(c.diag(weight), self.matrix(branch)))
            elif not c.is_zero(branch):
                raise NotIdentified
        return c.plus(*parts)


def _ended(matrix: Expression, vector: Expression) -> Expression:
    """The product of a matrix product and a vector, without laws applied."""
    return node("chain", [*matrix.operands, vector], matrix.shape[:1])


_READERS: dict[str, Callable[[_Reader, Expression], Expression]] = {
    "plus": _Reader.sum,
    "scale": _Reader.scaled,
    "times": _Reader.product,
    "chain": _Reader.chain,
    "where": _Reader.choice,
    "stack": _Reader.rows,
}
