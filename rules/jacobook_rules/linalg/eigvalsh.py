"""The eigenvalues of a symmetric matrix."""

from jacobook import TestVector, general, shapes
from jacobook import operations as op
from jacobook.rule import Array


def primal(a: Array) -> Array:
    """The eigenvalues in ascending order. Shapes: (..., n, n) to (..., n)."""
    import numpy as np

    return np.linalg.eigvalsh(a)


def push_a(a_dot: Array, y: Array, a: Array) -> Array:
    """`y_dot = diagonal(V.T @ A_dot @ V)`. Shapes: `a` (..., n, n), `y` (..., n)."""
    v = op.eigh_parts(a)[..., 1:, :]
    return op.mean_of_ties(op.sum(v * (op.sym(a_dot) @ v), axis=-2), y)


def pull_a(y_bar: Array, y: Array, a: Array) -> Array:
    """`a_bar = V @ diag(y_bar) @ V.T`. Shapes: `a` (..., n, n), `y` (..., n)."""
    v = op.eigh_parts(a)[..., 1:, :]
    return op.sym((v * op.mean_of_ties(y_bar, y)[..., None, :]) @ v.mT)


def target(a: shapes.Shape) -> shapes.Shape:
    """One eigenvalue for each row."""
    return shapes.square(a)[:-1]


rule = general(
    id="linalg.eigvalsh",
    title="Eigenvalues of a symmetric matrix",
    summary="The eigenvalues of a symmetric matrix, in ascending order.",
    function="eigvalsh(A)",
    operands="A:(n,n) sym*",
    result="w",
    derivative={
        "vjp[A]": "eigvecs(A) @ diag(w_bar) @ eigvecs(A).T",
        "d": "diagonal(eigvecs(A).T @ dA @ eigvecs(A))",
        "jac[A]": "einsum([eigvecs(A), eigvecs(A)], 'ik,jk->kij')",
    },
    conditions="A is symmetric, moves along symmetric matrices, and has no two equal eigenvalues.",
    op="eigvalsh",
    primal=primal,
    shape=target,
    pushforward={"A": push_a},
    pullback={"A": pull_a},
    rewrites={"sum(eigvalsh(A))": "trace(A)", "prod(eigvalsh(A))": "det(A)"},
    why=(
        "For a unit eigenvector, `w = v @ A @ v`. When `A` moves, what `v` changes cancels: `A @ v` "
        "is along `v`, and `v` keeps its length. So `dw = v @ dA @ v`, and the gradient of one "
        "eigenvalue is `outer(v, v)`."
    ),
    pitfalls=(
        "Where eigenvalues are equal, each of them has a kink, but symmetric functions of them "
        "(their sum, their product, the trace of `f(A)`) stay smooth, and their gradients come out "
        "right. Second derivatives there are NaN: the values alone do not tell them. For a matrix "
        "that is not symmetric see `np.linalg.eigvals`."
    ),
    vectors=(
        TestVector(
            operands={"A": [[2.0, 1.0], [1.0, 2.0]]},
            cotangent=[2.0, 10.0],
            value=[1.0, 3.0],
            gradients={"A": [[6.0, 4.0], [4.0, 6.0]]},
        ),
        TestVector(
            name="integers",
            operands={"A": [[1.0, 2.0, 0.0], [2.0, 4.0, 0.0], [0.0, 0.0, 3.0]]},
            cotangent=[5.0, 7.0, 10.0],
            value=[0.0, 3.0, 5.0],
            gradients={"A": [[6.0, 2.0, 0.0], [2.0, 9.0, 0.0], [0.0, 0.0, 7.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="equal eigenvalues",
            operands={"A": [[2.0, 0.0], [0.0, 2.0]]},
            cotangent=[3.0, 3.0],
            value=[2.0, 2.0],
            gradients={"A": [[3.0, 0.0], [0.0, 3.0]]},
            why="A symmetric function of equal eigenvalues is smooth, whatever their vectors are.",
        ),
        TestVector(
            name="the larger of two equal ones",
            operands={"A": [[2.0, 0.0], [0.0, 2.0]]},
            cotangent=[0.0, 1.0],
            value=[2.0, 2.0],
            gradients={"A": [[0.5, 0.0], [0.0, 0.5]]},
            why="A kink: the subgradient of least norm gives both directions equal shares.",
        ),
    ),
    references=(
        "Matrix Cookbook, equation 67",
        "Giles 2008, eigenvalues and eigenvectors",
        "Seeger et al. 2017, syevd",
        "Magnus & Neudecker 1999, chapter 8, section 8",
    ),
    see_also=("linalg.eigh", "linalg.eigvecs", "linalg.eigval_max", "linalg.svdvals"),
    tags=("eigenvalues", "symmetric eigenvalue problem"),
)
