"""The cosine of a matrix."""

from jacobook import TestVector, general, shapes
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array) -> Array:
    """The real part of `expm(i * X)`. Shapes: (..., n, n) to (..., n, n)."""
    import numpy as np

    return np.real(op.expm(1j * x))


rule = general(
    id="matfun.cosm",
    title="Matrix cosine",
    summary="The cosine series of a square matrix.",
    function="cosm(X)",
    operands="X:(n,n)",
    result="Y",
    derivative={
        "d": "frechet(X, dX, 'cosm')",
        "vjp[X]": "frechet(X.T, Y_bar, 'cosm')",
        "true": "sinm(X) @ sinm(X) + cosm(X) @ cosm(X) == eye(n)",
    },
    op="cosm",
    primal=primal,
    numpy=("scipy.linalg.cosm",),
    shape=shapes.square,
    pushforward={"X": "frechet(X, X_dot, 'cosm')"},
    pullback={"X": "frechet(X.mT, Y_bar, 'cosm')"},
    why=(
        "Differentiate the series `eye(n) - X @ X / 2 + ...` term by term: `dX` stands once at every "
        "place among the factors. The sum is the corner of the cosine of `[[X, dX], [0, X]]`."
    ),
    pitfalls=(
        "The slope is not `-sinm(X) @ dX`, unless `dX` commutes with `X`. And it is not the cosine of "
        "each entry, `cos(X)`."
    ),
    vectors=(
        TestVector(
            operands={"X": [[0.0, 1.0], [-2.0, 1.0]]},
            cotangent=[[1.0, 2.0], [0.0, -1.0]],
            value=[
                [2.080198867797366, -0.6320157229075589],
                [1.2640314458151178, 1.448183144889807],
            ],
            gradients={
                "X": [
                    [-1.2578594070373068, -1.4536121409110978],
                    [0.09479034754798997, 0.10096238632580098],
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
            value=[[1.0, 0.0], [0.0, 1.0]],
            gradients={"X": [[0.0, 0.0], [0.0, 0.0]]},
            why="The series begins `eye(n) - X @ X / 2`: it is flat at zero.",
        ),
    ),
    references=("Higham 2008, theorem 3.6 and chapter 12",),
    see_also=("matfun.sinm", "matfun.frechet", "linalg.expm", "ufunc.cos"),
    tags=("matrix cosine", "trigonometric matrix functions"),
)
