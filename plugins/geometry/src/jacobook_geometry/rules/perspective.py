"""The pinhole camera."""

from jacobook import TestVector, general, inf, shapes
from jacobook import operations as op
from jacobook.rule import Array
from jacobook_geometry.spaces import dot, stack_of


def primal(x: Array) -> Array:
    """The first two entries divided by the third. Shapes: (..., 3) to (..., 2)."""
    return x[..., :2] / x[..., 2:]


def push_x(x_dot: Array, y: Array, x: Array) -> Array:
    """`y_dot = (x_dot[:2] - y*x_dot[2]) / x[2]`. Shapes: (..., 3) to (..., 2)."""
    return (x_dot[..., :2] - y * x_dot[..., 2:]) / x[..., 2:]


def pull_x(y_bar: Array, y: Array, x: Array) -> Array:
    """`x_bar = concatenate([y_bar, -dot(y, y_bar)]) / x[2]`. Shapes: (..., 2) to (..., 3)."""
    return op.concatenate(y_bar, -dot(y, y_bar), axis=-1) / x[..., 2:]


def target(x: shapes.Shape) -> shapes.Shape:
    """A point of the picture for each point in space."""
    return (*stack_of(x, (3,), "perspective"), 2)


rule = general(
    id="geom.perspective",
    title="Pinhole projection",
    summary="Where a camera sees a point: its first two coordinates divided by its depth.",
    function="perspective(x)",
    operands="x:(3) nonzero",
    derivative={
        "jac[x]": "array([[1/x[2], 0, -x[0]/x[2]**2], [0, 1/x[2], -x[1]/x[2]**2]])",
        "d": "(dx[:2] - y*dx[2]) / x[2]",
        "vjp[x]": "concatenate([y_bar, -dot(y, y_bar)*ones(1)]) / x[2]",
        "same": "array([x[0]/x[2], x[1]/x[2]])",
    },
    conditions="The depth x[2] is not zero.",
    op="perspective",
    primal=primal,
    shape=target,
    pushforward={"x": push_x},
    pullback={"x": pull_x},
    analytic=True,
    why=(
        "Differentiate `x[2]*y = x[:2]`: `dx[2]*y + x[2]*dy = dx[:2]`. Moving along the ray, `dx` "
        "a multiple of `x`, changes nothing: the Jacobian times `x` is 0."
    ),
    pitfalls=(
        "Points behind the camera, with a negative depth, have pictures too, upside down: tell "
        "them apart before. The picture is at distance 1; multiply by the focal length."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.0, -1.0, 4.0]},
            cotangent=[1.0, 2.0],
            value=[0.5, -0.25],
            gradients={"x": [0.25, 0.5, 0.0]},
        ),
        TestVector(
            name="two points",
            operands={"x": [[2.0, -1.0, 4.0], [3.0, 0.0, 2.0]]},
            value=[[0.5, -0.25], [1.5, 0.0]],
            gradients={"x": [[0.25, 0.25, -0.0625], [0.5, 0.5, -0.75]]},
        ),
    ),
    special_points=(
        TestVector(
            name="no depth",
            operands={"x": [1.0, 2.0, 0.0]},
            value=[inf, inf],
            gradients={"x": [inf, inf, -inf]},
            why="Beside the camera points go to infinity, and the slopes with them.",
        ),
    ),
    references=("Hartley & Zisserman 2004, chapter 6", "Standard, quotient rule"),
    see_also=("geom.rigid_transform", "elementwise.divide"),
    tags=("camera", "projection", "bundle adjustment"),
)
