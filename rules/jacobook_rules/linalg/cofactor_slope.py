"""The derivative of the cofactors in a direction."""

from jacobook import TestVector, general, is_complex, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def primal(x: Array, e: Array) -> Array:
    """The derivative of `cofactor(X)` in the direction `E`, at any rank. Shapes: (..., n, n).

    In the bases of the singular vectors, `f = U.T @ E @ V`, entry `(i, j)` of the answer is
    `-p[i, j] * f[j, i]`, and entry `(i, i)` is the sum of `p[i, j] * f[j, j]` over the other `j`;
    `p[i, j]` is the product of all singular values but `s[i]` and `s[j]`. The bases of a complex
    matrix are `conj(U)` and `conj(V)`.
    """
    import numpy as np

    n = x.shape[-1]
    if n < 2:
        return np.zeros_like(x)
    if n == 2:
        signs = np.array([[1, -1], [-1, 1]], x.dtype)
        return signs * e[..., ::-1, ::-1]
    if not np.isfinite(x).all():
        return np.full_like(x, np.nan)
    u, s, vt = np.linalg.svd(x)
    signs = (np.linalg.det(u) * np.linalg.det(vt))[..., None, None]
    signs = signs if is_complex(x) else np.round(signs)
    u, vt = u.conj(), vt.conj()
    identity = np.eye(n, dtype=bool)
    one_less = np.where(identity, 1, s[..., None, :])
    p = np.where(identity, 0, op.prod_others(one_less, axis=-1))
    f = u.mT @ e @ vt.mT
    diagonal = np.sum(p * np.diagonal(f, axis1=-2, axis2=-1)[..., None, :], axis=-1)
    rotated = np.where(identity, diagonal[..., None, :], -p * f.mT)
    return np.asarray(signs * (u @ rotated @ vt), np.result_type(x, e))


def pull_x(y_bar: Array, y: Array, x: Array, e: Array) -> Array:
    """`x_bar`, the third differential of the determinant; for invertible matrices."""
    if x.shape[-1] < 3:
        return y_bar * 0.0
    inverse = op.inv(x)
    a, b = inverse @ e, inverse @ y_bar
    tr_a, tr_b, tr_ab = _trace(a), _trace(b), op.sum(a * b.mT, axis=(-2, -1), keepdims=True)
    inner = (
        (tr_a * tr_b - tr_ab) * inverse
        - tr_b * (a @ inverse)
        - tr_a * (b @ inverse)
        + a @ (b @ inverse)
        + b @ (a @ inverse)
    )
    return op.det(x)[..., None, None] * inner.mT


def _trace(a: Array) -> Array:
    """The trace of each matrix, with the axes kept. Shapes: (..., n, n) to (..., 1, 1)."""
    return op.trace_last(a)[..., None, None]


def pull_e(y_bar: Array, y: Array, x: Array, e: Array) -> Array:
    """`e_bar`: the map is linear and symmetric in the direction."""
    return op.cofactor_slope(x, y_bar)


def target(x: shapes.Shape, e: shapes.Shape) -> shapes.Shape:
    """The shape of the matrix and of the direction, which are the same."""
    if shapes.square(x) != e:
        raise ShapeError(
            f"cofactor_slope: X is {shapes.show(x)} and E is {shapes.show(e)}; they must agree"
        )
    return x


rule = general(
    id="linalg.cofactor_slope",
    title="Derivative of the cofactors in a direction",
    summary="How the cofactors of a matrix move when the matrix moves in a given direction.",
    function="cofactor_slope(X, E)",
    operands="X:(n,n) inv; E:(n,n)",
    result="Y",
    derivative={
        "same": "det(X) * (trace(inv(X) @ E) * inv(X).T - (inv(X) @ E @ inv(X)).T)",
        "vjp[E]": "cofactor_slope(X, Y_bar)",
    },
    conditions="The value exists for every X; its derivative by X is given for an invertible X.",
    op="cofactor_slope",
    primal=primal,
    shape=target,
    pullback={"X": pull_x, "E": pull_e},
    analytic=True,
    why=(
        "For an invertible matrix differentiate `det(X) * inv(X).T` by the product rule. For any "
        "matrix, go to the bases of its singular vectors, where the cofactors are products of "
        "singular values."
    ),
    vectors=(
        TestVector(
            operands={
                "X": [[2.0, 0.0, 1.0], [1.0, 3.0, 0.0], [0.0, -1.0, 4.0]],
                "E": [[1.0, 1.0, 1.0], [1.0, 1.0, 1.0], [1.0, 1.0, 1.0]],
            },
            value=[[8.0, -5.0, -3.0], [-4.0, 5.0, -1.0], [-4.0, 0.0, 4.0]],
            gradients={
                "E": [[8.0, -5.0, -3.0], [-4.0, 5.0, -1.0], [-4.0, 0.0, 4.0]],
            },
        ),
    ),
    special_points=(
        TestVector(
            name="zero matrix",
            operands={"X": [[0.0, 0.0], [0.0, 0.0]], "E": [[1.0, 2.0], [3.0, 4.0]]},
            value=[[4.0, -3.0], [-2.0, 1.0]],
            gradients={"X": [[0.0, 0.0], [0.0, 0.0]], "E": [[1.0, -1.0], [-1.0, 1.0]]},
            why="For two by two matrices the cofactors are linear in the entries.",
        ),
    ),
    references=("Magnus & Neudecker 1999, chapter 8, section 6",),
    see_also=("linalg.cofactor", "linalg.det"),
)
