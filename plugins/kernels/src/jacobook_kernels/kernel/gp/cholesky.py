"""The log marginal likelihood of a Gaussian process by a Cholesky factor."""

from jacobook import TestVector, general, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def primal(k: Array, y: Array) -> Array:
    """`-0.5 * y @ solve(K, y) - 0.5 * logdet(K)`. Shapes: `k` (n, n), `y` (n,).

    With `K = L @ L.T` the quadratic form is the squared length of `solve(L, y)`, and half the
    log-determinant the sum of the logarithms of the diagonal of `L`.

    Raises:
        ShapeError: `K` is not square, or `y` no vector of its size.
        SingularMatrixError: `K` is not positive definite.
    """
    target(k.shape, y.shape)
    factor = op.cholesky(k)
    whitened = op.solve(factor, y)
    return -0.5 * op.dot(whitened, whitened) - op.sum(op.log(op.diagonal(factor)))


def pull_k(f_bar: Array, f: Array, k: Array, y: Array) -> Array:
    """`k_bar = f_bar * 0.5 * (outer(a, a) - inv(K))` with `a = solve(K, y)`, from the factor."""
    whitening = op.inv(op.cholesky(k))
    a = whitening.mT @ (whitening @ y)
    return f_bar * (0.5 * (op.outer(a, a) - whitening.mT @ whitening))


def pull_y(f_bar: Array, f: Array, k: Array, y: Array) -> Array:
    """`y_bar = -f_bar * solve(K, y)`, from the factor."""
    factor = op.cholesky(k)
    return -f_bar * op.solve(factor.mT, op.solve(factor, y))


def target(k: shapes.Shape, y: shapes.Shape) -> shapes.Shape:
    """One number.

    Raises:
        ShapeError: they are no square matrix and no vector of its size.
    """
    if len(y) != 1 or shapes.square(k) != (y[0], y[0]):
        raise ShapeError(
            f"gp_log_marginal: a square matrix and a vector of its size are needed; the shapes are "
            f"{shapes.show(k)} and {shapes.show(y)}"
        )
    return ()


rule = general(
    id="kernel.gp.cholesky",
    title="Gaussian process log marginal likelihood by Cholesky",
    summary="The log marginal likelihood from one factorisation, which refuses indefinite matrices.",
    function="-0.5 * y @ solve(K, y) - 0.5 * logdet(K)",
    operands="K:(n,n) spd*; y:(n)",
    result="f",
    derivative={
        "grad[K]": "0.5 * (outer(solve(K, y), solve(K, y)) - inv(K))",
        "grad[y]": "-solve(K, y)",
        "d": ("0.5 * solve(K, y) @ dK @ solve(K, y) - 0.5 * trace(inv(K) @ dK) - solve(K, y) @ dy"),
        "same": "gp_log_marginal(K, y)",
    },
    conditions="K is symmetric positive definite, and moves along symmetric matrices.",
    op="gp_log_marginal",
    primal=primal,
    shape=target,
    pullback={"K": pull_k, "y": pull_y},
    why=(
        "With `a = solve(K, y)` the quadratic form changes by `0.5 * a @ dK @ a`, and half the "
        "log-determinant by `0.5 * trace(inv(K) @ dK)`. Both come from the factor: `inv(K)` is "
        "`inv(L).T @ inv(L)`, which is symmetric to the last digit."
    ),
    pitfalls=(
        "A kernel matrix of close points is positive definite only in exact arithmetic. If it is "
        "refused, add the noise variance or a small number to its diagonal."
    ),
    vectors=(
        TestVector(
            operands={"K": [[2.0, 1.0], [1.0, 2.0]], "y": [1.0, 4.0]},
            value=-4.8826394776673885,
            gradients={
                "K": [[-1 / 9, -11 / 18], [-11 / 18, 43 / 18]],
                "y": [2 / 3, -7 / 3],
            },
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="indefinite",
            operands={"K": [[1.0, 2.0], [2.0, 1.0]], "y": [1.0, 1.0]},
            raises="SingularMatrixError",
            why="It is no covariance matrix; a determinant of the wrong sign is not passed over.",
        ),
    ),
    references=("Rasmussen & Williams 2006, algorithm 2.1 and equation 5.9",),
    see_also=("kernel.gp_marginal", "kernel.gp.hyperparameter", "linalg.cholesky"),
    tags=("Gaussian process", "evidence", "Cholesky"),
)
