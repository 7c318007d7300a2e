"""All entries as a vector."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def ravel(a: Array, order: str = "C") -> Array:
    """The entries of `a`, row by row (`order="C"`) or column by column (`order="F"`)."""
    return op.reshape(a, shape=(-1,), order=order)


def target(x: shapes.Shape, **_: str) -> shapes.Shape:
    """One axis with all entries."""
    return (shapes.count(x),)


rule = derived(
    id="array.ravel",
    title="Flatten to a vector",
    summary="All entries as one vector.",
    function="reshape(X, (m*n,))",
    operands="X:(m,n)",
    derivative={"vjp[X]": "reshape(y_bar, (m, n))", "d": "reshape(dX, (m*n,))"},
    expand=ravel,
    numpy=("numpy.ravel",),
    parameters={"order": "C"},
    shape=target,
    variants=({"order": "F"},),
    analytic=True,
    why="It is a reshape to one axis.",
    pitfalls='The vec of matrix calculus stacks columns: it is `ravel(X, order="F")`.',
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [3.0, 4.0]]},
            parameters={"order": "F"},
            cotangent=[1.0, 10.0, 100.0, 1000.0],
            value=[1.0, 3.0, 2.0, 4.0],
            gradients={"X": [[1.0, 100.0], [10.0, 1000.0]]},
        ),
    ),
    references=("NumPy reference, ravel",),
    see_also=("array.reshape",),
)
