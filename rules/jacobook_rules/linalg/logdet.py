"""The logarithm of a positive determinant."""

from jacobook import TestVector, errors, general, inf, nan, shapes
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array) -> Array:
    """`log(det(X))`, and NaN where the determinant is negative. Shapes: (..., n, n) to (...)."""
    import numpy as np

    sign, logabsdet = np.linalg.slogdet(x)
    return np.where(sign < 0, nan, logabsdet)[()].astype(x.dtype)


def inverse_transposed(x: Array, y: Array) -> Array:
    """`inv(X).T`, and NaN where the value is.

    Raises:
        SingularMatrixError: some matrix is singular, so the value is minus infinity.
    """
    if (y == -inf).any():
        raise errors.SingularMatrixError(
            "linalg.logdet: a matrix is singular. Its log-determinant is -inf, and that has no "
            "derivative; add a small multiple of the identity if that is what you mean."
        )
    return op.where((y > -inf)[..., None, None], op.inv(x).mT, nan)


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
    id="linalg.logdet",
    title="Log-determinant",
    summary="The logarithm of the determinant, for matrices whose determinant is positive.",
    function="logdet(X)",
    operands="X:(n,n) inv dominant",
    derivative={
        "grad[X]": "inv(X).T",
        "vjp[X]": "y_bar * inv(X).T",
        "d": "trace(inv(X) @ dX)",
        "hess[X]": "-einsum([inv(X), inv(X)], 'jk,li->ijkl')",
        "same": "log(det(X))",
    },
    conditions="The determinant of X is positive, as it is for a positive definite matrix.",
    op="logdet",
    primal=primal,
    shape=target,
    pushforward={"X": push_x},
    pullback={"X": pull_x},
    why=(
        "`d log(det(X)) = d det(X) / det(X)`, and `d det(X) = det(X) * trace(inv(X) @ dX)`: the "
        "determinant cancels. The Hessian is the derivative of the inverse."
    ),
    pitfalls=(
        "A negative determinant has no real logarithm: the value is NaN, where `logabsdet(X)` "
        "would go on. For a symmetric matrix the gradient is `inv(X)`; handbooks that count each "
        "pair of equal entries once print `2 * inv(X)` less its diagonal."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [-1.0, 3.0]]},
            value=1.6094379124341003,
            gradients={"X": [[0.6, 0.2], [-0.4, 0.2]]},
        ),
    ),
    special_points=(
        TestVector(
            name="negative determinant",
            operands={"X": [[0.0, 1.0], [1.0, 0.0]]},
            value=nan,
            gradients={"X": [[nan, nan], [nan, nan]]},
            why="No real logarithm exists: an undefined value has an undefined slope.",
        ),
        TestVector(
            name="singular",
            operands={"X": [[1.0, 2.0], [2.0, 4.0]]},
            raises="SingularMatrixError",
            why="The value is minus infinity, and no derivative exists there.",
        ),
    ),
    references=("Matrix Cookbook, equations 43 and 57", "Boyd & Vandenberghe 2004, appendix A.4"),
    see_also=("linalg.logabsdet", "linalg.det", "linalg.inv", "linalg.cholesky"),
    tags=("log determinant", "log det"),
)
