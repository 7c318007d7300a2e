"""The principal square root of a matrix."""

from jacobook import TestVector, errors, general, shapes
from jacobook import operations as op
from jacobook.rule import Array

MOST_STEPS = 40
"""The iteration squares its error at each step; what has not converged by then never will."""
LOOSE = 1e-3
"""How close the iteration comes by itself; two Newton steps square this error twice."""


def primal(x: Array) -> Array:
    """The root with eigenvalues in the right half-plane. Shapes: (..., n, n) to (..., n, n).

    Raises:
        SingularMatrixError: some eigenvalue is zero or negative, so there is no such root.
    """
    import numpy as np

    if not np.isfinite(x).all():
        return np.full_like(x, np.nan)
    if np.result_type(x).kind == "f" and np.array_equal(x, x.mT):
        return of_symmetric(x)
    try:
        with np.errstate(all="ignore"):
            y = iterated(x)
            for _ in range(2):
                y = y - op.sylvester(y, y, y @ y - x)
            return y
    except np.linalg.LinAlgError as error:
        raise _rootless() from error


def of_symmetric(x: Array) -> Array:
    """The root of a symmetric matrix, by its eigenvectors; of a semi-definite one too."""
    import numpy as np

    values, vectors = np.linalg.eigh(x)
    noise = 4 * x.shape[-1] * np.finfo(x.dtype).eps * np.abs(values).max(initial=0.0)
    if (values < -noise).any():
        raise _rootless()
    roots = np.sqrt(np.maximum(values, 0))
    return (vectors * roots[..., None, :]) @ vectors.mT


def iterated(x: Array) -> Array:
    """The root to a few digits, by the scaled product form of Denman and Beavers' iteration."""
    import numpy as np

    n = x.shape[-1]
    identity = np.eye(n, dtype=x.dtype)
    y = m = x
    for _ in range(MOST_STEPS):
        inverse = np.linalg.inv(m)
        scale = np.abs(np.linalg.det(m))[..., None, None] ** (-1 / max(n, 1))
        inverse = inverse / scale
        y = np.sqrt(scale) * (y @ (identity + inverse)) / 2
        m = (identity + (scale * m + inverse) / 2) / 2
        if np.all(np.abs(m - identity) < LOOSE):
            return y
    raise _rootless()


def _rootless() -> Exception:
    return errors.SingularMatrixError(
        "linalg.sqrtm: a matrix has an eigenvalue that is zero or negative, so it has no principal "
        "square root. A covariance that is singular needs a small multiple of the identity added."
    )


rule = general(
    id="linalg.sqrtm",
    title="Matrix square root",
    summary="The principal square root: the one with eigenvalues in the right half-plane.",
    function="sqrtm(X)",
    operands="X:(n,n) dominant",
    result="Y",
    derivative={
        "d": "sylvester(Y, Y, dX)",
        "vjp[X]": "sylvester(Y.T, Y.T, Y_bar)",
        "true": "Y @ Y == X",
    },
    conditions="No eigenvalue of X is zero or a negative number.",
    op="sqrtm",
    primal=primal,
    numpy=("scipy.linalg.sqrtm",),
    shape=shapes.square,
    pushforward={"X": "sylvester(Y, Y, X_dot)"},
    pullback={"X": "sylvester(Y.mT, Y.mT, Y_bar)"},
    why=(
        "Differentiate `Y @ Y = X`: `Y @ dY + dY @ Y = dX`, which is Sylvester's equation for "
        "`dY`. The adjoint of solving it is solving it with the transposes."
    ),
    pitfalls=(
        "Not the root of each entry, `sqrt(X)`. And the slope is not `inv(Y) @ dX / 2`, unless "
        "`dX` commutes with `X`."
    ),
    vectors=(
        TestVector(
            operands={"X": [[4.0, 1.0], [0.0, 9.0]]},
            cotangent=[[4.0, 0.0], [0.0, 6.0]],
            value=[[2.0, 0.2], [0.0, 3.0]],
            gradients={"X": [[1.0, 0.0], [-0.08, 1.0]]},
        ),
        TestVector(
            name="symmetric",
            operands={"X": [[4.0, 0.0], [0.0, 9.0]]},
            cotangent=[[4.0, 10.0], [0.0, 6.0]],
            value=[[2.0, 0.0], [0.0, 3.0]],
            gradients={"X": [[1.0, 2.0], [0.0, 1.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="singular",
            operands={"X": [[4.0, 0.0], [0.0, 0.0]]},
            raises="SingularMatrixError",
            why="The root has an infinite slope at zero, as the root of a number has.",
        ),
        TestVector(
            name="negative eigenvalue",
            operands={"X": [[-1.0, 1.0], [0.0, 4.0]]},
            raises="SingularMatrixError",
            why="A negative number has no root in the right half-plane.",
        ),
    ),
    references=("Higham 2008, section 6.1", "del Moral & Niclas 2018"),
    see_also=("linalg.sylvester", "linalg.expm", "linalg.cholesky", "ufunc.sqrt"),
    aliases=("matfun.sqrtm",),
    tags=("matrix square root",),
)
