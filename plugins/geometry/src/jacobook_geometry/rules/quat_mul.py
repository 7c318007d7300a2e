"""The product of quaternions."""

from jacobook import TestVector, multilinear, shapes
from jacobook import operations as op
from jacobook.rule import Array
from jacobook_geometry.spaces import dot, stack_of


def primal(p: Array, q: Array) -> Array:
    """The scalar part, then the vector part. Shapes: (..., 4) and (..., 4) to (..., 4)."""
    a, u, b, v = p[..., :1], p[..., 1:], q[..., :1], q[..., 1:]
    return op.concatenate(a * b - dot(u, v), a * v + b * u + op.cross(u, v), axis=-1)


def pull_p(y_bar: Array, y: Array, p: Array, q: Array) -> Array:
    """`p_bar`: the cotangent times the conjugate of `q`. Shapes: (..., 4)."""
    return op.sum_to(op.quat_mul(y_bar, op.quat_conjugate(q)), shape=p.shape)


def pull_q(y_bar: Array, y: Array, p: Array, q: Array) -> Array:
    """`q_bar`: the conjugate of `p` times the cotangent. Shapes: (..., 4)."""
    return op.sum_to(op.quat_mul(op.quat_conjugate(p), y_bar), shape=q.shape)


def target(p: shapes.Shape, q: shapes.Shape) -> shapes.Shape:
    """A quaternion for each pair."""
    fronts = [stack_of(shape, (4,), "quat_mul") for shape in (p, q)]
    return (*shapes.broadcast(*fronts), 4)


rule = multilinear(
    id="geom.quat_mul",
    title="Quaternion product",
    summary="The product of two quaternions, in the order w, x, y, z.",
    function="quat_mul(p, q)",
    operands="p:(4); q:(4)",
    derivative={
        "jac[p]": "quat_right(q)",
        "jac[q]": "quat_left(p)",
        "vjp[p]": ("quat_right(q).T @ y_bar", "quat_mul(y_bar, quat_conjugate(q))"),
        "vjp[q]": ("quat_left(p).T @ y_bar", "quat_mul(quat_conjugate(p), y_bar)"),
        "d": "quat_mul(dp, q) + quat_mul(p, dq)",
        "same": ("quat_left(p) @ q", "quat_right(q) @ p"),
        "true": "dot(y, y) == dot(p, p) * dot(q, q)",
    },
    op="quat_mul",
    primal=primal,
    shape=target,
    pullback={"p": pull_p, "q": pull_q},
    analytic=True,
    why=(
        "The product is linear in each factor, so the product rule holds, with the order kept. "
        "Multiplying by a quaternion preserves angles up to its length, so the transpose of that "
        "map is multiplying by the conjugate, on the same side."
    ),
    pitfalls=(
        "The order here is (w, x, y, z), Hamilton's product with `i*j = k`. SciPy and ROS store "
        "(x, y, z, w); the JPL convention has `i*j = -k`, which swaps the factors."
    ),
    vectors=(
        TestVector(
            operands={"p": [1.0, 2.0, 3.0, 4.0], "q": [2.0, -1.0, 0.0, 1.0]},
            cotangent=[1.0, 0.0, 2.0, 0.0],
            value=[0.0, 6.0, 0.0, 12.0],
            gradients={"p": [2.0, -1.0, 4.0, -3.0], "q": [7.0, 6.0, -1.0, -8.0]},
        ),
        TestVector(
            name="one quaternion times several",
            operands={
                "p": [0.0, 1.0, 0.0, 0.0],
                "q": [[0.0, 0.0, 1.0, 0.0], [0.0, 0.0, 0.0, 1.0]],
            },
            value=[[0.0, 0.0, 0.0, 1.0], [0.0, 0.0, -1.0, 0.0]],
            gradients={
                "p": [2.0, 0.0, 0.0, -2.0],
                "q": [[1.0, -1.0, 1.0, -1.0], [1.0, -1.0, 1.0, -1.0]],
            },
        ),
    ),
    references=("Sola 2017, quaternion product",),
    see_also=("geom.quaternion.left", "geom.quaternion.right", "geom.quaternion.conjugate"),
    tags=("quaternion", "Hamilton product"),
)
