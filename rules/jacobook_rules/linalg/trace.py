"""The trace."""

from jacobook import TestVector, linear, shapes
from jacobook import operations as op
from jacobook.rule import Array


def adjoint(
    y_bar: Array, y: Array, x: Array, *, offset: int = 0, axis1: int = 0, axis2: int = 1
) -> Array:
    """`x_bar`: the cotangent at every place of the diagonal, zero elsewhere."""
    order = shapes.matrices_last(x.ndim, axis1, axis2)
    rows, columns = x.shape[order[-2]], x.shape[order[-1]]
    places = range(max(0, -offset), min(rows, columns - offset))
    spread = op.broadcast_to(y_bar[..., None], shape=(*y_bar.shape, len(places)))
    moved = op.scatter(
        spread,
        index=(..., list(places), [i + offset for i in places]),
        shape=shapes.transposed(x.shape, order),
    )
    return op.transpose(moved, axes=shapes.inverse_order(order))


def target(x: shapes.Shape, *, offset: int = 0, axis1: int = 0, axis2: int = 1) -> shapes.Shape:
    """The shape without the two axes of the matrix."""
    return shapes.reduced(x, (axis1, axis2))


rule = linear(
    id="linalg.trace",
    title="Trace",
    summary="The sum of the entries on the diagonal of a matrix.",
    function="trace(X)",
    operands="X:(n,n)",
    derivative={"grad[X]": "eye(n)", "vjp[X]": "y_bar * eye(n)", "d": "trace(dX)"},
    conditions="X is square; NumPy's trace takes rectangles and other diagonals too.",
    primal="numpy.trace",
    full_call="trace_call",
    parameters={"offset": 0, "axis1": 0, "axis2": 1},
    shape=target,
    adjoint=adjoint,
    variants=(
        {"offset": 1},
        {"offset": -1},
        {"axis1": 1, "axis2": 0},
        {"axis1": -2, "axis2": -1},
        {"axis1": 0, "axis2": 2, "offset": 1},
    ),
    analytic=True,
    why=(
        "Each diagonal entry is added once, and no other entry occurs, so the gradient has ones "
        "on the diagonal: the identity matrix."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [3.0, 4.0]]},
            value=5.0,
            gradients={"X": [[1.0, 0.0], [0.0, 1.0]]},
        ),
        TestVector(
            name="another diagonal of a rectangle",
            operands={"X": [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]},
            parameters={"offset": 1},
            cotangent=10.0,
            value=8.0,
            gradients={"X": [[0.0, 10.0, 0.0], [0.0, 0.0, 10.0]]},
        ),
    ),
    references=(
        "Matrix Cookbook, equations 36 and 99",
        "Wikipedia, Matrix calculus (scalar-by-matrix)",
    ),
    see_also=("array.diagonal", "linalg.inner_matrix", "linalg.trace_last"),
    aliases=("tr",),
    tags=("sum of the diagonal",),
)
