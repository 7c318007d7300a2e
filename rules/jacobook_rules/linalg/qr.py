"""NumPy's qr."""

from typing import NamedTuple

from jacobook import TestVector, derived, stop
from jacobook import operations as op
from jacobook.errors import NotImplementedRuleError, UnsupportedKeywordError
from jacobook.rule import Array


class QRResult(NamedTuple):
    """What NumPy's `qr` returns."""

    Q: Array
    R: Array


def qr(a: Array, mode: str = "reduced") -> Array | QRResult:
    """Both factors of the decomposition, or the triangular one alone.

    Raises:
        UnsupportedKeywordError: the mode is none of 'reduced', 'complete' and 'r'.
        NotImplementedRuleError: the complete factors of a tall matrix are asked for.
    """

    m, n = a.shape[-2:]
    wide = isinstance(m, int) and isinstance(n, int) and m < n
    if mode not in ("reduced", "complete", "r"):
        raise UnsupportedKeywordError(
            f"linalg.qr: mode={mode!r} has no derivative here; use 'reduced', 'complete' or 'r'."
        )
    if mode == "complete" and m != n and not wide:
        raise NotImplementedRuleError(
            "linalg.qr: the extra columns which mode='complete' adds to a tall matrix are an "
            "arbitrary basis, and have no derivative. Write mode='reduced'."
        )
    if not hasattr(stop(a), "dtype"):
        q, r = op.qr_q(a), op.qr_r(a)  # a symbol: each part has its own name
    else:
        parts = op.qr_parts(a)
        q, r = parts[..., :m, :], parts[..., m:, :].mT
    return r if mode == "r" else QRResult(q, r)


rule = derived(
    id="linalg.qr",
    title="QR decomposition",
    summary="A matrix as orthonormal columns times an upper triangular matrix.",
    function="concatenate([qr_q(A), qr_r(A)])",
    operands="A:(m,n) rank",
    expand=qr,
    numpy=("numpy.linalg.qr",),
    parameters={"mode": "reduced"},
    variants=({"mode": "r"},),
    why="Both factors come from one decomposition and have one joint rule.",
    pitfalls=(
        "The signs are those which NumPy gives: the diagonal of `R` may be negative. The complete "
        "factors of a tall matrix have arbitrary columns, and are refused."
    ),
    vectors=(
        TestVector(
            operands={"A": [[2.0, 6.0], [0.0, 4.0], [0.0, 0.0]]},
            cotangent=[[[0.0, 0.0], [4.0, 0.0], [6.0, 8.0]], [[1.0, 5.0], [0.0, 7.0]]],
            value=[[[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]], [[2.0, 6.0], [0.0, 4.0]]],
            gradients={"A": [[1.0, 5.0], [-9.0, 7.0], [-3.0, 2.0]]},
        ),
        TestVector(
            name="wide",
            operands={"A": [[2.0, 0.0, 6.0], [0.0, 4.0, 8.0]]},
            parameters={"mode": "complete"},
            cotangent=[[[0.0, 0.0], [4.0, 0.0]], [[1.0, 5.0, 3.0], [0.0, 7.0, 2.0]]],
            value=[[[1.0, 0.0], [0.0, 1.0]], [[2.0, 0.0, 6.0], [0.0, 4.0, 8.0]]],
            gradients={"A": [[1.0, 5.0, 3.0], [18.0, 7.0, 2.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="complete factors of a tall matrix",
            operands={"A": [[2.0], [0.0]]},
            parameters={"mode": "complete"},
            raises="NotImplementedRuleError",
            why="The second column is any that completes a basis: it has no derivative.",
        ),
    ),
    references=("NumPy reference, linalg.qr", "Walter & Lehmann 2010"),
    see_also=("linalg.qr_parts", "linalg.qr.q", "linalg.qr.r"),
    tags=("QR decomposition", "Gram-Schmidt"),
)
