"""The inverse of the right Jacobian of the rotations."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array
from jacobook_geometry.spaces import dot, identity, stack_of


def expand(w: Array) -> Array:
    """`eye(3) + K/2 + (c3 - 2*c4)/(2*c2) * K @ K`. Shapes: (..., 3) to (..., 3, 3)."""
    s, k = dot(w, w)[..., None], op.skew(w)
    c2, c3, c4 = (op.stumpff(s, order=order) for order in (2, 3, 4))
    return identity() + k / 2 + (c3 - 2 * c4) / (2 * c2) * (k @ k)


def target(w: shapes.Shape) -> shapes.Shape:
    """A matrix for each vector."""
    return (*stack_of(w, (3,), "rot_right_jacobian_inverse"), 3, 3)


rule = derived(
    id="geom.rotation.right_jacobian_inverse",
    title="Inverse right Jacobian of the rotations",
    summary="How a small rotation in the turned frame becomes a change of the rotation vector.",
    function="rot_right_jacobian_inverse(w)",
    operands="w:(3)",
    result="Y",
    derivative={
        "same": (
            (
                "eye(3) + skew(w)/2"
                " + (1/dot(w, w) - (1 + cos(norm2(w)))/(2*norm2(w)*sin(norm2(w))))*skew(w)@skew(w)"
            ),
            "inv(rot_right_jacobian(w))",
        ),
        "true": "Y @ w == w",
    },
    conditions="norm2(w) < 2*pi; the closed form with divisions needs w != 0 and no half turn.",
    op="rot_right_jacobian_inverse",
    expand=expand,
    shape=target,
    why=(
        "`eye(3)`, `K` and `K @ K` multiply among themselves, because `K @ K @ K = -dot(w, w)*K`. "
        "Comparing coefficients in the product with the right Jacobian gives the half and the last "
        "coefficient. Written with Stumpff's functions it divides by `c2` alone, which is a half "
        "at `w = 0` and positive up to the full turn."
    ),
    pitfalls=(
        "At a full turn the right Jacobian is singular; near it the inverse is as large as one "
        "over the distance. Bring rotation vectors back to at most half a turn before."
    ),
    vectors=(
        TestVector(
            operands={"w": [0.3, -0.4, 1.2]},
            cotangent=[[1.0, 2.0, 0.0], [0.0, -1.0, 3.0], [2.0, 0.0, 1.0]],
            value=[
                [0.8627533253873158, -0.6102935005959513, -0.16911949821214606],
                [0.5897064994040487, 0.8687578674016208, -0.19117400238380527],
                [0.23088050178785394, 0.10882599761619474, 0.9785552070917681],
            ],
            gradients={"w": [-1.363911600520955, -0.5009364376841675, -1.0561006035143132]},
            source="mpmath, 60 digits, inverse of the series",
        ),
    ),
    special_points=(
        TestVector(
            name="no rotation",
            operands={"w": [0.0, 0.0, 0.0]},
            cotangent=[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]],
            value=[[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            gradients={"w": [1.0, -2.0, 1.0]},
            why="The series begins eye(3) + skew(w)/2: the slope at 0 is half the hat map.",
        ),
    ),
    references=("Sola et al. 2018, equation 144",),
    see_also=("geom.rotation.right_jacobian", "geom.rotation.log", "geom.rotation.relative"),
    tags=("right Jacobian", "SO(3)", "smooth at zero"),
)
