"""The trace of each matrix in a stack."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def trace(x: Array, *, offset: int = 0) -> Array:
    """The sum along a diagonal of the last two axes. Shapes: (..., m, n) to (...)."""
    return op.trace(x, offset=offset, axis1=-2, axis2=-1)


def target(x: shapes.Shape, *, offset: int = 0) -> shapes.Shape:
    """The shape of the stack."""
    return shapes.reduced(x, (-2, -1))


rule = derived(
    id="linalg.trace_last",
    title="Traces of a stack of matrices",
    summary="The trace of each matrix, taken over the last two axes.",
    function="trace_last(X)",
    operands="X:(k,n,n)",
    derivative={
        "vjp[X]": "y_bar[:, None, None] * eye(n)",
        "d": "trace_last(dX)",
        "same": "einsum([X], 'kii->k')",
    },
    expand=trace,
    numpy=("numpy.linalg.trace",),
    parameters={"offset": 0},
    shape=target,
    variants=({"offset": 1}, {"offset": -1}),
    analytic=True,
    why="As for one matrix, for each matrix of the stack.",
    pitfalls=(
        "`np.trace` sums along the first two axes, `np.linalg.trace` along the last two: they "
        "differ on stacks."
    ),
    vectors=(
        TestVector(
            operands={"X": [[[1.0, 2.0], [3.0, 4.0]], [[5.0, 6.0], [7.0, 9.0]]]},
            cotangent=[10.0, 100.0],
            value=[5.0, 14.0],
            gradients={"X": [[[10.0, 0.0], [0.0, 10.0]], [[100.0, 0.0], [0.0, 100.0]]]},
        ),
    ),
    references=("NumPy reference, linalg.trace",),
    see_also=("linalg.trace", "linalg.diagonal_last"),
)
