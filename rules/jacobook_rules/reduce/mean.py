"""The mean of the entries."""

from jacobook import TestVector, linear, shapes
from jacobook import operations as op
from jacobook.rule import Array


def adjoint(
    y_bar: Array, y: Array, x: Array, *, axis: shapes.Axis = None, keepdims: bool = False
) -> Array:
    """`x_bar`: every entry of `x` receives its share, one over the number of entries joined."""
    share = y_bar / max(1, shapes.count(x.shape, axis))
    if axis is not None and not keepdims:
        share = op.reshape(share, shape=shapes.reduced(x.shape, axis, keepdims=True), order="C")
    return op.broadcast_to(share, shape=x.shape)


rule = linear(
    id="reduce.mean",
    title="Mean",
    summary="The arithmetic mean of the entries, or of those along some axes.",
    function="mean(x)",
    operands="x:(n)",
    derivative={"grad[x]": "ones(n) / n", "vjp[x]": "y_bar * ones(n) / n", "d": "mean(dx)"},
    primal="numpy.mean",
    full_call="mean_call",
    parameters={"axis": None, "keepdims": False},
    shape=shapes.reduced,
    adjoint=adjoint,
    variants=(
        {"axis": 0},
        {"axis": -1},
        {"axis": (0, 1)},
        {"axis": 0, "keepdims": True},
        {"axis": (-1, 0), "keepdims": True},
        {"keepdims": True},
    ),
    analytic=True,
    why=(
        "`mean(x)` is `sum(x) / n`. Raising one of the `n` entries by a small amount raises the "
        "mean by that amount divided by `n`."
    ),
    pitfalls="The mean of no entries is NaN.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0, 6.0, -1.0]},
            value=2.0,
            gradients={"x": [0.25, 0.25, 0.25, 0.25]},
        ),
        TestVector(
            name="along an axis",
            operands={"x": [[1.0, 2.0], [3.0, 8.0]]},
            parameters={"axis": 1},
            cotangent=[10.0, 20.0],
            value=[1.5, 5.5],
            gradients={"x": [[5.0, 5.0], [10.0, 10.0]]},
        ),
    ),
    references=("NumPy reference, mean",),
    see_also=("reduce.sum", "reduce.mean_axis", "reduce.weighted_mean"),
)
