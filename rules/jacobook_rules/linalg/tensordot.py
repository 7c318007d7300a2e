"""Sums over chosen axes of two arrays."""

from typing import Any

from jacobook import TestVector, multilinear, shapes
from jacobook import operations as op
from jacobook.rule import Array


def pull_a(y_bar: Array, y: Array, a: Array, b: Array, *, axes: Any = 2) -> Array:
    """`a_bar`: the cotangent summed with `b` over the axes that `b` kept. Shape: that of `a`."""
    of_a, of_b = shapes.tensordot_axes(a.ndim, b.ndim, axes)
    kept_a = [i for i in range(a.ndim) if i not in of_a]
    kept_b = [i for i in range(b.ndim) if i not in of_b]
    a_bar = op.tensordot(y_bar, b, axes=(tuple(range(len(kept_a), y_bar.ndim)), tuple(kept_b)))
    order = [*kept_a, *(i for _, i in sorted(zip(of_b, of_a, strict=True)))]
    return op.transpose(a_bar, axes=shapes.inverse_order(order))


def pull_b(y_bar: Array, y: Array, a: Array, b: Array, *, axes: Any = 2) -> Array:
    """`b_bar`: the cotangent summed with `a` over the axes that `a` kept. Shape: that of `b`."""
    of_a, of_b = shapes.tensordot_axes(a.ndim, b.ndim, axes)
    kept_a = [i for i in range(a.ndim) if i not in of_a]
    kept_b = [i for i in range(b.ndim) if i not in of_b]
    b_bar = op.tensordot(a, y_bar, axes=(tuple(kept_a), tuple(range(len(kept_a)))))
    order = [*(i for _, i in sorted(zip(of_a, of_b, strict=True))), *kept_b]
    return op.transpose(b_bar, axes=shapes.inverse_order(order))


rule = multilinear(
    id="linalg.tensordot",
    title="Tensor contraction over the last and first axes",
    summary="Products of two arrays summed over chosen axes of each.",
    function="tensordot(A, B, 1)",
    operands="A:(m,n,k); B:(k,p)",
    result="Y",
    derivative={
        "vjp[A]": "tensordot(Y_bar, B.T, 1)",
        "vjp[B]": "einsum([A, Y_bar], 'ijk,ijp->kp')",
        "d": "tensordot(dA, B, 1) + tensordot(A, dB, 1)",
        "same": "einsum([A, B], 'ijk,kp->ijp')",
    },
    primal="numpy.tensordot",
    numpy=("numpy.linalg.tensordot",),
    parameters={"axes": 2},
    shape=shapes.tensordot,
    pullback={"A": pull_a, "B": pull_b},
    variants=({"axes": 1}, {"axes": 0}, {"axes": ((0,), (0,))}, {"axes": ((1, 0), (0, 1))}),
    analytic=True,
    why=(
        "It is a matrix product after the summed axes have been brought together. So the cotangent "
        "of one operand is the contraction of `Y_bar` with the other over the axes it kept."
    ),
    pitfalls="With `axes=1` the last axis of the first meets the first axis of the second.",
    vectors=(
        TestVector(
            operands={"A": [[[1.0, 2.0], [3.0, 4.0]]], "B": [[1.0], [10.0]]},
            parameters={"axes": 1},
            cotangent=[[[1.0], [100.0]]],
            value=[[[21.0], [43.0]]],
            gradients={"A": [[[1.0, 10.0], [100.0, 1000.0]]], "B": [[301.0], [402.0]]},
        ),
        TestVector(
            name="two pairs of axes, crossed",
            operands={
                "A": [[1.0, 2.0, 0.0], [3.0, 4.0, 5.0]],
                "B": [[1.0, 0.0], [0.0, 2.0], [3.0, -1.0]],
            },
            parameters={"axes": ((0, 1), (1, 0))},
            cotangent=10.0,
            value=4.0,
            gradients={
                "A": [[10.0, 0.0, 30.0], [0.0, 20.0, -10.0]],
                "B": [[10.0, 30.0], [20.0, 40.0], [0.0, 50.0]],
            },
        ),
    ),
    references=("NumPy reference, tensordot",),
    see_also=("linalg.einsum", "linalg.matmul", "reduce.dot"),
)
