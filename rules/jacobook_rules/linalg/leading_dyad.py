"""The outer product of the leading singular vectors."""

from jacobook import TestVector, errors, general, shapes
from jacobook import operations as op
from jacobook.rule import Array

TIED = 4.0
"""Singular values within this many units of rounding error per row or column count as equal."""
SIMPLE = 0.75
"""Between the squares of a simple pair, which sum to 1, and those of two tied pairs: 1/2."""


def primal(x: Array) -> Array:
    """`outer(u, v)` of the singular vectors to the largest singular value; tied ones share.

    Shape: that of `x`. Of the zero matrix it is zero.
    """
    import numpy as np

    if not np.isfinite(x).all():
        return np.full_like(x, np.nan)
    u, s, vt = np.linalg.svd(x, full_matrices=False)
    largest = s.max(axis=-1, keepdims=True, initial=0.0)
    noise = TIED * max(x.shape[-2:]) * np.finfo(s.dtype).eps
    tied = (s >= (1 - noise) * largest) & (largest > 0)
    share = tied / np.maximum(tied.sum(axis=-1, keepdims=True), 1)
    return np.asarray((u * share[..., None, :]) @ vt, x.dtype)


def slope(direction: Array, y: Array, x: Array) -> Array:
    """The second differential of the largest singular value; it is its own adjoint.

    Shapes: (..., m, n).

    Raises:
        SingularMatrixError: the largest singular value is not simple, or zero. Tied pairs share
            `Y`, which is then no product of two unit vectors: its squares do not sum to 1.
    """
    if 0 in x.shape:
        return 0.0 * direction
    if (op.sum(y * y, axis=(-2, -1), keepdims=False) < SIMPLE).any():
        raise errors.SingularMatrixError(
            "linalg.leading_dyad: the largest singular value is zero, or two are equal. The "
            "spectral norm has a kink there, and no second derivative."
        )
    return turned(direction, y, x) + turned(direction.mT, y.mT, x.mT).mT


def turned(direction: Array, y: Array, x: Array) -> Array:
    """What the right singular vector turns, as a change of `outer(u, v)`."""
    s = op.spectral(x)[..., None, None]
    onto = y.mT @ y
    pushed = s * (y @ y.mT) @ direction + y @ direction.mT @ x
    return op.solve(s * s * onto + s * s * identity(x) - x.mT @ x, (pushed - pushed @ onto).mT).mT


def identity(x: Array) -> Array:
    """The identity matrix as wide as `x`."""
    import numpy as np

    return np.eye(x.shape[-1], dtype=x.dtype)


rule = general(
    id="linalg.leading_dyad",
    title="Leading singular vectors",
    summary="The outer product of the singular vectors to the largest singular value.",
    function="leading_dyad(X)",
    operands="X:(m,n) rank",
    result="Y",
    derivative={
        "d": (
            "(spectral(X) * Y @ Y.T @ dX + Y @ dX.T @ X) @ (eye(n) - Y.T @ Y)"
            " @ inv(spectral(X)**2 * (eye(n) + Y.T @ Y) - X.T @ X)"
            " + inv(spectral(X)**2 * (eye(m) + Y @ Y.T) - X @ X.T)"
            " @ (eye(m) - Y @ Y.T) @ (spectral(X) * dX @ Y.T @ Y + X @ dX.T @ Y)"
        ),
        "vjp[X]": (
            "(spectral(X) * Y @ Y.T @ Y_bar + Y @ Y_bar.T @ X) @ (eye(n) - Y.T @ Y)"
            " @ inv(spectral(X)**2 * (eye(n) + Y.T @ Y) - X.T @ X)"
            " + inv(spectral(X)**2 * (eye(m) + Y @ Y.T) - X @ X.T)"
            " @ (eye(m) - Y @ Y.T) @ (spectral(X) * Y_bar @ Y.T @ Y + X @ Y_bar.T @ Y)"
        ),
        "true": ("X @ Y.T @ Y == spectral(X) * Y", "Y @ Y.T @ Y == Y"),
    },
    conditions="The largest singular value is simple.",
    op="leading_dyad",
    primal=primal,
    shape=shapes.unchanged,
    pushforward={"X": slope},
    pullback={"X": slope},
    why=(
        "From `X.T @ X @ v = s**2 * v` follows `(s**2 * eye(n) - X.T @ X) @ dv = (eye(n) - "
        "outer(v, v)) @ d(X.T @ X) @ v`; with `s**2 * outer(v, v)` added the matrix is invertible, "
        "and `dv` the same. Likewise `du`, and the change is `outer(u, dv) + outer(du, v)`. "
        "Written with `Y` itself, `outer(u, u) = Y @ Y.T` and `outer(v, v) = Y.T @ Y`, it does not "
        "depend on the signs of the vectors. It is the Hessian of the largest singular value, so "
        "the same map serves both directions."
    ),
    pitfalls=(
        "The vectors alone have an arbitrary sign; their outer product has not. At a tie it "
        "jumps, and close to one its derivative is large."
    ),
    vectors=(
        TestVector(
            operands={"X": [[3.0, 0.0], [0.0, 1.0]]},
            cotangent=[[1.0, 8.0], [0.0, 5.0]],
            value=[[1.0, 0.0], [0.0, 0.0]],
            gradients={"X": [[0.0, 3.0], [1.0, 0.0]]},
        ),
        TestVector(
            name="wide",
            operands={"X": [[2.0, 0.0, 0.0], [0.0, 0.0, 1.0]]},
            cotangent=[[1.0, 2.0, 0.0], [0.0, 0.0, 5.0]],
            value=[[1.0, 0.0, 0.0], [0.0, 0.0, 0.0]],
            gradients={"X": [[0.0, 1.0, 0.0], [0.0, 0.0, 0.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="tie",
            operands={"X": [[2.0, 0.0], [0.0, 2.0]]},
            raises="SingularMatrixError",
            why="The value, shared equally, jumps there; it has no derivative.",
        ),
    ),
    references=("Giles 2008, matrix norms", "Magnus & Neudecker 1999, chapter 8, section 8"),
    see_also=("linalg.norm_spectral", "linalg.polar", "linalg.outer"),
    tags=("leading singular vectors", "first principal direction"),
)
