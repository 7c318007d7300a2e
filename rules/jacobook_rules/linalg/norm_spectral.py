"""The spectral norm."""

from jacobook import TestVector, general, shapes
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array) -> Array:
    """The largest singular value. Shapes: (..., m, n) to (...)."""
    import numpy as np

    if not np.isfinite(x).all():
        return np.full(x.shape[:-2], np.nan, x.dtype)[()]
    return np.linalg.svd(x, compute_uv=False).max(axis=-1, initial=0.0)


def push_x(x_dot: Array, y: Array, x: Array) -> Array:
    """`y_dot = trace(leading_dyad(X).T @ X_dot)`. Shapes: `x` (..., m, n), `y` (...)."""
    return op.sum(op.leading_dyad(x) * x_dot, axis=(-2, -1), keepdims=False)


def pull_x(y_bar: Array, y: Array, x: Array) -> Array:
    """`x_bar = y_bar * leading_dyad(X)`. Shapes: `x` (..., m, n), `y` (...)."""
    return y_bar[..., None, None] * op.leading_dyad(x)


def target(x: shapes.Shape) -> shapes.Shape:
    """One number for each matrix."""
    return shapes.reduced(x, (-2, -1))


rule = general(
    id="linalg.norm_spectral",
    title="Spectral norm",
    summary="The largest singular value: how much a matrix can lengthen a vector.",
    function="spectral(X)",
    operands="X:(m,n) rank",
    derivative={
        "grad[X]": "leading_dyad(X)",
        "vjp[X]": "y_bar * leading_dyad(X)",
        "d": "trace(leading_dyad(X).T @ dX)",
        "same": "trace(leading_dyad(X).T @ X)",
    },
    conditions="The largest singular value is simple.",
    op="spectral",
    primal=primal,
    shape=target,
    pushforward={"X": push_x},
    pullback={"X": pull_x},
    why=(
        "With the first singular vectors `u` and `v` the value is `u @ X @ v`. It moves by `u @ dX "
        "@ v`: what the vectors change cancels, because `X @ v` is along `u` and `u` keeps its "
        "length. So the gradient is `outer(u, v)`."
    ),
    pitfalls=(
        "Not the largest absolute eigenvalue, unless the matrix is symmetric. Where the two "
        "largest singular values meet, the norm has a kink."
    ),
    vectors=(
        TestVector(
            operands={"X": [[0.0, -2.0], [3.0, 0.0]]},
            value=3.0,
            gradients={"X": [[0.0, 0.0], [1.0, 0.0]]},
        ),
        TestVector(
            name="wide",
            operands={"X": [[3.0, 0.0, 4.0], [0.0, 2.0, 0.0]]},
            cotangent=10.0,
            value=5.0,
            gradients={"X": [[6.0, 0.0, 8.0], [0.0, 0.0, 0.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="tie",
            operands={"X": [[2.0, 0.0], [0.0, 2.0]]},
            value=2.0,
            gradients={"X": [[0.5, 0.0], [0.0, 0.5]]},
            why="The subgradient of least norm: tied pairs of vectors have equal shares.",
        ),
        TestVector(
            name="zero matrix",
            operands={"X": [[0.0, 0.0], [0.0, 0.0]]},
            value=0.0,
            gradients={"X": [[0.0, 0.0], [0.0, 0.0]]},
            why="The subgradient of least norm.",
        ),
    ),
    references=("Giles 2008, matrix norms",),
    see_also=("linalg.leading_dyad", "linalg.norm_nuclear", "linalg.norm_fro"),
    tags=("spectral norm", "largest singular value", "operator norm"),
)
