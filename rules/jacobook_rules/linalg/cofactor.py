"""The matrix of cofactors."""

from jacobook import TestVector, general, is_complex, shapes
from jacobook import operations as op
from jacobook.rule import Array

WELL_CONDITIONED = 1e4


def primal(x: Array) -> Array:
    """The cofactors of a square matrix of any rank, or of a stack of them.

    With the singular values `s` of `X = U @ diag(s) @ V.T`, the cofactors are
    `det(U) * det(V) * U @ diag(p) @ V.T`, where `p[i]` is the product of all of `s` but `s[i]`; of
    a complex matrix the conjugates of `U` and `V.T` stand there. Well-conditioned matrices take the shorter way `det(X) * inv(X).T`.
    """
    import numpy as np

    n = x.shape[-1]
    if n < 2:
        return np.ones_like(x)
    if n == 2:
        signs = np.array([[1, -1], [-1, 1]], x.dtype)
        return signs * x[..., ::-1, ::-1]
    if not np.isfinite(x).all():
        return np.full_like(x, np.nan)
    try:
        inverse = np.linalg.inv(x)
        if np.all(np.abs(x).max((-2, -1)) * np.abs(inverse).max((-2, -1)) < WELL_CONDITIONED):
            return np.linalg.det(x)[..., None, None] * inverse.mT
    except np.linalg.LinAlgError:
        pass
    u, s, vt = np.linalg.svd(x)
    signs = (np.linalg.det(u) * np.linalg.det(vt))[..., None, None]
    signs = signs if is_complex(x) else np.round(signs)
    others = op.prod_others(s, axis=-1)
    return np.asarray(signs * ((u.conj() * others[..., None, :]) @ vt.conj()), x.dtype)


def slope(direction: Array, y: Array, x: Array) -> Array:
    """The second differential of the determinant; as a linear map it is its own adjoint."""
    return op.cofactor_slope(x, direction)


rule = general(
    id="linalg.cofactor",
    title="Cofactor matrix",
    summary="The determinants left when one row and one column are deleted, with their signs.",
    function="cofactor(X)",
    operands="X:(n,n)",
    result="Y",
    derivative={
        "d": "cofactor_slope(X, dX)",
        "vjp[X]": "cofactor_slope(X, Y_bar)",
    },
    op="cofactor",
    primal=primal,
    shape=shapes.square,
    pushforward={"X": slope},
    pullback={"X": slope},
    analytic=True,
    why=(
        "The cofactors are the gradient of the determinant, so their derivative is its Hessian. A "
        "Hessian is symmetric: pushing forward and pulling back are the same map."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [3.0, 5.0]]},
            cotangent=[[1.0, 10.0], [100.0, 1000.0]],
            value=[[5.0, -3.0], [-2.0, 1.0]],
            gradients={"X": [[1000.0, -100.0], [-10.0, 1.0]]},
        ),
        TestVector(
            name="three by three",
            operands={"X": [[2.0, 0.0, 1.0], [1.0, 3.0, 0.0], [0.0, -1.0, 4.0]]},
            value=[[12.0, -4.0, -1.0], [-1.0, 8.0, 2.0], [-3.0, 1.0, 6.0]],
            gradients={"X": [[8.0, -5.0, -3.0], [-4.0, 5.0, -1.0], [-4.0, 0.0, 4.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="singular",
            operands={"X": [[1.0, 2.0], [2.0, 4.0]]},
            value=[[4.0, -2.0], [-2.0, 1.0]],
            gradients={"X": [[1.0, -1.0], [-1.0, 1.0]]},
            why="Polynomials in the entries: nothing changes at a singular matrix.",
        ),
    ),
    references=("Magnus & Neudecker 1999, chapter 8, section 6",),
    see_also=("linalg.det", "linalg.det.singular", "linalg.cofactor_slope"),
    tags=("adjugate", "minors"),
)
