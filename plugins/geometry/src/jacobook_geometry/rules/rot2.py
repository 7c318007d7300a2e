"""The rotation matrix of the plane."""

from jacobook import TestVector, general, shapes
from jacobook import operations as op
from jacobook.rule import Array


def primal(a: Array) -> Array:
    """Rows `(cos, -sin)` and `(sin, cos)`. Shapes: (...) to (..., 2, 2)."""
    c, s = op.cos(a), op.sin(a)
    return op.stack(op.stack(c, -s, axis=-1), op.stack(s, c, axis=-1), axis=-2)


def quarter_further(y: Array) -> Array:
    """The rotation a quarter turn further: the columns change places, one with a minus sign."""
    return op.stack(y[..., 1], -y[..., 0], axis=-1)


def push_a(a_dot: Array, y: Array, a: Array) -> Array:
    """`y_dot`. Shapes: (...) to (..., 2, 2)."""
    return a_dot[..., None, None] * quarter_further(y)


def pull_a(y_bar: Array, y: Array, a: Array) -> Array:
    """`a_bar`: the sum of the products of entries. Shapes: (..., 2, 2) to (...)."""
    return op.sum(y_bar * quarter_further(y), axis=(-2, -1), keepdims=False)


def target(a: shapes.Shape) -> shapes.Shape:
    """A matrix for each angle."""
    return (*a, 2, 2)


rule = general(
    id="geom.rot2",
    title="Rotation matrix of the plane",
    summary="The matrix that turns vectors of the plane by an angle.",
    function="rot2(a)",
    operands="a:()",
    result="Y",
    derivative={
        "jac[a]": ("rot2(a) @ array([[0, -1], [1, 0]])", "rot2(a + pi/2)"),
        "d": "da * rot2(a) @ array([[0, -1], [1, 0]])",
        "vjp[a]": "trace(Y_bar.T @ rot2(a) @ array([[0, -1], [1, 0]]))",
        "same": "array([[cos(a), -sin(a)], [sin(a), cos(a)]])",
        "true": ("Y @ Y.T == eye(2)", "det(Y) == 1"),
    },
    op="rot2",
    primal=primal,
    shape=target,
    pushforward={"a": push_a},
    pullback={"a": pull_a},
    analytic=True,
    why=(
        "Turning further by `da` multiplies by the rotation by `da`, which is `eye(2)` plus `da` "
        "times the quarter turn, to first order. So the slope is the matrix a quarter turn further."
    ),
    pitfalls=(
        "Angles in radians, anticlockwise, columns turned: `rot2(a) @ p` moves the point. To turn "
        "the axes instead, use the transpose."
    ),
    vectors=(
        TestVector(
            operands={"a": 0.5},
            cotangent=[[1.0, 2.0], [3.0, 4.0]],
            value=[
                [0.8775825618903728, -0.479425538604203],
                [0.479425538604203, 0.8775825618903728],
            ],
            gradients={"a": -1.5195451311306423},
            source="mpmath, 60 digits",
        ),
        TestVector(
            name="several angles",
            operands={"a": [0.0, 0.0]},
            value=[[[1.0, 0.0], [0.0, 1.0]], [[1.0, 0.0], [0.0, 1.0]]],
            gradients={"a": [0.0, 0.0]},
        ),
    ),
    references=("Standard, rotation group SO(2)",),
    see_also=("geom.rodrigues", "geom.polar", "geom.rotation.wrap_angle"),
    tags=("rotation", "rotation-valued", "SO(2)"),
)
