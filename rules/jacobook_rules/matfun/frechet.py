"""The derivative of a matrix function in a direction."""

from jacobook import TestVector, general, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def blocks(diagonal: Array, corner: Array) -> Array:
    """The matrix `[[D, C], [0, D]]`. Shapes: (..., n, n) to (..., 2 n, 2 n)."""
    upper = op.concatenate(diagonal, corner, axis=-1)
    lower = op.concatenate(0.0 * diagonal, diagonal, axis=-1)
    return op.concatenate(upper, lower, axis=-2)


def primal(x: Array, e: Array, *, function: str = "logm") -> Array:
    """The corner of `f([[X, E], [0, X]])`. Shapes: (..., n, n).

    The direction is scaled to the size of the matrix on the way, which keeps the digits of both.
    """
    import numpy as np

    n = x.shape[-1]
    scale = np.abs(e).max(initial=0.0) / (np.abs(x).max(initial=0.0) or 1.0)
    if scale == 0 or not np.isfinite(scale):
        return 0.0 * e * getattr(op, function)(x)
    return scale * getattr(op, function)(blocks(x, e / scale))[..., :n, n:]


def pull_x(y_bar: Array, y: Array, x: Array, e: Array, *, function: str = "logm") -> Array:
    """`x_bar`: the cotangent of the block matrix, from both places where `X` stands."""
    n = x.shape[-1]
    zero = 0.0 * y_bar
    corner = op.concatenate(
        op.concatenate(zero, y_bar, axis=-1), op.concatenate(zero, zero, axis=-1), axis=-2
    )
    b_bar = op.frechet(blocks(x, e).mT, corner, function=function)
    return b_bar[..., :n, :n] + b_bar[..., n:, n:]


def push_e(e_dot: Array, y: Array, x: Array, e: Array, *, function: str = "logm") -> Array:
    """`y_dot`: the map is linear in the direction."""
    return op.frechet(x, e_dot, function=function)


def pull_e(y_bar: Array, y: Array, x: Array, e: Array, *, function: str = "logm") -> Array:
    """`e_bar`: the adjoint of the derivative at `X` is the derivative at `X.T`."""
    return op.frechet(x.mT, y_bar, function=function)


def target(x: shapes.Shape, e: shapes.Shape, *, function: str = "logm") -> shapes.Shape:
    """The shape of the matrix and of the direction, which are the same.

    Raises:
        ShapeError: they are not.
    """
    if shapes.square(x) != e:
        raise ShapeError(
            f"frechet: X is {shapes.show(x)} and E is {shapes.show(e)}; they must agree"
        )
    return x


rule = general(
    id="matfun.frechet",
    title="Derivative of a matrix function in a direction",
    summary="How a function of a matrix moves when the matrix moves in a given direction.",
    function="frechet(X, E, 'logm')",
    operands="X:(n,n) rightspec; E:(n,n)",
    result="Y",
    derivative={
        "vjp[E]": "frechet(X.T, Y_bar, 'logm')",
        "true": (
            "frechet(X, X, 'logm') == eye(n)",
            "frechet(X, X @ E - E @ X, 'logm') == logm(X) @ E - E @ logm(X)",
            "trace(frechet(X, E, 'logm')) == trace(solve(X, E))",
        ),
    },
    op="frechet",
    primal=primal,
    parameters={"function": "logm"},
    shape=target,
    pushforward={"E": push_e},
    pullback={"X": pull_x, "E": pull_e},
    variants=({"function": "sinm"}, {"function": "cosm"}),
    rewrites={
        "frechet(X, eye(n), 'logm')": "inv(X)",
        "frechet(X, eye(n), 'sinm')": "cosm(X)",
        "frechet(X, eye(n), 'cosm')": "-sinm(X)",
    },
    why=(
        "A function of `[[X, E], [0, X]]` has `f(X)` on the diagonal and, in the corner, the "
        "derivative of `f` at `X` in the direction `E`: for powers of the matrix, `E` stands in "
        "the corner once at every place among the factors `X`. It is linear in `E`, and its "
        "derivative by `X` is that of the function of the block matrix."
    ),
    pitfalls=(
        "`function` is the name of an operation of this book that makes matrices of matrices, such "
        "as `logm`, `sinm` and `cosm`. The exponential has its own rule, and a symmetric matrix is "
        "served better by divided differences."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 0.0], [0.0, 4.0]], "E": [[3.0, 6.0], [0.0, 8.0]]},
            value=[[3.0, 2.772588722239781], [0.0, 2.0]],
            gradients={"E": [[1.0, 0.46209812037329684], [0.46209812037329684, 0.25]]},
        ),
        TestVector(
            name="sine at zero",
            operands={"X": [[0.0, 0.0], [0.0, 0.0]], "E": [[1.0, 2.0], [3.0, 4.0]]},
            parameters={"function": "sinm"},
            value=[[1.0, 2.0], [3.0, 4.0]],
            gradients={"X": [[0.0, 0.0], [0.0, 0.0]], "E": [[1.0, 1.0], [1.0, 1.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="zero direction",
            operands={"X": [[1.0, 0.0], [0.0, 4.0]], "E": [[0.0, 0.0], [0.0, 0.0]]},
            value=[[0.0, 0.0], [0.0, 0.0]],
            gradients={"X": [[0.0, 0.0], [0.0, 0.0]]},
            why="A linear map of the direction: zero at zero.",
        ),
    ),
    references=("Higham 2008, theorem 3.6", "Mathias 1996"),
    see_also=("matfun.logm", "matfun.sinm", "linalg.expm_frechet", "matfun.symmetric"),
    tags=("Frechet derivative", "matrix function"),
)
