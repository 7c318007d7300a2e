"""SciPy's qr."""

from typing import Any

from jacobook import TestVector, derived, stop
from jacobook import operations as op
from jacobook.errors import NotImplementedRuleError, UnsupportedKeywordError
from jacobook.rule import Array


def qr(
    a: Array,
    overwrite_a: bool = False,
    lwork: Any = None,
    mode: str = "full",
    pivoting: bool = False,
    check_finite: bool = True,
) -> tuple[Array, ...]:
    """Both factors, or the triangular one alone in a tuple.

    Raises:
        UnsupportedKeywordError: pivoting, or a mode without derivative.
        NotImplementedRuleError: the full factors of a tall matrix are asked for.
    """

    if pivoting or mode not in ("full", "economic", "r"):
        raise UnsupportedKeywordError(
            "linalg.qr_scipy: only mode='full', 'economic' and 'r' without pivoting have a "
            "derivative here."
        )
    m, n = a.shape[-2:]
    known = hasattr(stop(a), "dtype")
    if mode == "full" and m != n and (m > n or not known):
        raise NotImplementedRuleError(
            "linalg.qr_scipy: the extra columns which mode='full' adds to a tall matrix are an "
            "arbitrary basis, and have no derivative. Write mode='economic'."
        )
    if not known:  # a symbol: each part has its own name
        return (op.qr_r(a),) if mode == "r" else (op.qr_q(a), op.qr_r(a))
    parts = op.qr_parts(a)
    q, r = parts[..., :m, :], parts[..., m:, :].mT
    if mode != "r":
        return q, r
    return (op.concatenate(r, 0.0 * a[..., n:, :], axis=-2) if m > n else r,)


rule = derived(
    id="linalg.qr_scipy",
    title="SciPy's qr",
    summary="A matrix as orthonormal columns times an upper triangular matrix, as SciPy calls it.",
    function="concatenate([qr_q(A), qr_r(A)])",
    operands="A:(m,n) rank",
    expand=qr,
    numpy=("scipy.linalg.qr",),
    parameters={"mode": "economic"},
    variants=({"mode": "r"},),
    why="The same factors as NumPy's, under SciPy's names of the modes.",
    pitfalls=(
        "SciPy's default is the full decomposition, whose extra columns for a tall matrix have no "
        "derivative: write `mode='economic'`. With `mode='r'` a tall matrix has rows of zeros."
    ),
    vectors=(
        TestVector(
            operands={"A": [[2.0, 6.0], [0.0, 4.0], [0.0, 0.0]]},
            cotangent=[[[0.0, 0.0], [4.0, 0.0], [6.0, 8.0]], [[1.0, 5.0], [0.0, 7.0]]],
            value=[[[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]], [[2.0, 6.0], [0.0, 4.0]]],
            gradients={"A": [[1.0, 5.0], [-9.0, 7.0], [-3.0, 2.0]]},
        ),
    ),
    references=("SciPy reference, linalg.qr",),
    see_also=("linalg.qr", "linalg.qr_parts"),
)
