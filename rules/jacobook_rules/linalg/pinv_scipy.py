"""SciPy's pinv."""

from jacobook import TestVector, derived, stop
from jacobook import operations as op
from jacobook.errors import UnsupportedKeywordError
from jacobook.rule import Array


def pinv(
    a: Array,
    *,
    atol: float | None = None,
    rtol: float | None = None,
    return_rank: bool = False,
    check_finite: bool = True,
) -> Array | tuple[Array, int]:
    """The inverse, and the rank if it is asked for.

    Raises:
        UnsupportedKeywordError: an absolute tolerance is given.
    """
    import numpy as np

    if atol:
        raise UnsupportedKeywordError("linalg.pinv_scipy: use rtol instead of atol.")
    known = hasattr(stop(a), "dtype")
    y = op.pinv_call(a, rtol=rtol) if known else op.pinv(a)
    if not return_rank:
        return y
    return y, int(np.linalg.matrix_rank(stop(y)))


rule = derived(
    id="linalg.pinv_scipy",
    title="SciPy's pinv",
    summary="The Moore-Penrose inverse, as SciPy calls it.",
    function="pinv(X)",
    operands="X:(m,n) rank",
    expand=pinv,
    numpy=("scipy.linalg.pinv",),
    parameters={"rtol": None},
    variants=({"rtol": 1e-10},),
    why="It is the same inverse as NumPy's; a tolerance decides what counts as zero.",
    vectors=(
        TestVector(
            operands={"X": [[2.0, 0.0], [0.0, 1.0], [0.0, 0.0]]},
            cotangent=[[4.0, 2.0, 8.0], [0.0, 1.0, 3.0]],
            value=[[0.5, 0.0, 0.0], [0.0, 1.0, 0.0]],
            gradients={"X": [[-1.0, -1.0], [0.0, -1.0], [2.0, 3.0]]},
        ),
    ),
    references=("SciPy reference, linalg.pinv",),
    see_also=("linalg.pinv", "linalg.pinv_call"),
)
