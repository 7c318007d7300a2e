"""Slopes shared by equal eigenvalues."""

from jacobook import TestVector, derived, stop
from jacobook import operations as op
from jacobook.rule import Array
from jacobook.shapes import Shape

TIED = 4.0
"""Values within this many units of rounding error per entry count as equal."""


def mean_of_ties(x: Array, w: Array) -> Array:
    """`x` with each entry replaced by the mean of those where `w`, which is sorted, is equal."""
    import numpy as np

    held = stop(w)
    if not hasattr(held, "dtype") or held.shape[-1] < 2:  # a symbol, of which no number is known
        return x
    noise = TIED * held.shape[-1] * np.finfo(held.dtype).eps
    largest = np.abs(held).max(axis=-1, keepdims=True)
    apart = ~(np.abs(np.diff(held, axis=-1)) <= noise * largest)
    if apart.all():
        return x
    group = np.cumsum(np.concatenate([np.zeros_like(apart[..., :1]), apart], axis=-1), axis=-1)
    same = group[..., :, None] == group[..., None, :]
    share = (same / same.sum(axis=-1, keepdims=True)).astype(held.dtype)
    return op.sum(share * x[..., None, :], axis=-1)


def target(x: Shape, w: Shape) -> Shape:
    """The shape of the first operand."""
    return x


rule = derived(
    id="linalg.mean_of_ties",
    title="Equal shares for ties",
    summary="Entries replaced by their mean wherever the entries of another vector are equal.",
    function="mean_of_ties(x, w)",
    operands="x:(n); w:(n) distinct",
    derivative={"vjp[x]": "y_bar", "d": "dx", "same": "x"},
    conditions="w is sorted; the statements are for a w without ties.",
    expand=mean_of_ties,
    shape=target,
    why=(
        "Where several eigenvalues are equal, which vector belongs to which is arbitrary. With "
        "equal shares the slope of a single one does not depend on that choice: it is the "
        "subgradient of least norm, as for the largest entry of a vector at a tie."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0, 6.0], "w": [0.5, 3.0, 3.0]},
            cotangent=[1.0, 10.0, 100.0],
            value=[1.0, 4.0, 4.0],
            gradients={"x": [1.0, 55.0, 55.0], "w": [0.0, 0.0, 0.0]},
        ),
    ),
    references=("Overton & Womersley 1993",),
    see_also=("linalg.eigvalsh", "linalg.svdvals", "reduce.max"),
    tags=("ties", "repeated eigenvalues"),
)
