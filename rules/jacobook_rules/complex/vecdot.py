"""Dot products of the complex vectors in two stacks."""

from jacobook import TestVector, general, shapes
from jacobook import operations as op
from jacobook.rule import Array


def primal(a: Array, b: Array, *, axis: int = -1) -> Array:
    """`sum(conj(a) * b)` along an axis of both, as `numpy.vecdot` has it."""
    import numpy as np

    return np.vecdot(a, b, axis=axis)  # type: ignore[call-overload]


def a_dot(a_dot: Array, y: Array, a: Array, b: Array, *, axis: int = -1) -> Array:
    """`y_dot = sum(conj(a_dot) * b)`."""
    return op.complex_vecdot(a_dot, b, axis=axis)


def b_dot(b_dot: Array, y: Array, a: Array, b: Array, *, axis: int = -1) -> Array:
    """`y_dot = sum(conj(a) * b_dot)`."""
    return op.complex_vecdot(a, b_dot, axis=axis)


def a_bar(y_bar: Array, y: Array, a: Array, b: Array, *, axis: int = -1) -> Array:
    """`a_bar = conj(y_bar * b)`, paired with `a_dot` without a conjugate."""
    return op.conjugate(times(y_bar, b, a.shape, axis))


def b_bar(y_bar: Array, y: Array, a: Array, b: Array, *, axis: int = -1) -> Array:
    """`b_bar = y_bar * conj(a)`, paired with `b_dot` without a conjugate."""
    return times(y_bar, op.conjugate(a), b.shape, axis)


def times(y_bar: Array, other: Array, shape: shapes.Shape, axis: int) -> Array:
    """`y_bar` times one operand, summed to the `shape` of the other."""
    moved = shapes.transposed(shape, shapes.axis_last(len(shape), axis))
    product = y_bar[..., None] * op.moveaxis(other, source=axis, destination=-1)
    return op.moveaxis(op.sum_to(product, shape=moved), source=-1, destination=axis)


def target(a: shapes.Shape, b: shapes.Shape, *, axis: int = -1) -> shapes.Shape:
    """The stacks broadcast, without the axis of the vectors."""
    first, second = (shapes.transposed(s, shapes.axis_last(len(s), axis)) for s in (a, b))
    return shapes.broadcast(first[:-1], second[:-1])


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
    variants=({"axis": 0},),
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
