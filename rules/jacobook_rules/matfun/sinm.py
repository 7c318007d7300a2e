"""The sine of a matrix."""

from jacobook import TestVector, general, shapes
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array) -> Array:
    """The imaginary part of `expm(i * X)`. Shapes: (..., n, n) to (..., n, n)."""
    import numpy as np

    return np.imag(op.expm(1j * x))


rule = general(
    id="matfun.sinm",
    title="Matrix sine",
    summary="The sine series of a square matrix.",
    function="sinm(X)",
    operands="X:(n,n)",
    result="Y",
    derivative={
        "d": "frechet(X, dX, 'sinm')",
        "vjp[X]": "frechet(X.T, Y_bar, 'sinm')",
        "true": "sinm(X) @ sinm(X) + cosm(X) @ cosm(X) == eye(n)",
    },
    op="sinm",
    primal=primal,
    numpy=("scipy.linalg.sinm",),
    shape=shapes.square,
    pushforward={"X": "frechet(X, X_dot, 'sinm')"},
    pullback={"X": "frechet(X.mT, Y_bar, 'sinm')"},
    why=(
        "Differentiate the series `X - X @ X @ X / 6 + ...` term by term: `dX` stands once at every "
        "place among the factors. The sum is the corner of the sine of `[[X, dX], [0, X]]`."
    ),
    pitfalls=(
        "The slope is not `cosm(X) @ dX`, unless `dX` commutes with `X`. And it is not the sine of "
        "each entry, `sin(X)`."
    ),
    vectors=(
        TestVector(
            operands={"X": [[0.0, 1.0], [-2.0, 1.0]]},
            cotangent=[[1.0, 2.0], [0.0, -1.0]],
            value=[
                [0.3853334289697709, 1.1568970207115057],
                [-2.3137940414230114, 1.5422304496812766],
            ],
            gradients={
                "X": [
                    [0.9276454429194522, 2.6608191760699147],
                    [-0.17351256732345166, -1.559661165827011],
                ]
            },
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="zero matrix",
            operands={"X": [[0.0, 0.0], [0.0, 0.0]]},
            cotangent=[[1.0, 2.0], [3.0, 4.0]],
            value=[[0.0, 0.0], [0.0, 0.0]],
            gradients={"X": [[1.0, 2.0], [3.0, 4.0]]},
            why="The series begins with `X`: the derivative is the identity map.",
        ),
    ),
    references=("Higham 2008, theorem 3.6 and chapter 12",),
    see_also=("matfun.cosm", "matfun.frechet", "identity.trace.sin", "linalg.expm", "ufunc.sin"),
    tags=("matrix sine", "trigonometric matrix functions"),
)
