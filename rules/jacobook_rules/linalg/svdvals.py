"""The singular values."""

from jacobook import TestVector, general, shapes, stop
from jacobook import operations as op
from jacobook.rule import Array

NEGLIGIBLE = 4.0
"""Values below this many units of rounding error per row or column count as zero."""


def primal(a: Array) -> Array:
    """The singular values in descending order. Shapes: (..., m, n) to (..., min(m, n))."""
    import numpy as np

    return np.linalg.svd(a, compute_uv=False)


def kept(slopes: Array, s: Array, a: Array) -> Array:
    """Equal shares where values are equal, 0 where they are zero."""
    import numpy as np

    held = stop(s)
    noise = NEGLIGIBLE * max(a.shape[-2:]) * np.finfo(held.dtype).eps
    zero = held <= noise * held.max(axis=-1, keepdims=True, initial=0.0)
    return op.where(zero, 0.0, op.mean_of_ties(slopes, s))


def vectors(a: Array) -> tuple[Array, Array]:
    """The singular vectors `U` and `V` of a thin decomposition."""
    parts = op.svd_parts(a)
    m = a.shape[-2]
    return parts[..., 1 : m + 1, :], parts[..., m + 1 :, :]


def push_a(a_dot: Array, y: Array, a: Array) -> Array:
    """`y_dot = diagonal(U.T @ A_dot @ V)`. Shapes: `a` (..., m, n), `y` (..., k)."""
    u, v = vectors(a)
    return kept(op.sum(u * (a_dot @ v), axis=-2), y, a)


def pull_a(y_bar: Array, y: Array, a: Array) -> Array:
    """`a_bar = U @ diag(y_bar) @ V.T`. Shapes: `a` (..., m, n), `y` (..., k)."""
    u, v = vectors(a)
    return (u * kept(y_bar, y, a)[..., None, :]) @ v.mT


def target(a: shapes.Shape) -> shapes.Shape:
    """As many as the smaller size; of two letters the second, as for a tall matrix."""
    m, n = a[-2:]
    return (*a[:-2], min(m, n) if isinstance(m, int) and isinstance(n, int) else n)


rule = general(
    id="linalg.svdvals",
    title="Singular values",
    summary="The singular values of a matrix, in descending order.",
    function="svdvals(A)",
    operands="A:(m,n) rank",
    result="s",
    derivative={
        "vjp[A]": "svd_u(A) @ diag(s_bar) @ svd_v(A).T",
        "d": "diagonal(svd_u(A).T @ dA @ svd_v(A))",
    },
    conditions="The singular values are all different, and none is zero; A is square or tall.",
    op="svdvals",
    primal=primal,
    numpy=("numpy.linalg.svdvals", "scipy.linalg.svdvals"),
    shape=target,
    pushforward={"A": push_a},
    pullback={"A": pull_a},
    rewrites={
        "sum(svdvals(A))": "nuclear(A)",
        "sum(svdvals(A)**2)": "sum(A**2)",
        "svdvals(A)[0]": "spectral(A)",
        "max(svdvals(A))": "spectral(A)",
    },
    why=(
        "For unit singular vectors, `s = u @ A @ v`. What `u` and `v` change cancels, because "
        "`A @ v` is along `u`, `A.T @ u` along `v`, and both keep their length. So "
        "`ds = u @ dA @ v`, and the gradient of one singular value is `outer(u, v)`."
    ),
    pitfalls=(
        "Where values are equal each has a kink, but their sum stays smooth. A singular value at "
        "zero has a kink too, as an absolute value has; its slope here is 0."
    ),
    vectors=(
        TestVector(
            operands={"A": [[0.0, 2.0], [3.0, 0.0], [0.0, 0.0]]},
            cotangent=[5.0, 7.0],
            value=[3.0, 2.0],
            gradients={"A": [[0.0, 7.0], [5.0, 0.0], [0.0, 0.0]]},
        ),
        TestVector(
            name="wide",
            operands={"A": [[3.0, 0.0, 4.0], [0.0, 2.0, 0.0]]},
            cotangent=[10.0, 7.0],
            value=[5.0, 2.0],
            gradients={"A": [[6.0, 0.0, 8.0], [0.0, 7.0, 0.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="equal singular values",
            operands={"A": [[0.0, 2.0], [2.0, 0.0]]},
            cotangent=[3.0, 3.0],
            value=[2.0, 2.0],
            gradients={"A": [[0.0, 3.0], [3.0, 0.0]]},
            why="A symmetric function of equal values is smooth, whatever their vectors are.",
        ),
        TestVector(
            name="the larger of two equal ones",
            operands={"A": [[0.0, 2.0], [2.0, 0.0]]},
            cotangent=[1.0, 0.0],
            value=[2.0, 2.0],
            gradients={"A": [[0.0, 0.5], [0.5, 0.0]]},
            why="A kink: the subgradient of least norm gives both directions equal shares.",
        ),
        TestVector(
            name="a zero singular value",
            operands={"A": [[3.0, 0.0], [0.0, 0.0]]},
            value=[3.0, 0.0],
            gradients={"A": [[1.0, 0.0], [0.0, 0.0]]},
            why="Like an absolute value at zero; the subgradient of least norm is 0.",
        ),
    ),
    references=("Giles 2008, singular values", "Townsend 2016"),
    see_also=("linalg.svd", "linalg.norm_nuclear", "linalg.norm_spectral", "linalg.eigvalsh"),
    tags=("singular values", "singular value decomposition"),
)
