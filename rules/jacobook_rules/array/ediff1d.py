"""Differences of neighbours, with numbers put before and after them."""

from jacobook import TestVector, derived
from jacobook import operations as op
from jacobook.rule import Array


def ediff1d(ary: Array, to_end: Array | None = None, to_begin: Array | None = None) -> Array:
    """The differences of the entries taken as a vector, between `to_begin` and `to_end`."""
    differences = op.diff(flat(ary))
    ends = [end for end in (to_begin, differences, to_end) if end is not None]
    return op.concatenate(*map(flat, ends), axis=0) if len(ends) > 1 else differences


def flat(x: Array) -> Array:
    """All entries as a vector."""
    return op.reshape(x, shape=(-1,))


rule = derived(
    id="array.ediff1d",
    title="Differences of all entries",
    summary="Each entry of an array minus the one before it, as a vector.",
    function="diff(x)",
    operands="x:(n)",
    derivative={
        "vjp[x]": "concatenate([zeros(1), y_bar]) - concatenate([y_bar, zeros(1)])",
        "d": "diff(dx)",
    },
    expand=ediff1d,
    numpy=("numpy.ediff1d",),
    analytic=True,
    why="It is the first difference of the entries in their order; what is put around it is copied.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 4.0, 9.0]},
            cotangent=[1.0, 10.0],
            value=[3.0, 5.0],
            gradients={"x": [-1.0, -9.0, 10.0]},
        ),
        TestVector(
            name="with ends",
            operands={"x": [1.0, 4.0]},
            parameters={"to_end": 7.0, "to_begin": (8.0, 9.0)},
            cotangent=[1.0, 2.0, 10.0, 100.0],
            value=[8.0, 9.0, 3.0, 7.0],
            gradients={"x": [-10.0, 10.0]},
        ),
    ),
    references=("NumPy reference, ediff1d",),
    see_also=("array.diff",),
)
