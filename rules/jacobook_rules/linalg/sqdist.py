"""The squared distances between the rows of a matrix."""

from jacobook import TestVector, general, shapes
from jacobook.errors import ShapeError
from jacobook.rule import Array


def primal(x: Array) -> Array:
    """`norm2(X[i] - X[j])**2` for all pairs of rows. Shapes: (m, n) to (m, m).

    Differences are squared, rather than products of rows subtracted: rows that are close to each
    other would lose all digits.
    """
    gaps = x[:, None, :] - x[None, :, :]
    return (gaps * gaps).sum(axis=-1)


def target(x: shapes.Shape) -> shapes.Shape:
    """A square matrix with a place for each pair of rows.

    Raises:
        ShapeError: the operand is no matrix.
    """
    if len(x) != 2:
        raise ShapeError(f"sqdist: a matrix is needed; the shape is {shapes.show(x)}")
    return (x[0], x[0])


rule = general(
    id="linalg.sqdist",
    title="Pairwise squared distances",
    summary="The squared Euclidean distance between each two rows of a matrix.",
    function="sqdist(X)",
    operands="X:(m,n)",
    result="Y",
    derivative={
        "vjp[X]": "2 * (diag(sum(Y_bar, axis=1) + sum(Y_bar, axis=0)) - Y_bar - Y_bar.T) @ X",
        "d": (
            "2 * (outer(sum(X * dX, axis=1), ones(m)) + outer(ones(m), sum(X * dX, axis=1))"
            " - X @ dX.T - dX @ X.T)"
        ),
        "same": (
            "outer(sum(X**2, axis=1), ones(m)) + outer(ones(m), sum(X**2, axis=1)) - 2 * X @ X.T"
        ),
    },
    op="sqdist",
    primal=primal,
    shape=target,
    pushforward={
        "X": "2 * sum((X[:, None] - X[None]) * (X_dot[:, None] - X_dot[None]), axis=2)",
    },
    pullback={
        "X": ("2 * (sum(Y_bar + Y_bar.T, axis=1)[:, None] * X - (Y_bar + Y_bar.T) @ X)"),
    },
    analytic=True,
    why=(
        "Entry `(i, j)` is `norm2(X[i] - X[j])**2`, with slope `2 * (X[i] - X[j])` in the row `i` "
        "and its negative in the row `j`. With `W = Y_bar + Y_bar.T` the row `i` collects "
        "`2 * (sum(W, axis=1)[i] * X[i] - (W @ X)[i])`: twice the Laplacian of the weights `W`, "
        "times `X`."
    ),
    pitfalls=(
        "The distances themselves, the roots of these numbers, have a kink where two rows "
        "coincide: all those of a row with itself."
    ),
    vectors=(
        TestVector(
            operands={"X": [[0.0, 0.0], [3.0, 4.0], [1.0, 0.0]]},
            cotangent=[[5.0, 1.0, 0.0], [0.0, 5.0, 0.0], [0.0, 10.0, 5.0]],
            value=[[0.0, 25.0, 1.0], [25.0, 0.0, 20.0], [1.0, 20.0, 0.0]],
            gradients={"X": [[-6.0, -8.0], [46.0, 88.0], [-40.0, -80.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="two equal rows",
            operands={"X": [[1.0, 2.0], [1.0, 2.0]]},
            value=[[0.0, 0.0], [0.0, 0.0]],
            gradients={"X": [[0.0, 0.0], [0.0, 0.0]]},
            why="The square removes the kink of the distance.",
        ),
    ),
    references=("Standard, product rule",),
    see_also=("linalg.gram_outer", "linalg.norm2.distance", "linalg.norm2_squared"),
    tags=("pairwise distances", "distance matrix", "squared Euclidean distance"),
)
