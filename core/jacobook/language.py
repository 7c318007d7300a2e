"""The words which the catalogue's grammar owns itself, besides the operations of rules.

They make constant arrays (`eye(n)`), compare numbers, and speak about functions (`J(f, x)` is the
Jacobian of `f` at `x`). None of them has a derivative of its own.
"""

from __future__ import annotations

from jacobook.shapes import Index, IndexItem, Size, Slice

COMPARISONS = {
    "less": "<",
    "less_equal": "<=",
    "greater": ">",
    "greater_equal": ">=",
    "equal": "==",
    "not_equal": "!=",
}
"""Names of the comparisons, with their sign. `greater` is also a rule of the book."""

LOGIC = {"logical_and": "&", "logical_or": "|", "logical_not": "~"}
"""Names of the logical operations, with their sign."""

CALL, JACOBIAN, ELEMENTWISE_DERIVATIVE, PARTIAL, HESSIAN = "call", "J", "De", "partial", "H"
"""`f(x)` of an abstract function, and the derivatives of such functions."""

ABSTRACT = (CALL, JACOBIAN, ELEMENTWISE_DERIVATIVE, PARTIAL, HESSIAN)

STOP = "stop"
"""`stop(x)`: the value of `x` as a constant."""

DIFFERENTIAL = "differential"
"""`d(x)` in worked steps: the change of an expression for a small change of the variable."""

CONSTRUCTORS = ("eye", "ones", "zeros", "basis", "single", "commutation")
"""Arrays made from sizes: identity, ones, zeros, unit vector, single-entry matrix,
and the commutation matrix `K` with `K @ vec(X) = vec(X.T)` for `X` with `m` rows, `n` columns."""

__all__ = [
    "ABSTRACT",
    "CALL",
    "COMPARISONS",
    "CONSTRUCTORS",
    "DIFFERENTIAL",
    "ELEMENTWISE_DERIVATIVE",
    "HESSIAN",
    "JACOBIAN",
    "LOGIC",
    "PARTIAL",
    "STOP",
    "Index",
    "IndexItem",
    "Size",
    "Slice",
]
