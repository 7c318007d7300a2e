"""Dot products of the complex vectors in two stacks."""

from jacobook import TestVector, errors, general
from jacobook import operations as op
from jacobook.rule import Array
from jacobook.shapes import Shape, broadcast


def primal(a: Array, b: Array, *, axis: int = -1) -> Array:
    """`sum(conj(a) * b)` along the last axis, as `numpy.vecdot` has it."""
    import numpy as np

    if axis != -1:
        raise errors.NotImplementedRuleError(
            f"complex.vecdot: axis={axis}; for complex vectors only the last axis has a "
            "derivative. Write np.sum(np.conj(a) * b, axis=axis)."
        )
    return np.vecdot(a, b)


def a_dot(a_dot: Array, y: Array, a: Array, b: Array, *, axis: int = -1) -> Array:
    """`y_dot = sum(conj(a_dot) * b)`."""
    return op.sum(op.conjugate(a_dot) * b, axis=-1)


def b_dot(b_dot: Array, y: Array, a: Array, b: Array, *, axis: int = -1) -> Array:
    """`y_dot = sum(conj(a) * b_dot)`."""
    return op.sum(op.conjugate(a) * b_dot, axis=-1)


def a_bar(y_bar: Array, y: Array, a: Array, b: Array, *, axis: int = -1) -> Array:
    """`a_bar = conj(y_bar * b)`, paired with `a_dot` without a conjugate."""
    return op.sum_to(op.conjugate(y_bar[..., None] * b), shape=a.shape)


def b_bar(y_bar: Array, y: Array, a: Array, b: Array, *, axis: int = -1) -> Array:
    """`b_bar = y_bar * conj(a)`, paired with `b_dot` without a conjugate."""
    return op.sum_to(y_bar[..., None] * op.conjugate(a), shape=b.shape)


def target(a: Shape, b: Shape, *, axis: int = -1) -> Shape:
    """The stacks broadcast, without the axis of the vectors."""
    return broadcast(a[:-1], b[:-1])


rule = general(
    id="complex.vecdot",
    title="Row-wise dot product of complex vectors",
    summary="The dot product of each row of one matrix, conjugated, with the same row of another.",
    function="complex_vecdot(A, B)",
    operands="A:(m,n) complex; B:(m,n) complex",
    derivative={"d": "complex_vecdot(dA, B) + complex_vecdot(A, dB)"},
    op="complex_vecdot",
    primal=primal,
    parameters={"axis": -1},
    shape=target,
    pushforward={"A": a_dot, "B": b_dot},
    pullback={"A": a_bar, "B": b_bar},
    why=(
        "The product rule, with the conjugate of the change of the first operand: `conj(A + dA) * "
        "(B + dB)` without the term in which both change."
    ),
    pitfalls="NumPy's `vecdot` and `vdot` conjugate the first operand; `dot` and `inner` do not.",
    vectors=(
        TestVector(
            operands={"A": [[1 + 1j, 2 + 0j]], "B": [[1j, 3 + 0j]]},
            cotangent=[1 + 0j],
            value=[7 + 1j],
            gradients={"A": [[1j, 3 + 0j]], "B": [[1 + 1j, 2 + 0j]]},
        ),
    ),
    references=("NumPy reference, vecdot",),
    see_also=("linalg.vecdot", "complex.conj"),
    tags=("inner product", "Hermitian"),
)
