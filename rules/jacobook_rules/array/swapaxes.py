"""Two axes exchanged."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def swapaxes(a: Array, axis1: int, axis2: int) -> Array:
    """`a` with two axes exchanged."""
    ((first,), (second,)) = (shapes.normalise_axes(axis, a.ndim) for axis in (axis1, axis2))
    order = list(range(a.ndim))
    order[first], order[second] = second, first
    return op.transpose(a, axes=tuple(order))


rule = derived(
    id="array.swapaxes",
    title="Exchange two axes",
    summary="Two axes of an array exchanged.",
    function="transpose(X, (0, 2, 1))",
    operands="X:(m,n,k)",
    result="Y",
    derivative={"vjp[X]": "transpose(Y_bar, (0, 2, 1))", "d": "transpose(dX, (0, 2, 1))"},
    expand=swapaxes,
    numpy=("numpy.swapaxes",),
    parameters={"axis1": 1, "axis2": -1},
    variants=({"axis1": 0, "axis2": 1}, {"axis1": 0, "axis2": 0}),
    analytic=True,
    why="It is a transpose with an order that undoes itself.",
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [3.0, 4.0]]},
            parameters={"axis1": 0, "axis2": 1},
            cotangent=[[1.0, 10.0], [100.0, 1000.0]],
            value=[[1.0, 3.0], [2.0, 4.0]],
            gradients={"X": [[1.0, 100.0], [10.0, 1000.0]]},
        ),
    ),
    references=("NumPy reference, swapaxes",),
    see_also=("array.transpose", "array.moveaxis"),
)
