"""Systems of linear equations with a triangular matrix."""

from typing import Any

from jacobook import TestVector, general, shapes
from jacobook import operations as op
from jacobook.rule import Array

TRANSPOSED = (1, 2, "T", "C")
"""The values of `trans` by which the transposed matrix is meant; for real matrices C is T."""


def primal(
    a: Array,
    b: Array,
    *,
    trans: Any = 0,
    lower: bool = False,
    unit_diagonal: bool = False,
    **_: bool,
) -> Array:
    """The solution; a lower triangle is turned around, so that no row is exchanged for another."""
    import numpy as np

    triangle = np.tril(a) if lower else np.triu(a)
    if unit_diagonal:
        triangle = np.where(np.eye(a.shape[-1], dtype=bool), 1, triangle)
    flipped = lower
    if trans in TRANSPOSED:
        triangle, flipped = triangle.mT, not flipped
    if not flipped:
        return np.linalg.solve(triangle, b)
    axis = -1 if b.ndim == 1 else -2
    turned = np.linalg.solve(triangle[..., ::-1, ::-1], np.flip(b, axis))
    return np.flip(turned, axis)


def push_a(a_dot: Array, y: Array, a: Array, b: Array, **given: Any) -> Array:
    """`y_dot = -solve(A, A_dot @ Y)`, where only the triangle of `A_dot` counts."""
    moved = triangle(a_dot, **given)
    moved = moved.mT if given["trans"] in TRANSPOSED else moved
    if b.ndim == 1:
        return -op.solve_triangular(a, moved @ y[..., None], **told(given))[..., 0]
    return -op.solve_triangular(a, moved @ y, **told(given))


def push_b(b_dot: Array, y: Array, a: Array, b: Array, **given: Any) -> Array:
    """`y_dot = solve(A, B_dot)`."""
    return op.solve_triangular(a, b_dot, **told(given))


def pull_a(y_bar: Array, y: Array, a: Array, b: Array, **given: Any) -> Array:
    """`a_bar`: the triangle of `-s @ Y.T`, with `s` the cotangent of `B`."""
    s = op.solve_triangular(a, columns(y_bar, b), **adjoint(given))
    y = columns(y, b)
    outer = y @ s.mT if given["trans"] in TRANSPOSED else s @ y.mT
    return -op.sum_to(triangle(outer, **given), shape=a.shape)


def pull_b(y_bar: Array, y: Array, a: Array, b: Array, **given: Any) -> Array:
    """`b_bar`: the solution with the transposed matrix."""
    if b.ndim == 1 and a.ndim == 2:
        return op.solve_triangular(a, y_bar, **adjoint(given))
    s = op.solve_triangular(a, columns(y_bar, b), **adjoint(given))
    return op.sum_to(s[..., 0] if b.ndim == 1 else s, shape=b.shape)


def columns(x: Array, b: Array) -> Array:
    """Vectors as matrices of one column; `b` says whether they are vectors."""
    return x[..., None] if b.ndim == 1 else x


def triangle(x: Array, *, lower: bool, unit_diagonal: bool, **_: Any) -> Array:
    """The entries that are read, 0 elsewhere."""
    k = int(unit_diagonal)
    return op.tril(x, k=-k) if lower else op.triu(x, k=k)


def adjoint(given: dict[str, Any]) -> dict[str, Any]:
    """The keywords of the system with the transposed matrix."""
    return told({**given, "trans": int(given["trans"] not in TRANSPOSED)})


def told(given: dict[str, Any]) -> dict[str, Any]:
    """The keywords that make a difference, without those that have their usual value."""
    usual = {"trans": 0, "lower": False, "unit_diagonal": False}
    return {name: given[name] for name in usual if given[name] != usual[name]}


def target(a: shapes.Shape, b: shapes.Shape, **_: object) -> shapes.Shape:
    """The shape of the right side."""
    return shapes.solve(a, b)


rule = general(
    id="linalg.solve.triangular",
    title="Triangular solve",
    summary="The solution of linear equations whose matrix is triangular.",
    function="solve_triangular(L, B, lower=True)",
    operands="L:(n,n) tril*; B:(n,k)",
    result="Y",
    derivative={
        "vjp[B]": "solve_triangular(L, Y_bar, trans=1, lower=True)",
        "vjp[L]": "tril(-solve_triangular(L, Y_bar, trans=1, lower=True) @ Y.T)",
        "d": "solve_triangular(L, dB - dL @ Y, lower=True)",
        "same": "solve(L, B)",
    },
    conditions="L is lower triangular, with no zero on the diagonal.",
    op="solve_triangular",
    primal=primal,
    numpy=("scipy.linalg.solve_triangular",),
    parameters={
        "trans": 0,
        "lower": False,
        "unit_diagonal": False,
        "overwrite_b": False,
        "check_finite": True,
    },
    shape=target,
    pushforward={"L": push_a, "B": push_b},
    pullback={"L": pull_a, "B": pull_b},
    variants=(
        {"trans": 1},
        {"trans": "T", "unit_diagonal": True},
        {"unit_diagonal": True},
    ),
    why=(
        "As for any linear solve, `dY = solve(L, dB - dL @ Y)`, and the adjoint solves with `L.T`. "
        "The other triangle is not read, so its cotangent is zero; with a unit diagonal that of "
        "the diagonal is too."
    ),
    pitfalls=(
        "SciPy reads the upper triangle unless `lower=True` is given, whatever stands in the other."
    ),
    vectors=(
        TestVector(
            operands={"L": [[2.0, 0.0], [1.0, 4.0]], "B": [[2.0], [9.0]]},
            parameters={"lower": True},
            cotangent=[[0.0], [8.0]],
            value=[[1.0], [2.0]],
            gradients={"L": [[1.0, 0.0], [-2.0, -4.0]], "B": [[-1.0], [2.0]]},
        ),
        TestVector(
            name="vector, upper triangle, transposed",
            operands={"L": [[2.0, 1.0], [7.0, 4.0]], "B": [2.0, 9.0]},
            parameters={"trans": 1},
            cotangent=[0.0, 8.0],
            value=[1.0, 2.0],
            gradients={"L": [[1.0, -2.0], [0.0, -4.0]], "B": [-1.0, 2.0]},
        ),
        TestVector(
            name="unit diagonal",
            operands={"L": [[5.0, 0.0], [3.0, 5.0]], "B": [[1.0], [5.0]]},
            parameters={"lower": True, "unit_diagonal": True},
            cotangent=[[0.0], [1.0]],
            value=[[1.0], [2.0]],
            gradients={"L": [[0.0, 0.0], [-1.0, 0.0]], "B": [[-3.0], [1.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="zero on the diagonal",
            operands={"L": [[1.0, 0.0], [1.0, 0.0]], "B": [[1.0], [1.0]]},
            parameters={"lower": True},
            raises="SingularMatrixError",
            why="The equations have no solution, or many.",
        ),
    ),
    references=("Seeger et al. 2017, trsm", "Giles 2008, section 2.3.1"),
    see_also=("linalg.solve", "linalg.cholesky", "linalg.cho_solve"),
    tags=("forward substitution", "back substitution", "triangular system"),
)
