"""NumPy's sign and logarithm of the determinant."""

from typing import Any, NamedTuple

from jacobook import TestVector, derived, stop
from jacobook import operations as op
from jacobook.rule import Array


class Pair(NamedTuple):
    """What NumPy's `slogdet` returns, for symbols."""

    sign: Array
    logabsdet: Array


def slogdet(a: Array) -> Any:
    """The pair `(sign, logabsdet)`; the sign is a constant wherever the derivative exists."""
    import numpy as np

    held = stop(a)
    if isinstance(held, np.ndarray):
        return np.linalg.slogdet(held)._replace(logabsdet=op.logabsdet(a))
    return Pair(op.sign(op.det(held)), op.logabsdet(a))  # a symbol, of which no number is known


rule = derived(
    id="linalg.slogdet",
    title="Sign and log of the determinant",
    summary="The determinant as its sign and the logarithm of its absolute value.",
    function="array([sign(det(X)), logabsdet(X)])",
    operands="X:(n,n) inv",
    conditions="X is invertible.",
    expand=slogdet,
    numpy=("numpy.linalg.slogdet",),
    why=(
        "The sign is 1 or -1 and does not move near an invertible matrix. The second part is "
        "`logabsdet(X)`."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [3.0, 4.0]]},
            value=[-1.0, 0.6931471805599453],
            gradients={"X": [[-2.0, 1.5], [1.0, -0.5]]},
        ),
    ),
    references=("NumPy reference, linalg.slogdet",),
    see_also=("linalg.logabsdet", "linalg.det"),
)
