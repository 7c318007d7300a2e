"""The matrix exponential."""

from jacobook import TestVector, general, nan, shapes
from jacobook.rule import Array

PADE = (
    64764752532480000,
    32382376266240000,
    7771770303897600,
    1187353796428800,
    129060195264000,
    10559470521600,
    670442572800,
    33522128640,
    1323241920,
    40840800,
    960960,
    16380,
    182,
    1,
)
"""The coefficients of the diagonal Pade approximant of degree 13."""
REACH = 4.25
"""Up to this norm the approximant is good to the last digit of a double (Al-Mohy & Higham)."""


def primal(x: Array) -> Array:
    """`exp(X)` by scaling and squaring. Shapes: (..., n, n) to (..., n, n)."""
    import numpy as np

    norms = np.abs(x).sum(axis=-2)
    largest = float(norms.max()) if norms.size else 0.0
    if not np.isfinite(largest):
        return np.full_like(x, nan)
    halvings = int(np.ceil(np.log2(largest / REACH))) if largest > REACH else 0
    y = approximant(x / 2.0**halvings)
    for _ in range(halvings):
        y = y @ y
    return y


def approximant(x: Array) -> Array:
    """The Pade approximant of the exponential: even powers over and under, odd ones apart."""
    import numpy as np

    identity = np.eye(x.shape[-1], dtype=x.dtype)
    b = [coefficient / PADE[0] for coefficient in PADE]
    x2 = x @ x
    x4 = x2 @ x2
    x6 = x4 @ x2
    high_odd = x6 @ (b[13] * x6 + b[11] * x4 + b[9] * x2)
    odd = x @ (high_odd + b[7] * x6 + b[5] * x4 + b[3] * x2 + b[1] * identity)
    high_even = x6 @ (b[12] * x6 + b[10] * x4 + b[8] * x2)
    even = high_even + b[6] * x6 + b[4] * x4 + b[2] * x2 + identity
    return np.linalg.solve(even - odd, even + odd)


rule = general(
    id="linalg.expm",
    title="Matrix exponential",
    summary="The exponential series of a square matrix.",
    function="expm(X)",
    operands="X:(n,n)",
    result="Y",
    derivative={
        "d": "expm_frechet(X, dX)",
        "vjp[X]": "expm_frechet(X.T, Y_bar)",
    },
    op="expm",
    numpy=("scipy.linalg.expm",),
    primal=primal,
    shape=shapes.square,
    pushforward={"X": "expm_frechet(X, X_dot)"},
    pullback={"X": "expm_frechet(X.mT, Y_bar)"},
    analytic=True,
    why=(
        "Differentiate `eye(n) + X + X @ X / 2 + ...` term by term: `dX` stands at every place "
        "among the factors `X`. The sum of these terms is the Frechet derivative. Its adjoint has "
        "the factors in the opposite order and transposed, which is the derivative at `X.T`."
    ),
    pitfalls=(
        "The slope is not `expm(X) @ dX`, unless `dX` commutes with `X`. And it is not the "
        "exponential of each entry, `exp(X)`."
    ),
    vectors=(
        TestVector(
            operands={"X": [[0.0, 1.0], [-2.0, 1.0]]},
            cotangent=[[1.0, 2.0], [0.0, -1.0]],
            value=[
                [-0.19952722671831924, 1.2082097187002605],
                [-2.416419437400521, 1.0086824919819413],
            ],
            gradients={
                "X": [
                    [1.6975099943263265, 1.9572011025042642],
                    [0.22960916744812843, -0.48930027562606604],
                ]
            },
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="nilpotent",
            operands={"X": [[0.0, 3.0], [0.0, 0.0]]},
            cotangent=[[1.0, 0.0], [0.0, 0.0]],
            value=[[1.0, 3.0], [0.0, 1.0]],
            gradients={"X": [[1.0, 0.0], [1.5, 0.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="zero matrix",
            operands={"X": [[0.0, 0.0], [0.0, 0.0]]},
            cotangent=[[1.0, 2.0], [3.0, 4.0]],
            value=[[1.0, 0.0], [0.0, 1.0]],
            gradients={"X": [[1.0, 2.0], [3.0, 4.0]]},
            why="At zero the series begins `eye(n) + X`: the derivative is the identity map.",
        ),
    ),
    references=("Higham 2008, theorem 3.6 and equation 10.15", "Giles 2008, section 2.3.5"),
    see_also=("linalg.expm_frechet", "linalg.matrix_power", "ufunc.exp"),
    aliases=("matfun.expm",),
    tags=("matrix exponential",),
)
