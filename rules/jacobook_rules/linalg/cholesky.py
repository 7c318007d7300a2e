"""The Cholesky factor."""

from jacobook import TestVector, errors, general, shapes
from jacobook import operations as op
from jacobook.rule import Array


def primal(a: Array, *, upper: bool = False) -> Array:
    """The triangular factor with positive diagonal. Shapes: (..., n, n) to (..., n, n).

    Raises:
        SingularMatrixError: some matrix is not positive definite.
    """
    import numpy as np

    try:
        return np.linalg.cholesky(a, upper=upper)
    except np.linalg.LinAlgError as error:
        raise errors.SingularMatrixError(
            "linalg.cholesky: a matrix is not positive definite, so it has no Cholesky factor; "
            "add a small multiple of the identity if rounding errors are the reason."
        ) from error


def push_a(a_dot: Array, y: Array, a: Array, *, upper: bool = False) -> Array:
    """`l_dot = L @ phi(inv(L) @ A_dot @ inv(L).T)`. Shapes: (..., n, n)."""
    factor = y.mT if upper else y
    inner = op.solve(factor, op.solve(factor, op.sym(a_dot)).mT)
    made = factor @ op.phi(inner)
    return made.mT if upper else made


def pull_a(y_bar: Array, y: Array, a: Array, *, upper: bool = False) -> Array:
    """`a_bar`: the symmetric part of `inv(L).T @ phi(L.T @ L_bar) @ inv(L)`."""
    factor, bar = (y.mT, y_bar.mT) if upper else (y, y_bar)
    half = op.phi(factor.mT @ bar)
    return op.sym(op.solve(factor.mT, op.solve(factor.mT, half.mT).mT))


def target(a: shapes.Shape, *, upper: bool = False) -> shapes.Shape:
    """The shape of the matrix."""
    return shapes.square(a)


rule = general(
    id="linalg.cholesky",
    title="Cholesky factor",
    summary="The lower triangular factor of a positive definite matrix and its transpose.",
    function="cholesky(A)",
    operands="A:(n,n) spd*",
    result="L",
    derivative={
        "d": "L @ phi(inv(L) @ dA @ inv(L).T)",
        "vjp[A]": "sym(inv(L).T @ phi(L.T @ L_bar) @ inv(L))",
        "true": "L @ L.T == A",
    },
    conditions="A is symmetric positive definite, and moves along symmetric matrices.",
    op="cholesky",
    primal=primal,
    parameters={"upper": False},
    shape=target,
    pushforward={"A": push_a},
    pullback={"A": pull_a},
    variants=({"upper": True},),
    why=(
        "Differentiate `L @ L.T = A` and multiply by `inv(L)` from the left and its transpose from "
        "the right: `inv(L) @ dL + (inv(L) @ dL).T = inv(L) @ dA @ inv(L).T`. The first term is "
        "lower triangular, so it is `phi` of the right side. The adjoint takes the same steps "
        "back, and its symmetric part is what symmetric movements can feel."
    ),
    pitfalls=(
        "The derivative here is for matrices that stay symmetric, and its cotangent is symmetric. "
        "Moving one entry off the diagonal alone has no meaning: NumPy reads one triangle only."
    ),
    vectors=(
        TestVector(
            operands={"A": [[4.0, 2.0], [2.0, 10.0]]},
            cotangent=[[1.0, 0.0], [0.0, 6.0]],
            value=[[2.0, 0.0], [1.0, 3.0]],
            gradients={"A": [[0.5, -0.5], [-0.5, 1.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="semi-definite",
            operands={"A": [[1.0, 1.0], [1.0, 1.0]]},
            raises="SingularMatrixError",
            why="At the edge of the positive definite matrices the factor has no derivative.",
        ),
        TestVector(
            name="indefinite",
            operands={"A": [[1.0, 2.0], [2.0, 1.0]]},
            raises="SingularMatrixError",
            why="No real triangular factor exists; NumPy's own error is of this kind too.",
        ),
    ),
    references=(
        "Murray 2016, equations 8 and 9",
        "Giles 2008, Cholesky factorisation",
        "Seeger et al. 2017, potrf",
        "Smith 1995",
    ),
    see_also=("linalg.phi", "linalg.logdet", "linalg.as_symmetric", "linalg.solve"),
    aliases=("chol",),
    tags=("Cholesky decomposition", "Cholesky factorisation"),
)
