"""SciPy's polar decomposition."""

from jacobook import TestVector, derived
from jacobook import operations as op
from jacobook.errors import UnsupportedKeywordError
from jacobook.rule import Array


def polar(a: Array, side: str = "right") -> tuple[Array, Array]:
    """The orthogonal part `U` and the stretching `P`: `A = U @ P`, or `A = P @ U` on the left.

    Raises:
        UnsupportedKeywordError: the side is neither 'right' nor 'left'.
    """
    if side not in ("right", "left"):
        raise UnsupportedKeywordError("linalg.polar_call: side must be 'right' or 'left'.")
    u = op.polar_factor(a)
    return u, op.sym(u.mT @ a if side == "right" else a @ u.mT)


rule = derived(
    id="linalg.polar_call",
    title="Polar decomposition",
    summary="A matrix as an orthogonal part times a symmetric stretching.",
    function="concatenate([polar_factor(A), polar_factor(A).T @ A])",
    operands="A:(m,n) rank",
    expand=polar,
    numpy=("scipy.linalg.polar",),
    parameters={"side": "right"},
    variants=({"side": "left"},),
    why=(
        "The orthogonal part is the polar factor, which has its own rule. What is left after it is "
        "taken off is the stretching, `sqrtm(A.T @ A)`."
    ),
    pitfalls="The parts of a matrix without full rank are not unique, and have no derivative.",
    vectors=(
        TestVector(
            operands={"A": [[0.0, -2.0], [3.0, 0.0]]},
            cotangent=[[[1.0, 10.0], [0.0, 0.0]], [[0.0, 0.0], [0.0, 0.0]]],
            value=[[[0.0, -1.0], [1.0, 0.0]], [[3.0, 0.0], [0.0, 2.0]]],
            gradients={"A": [[0.2, 0.0], [0.0, 0.2]]},
        ),
    ),
    references=("SciPy reference, linalg.polar", "Higham 2008, chapter 8"),
    see_also=("linalg.polar", "linalg.sqrtm", "linalg.svd"),
    tags=("polar decomposition",),
)
