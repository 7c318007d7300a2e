"""NumPy's pinv."""

from typing import Any

from jacobook import TestVector, derived, stop
from jacobook import operations as op
from jacobook.errors import NotImplementedRuleError, UnsupportedKeywordError
from jacobook.rule import Array

AS_RCOND = "as rcond"
"""Stands for an `rtol` that is not given: `None` means something else to NumPy."""
NEGLIGIBLE = 4.0
"""Values below this many units of rounding error per row or column count as zero in any case."""


def pinv(a: Array, rcond: Any = None, hermitian: bool = False, *, rtol: Any = AS_RCOND) -> Array:
    """The inverse of a matrix, or of the triangle of a symmetric one that is read.

    Raises:
        UnsupportedKeywordError: `rcond` and `rtol` are both given.
        NotImplementedRuleError: each matrix of a stack is given its own `rcond`.
    """
    import numpy as np

    if rcond is not None and rtol != AS_RCOND:
        raise UnsupportedKeywordError("linalg.pinv_call: give rcond or rtol, not both.")
    known = hasattr(stop(a), "dtype")
    x = op.as_symmetric(a, uplo="L") if hermitian and known else a
    held = stop(x)
    chosen = rcond if rtol == AS_RCOND else rtol
    if getattr(chosen, "shape", ()) != ():
        raise NotImplementedRuleError(
            "linalg.pinv_call: rcond must be one number for all matrices."
        )
    if not known or (chosen is None and rtol == AS_RCOND):
        return op.pinv(x)
    noise = max(held.shape[-2:]) * np.finfo(held.dtype).eps
    cut = noise if chosen is None else float(chosen)
    s = np.linalg.svd(held, compute_uv=False)
    relative = s / np.maximum(s.max(axis=-1, keepdims=True, initial=0.0), np.finfo(s.dtype).tiny)
    if ((relative <= cut) & (relative > NEGLIGIBLE * noise)).any():
        return truncated(x, relative > cut)
    return op.pinv(x, rcond=cut)


def truncated(x: Array, kept: Array) -> Array:
    """The inverse where singular values are cut off that are not zero: from the vectors kept."""
    m = x.shape[-2]
    parts = op.svd_parts(x)
    s, u, v = parts[..., 0, :], parts[..., 1 : m + 1, :], parts[..., m + 1 :, :]
    weights = op.where(kept, 1.0 / op.where(kept, s, 1.0), 0.0)
    return (v * weights[..., None, :]) @ u.mT


rule = derived(
    id="linalg.pinv_call",
    title="NumPy's pinv",
    summary="The Moore-Penrose inverse with NumPy's keywords.",
    function="pinv(X)",
    operands="X:(m,n) rank",
    expand=pinv,
    numpy=("numpy.linalg.pinv",),
    parameters={"rcond": None, "hermitian": False, "rtol": AS_RCOND},
    variants=({"rcond": 1e-10}, {"rtol": 1e-10}, {"rtol": None}),
    why=(
        "The keywords decide which singular values count as zero. If those are zero but for "
        "rounding errors, the derivative is that of a matrix whose rank stays. If not, it follows "
        "the singular vectors that are kept."
    ),
    pitfalls=(
        "With `hermitian=True` NumPy reads the lower triangle: a symmetric matrix gets a "
        "symmetric gradient, and of another only that triangle has slopes."
    ),
    vectors=(
        TestVector(
            operands={"X": [[2.0, 0.0], [0.0, 1.0], [0.0, 0.0]]},
            cotangent=[[4.0, 2.0, 8.0], [0.0, 1.0, 3.0]],
            value=[[0.5, 0.0, 0.0], [0.0, 1.0, 0.0]],
            gradients={"X": [[-1.0, -1.0], [0.0, -1.0], [2.0, 3.0]]},
        ),
        TestVector(
            name="symmetric",
            operands={"X": [[2.0, 0.0], [0.0, 1.0]]},
            parameters={"hermitian": True},
            cotangent=[[4.0, 2.0], [0.0, 1.0]],
            value=[[0.5, 0.0], [0.0, 1.0]],
            gradients={"X": [[-1.0, -0.5], [-0.5, -1.0]]},
        ),
        TestVector(
            name="a small singular value left out",
            operands={"X": [[2.0, 0.0], [0.0, 0.25]]},
            parameters={"rcond": 0.5},
            cotangent=[[4.0, 8.0], [0.0, 5.0]],
            value=[[0.5, 0.0], [0.0, 0.0]],
            gradients={"X": [[-1.0, 16 / 63], [128 / 63, 0.0]]},
        ),
    ),
    references=("NumPy reference, linalg.pinv",),
    see_also=("linalg.pinv", "linalg.as_symmetric"),
)
