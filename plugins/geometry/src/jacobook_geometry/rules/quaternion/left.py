"""The matrix of multiplying by a quaternion on the left."""

from jacobook import TestVector, linear, shapes
from jacobook import operations as op
from jacobook.rule import Array
from jacobook_geometry.spaces import stack_of


def primal(q: Array) -> Array:
    """Columns: the products with 1, i, j and k. Shapes: (..., 4) to (..., 4, 4)."""
    w, x, y, z = (q[..., i] for i in range(4))
    columns = ((w, x, y, z), (-x, w, z, -y), (-y, -z, w, x), (-z, y, -x, w))
    return op.stack(*(op.stack(*column, axis=-1) for column in columns), axis=-1)


def adjoint(y_bar: Array, value: Array, q: Array) -> Array:
    """Each number's cotangents, from the four places where it stands. Shapes: (..., 4)."""
    b = y_bar
    w = b[..., 0, 0] + b[..., 1, 1] + b[..., 2, 2] + b[..., 3, 3]
    x = b[..., 1, 0] - b[..., 0, 1] + b[..., 3, 2] - b[..., 2, 3]
    y = b[..., 2, 0] - b[..., 3, 1] - b[..., 0, 2] + b[..., 1, 3]
    z = b[..., 3, 0] + b[..., 2, 1] - b[..., 1, 2] - b[..., 0, 3]
    return op.stack(w, x, y, z, axis=-1)


def target(q: shapes.Shape) -> shapes.Shape:
    """A matrix for each quaternion."""
    return (*stack_of(q, (4,), "quat_left"), 4, 4)


rule = linear(
    id="geom.quaternion.left",
    title="Left matrix of a quaternion",
    summary="The matrix that multiplies other quaternions by a given one on the left.",
    function="quat_left(q)",
    operands="q:(4)",
    result="Y",
    derivative={
        "d": "quat_left(dq)",
        "same": (
            "array([[q[0], -q[1], -q[2], -q[3]], [q[1], q[0], -q[3], q[2]], "
            "[q[2], q[3], q[0], -q[1]], [q[3], -q[2], q[1], q[0]]])"
        ),
        "true": ("Y.T == quat_left(quat_conjugate(q))", "Y @ Y.T == dot(q, q) * eye(4)"),
    },
    op="quat_left",
    primal=primal,
    shape=target,
    adjoint=adjoint,
    analytic=True,
    why=(
        "Every number stands at four places, once in each row and column, and reads its "
        "cotangents there, with their signs. For a unit quaternion the matrix is a rotation in "
        "four dimensions."
    ),
    pitfalls="It is the Jacobian of the product in the *other* factor.",
    vectors=(
        TestVector(
            operands={"q": [1.0, 2.0, 3.0, 4.0]},
            cotangent=[
                [1.0, 2.0, 3.0, 4.0],
                [5.0, 6.0, 7.0, 8.0],
                [9.0, 10.0, 11.0, 12.0],
                [13.0, 14.0, 15.0, 16.0],
            ],
            value=[
                [1.0, -2.0, -3.0, -4.0],
                [2.0, 1.0, -4.0, 3.0],
                [3.0, 4.0, 1.0, -2.0],
                [4.0, -3.0, 2.0, 1.0],
            ],
            gradients={"q": [34.0, 6.0, 0.0, 12.0]},
        ),
    ),
    references=("Sola 2017, equation 19",),
    see_also=("geom.quat_mul", "geom.quaternion.right"),
    tags=("quaternion", "product matrix"),
)
