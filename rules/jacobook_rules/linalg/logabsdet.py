"""The logarithm of the absolute determinant."""

from jacobook import TestVector, errors, general, inf, shapes
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array) -> Array:
    """`log(abs(det(X)))`, computed without overflow. Shapes: (..., n, n) to (...)."""
    import numpy as np

    return np.linalg.slogdet(x).logabsdet


def inverse_transposed(x: Array, y: Array) -> Array:
    """`inv(X).T`.

    Raises:
        SingularMatrixError: some matrix is singular, so the value is minus infinity.
    """
    if (y == -inf).any():
        raise errors.SingularMatrixError(
            "linalg.logabsdet: a matrix is singular. Its log-determinant is -inf, and that has "
            "no derivative; add a small multiple of the identity if that is what you mean."
        )
    return op.inv(x).mT


def push_x(x_dot: Array, y: Array, x: Array) -> Array:
    """`y_dot = trace(inv(X) @ X_dot)`. Shapes: `x` (..., n, n), `y` (...)."""
    return op.sum(inverse_transposed(x, y) * x_dot, axis=(-2, -1), keepdims=False)


def pull_x(y_bar: Array, y: Array, x: Array) -> Array:
    """`x_bar = y_bar * inv(X).T`. Shapes: `x` (..., n, n), `y` (...)."""
    return y_bar[..., None, None] * inverse_transposed(x, y)


def target(x: shapes.Shape) -> shapes.Shape:
    """One number for each matrix."""
    return shapes.square(x)[:-2]


rule = general(
    id="linalg.logabsdet",
    title="log |det X|",
    summary="The logarithm of the absolute value of the determinant.",
    function="logabsdet(X)",
    operands="X:(n,n) inv",
    derivative={
        "grad[X]": "inv(X).T",
        "vjp[X]": "y_bar * inv(X).T",
        "d": "trace(inv(X) @ dX)",
        "hess[X]": "-einsum([inv(X), inv(X)], 'jk,li->ijkl')",
    },
    conditions="X is invertible; its determinant may be negative.",
    op="logabsdet",
    complex="logabsdet",
    primal=primal,
    shape=target,
    pushforward={"X": push_x},
    pullback={"X": pull_x},
    why=(
        "`d log|det(X)| = d det(X) / det(X)`, and `d det(X) = det(X) * trace(inv(X) @ dX)`: the "
        "determinant cancels. The Hessian is the derivative of the inverse."
    ),
    pitfalls=(
        "Write `np.linalg.slogdet(X)` rather than `log(abs(det(X)))`: the determinant of a large "
        "matrix overflows or underflows long before its logarithm does."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [3.0, 4.0]]},
            value=0.6931471805599453,
            gradients={"X": [[-2.0, 1.5], [1.0, -0.5]]},
        ),
    ),
    special_points=(
        TestVector(
            name="singular",
            operands={"X": [[1.0, 2.0], [2.0, 4.0]]},
            raises="SingularMatrixError",
            why="The value is minus infinity, and no derivative exists there.",
        ),
    ),
    references=(
        "Matrix Cookbook, equations 43 and 57",
        "Wikipedia, Matrix calculus (scalar-by-matrix)",
        "Boyd & Vandenberghe 2004, appendix A.4",
    ),
    see_also=("linalg.det", "linalg.inv", "linalg.slogdet"),
)
