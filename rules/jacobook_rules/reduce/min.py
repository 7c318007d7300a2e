"""The smallest entry."""

from jacobook import TestVector, general, nan, shapes, stop
from jacobook import operations as op
from jacobook.rule import Array


def pull_x(
    y_bar: Array, y: Array, x: Array, *, axis: shapes.Axis = None, keepdims: bool = False
) -> Array:
    """`x_bar`: the cotangent, shared equally by the entries that attain the value."""
    if axis is not None and not keepdims:
        kept = shapes.reduced(x.shape, axis, keepdims=True)
        y, y_bar = (op.reshape(v, shape=kept, order="C") for v in (y, y_bar))
    attained = (x == y) * stop(y) ** 0
    count = op.sum(attained, axis=axis, keepdims=axis is not None)
    return y_bar * (attained / op.where(count == 0, nan, count))


rule = general(
    id="reduce.min",
    title="Minimum",
    summary="The smallest entry, or the smallest along some axes.",
    function="amin(x)",
    operands="x:(n) distinct",
    derivative={
        "grad[x]": "where(x == amin(x), 1.0, 0.0)",
        "vjp[x]": "y_bar * where(x == y, 1.0, 0.0)",
        "d": "sum(where(x == y, dx, 0.0))",
    },
    conditions="The smallest entry is unique.",
    op="min",
    primal="numpy.min",
    full_call="min_call",
    numpy=("numpy.amin",),
    parameters={"axis": None, "keepdims": False},
    shape=shapes.reduced,
    pullback={"x": pull_x},
    variants=(
        {"axis": 0},
        {"axis": -1},
        {"axis": (0, 1)},
        {"axis": 0, "keepdims": True},
        {"axis": (0, -1), "keepdims": True},
        {"keepdims": True},
    ),
    why=(
        "Near a point with a unique smallest entry, the value is that entry: it moves with slope 1, "
        "and the others have no influence."
    ),
    pitfalls=(
        "At a tie there is no derivative. The slope is shared equally by the tied entries, with "
        "and without `axis`; some libraries give it to the first."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 5.0, -7.0]},
            value=-7.0,
            gradients={"x": [0.0, 0.0, 1.0]},
        ),
        TestVector(
            name="along an axis",
            operands={"x": [[1.0, 2.0], [4.0, 3.0]]},
            parameters={"axis": 1},
            cotangent=[10.0, 100.0],
            value=[1.0, 3.0],
            gradients={"x": [[10.0, 0.0], [0.0, 100.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="tie",
            operands={"x": [1.0, 1.0, 3.0]},
            value=1.0,
            gradients={"x": [0.5, 0.5, 0.0]},
            why="The supergradient of least norm gives tied entries equal shares.",
        ),
        TestVector(
            name="tie along an axis",
            operands={"x": [[1.0, 1.0, 3.0], [2.0, 5.0, 3.0]]},
            parameters={"axis": 1},
            value=[1.0, 2.0],
            gradients={"x": [[0.5, 0.5, 0.0], [1.0, 0.0, 0.0]]},
            why="The same choice in each row: an axis changes nothing about ties.",
        ),
        TestVector(
            name="nan",
            operands={"x": [nan, 1.0]},
            value=nan,
            gradients={"x": [nan, nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("NumPy reference, min",),
    see_also=("reduce.max", "reduce.max_axis", "ufunc.minimum"),
)
