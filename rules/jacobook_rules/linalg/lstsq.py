"""The solution of a least-squares problem."""

from jacobook import TestVector, errors, general, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def primal(a: Array, b: Array, *, rcond: float | None = None) -> Array:
    """The shortest `x` with the least `norm2(A @ x - b)`, for one matrix of full rank.

    Raises:
        SingularMatrixError: the matrix is not of full rank.
    """
    import numpy as np

    x, _, rank, _ = np.linalg.lstsq(a, b, rcond=rcond)
    if rank < min(a.shape):
        raise errors.SingularMatrixError(
            f"linalg.lstsq: the matrix has rank {rank}, less than its shape {shapes.show(a.shape)} "
            "allows. The solution jumps when the rank changes, so it has no derivative there; add "
            "rows sqrt(c) * eye(n) with a small c, or use np.linalg.pinv for matrices of this rank."
        )
    return x


def pull_a(y_bar: Array, y: Array, a: Array, b: Array, *, rcond: float | None = None) -> Array:
    """`a_bar`: from the residual for a tall matrix, from the short side for a wide one."""
    if b.ndim == 1:
        y_bar, y, b = y_bar[:, None], y[:, None], b[:, None]
    s = op.lstsq(a.mT, y_bar, rcond=rcond)
    a_bar = -(s @ y.mT)
    if a.shape[0] != a.shape[1] and not wide(a):
        a_bar = a_bar + (b - a @ y) @ op.lstsq(a, s, rcond=rcond).mT
    if wide(a):
        a_bar = a_bar + op.lstsq(a.mT, y, rcond=rcond) @ (y_bar - a.mT @ s).mT
    return a_bar


def pull_b(y_bar: Array, y: Array, a: Array, b: Array, *, rcond: float | None = None) -> Array:
    """`b_bar`: the transposed problem."""
    return op.lstsq(a.mT, y_bar, rcond=rcond)


def push_a(a_dot: Array, y: Array, a: Array, b: Array, *, rcond: float | None = None) -> Array:
    """`y_dot` when the matrix moves."""
    y_dot = -op.lstsq(a, a_dot @ y, rcond=rcond)
    if a.shape[0] != a.shape[1] and not wide(a):
        turned = op.lstsq(a.mT, a_dot.mT @ (b - a @ y), rcond=rcond)
        y_dot = y_dot + op.lstsq(a, turned, rcond=rcond)
    if wide(a):
        lifted = a_dot.mT @ op.lstsq(a.mT, y, rcond=rcond)
        y_dot = y_dot + lifted - op.lstsq(a, a @ lifted, rcond=rcond)
    return y_dot


def push_b(b_dot: Array, y: Array, a: Array, b: Array, *, rcond: float | None = None) -> Array:
    """`y_dot = lstsq(A, b_dot)`: the solution is linear in the right side."""
    return op.lstsq(a, b_dot, rcond=rcond)


def wide(a: Array) -> bool:
    """Whether a matrix has more columns than rows; one whose sizes are letters has not."""
    m, n = a.shape
    return isinstance(m, int) and isinstance(n, int) and m < n


def target(a: shapes.Shape, b: shapes.Shape, *, rcond: float | None = None) -> shapes.Shape:
    """A row for each column of the matrix.

    Raises:
        ShapeError: the sizes do not fit, or there is a stack of matrices.
    """
    if len(a) != 2 or len(b) not in (1, 2) or a[0] != b[0]:
        raise ShapeError(
            f"lstsq: A is {shapes.show(a)} and b is {shapes.show(b)}; one matrix is needed, and a "
            "right side with as many rows"
        )
    return (a[1], *b[1:])


rule = general(
    id="linalg.lstsq",
    title="Least squares",
    summary="The solution of linear equations that misses the right side by the least.",
    function="lstsq(A, b)",
    operands="A:(m,n) rank; b:(m)",
    result="x",
    derivative={
        "vjp[b]": "A @ solve(A.T @ A, x_bar)",
        "vjp[A]": ("outer(b - A @ x, solve(A.T @ A, x_bar)) - outer(A @ solve(A.T @ A, x_bar), x)"),
        "jac[b]": "pinv(A)",
        "d": "solve(A.T @ A, dA.T @ (b - A @ x) + A.T @ (db - dA @ x))",
        "same": ("solve(A.T @ A, A.T @ b)", "pinv(A) @ b"),
    },
    conditions="A is square or tall, with linearly independent columns.",
    op="lstsq",
    primal=primal,
    parameters={"rcond": None},
    shape=target,
    pushforward={"A": push_a, "b": push_b},
    pullback={"A": pull_a, "b": pull_b},
    why=(
        "The residual is perpendicular to the columns: `A.T @ (b - A @ x) = 0`. Differentiate: "
        "`A.T @ A @ dx = dA.T @ (b - A @ x) + A.T @ (db - dA @ x)`. The adjoint of solving with "
        "`A.T @ A` is the same solve. Here the numbers come from further least-squares solves, "
        "since `A.T @ A` would square the condition number."
    ),
    pitfalls=(
        "With a large residual the gradient by `A` is sensitive: its first term has the square of "
        "the condition number. A matrix without full rank is refused."
    ),
    vectors=(
        TestVector(
            operands={"A": [[1.0, 0.0], [0.0, 2.0], [0.0, 0.0]], "b": [3.0, 8.0, 5.0]},
            cotangent=[1.0, 4.0],
            value=[3.0, 4.0],
            gradients={
                "A": [[-3.0, -4.0], [-6.0, -8.0], [5.0, 5.0]],
                "b": [1.0, 2.0, 0.0],
            },
        ),
        TestVector(
            name="wide, the shortest solution",
            operands={"A": [[2.0, 0.0]], "b": [8.0]},
            cotangent=[6.0, 10.0],
            value=[4.0, 0.0],
            gradients={"A": [[-12.0, 20.0]], "b": [3.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="dependent columns",
            operands={"A": [[1.0, 2.0], [2.0, 4.0], [0.0, 0.0]], "b": [1.0, 2.0, 3.0]},
            raises="SingularMatrixError",
            why="The shortest solution jumps when the columns become independent.",
        ),
    ),
    references=(
        "Matrix Cookbook, equation 265",
        "Giles 2008, section 2.3.1",
        "Golub & Pereyra 1973",
    ),
    see_also=("linalg.pinv", "linalg.solve", "linalg.qr"),
    tags=("least squares", "normal equations", "linear regression"),
)
