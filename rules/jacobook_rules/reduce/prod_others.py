"""For each entry, the product of all the others."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def of_rows(x: Array) -> Array:
    """For each entry of each row, the product of the rest of its row. Shapes: (k, n) to (k, n).

    Neighbours are paired and multiplied. What an entry misses is its partner and whatever its
    pair misses, so the work is proportional to the size, and nothing is ever divided.
    """
    k, n = x.shape
    if n == 2:
        return x[:, ::-1]
    half = n // 2
    left, right = x[:, : 2 * half : 2], x[:, 1 : 2 * half : 2]
    pairs = left * right
    if n % 2:
        pairs = op.concatenate(pairs, x[:, -1:], axis=1)
    rest = of_rows(pairs)
    inner = op.stack(rest[:, :half] * right, rest[:, :half] * left, axis=2)
    inner = op.reshape(inner, shape=(k, 2 * half), order="C")
    return op.concatenate(inner, rest[:, half:], axis=1) if n % 2 else inner


def prod_others(x: Array, axis: shapes.Axis = None) -> Array:
    """For each entry, the product of the others along `axis`. Shape: that of `x`."""
    axes = shapes.reduced_axes(axis, x.ndim)
    n = shapes.count(x.shape, axes)
    if n == 1:
        return x**0
    order = (*(i for i in range(x.ndim) if i not in axes), *axes)
    moved = op.transpose(x, axes=order)
    k = shapes.count(moved.shape, tuple(range(x.ndim - len(axes))))
    rows = op.reshape(moved, shape=(k, n), order="C")
    found = op.reshape(of_rows(rows) if n else rows, shape=moved.shape, order="C")
    return op.transpose(found, axes=shapes.inverse_order(order))


def same_shape(x: shapes.Shape, *, axis: shapes.Axis = None) -> shapes.Shape:
    """The shape of the operand."""
    shapes.reduced_axes(axis, len(x))
    return x


rule = derived(
    id="reduce.prod_others",
    title="Product of the other entries",
    summary="For each entry, the product of all the entries besides it.",
    function="prod_others(x)",
    operands="x:(n)",
    expand=prod_others,
    parameters={"axis": None},
    shape=same_shape,
    variants=({"axis": 0}, {"axis": -1}, {"axis": (0, 1)}),
    why=(
        "It is the gradient of the product. Dividing `prod(x)` by `x` would give it too, but not "
        "where an entry is zero; products of products give it everywhere, and so do their "
        "derivatives."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.0, 3.0, 5.0]},
            cotangent=[1.0, 10.0, 100.0],
            value=[15.0, 10.0, 6.0],
            gradients={"x": [350.0, 205.0, 23.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="one zero",
            operands={"x": [2.0, 0.0, 3.0]},
            value=[0.0, 6.0, 0.0],
            gradients={"x": [3.0, 5.0, 2.0]},
            why="Nothing is divided by the zero entry, so its place keeps the product 6.",
        ),
    ),
    references=("NumPy reference, prod",),
    see_also=("reduce.prod",),
)
