"""The reciprocal gaps between the entries of a vector."""

from jacobook import TestVector, general, inf, nan
from jacobook import operations as op
from jacobook.rule import Array
from jacobook.shapes import Shape


def primal(a: Array) -> Array:
    """`1 / (a[j] - a[i])` off the diagonal, 0 on it. Shapes: (..., n) to (..., n, n)."""
    import numpy as np

    alone = np.eye(a.shape[-1], dtype=bool)
    gaps = a[..., None, :] - a[..., :, None]
    with np.errstate(divide="ignore"):
        return op.where(alone, 0.0, 1 / op.where(alone, 1.0, gaps))


def push_a(a_dot: Array, y: Array, a: Array) -> Array:
    """`y_dot = -y**2 * (a_dot[j] - a_dot[i])`. Shapes: `a` (..., n), `y` (..., n, n)."""
    return -(y * y) * (a_dot[..., None, :] - a_dot[..., :, None])


def pull_a(y_bar: Array, y: Array, a: Array) -> Array:
    """`a_bar`: row sums less column sums of `y**2 * y_bar`."""
    weighted = y * y * y_bar
    return op.sum(weighted, axis=-1) - op.sum(weighted, axis=-2)


def target(a: Shape) -> Shape:
    """A square matrix for each vector."""
    return (*a, a[-1])


rule = general(
    id="linalg.gap_recip",
    title="Reciprocal gaps",
    summary="The matrix of one over the differences of all pairs of entries of a vector.",
    function="gap_recip(a)",
    operands="a:(n) distinct",
    result="Y",
    derivative={
        "d": "-(Y**2) * (da - da[:, None])",
        "vjp[a]": "sum(Y**2 * Y_bar, axis=1) - sum(Y**2 * Y_bar, axis=0)",
        "same": "1 / (a - a[:, None] + eye(n)) - eye(n)",
        "true": "Y.T == -Y",
    },
    conditions="No two entries are equal.",
    op="gap_recip",
    primal=primal,
    shape=target,
    pushforward={"a": push_a},
    pullback={"a": pull_a},
    why=(
        "Entry `(i, j)` is `1 / (a[j] - a[i])` off the diagonal. Its slope is minus its square, "
        "times what the gap changes. It is the table by which eigenvectors turn: close eigenvalues "
        "make fast turns."
    ),
    vectors=(
        TestVector(
            operands={"a": [1.0, 3.0]},
            cotangent=[[5.0, 8.0], [0.0, 0.0]],
            value=[[0.0, 0.5], [-0.5, 0.0]],
            gradients={"a": [2.0, -2.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="equal entries",
            operands={"a": [1.0, 1.0]},
            cotangent=[[0.0, 1.0], [0.0, 0.0]],
            value=[[0.0, inf], [inf, 0.0]],
            gradients={"a": [nan, nan]},
            why="The gap is zero, so one over it is infinite, and it jumps from one sign to the other.",
        ),
    ),
    references=("Giles 2008, eigenvalues and eigenvectors",),
    see_also=("linalg.eigvecs", "linalg.svd.u"),
    tags=("eigenvalue gaps",),
)
