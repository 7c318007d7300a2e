"""Running sums."""

from jacobook import TestVector, linear, shapes
from jacobook import operations as op
from jacobook.rule import Array


def target(x: shapes.Shape, *, axis: int | None) -> shapes.Shape:
    """The shape of the operand; without an axis, that of a vector."""
    return x if axis is not None and x else shapes.filled_in(x, (-1,))


def adjoint(y_bar: Array, y: Array, x: Array, *, axis: int | None) -> Array:
    """`x_bar`: running sums of the cotangent, from the end."""
    place = 0 if axis is None else axis
    sums = op.flip(op.cumsum(op.flip(y_bar, axis=place), axis=place), axis=place)
    return op.reshape(sums, shape=x.shape)


rule = linear(
    id="array.cumsum",
    title="Cumulative sum",
    summary="Each entry plus all those before it.",
    function="cumsum(x)",
    operands="x:(n)",
    derivative={
        "vjp[x]": "flip(cumsum(flip(y_bar)))",
        "jac[x]": "tril(ones((n, n)))",
        "d": "cumsum(dx)",
    },
    primal="numpy.cumsum",
    full_call="cumsum_call",
    parameters={"axis": None},
    shape=target,
    adjoint=adjoint,
    variants=({"axis": 0}, {"axis": -1}),
    analytic=True,
    why=(
        "Entry `x[j]` is part of every sum from the one at `j` on, so it collects the cotangents "
        "from there to the end."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0, 4.0]},
            cotangent=[1.0, 10.0, 100.0],
            value=[1.0, 3.0, 7.0],
            gradients={"x": [111.0, 110.0, 100.0]},
        ),
        TestVector(
            name="along an axis",
            operands={"x": [[1.0, 2.0], [4.0, 8.0]]},
            parameters={"axis": 1},
            cotangent=[[1.0, 10.0], [2.0, 20.0]],
            value=[[1.0, 3.0], [4.0, 12.0]],
            gradients={"x": [[11.0, 10.0], [22.0, 20.0]]},
        ),
    ),
    references=("NumPy reference, cumsum",),
    see_also=("array.cumprod", "array.diff", "array.flip"),
)
