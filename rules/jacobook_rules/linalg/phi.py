"""The lower triangle with half the diagonal."""

from jacobook import TestVector, linear, shapes
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array) -> Array:
    """The lower triangle of each matrix, its diagonal halved. Shape: that of `x`."""
    return (op.tril(x) + op.tril(x, k=-1)) / 2


rule = linear(
    id="linalg.phi",
    title="Lower triangle with half the diagonal",
    summary="The lower triangle of a square matrix, its diagonal halved.",
    function="phi(X)",
    operands="X:(n,n)",
    result="Y",
    derivative={
        "vjp[X]": "phi(Y_bar)",
        "d": "phi(dX)",
        "same": ("(tril(X) + tril(X, -1)) / 2", "tril(X) - diag(diagonal(X)) / 2"),
        "true": "phi(X + X.T) + phi(X + X.T).T == X + X.T",
    },
    primal=primal,
    shape=shapes.square,
    adjoint="phi(Y_bar)",
    analytic=True,
    why=(
        "Each entry is multiplied by a constant, 1 or 1/2 or 0, and so is its cotangent. With its "
        "own transpose the result adds up to the matrix, if that is symmetric: this splits a "
        "symmetric matrix into two triangular parts."
    ),
    vectors=(
        TestVector(
            operands={"X": [[2.0, 5.0], [3.0, 4.0]]},
            cotangent=[[1.0, 10.0], [100.0, 1000.0]],
            value=[[1.0, 0.0], [3.0, 2.0]],
            gradients={"X": [[0.5, 0.0], [100.0, 500.0]]},
        ),
    ),
    references=("Murray 2016, equation 8",),
    see_also=("linalg.cholesky", "array.tril", "array.sym"),
)
