"""The matrix of a cross product."""

from jacobook import TestVector, linear, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def primal(a: Array) -> Array:
    """The matrix with `skew(a) @ b = cross(a, b)`. Shapes: (..., 3) to (..., 3, 3)."""
    x, y, z = a[..., 0], a[..., 1], a[..., 2]
    zero = op.where(True, 0.0, x)
    rows = ((zero, -z, y), (z, zero, -x), (-y, x, zero))
    return op.stack(*(op.stack(*row, axis=-1) for row in rows), axis=-2)


def adjoint(y_bar: Array, y: Array, a: Array) -> Array:
    """`a_bar`: for each entry, the cotangent at its place less that at the opposite one."""
    opposite = y_bar - y_bar.mT
    entries = (opposite[..., 2, 1], opposite[..., 0, 2], opposite[..., 1, 0])
    return op.stack(*entries, axis=-1)


def target(a: shapes.Shape) -> shapes.Shape:
    """A three by three matrix for each vector.

    Raises:
        ShapeError: the vectors have not three entries.
    """
    if a[-1:] != (3,):
        raise ShapeError(
            f"skew: a vector of three entries is needed; the shape is {shapes.show(a)}"
        )
    return (*a, 3)


rule = linear(
    id="linalg.skew",
    title="Matrix of a cross product",
    summary="The skew-symmetric matrix whose product with a vector is the cross product.",
    function="skew(a)",
    operands="a:(3)",
    result="Y",
    derivative={
        "vjp[a]": (
            "array([Y_bar[2, 1] - Y_bar[1, 2], Y_bar[0, 2] - Y_bar[2, 0], "
            "Y_bar[1, 0] - Y_bar[0, 1]])"
        ),
        "d": "skew(da)",
        "same": "array([[0, -a[2], a[1]], [a[2], 0, -a[0]], [-a[1], a[0], 0]])",
        "true": ("skew(a).T == -skew(a)", "skew(a) @ skew(a) == outer(a, a) - dot(a, a) * eye(3)"),
    },
    conditions="The vector has three entries.",
    primal=primal,
    shape=target,
    adjoint=adjoint,
    analytic=True,
    why="Each entry stands at two places, once with each sign, and reads its cotangent there.",
    pitfalls="Not the skew part of a matrix, `(X - X.T) / 2`.",
    vectors=(
        TestVector(
            operands={"a": [1.0, 2.0, 3.0]},
            cotangent=[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [70.0, 80.0, 9.0]],
            value=[[0.0, -3.0, 2.0], [3.0, 0.0, -1.0], [-2.0, 1.0, 0.0]],
            gradients={"a": [74.0, -67.0, 2.0]},
        ),
    ),
    references=("Sola et al. 2018, the hat map of so(3)",),
    see_also=("linalg.cross",),
    aliases=("hat",),
    tags=("cross-product matrix", "hat map", "skew-symmetric matrix"),
)
