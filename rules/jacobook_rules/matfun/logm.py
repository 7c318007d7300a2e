"""The principal logarithm of a matrix."""

from jacobook import TestVector, errors, general, shapes
from jacobook import operations as op
from jacobook.rule import Array

NODES = 16
"""Points of Gauss's rule for the integral of the logarithm."""
REACH = 0.72
"""Up to this distance from the identity the integral is good to the last digit of a double."""
MOST_ROOTS = 100
"""Roots come nearer to the identity by half each; what is far after so many never comes."""


def primal(x: Array) -> Array:
    """The logarithm with imaginary parts of eigenvalues below pi. Shapes: (..., n, n).

    Raises:
        SingularMatrixError: some eigenvalue is zero or negative, so there is no such logarithm.
    """
    import numpy as np

    if not np.isfinite(x).all():
        return np.full_like(x, np.nan)
    if np.result_type(x).kind == "f" and np.array_equal(x, x.mT):
        return of_symmetric(x)
    identity = np.eye(x.shape[-1], dtype=x.dtype)
    root, count = x, 0
    while np.abs(root - identity).sum(axis=-2).max(initial=0.0) > REACH:
        if count == MOST_ROOTS:
            raise logless()
        try:
            root, count = op.sqrtm(root), count + 1
        except errors.SingularMatrixError as error:
            raise logless() from error
    return 2.0**count * near_identity(root - identity, identity)


def of_symmetric(x: Array) -> Array:
    """The logarithm of a symmetric matrix, by its eigenvectors."""
    import numpy as np

    values, vectors = np.linalg.eigh(x)
    if (values <= 0).any():
        raise logless()
    return (vectors * np.log(values)[..., None, :]) @ vectors.mT


def near_identity(z: Array, identity: Array) -> Array:
    """`log(I + Z)` as the integral of `Z @ inv(I + t * Z)` over `t` from 0 to 1."""
    import numpy as np

    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    terms = (
        weight / 2 * np.linalg.solve(identity + (node + 1) / 2 * z, z)
        for node, weight in zip(nodes.tolist(), weights.tolist(), strict=True)
    )
    return sum(terms)


def logless() -> Exception:
    """What to say of a matrix without a logarithm."""
    return errors.SingularMatrixError(
        "matfun.logm: a matrix has an eigenvalue that is zero or negative, so it has no principal "
        "logarithm. A covariance that is singular needs a small multiple of the identity added."
    )


rule = general(
    id="matfun.logm",
    title="Matrix logarithm",
    summary="The principal logarithm of a square matrix: the inverse of the exponential.",
    function="logm(X)",
    operands="X:(n,n) rightspec",
    result="Y",
    derivative={
        "d": "frechet(X, dX, 'logm')",
        "vjp[X]": "frechet(X.T, Y_bar, 'logm')",
        "true": "expm(Y) == X",
    },
    conditions="No eigenvalue of X is zero or a negative number.",
    op="logm",
    primal=primal,
    numpy=("scipy.linalg.logm",),
    shape=shapes.square,
    pushforward={"X": "frechet(X, X_dot, 'logm')"},
    pullback={"X": "frechet(X.mT, Y_bar, 'logm')"},
    why=(
        "`log(X)` is the integral of `(X - I) @ inv(I + t * (X - I))` over `t` from 0 to 1. "
        "Differentiate inside: the derivative is the integral of `M @ dX @ M` with `M = inv(I + t "
        "* (X - I))`. It is the corner of the logarithm of the block matrix `[[X, dX], [0, X]]`, "
        "which is how the numbers are made."
    ),
    pitfalls=(
        "The slope is not `inv(X) @ dX`, unless `dX` commutes with `X`; but its trace is that of "
        "`inv(X) @ dX`. And it is not the logarithm of each entry, `log(X)`. SciPy returns complex "
        "numbers for a negative eigenvalue; that is refused here."
    ),
    vectors=(
        TestVector(
            operands={"X": [[2.0, 1.0], [-1.0, 3.0]]},
            cotangent=[[1.0, 2.0], [0.0, -1.0]],
            value=[
                [0.780424248760543, 0.38506165153422744],
                [-0.38506165153422744, 1.1654859002947704],
            ],
            gradients={
                "X": [
                    [0.30432681530853256, 0.751510773474208],
                    [0.018612529594246856, -0.4471839581656754],
                ]
            },
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="diagonal",
            operands={"X": [[1.0, 0.0], [0.0, 4.0]]},
            cotangent=[[3.0, 6.0], [0.0, 8.0]],
            value=[[0.0, 0.0], [0.0, 1.3862943611198906]],
            gradients={"X": [[3.0, 2.772588722239781], [0.0, 2.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="identity",
            operands={"X": [[1.0, 0.0], [0.0, 1.0]]},
            cotangent=[[1.0, 2.0], [3.0, 4.0]],
            value=[[0.0, 0.0], [0.0, 0.0]],
            gradients={"X": [[1.0, 2.0], [3.0, 4.0]]},
            why="Near the identity the logarithm is `X - I`: the derivative is the identity map.",
        ),
        TestVector(
            name="singular",
            operands={"X": [[1.0, 0.0], [0.0, 0.0]]},
            raises="SingularMatrixError",
            why="The logarithm goes to minus infinity there.",
        ),
        TestVector(
            name="negative eigenvalue",
            operands={"X": [[-1.0, 1.0], [0.0, 4.0]]},
            raises="SingularMatrixError",
            why="A negative number has no real logarithm.",
        ),
    ),
    references=(
        "Higham 2008, theorem 3.6 and equation 11.10",
        "Wikipedia, Matrix calculus (differentials)",
        "Al-Mohy, Higham & Relton 2013",
    ),
    see_also=("matfun.frechet", "linalg.expm", "linalg.sqrtm", "linalg.logdet", "ufunc.log"),
    tags=("matrix logarithm",),
)
