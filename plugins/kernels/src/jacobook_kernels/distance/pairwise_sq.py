"""The squared distances between the rows of two matrices."""

from collections.abc import Iterator

from jacobook import TestVector, general, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def gaps(x: Array, y: Array) -> Iterator[Array]:
    """The differences of all pairs of rows, one column at a time. Shape: (m, k) each.

    One column at a time needs n times less memory than all at once. Differences, and not products
    of rows, keep the digits of rows that are close to each other.
    """
    return (x[:, j, None] - y[None, :, j] for j in range(x.shape[1]))


def primal(x: Array, y: Array) -> Array:
    """`norm2(X[i] - Y[j])**2` for all `i` and `j`. Shapes: (m, n) and (k, n) to (m, k).

    Raises:
        ShapeError: the rows are not equally long.
    """
    target(x.shape, y.shape)
    first, *others = (gap * gap for gap in gaps(x, y))
    return sum(others, start=first)


def push_x(x_dot: Array, d: Array, x: Array, y: Array) -> Array:
    """`d_dot[i, j] = 2 * dot(x[i] - y[j], x_dot[i])`. Shapes as for `primal`."""
    first, *others = (gap * x_dot[:, j, None] for j, gap in enumerate(gaps(x, y)))
    return 2 * sum(others, start=first)


def push_y(y_dot: Array, d: Array, x: Array, y: Array) -> Array:
    """`d_dot[i, j] = -2 * dot(x[i] - y[j], y_dot[j])`. Shapes as for `primal`."""
    first, *others = (gap * y_dot[None, :, j] for j, gap in enumerate(gaps(x, y)))
    return -2 * sum(others, start=first)


def pull_x(d_bar: Array, d: Array, x: Array, y: Array) -> Array:
    """`x_bar[i] = 2 * sum(d_bar[i, j] * (x[i] - y[j]))`, over all `j`. Shapes as for `primal`."""
    return 2 * op.stack(*(op.sum(d_bar * gap, axis=1) for gap in gaps(x, y)), axis=1)


def pull_y(d_bar: Array, d: Array, x: Array, y: Array) -> Array:
    """`y_bar[j] = -2 * sum(d_bar[i, j] * (x[i] - y[j]))`, over all `i`. Shapes as for `primal`."""
    return -2 * op.stack(*(op.sum(d_bar * gap, axis=0) for gap in gaps(x, y)), axis=1)


def target(x: shapes.Shape, y: shapes.Shape) -> shapes.Shape:
    """A row for each row of `X`, a column for each row of `Y`.

    Raises:
        ShapeError: they are no matrices with equally long rows.
    """
    if len(x) != 2 or len(y) != 2 or x[1] != y[1]:
        raise ShapeError(
            f"pdist2: two matrices with rows of one length are needed; the shapes are "
            f"{shapes.show(x)} and {shapes.show(y)}"
        )
    return (x[0], y[0])


rule = general(
    id="dist.pairwise_sq",
    title="Pairwise squared distances of two sets",
    summary="The squared Euclidean distance between each row of one matrix and each of another.",
    function="pdist2(X, Y)",
    operands="X:(m,n); Y:(k,n)",
    result="D",
    derivative={
        "vjp[X]": "2 * (diag(sum(D_bar, axis=1)) @ X - D_bar @ Y)",
        "vjp[Y]": "2 * (diag(sum(D_bar, axis=0)) @ Y - D_bar.T @ X)",
        "d": (
            "2 * (outer(sum(X * dX, axis=1), ones(k)) + outer(ones(m), sum(Y * dY, axis=1))"
            " - dX @ Y.T - X @ dY.T)"
        ),
        "same": "sum((X[:, None] - Y[None])**2, axis=2)",
    },
    op="pdist2",
    primal=primal,
    shape=target,
    pushforward={"X": push_x, "Y": push_y},
    pullback={"X": pull_x, "Y": pull_y},
    analytic=True,
    why=(
        "Entry `(i, j)` is the squared distance of `X[i]` and `Y[j]`, with slope "
        "`2 * (X[i] - Y[j])` in the one and the negative in the other. Row `i` of the cotangent "
        "collects `2 * sum(D_bar[i, j] * (X[i] - Y[j]))` over all `j`."
    ),
    pitfalls=(
        "The closed form multiplies the row sums with `X` before it subtracts; the code sums "
        "weighted differences instead, which keeps the digits of rows that are close together."
    ),
    vectors=(
        TestVector(
            operands={"X": [[0.0, 0.0], [3.0, 4.0]], "Y": [[1.0, 0.0], [3.0, 4.0], [0.0, 2.0]]},
            cotangent=[[1.0, 0.0, 10.0], [0.0, 1.0, 0.5]],
            value=[[1.0, 25.0, 4.0], [20.0, 0.0, 13.0]],
            gradients={
                "X": [[-2.0, -40.0], [3.0, 2.0]],
                "Y": [[2.0, 0.0], [0.0, 0.0], [-3.0, 38.0]],
            },
        ),
    ),
    references=("Standard, product rule",),
    see_also=("dist.sqeuclidean", "linalg.sqdist", "kernel.rbf_cross", "dist.metric.kmeans"),
    tags=("pairwise distances", "distance matrix", "cdist"),
)
