"""The right Jacobian of the rotations."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array
from jacobook_geometry.spaces import dot, identity, stack_of


def expand(w: Array) -> Array:
    """`eye(3) - c2 * K + c3 * K @ K` with Stumpff's functions. Shapes: (..., 3) to (..., 3, 3)."""
    s, k = dot(w, w)[..., None], op.skew(w)
    return identity() - op.stumpff(s, order=2) * k + op.stumpff(s, order=3) * (k @ k)


def target(w: shapes.Shape) -> shapes.Shape:
    """A matrix for each vector."""
    return (*stack_of(w, (3,), "rot_right_jacobian"), 3, 3)


rule = derived(
    id="geom.rotation.right_jacobian",
    title="Right Jacobian of the rotations",
    summary="How a change of the rotation vector becomes a small rotation in the turned frame.",
    function="rot_right_jacobian(w)",
    operands="w:(3)",
    result="Y",
    derivative={
        "d": (
            "stumpff(dot(w, w), order=3) * (skew(dw)@skew(w) + skew(w)@skew(dw))"
            " - stumpff(dot(w, w), order=2) * skew(dw)"
            " + dot(w, dw) * (stumpff(dot(w, w), order=3) - 2*stumpff(dot(w, w), order=4)) * skew(w)"
            " + dot(w, dw) * (3*stumpff(dot(w, w), order=5) - stumpff(dot(w, w), order=4))"
            " * skew(w)@skew(w)"
        ),
        "same": (
            "eye(3) - (1 - cos(norm2(w)))/dot(w, w)*skew(w)"
            " + (norm2(w) - sin(norm2(w)))/norm2(w)**3*skew(w)@skew(w)"
        ),
        "true": (
            "Y @ w == w",
            "rot_right_jacobian(-w) == Y.T",
            "det(Y) == 2*stumpff(dot(w, w), order=2)",
        ),
    },
    conditions="The closed form with divisions needs w != 0; the matrix is smooth everywhere.",
    op="rot_right_jacobian",
    expand=expand,
    shape=target,
    why=(
        "It is the mean of the rotations by `-t*w` for `t` from 0 to 1, because the velocity of "
        "every part of the way is seen from its end. Integrate Rodrigues' formula: the "
        "coefficients `sin(t)/t` and `(1 - cos(t))/t**2` become Stumpff's functions of the next "
        "orders. Their argument `dot(w, w)` is smooth, and so is the matrix, at `w = 0` too."
    ),
    pitfalls=(
        "The left Jacobian is the transpose, which is also the value at `-w`. At a full turn, "
        "`norm2(w) = 2*pi`, the determinant is 0: two directions are lost."
    ),
    vectors=(
        TestVector(
            operands={"w": [0.3, -0.4, 1.2]},
            cotangent=[[1.0, 2.0, 0.0], [0.0, -1.0, 3.0], [2.0, 0.0, 1.0]],
            value=[
                [0.7549809270220795, 0.5017427444677773, 0.22850234973373923],
                [-0.5384956054144654, 0.7657005114648635, 0.0565240718419042],
                [-0.11824376689367502, -0.2035355156286565, 0.9617157698472],
            ],
            gradients={"w": [1.4954504902193901, 1.8215481245952758, 0.5755170587564801]},
            source="mpmath, 60 digits, series of the integral",
        ),
    ),
    special_points=(
        TestVector(
            name="no rotation",
            operands={"w": [0.0, 0.0, 0.0]},
            cotangent=[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]],
            value=[[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            gradients={"w": [-1.0, 2.0, -1.0]},
            why="The series begins eye(3) - skew(w)/2: the slope at 0 is minus half the hat map.",
        ),
    ),
    references=("Sola et al. 2018, equation 143", "Chirikjian 2012, rotations in space"),
    see_also=("geom.rodrigues", "geom.rotation.right_jacobian_inverse", "geom.smooth.stumpff"),
    tags=("right Jacobian", "left Jacobian", "SO(3)", "smooth at zero"),
)
