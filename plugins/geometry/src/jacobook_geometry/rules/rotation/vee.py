"""The vee map."""

from jacobook import TestVector, linear, shapes
from jacobook import operations as op
from jacobook.rule import Array
from jacobook_geometry.spaces import stack_of


def primal(m: Array) -> Array:
    """Half the difference of opposite entries. Shapes: (..., 3, 3) to (..., 3)."""
    d = (m - m.mT) / 2
    return op.stack(d[..., 2, 1], d[..., 0, 2], d[..., 1, 0], axis=-1)


def adjoint(y_bar: Array, y: Array, m: Array) -> Array:
    """`M_bar = skew(y_bar) / 2`. Shapes: (..., 3) to (..., 3, 3)."""
    return op.skew(y_bar) / 2


def target(m: shapes.Shape) -> shapes.Shape:
    """A vector for each matrix."""
    return (*stack_of(m, (3, 3), "vee"), 3)


rule = linear(
    id="geom.rotation.vee",
    title="Vee map",
    summary="The vector of a cross-product matrix: the inverse of the hat map.",
    function="vee(M)",
    operands="M:(3,3)",
    derivative={
        "vjp[M]": "skew(y_bar) / 2",
        "d": "vee(dM)",
        "same": "array([M[2, 1] - M[1, 2], M[0, 2] - M[2, 0], M[1, 0] - M[0, 1]]) / 2",
        "true": ("skew(vee(M)) == (M - M.T) / 2", "vee(M.T) == -vee(M)"),
    },
    primal=primal,
    shape=target,
    adjoint=adjoint,
    analytic=True,
    why=(
        "Each number stands at two places of a cross-product matrix, once with each sign; half "
        "their difference gives it back. On other matrices this is the vector of the skew part, so "
        "`skew(vee(M))` projects on skew matrices. Half of `skew` is the transpose."
    ),
    pitfalls=(
        "Some texts define `vee` without the half, as the transpose of the hat map. Both agree on "
        "skew matrices only if there the half stands in front."
    ),
    vectors=(
        TestVector(
            operands={"M": [[0.0, -3.0, 2.0], [3.0, 0.0, -1.0], [-2.0, 1.0, 0.0]]},
            cotangent=[2.0, 4.0, 6.0],
            value=[1.0, 2.0, 3.0],
            gradients={"M": [[0.0, -3.0, 2.0], [3.0, 0.0, -1.0], [-2.0, 1.0, 0.0]]},
        ),
        TestVector(
            name="two matrices",
            operands={
                "M": [
                    [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 10.0, 9.0]],
                    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
                ]
            },
            value=[[2.0, -2.0, 1.0], [0.0, 0.0, 0.0]],
        ),
    ),
    references=("Sola et al. 2018, the vee map of so(3)",),
    see_also=("geom.hat", "linalg.skew", "geom.rotation.log"),
    tags=("vee map", "so(3)"),
)
