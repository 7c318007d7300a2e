"""NumPy's sign and logarithm of the determinant."""

from typing import Any, NamedTuple

from jacobook import TestVector, derived, is_complex, stop
from jacobook import operations as op
from jacobook.rule import Array


class Pair(NamedTuple):
    """What NumPy's `slogdet` returns, for symbols."""

    sign: Array
    logabsdet: Array


def slogdet(a: Array) -> Any:
    """The pair `(sign, logabsdet)`; the sign of a real determinant does not move.

    The determinant of a complex matrix moves around the circle. It is written as that at the matrix
    itself, times one near 1, which can neither overflow nor vanish.
    """
    import numpy as np

    held = stop(a)
    if hasattr(held, "dtype"):
        pair = np.linalg.slogdet(held)._replace(logabsdet=op.logabsdet(a))
        if is_complex(a) and np.all(pair.sign):
            pair = pair._replace(sign=pair.sign * op.sign(op.det(op.solve(held, a))))
        return pair
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
        "`logabsdet(X)`. For a complex matrix the sign is the direction of the determinant, and "
        "turns with it."
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
