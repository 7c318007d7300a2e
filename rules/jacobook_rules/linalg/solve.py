"""Systems of linear equations."""

from jacobook import TestVector, general, shapes
from jacobook import operations as op
from jacobook.rule import Array


def push_a(a_dot: Array, y: Array, a: Array, b: Array) -> Array:
    """`y_dot = -solve(A, A_dot @ Y)`. Shapes: `a` (..., n, n), `b` (..., n, k) or (n,)."""
    if b.ndim == 1:
        return -op.solve(a, a_dot @ y[..., None])[..., 0]
    return -op.solve(a, a_dot @ y)


def push_b(b_dot: Array, y: Array, a: Array, b: Array) -> Array:
    """`y_dot = solve(A, B_dot)`. Shapes as for `push_a`."""
    return op.solve(a, b_dot)


def pull_a(y_bar: Array, y: Array, a: Array, b: Array) -> Array:
    """`a_bar = -solve(A.T, Y_bar) @ Y.T`. Shapes as for `push_a`."""
    if b.ndim == 1:
        y, y_bar = y[..., None], y_bar[..., None]
    return -op.sum_to(op.solve(a.mT, y_bar) @ y.mT, shape=a.shape)


def pull_b(y_bar: Array, y: Array, a: Array, b: Array) -> Array:
    """`b_bar = solve(A.T, Y_bar)`. Shapes as for `push_a`."""
    if b.ndim > 1:
        return op.sum_to(op.solve(a.mT, y_bar), shape=b.shape)
    return op.sum_to(op.solve(a.mT, y_bar[..., None])[..., 0], shape=b.shape)


rule = general(
    id="linalg.solve",
    title="Linear solve",
    summary="The solution of linear equations with one or several right-hand sides.",
    function="solve(A, B)",
    operands="A:(n,n) inv; B:(n,k)",
    result="Y",
    derivative={
        "vjp[B]": "solve(A.T, Y_bar)",
        "vjp[A]": "-solve(A.T, Y_bar) @ Y.T",
        "d": "solve(A, dB - dA @ Y)",
        "same": "inv(A) @ B",
    },
    conditions="A is invertible.",
    op="solve",
    primal="numpy.linalg.solve",
    shape=shapes.solve,
    pushforward={"A": push_a, "B": push_b},
    pullback={"A": pull_a, "B": pull_b},
    analytic=True,
    why=(
        "Differentiate `A @ Y = B`: `dA @ Y + A @ dY = dB`, so `dY = solve(A, dB - dA @ Y)`. The "
        "adjoint of solving with `A` is solving with `A.T`."
    ),
    pitfalls=(
        "From NumPy 2 on, the right-hand side is a vector only if it has exactly one axis; a "
        "stack of vectors must be written as a stack of one-column matrices."
    ),
    vectors=(
        TestVector(
            operands={"A": [[2.0, 1.0], [0.0, 4.0]], "B": [[3.0], [8.0]]},
            value=[[0.5], [2.0]],
            gradients={"A": [[-0.25, -1.0], [-0.0625, -0.25]], "B": [[0.5], [0.125]]},
        ),
        TestVector(
            name="vector",
            operands={"A": [[2.0, 1.0], [0.0, 4.0]], "B": [3.0, 8.0]},
            cotangent=[1.0, 10.0],
            value=[0.5, 2.0],
            gradients={"A": [[-0.25, -1.0], [-1.1875, -4.75]], "B": [0.5, 2.375]},
        ),
    ),
    special_points=(
        TestVector(
            name="singular",
            operands={"A": [[1.0, 2.0], [2.0, 4.0]], "B": [[1.0], [1.0]]},
            raises="SingularMatrixError",
            why="The equations have no solution, or many.",
        ),
    ),
    references=("Giles 2008, section 2.3.1",),
    see_also=("linalg.inv", "linalg.solve.vector", "linalg.solve.right"),
)
