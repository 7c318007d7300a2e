"""The nuclear norm."""

from jacobook import TestVector, general, shapes
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array) -> Array:
    """The sum of the singular values. Shapes: (..., m, n) to (...)."""
    import numpy as np

    if not np.isfinite(x).all():
        return np.full(x.shape[:-2], np.nan, x.dtype)[()]
    return np.linalg.svd(x, compute_uv=False).sum(axis=-1)


def push_x(x_dot: Array, y: Array, x: Array) -> Array:
    """`y_dot = trace(polar_factor(X).T @ X_dot)`. Shapes: `x` (..., m, n), `y` (...)."""
    return op.sum(op.polar_factor(x) * x_dot, axis=(-2, -1), keepdims=False)


def pull_x(y_bar: Array, y: Array, x: Array) -> Array:
    """`x_bar = y_bar * polar_factor(X)`. Shapes: `x` (..., m, n), `y` (...)."""
    return y_bar[..., None, None] * op.polar_factor(x)


def target(x: shapes.Shape) -> shapes.Shape:
    """One number for each matrix."""
    return shapes.reduced(x, (-2, -1))


rule = general(
    id="linalg.norm_nuclear",
    title="Nuclear norm",
    summary="The sum of the singular values of a matrix.",
    function="nuclear(X)",
    operands="X:(m,n) rank",
    derivative={
        "grad[X]": "polar_factor(X)",
        "vjp[X]": "y_bar * polar_factor(X)",
        "d": "trace(polar_factor(X).T @ dX)",
        "same": "trace(polar_factor(X).T @ X)",
    },
    conditions="X has full rank.",
    op="nuclear",
    primal=primal,
    shape=target,
    pushforward={"X": push_x},
    pullback={"X": pull_x},
    why=(
        "A singular value moves by `ds[i] = U[:, i].T @ dX @ V[:, i]`: what the singular vectors "
        "change cancels, because they have length 1. The sum over `i` is `trace((U @ V.T).T @ "
        "dX)`, so the gradient is `U @ V.T`, the polar factor of `X`."
    ),
    pitfalls=(
        "Where a singular value is zero the norm has a kink, as the absolute value has: minimising "
        "it makes ranks small for that reason."
    ),
    vectors=(
        TestVector(
            operands={"X": [[0.0, -2.0], [3.0, 0.0]]},
            value=5.0,
            gradients={"X": [[0.0, -1.0], [1.0, 0.0]]},
        ),
        TestVector(
            name="wide",
            operands={"X": [[3.0, 0.0, 4.0], [0.0, 2.0, 0.0]]},
            cotangent=10.0,
            value=7.0,
            gradients={"X": [[6.0, 0.0, 8.0], [0.0, 10.0, 0.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="rank deficient",
            operands={"X": [[3.0, 0.0], [0.0, 0.0]]},
            value=3.0,
            gradients={"X": [[1.0, 0.0], [0.0, 0.0]]},
            why="The subgradient of least norm leaves out the vectors to singular values 0.",
        ),
        TestVector(
            name="zero matrix",
            operands={"X": [[0.0, 0.0], [0.0, 0.0]]},
            value=0.0,
            gradients={"X": [[0.0, 0.0], [0.0, 0.0]]},
            why="The subgradient of least norm.",
        ),
        TestVector(
            name="equal singular values",
            operands={"X": [[2.0, 0.0], [0.0, 2.0]]},
            value=4.0,
            gradients={"X": [[1.0, 0.0], [0.0, 1.0]]},
            why="Their vectors are not unique, but the polar factor is: nothing is special here.",
        ),
    ),
    references=("Giles 2008, singular values", "Watson 1992"),
    see_also=("linalg.polar", "linalg.norm_spectral", "linalg.norm_fro"),
    tags=("nuclear norm", "trace norm", "sum of singular values"),
)
