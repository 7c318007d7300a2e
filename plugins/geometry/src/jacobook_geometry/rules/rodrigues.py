"""The rotation matrix of a rotation vector."""

from jacobook import TestVector, general, pi, shapes
from jacobook import operations as op
from jacobook.rule import Array
from jacobook_geometry.spaces import identity, stack_of, times


def primal(w: Array) -> Array:
    """`eye(3) + sin(t)/t * K + (1 - cos(t))/t**2 * K @ K`. Shapes: (..., 3) to (..., 3, 3)."""
    t, k = op.norm2(w, axis=-1, keepdims=True)[..., None] / pi, op.skew(w)
    return identity() + op.sinc(t) * k + op.sinc(t / 2) ** 2 / 2 * (k @ k)


def push_w(w_dot: Array, y: Array, w: Array) -> Array:
    """`y_dot = Y @ skew(Jr @ w_dot)`. Shapes: (..., 3) to (..., 3, 3)."""
    return y @ op.skew(times(op.rot_right_jacobian(w), w_dot))


def pull_w(y_bar: Array, y: Array, w: Array) -> Array:
    """`w_bar = 2 * Jr.T @ vee(Y.T @ Y_bar)`. Shapes: (..., 3, 3) to (..., 3)."""
    return times(op.rot_right_jacobian(w).mT, 2 * op.vee(y.mT @ y_bar))


def target(w: shapes.Shape) -> shapes.Shape:
    """A matrix for each vector."""
    return (*stack_of(w, (3,), "rodrigues"), 3, 3)


rule = general(
    id="geom.rodrigues",
    title="Rotation matrix (Rodrigues)",
    summary="The rotation about the direction of a vector, by its length in radians.",
    function="rodrigues(w)",
    operands="w:(3)",
    result="Y",
    derivative={
        "d": "rodrigues(w) @ skew(rot_right_jacobian(w) @ dw)",
        "vjp[w]": "2 * rot_right_jacobian(w).T @ vee(rodrigues(w).T @ Y_bar)",
        "same": (
            "eye(3) + sin(norm2(w))/norm2(w)*skew(w) + (1 - cos(norm2(w)))/dot(w, w)*skew(w)@skew(w)",
            "expm(skew(w))",
        ),
        "true": ("rodrigues(-w) == Y.T", "Y @ w == w", "trace(Y) == 1 + 2*cos(norm2(w))"),
    },
    conditions="The closed form with divisions needs w != 0; the rotation is smooth everywhere.",
    op="rodrigues",
    primal=primal,
    shape=target,
    pushforward={"w": push_w},
    pullback={"w": pull_w},
    why=(
        "`Y.T @ Y = eye(3)` makes `Y.T @ dY` skew, so `dY = Y @ skew(v)` for a vector `v`: the "
        "angular velocity in the turned frame. It depends on `dw` linearly, by the right Jacobian. "
        "The cotangent meets the skew part of `Y.T @ Y_bar` only: that is `vee`, twice."
    ),
    pitfalls=(
        "Active rotation, columns turned: `Y @ p` is the turned point. The velocity here stands on "
        "the right, in the body's frame; on the left, in the frame of the world, it is "
        "`skew(rot_right_jacobian(w).T @ dw) @ Y`. The sum of two rotation vectors is the "
        "product of their rotations only if they are parallel."
    ),
    vectors=(
        TestVector(
            operands={"w": [0.3, -0.4, 1.2]},
            cotangent=[[1.0, 2.0, 0.0], [0.0, -1.0, 3.0], [2.0, 0.0, 1.0]],
            value=[
                [0.3065077667451715, -0.941450242494598, -0.14044368918449218],
                [0.8374264075063736, 0.3368480519500703, -0.43040725122657],
                [0.452515194149165, 0.014311911273672906, 0.8916418385539331],
            ],
            gradients={"w": [-1.2913279345014006, 0.7131446108879631, -0.7873542168247621]},
            source="mpmath, 60 digits, matrix exponential",
        ),
    ),
    special_points=(
        TestVector(
            name="no rotation",
            operands={"w": [0.0, 0.0, 0.0]},
            cotangent=[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]],
            value=[[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            gradients={"w": [2.0, -4.0, 2.0]},
            why="The series begins eye(3) + skew(w): at 0 the derivative is the hat map.",
        ),
        TestVector(
            name="a full turn",
            operands={"w": [0.0, 0.0, 6.283185307179586]},
            cotangent=[[0.0, -1.0, 1.0], [1.0, 0.0, -1.0], [-1.0, 1.0, 0.0]],
            value=[[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            gradients={"w": [0.0, 0.0, 2.0]},
            why="Tilting the axis of a full turn changes nothing to first order: rank one only.",
        ),
    ),
    references=(
        "Sola et al. 2018, equation 143 and appendix B",
        "Chirikjian 2012, rotations in space",
        "Higham 2008, chapter 10",
    ),
    see_also=("geom.rotation.right_jacobian", "geom.rotation.log", "geom.rotate_point"),
    tags=("rotation", "rotation-valued", "SO(3)", "exponential map", "smooth at zero"),
)
