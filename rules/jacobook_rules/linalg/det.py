"""The determinant."""

from jacobook import TestVector, general, shapes
from jacobook import operations as op
from jacobook.rule import Array


def push_x(x_dot: Array, y: Array, x: Array) -> Array:
    """`y_dot = sum(cofactor(X) * X_dot)`. Shapes: `x` (..., n, n), `y` (...)."""
    return op.sum(op.cofactor(x) * x_dot, axis=(-2, -1), keepdims=False)


def pull_x(y_bar: Array, y: Array, x: Array) -> Array:
    """`x_bar = y_bar * cofactor(X)`. Shapes: `x` (..., n, n), `y` (...)."""
    return y_bar[..., None, None] * op.cofactor(x)


def target(x: shapes.Shape) -> shapes.Shape:
    """One number for each matrix."""
    return shapes.square(x)[:-2]


rule = general(
    id="linalg.det",
    title="Determinant",
    summary="The determinant of a square matrix.",
    function="det(X)",
    operands="X:(n,n)",
    derivative={
        "grad[X]": ("det(X) * inv(X).T", "cofactor(X)"),
        "vjp[X]": ("y_bar * det(X) * inv(X).T", "y_bar * cofactor(X)"),
        "d": ("det(X) * trace(inv(X) @ dX)", "trace(cofactor(X).T @ dX)"),
    },
    conditions="X is square; the forms with `inv` need it to be invertible.",
    op="det",
    primal="numpy.linalg.det",
    numpy=("scipy.linalg.det",),
    shape=target,
    pushforward={"X": push_x},
    pullback={"X": pull_x},
    analytic=True,
    why=(
        "Expand the determinant along row `i`: it is `sum(X[i, :] * cofactor(X)[i, :])`, and these "
        "cofactors do not contain row `i`. So the slope in `X[i, j]` is the cofactor there. For "
        "an invertible matrix the cofactors are `det(X) * inv(X).T`."
    ),
    pitfalls=(
        "A common mistake is `det(X) * trace(inv(X))`, a number; the gradient is a matrix. At a "
        "singular matrix the inverse does not exist, but the gradient does: the cofactors."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [3.0, 5.0]]},
            value=-1.0,
            gradients={"X": [[5.0, -3.0], [-2.0, 1.0]]},
        ),
        TestVector(
            name="three by three",
            operands={"X": [[2.0, 0.0, 1.0], [1.0, 3.0, 0.0], [0.0, -1.0, 4.0]]},
            value=23.0,
            gradients={"X": [[12.0, -4.0, -1.0], [-1.0, 8.0, 2.0], [-3.0, 1.0, 6.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="rank one less",
            operands={"X": [[1.0, 2.0], [2.0, 4.0]]},
            value=0.0,
            gradients={"X": [[4.0, -2.0], [-2.0, 1.0]]},
            why="The determinant is a polynomial: its gradient is the cofactors at every matrix.",
        ),
        TestVector(
            name="rank two less",
            operands={"X": [[0.0, 3.0, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]},
            value=0.0,
            gradients={"X": [[0.0, 0.0, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]},
            why="All minors of size two vanish, so no single entry can move the determinant.",
        ),
    ),
    references=(
        "Matrix Cookbook, equations 41, 42, 49 and 66",
        "Giles 2008, section 2.2.4",
        "Wikipedia, Matrix calculus (scalar-by-matrix)",
        "Magnus & Neudecker 1999, chapter 8, section 3",
    ),
    see_also=("linalg.det.singular", "linalg.cofactor", "linalg.logabsdet", "linalg.inv"),
)
