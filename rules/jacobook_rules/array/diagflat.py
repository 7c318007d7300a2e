"""All entries of an array on the diagonal of a matrix."""

from jacobook import TestVector, derived
from jacobook import operations as op
from jacobook.rule import Array


def diagflat(v: Array, k: int = 0) -> Array:
    """A square matrix with the entries of `v`, row by row, on its diagonal number `k`."""
    return op.diag(op.reshape(v, shape=(-1,)), k=k)


rule = derived(
    id="array.diagflat",
    title="Entries to a diagonal matrix",
    summary="A matrix of zeros with all entries of an array on its diagonal.",
    function="diag(reshape(X, (m*n,)))",
    operands="X:(m,n)",
    result="Y",
    derivative={
        "vjp[X]": "reshape(diagonal(Y_bar), (m, n))",
        "d": "diag(reshape(dX, (m*n,)))",
    },
    expand=diagflat,
    numpy=("numpy.diagflat",),
    parameters={"k": 0},
    variants=({"k": 1}, {"k": -2}),
    analytic=True,
    why="Each entry moves to one place of the diagonal, and reads its cotangent there.",
    vectors=(
        TestVector(
            operands={"X": [[2.0, 3.0]]},
            cotangent=[[1.0, 10.0], [100.0, 1000.0]],
            value=[[2.0, 0.0], [0.0, 3.0]],
            gradients={"X": [[1.0, 1000.0]]},
        ),
    ),
    references=("NumPy reference, diagflat",),
    see_also=("array.diag", "array.diagonal"),
)
