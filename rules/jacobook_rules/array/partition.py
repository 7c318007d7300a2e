"""The entries so ordered that chosen places hold what sorting would put there."""

from typing import Any

from jacobook import TestVector, derived, shapes, stop
from jacobook import operations as op
from jacobook.rule import Array


def partition(a: Array, kth: Any, axis: int | None = -1, kind: Any = "introselect") -> Array:
    """`a` with smaller entries before the places `kth`, and larger ones after them."""
    import numpy as np

    if axis is None:
        return partition(op.reshape(a, shape=(-1,)), kth, 0, kind)
    order = np.argpartition(stop(a), kth, axis=axis, kind=kind)
    return op.take_along_axis(a, indices=order, axis=axis)


def unchanged(x: shapes.Shape, *, kth: Any, axis: int | None = -1) -> shapes.Shape:
    """The shape of the operand; without an axis, that of a vector."""
    return x if axis is not None else shapes.filled_in(x, (-1,))


rule = derived(
    id="array.partition",
    title="Partition",
    summary="The entries in an order in which smaller ones come before a chosen place.",
    function="partition(x, kth=1)",
    operands="x:(3) distinct",
    derivative={
        "vjp[x]": "y_bar @ where(y[:, None] == x, 1.0, 0.0)",
        "jac[x]": "where(y[:, None] == x, 1.0, 0.0)",
    },
    conditions="The entries are distinct.",
    expand=partition,
    numpy=("numpy.partition",),
    parameters={"kth": 0, "axis": -1},
    shape=unchanged,
    variants=({"axis": 0}, {"axis": None}, {"kth": (0, 1)}, {"kth": -1}),
    why=(
        "Near a point with distinct entries the order does not change, so each entry moves to a "
        "fixed place: the Jacobian is a permutation of the identity."
    ),
    pitfalls="Only the chosen places are settled; the order before and after them is NumPy's.",
    vectors=(
        TestVector(
            operands={"x": [5.0, -1.0, 2.0]},
            parameters={"kth": 1},
            cotangent=[1.0, 10.0, 100.0],
            value=[-1.0, 2.0, 5.0],
            gradients={"x": [100.0, 1.0, 10.0]},
        ),
    ),
    references=("NumPy reference, partition",),
    see_also=("array.sort", "array.order_statistic"),
)
