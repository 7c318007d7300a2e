"""A matrix with its rows in reverse order."""

from jacobook import TestVector, derived
from jacobook import operations as op
from jacobook.rule import Array


def flipud(m: Array) -> Array:
    """The first axis reversed."""
    return op.flip(m, axis=0)


rule = derived(
    id="array.flipud",
    title="Flip up to down",
    summary="The rows in reverse order.",
    function="M[::-1]",
    operands="M:(m,n)",
    result="Y",
    derivative={"vjp[M]": "Y_bar[::-1]", "d": "dM[::-1]"},
    expand=flipud,
    numpy=("numpy.flipud",),
    analytic=True,
    why="It is a flip along the first axis.",
    vectors=(
        TestVector(
            operands={"M": [[1.0, 2.0], [3.0, 4.0]]},
            cotangent=[[1.0, 10.0], [100.0, 1000.0]],
            value=[[3.0, 4.0], [1.0, 2.0]],
            gradients={"M": [[100.0, 1000.0], [1.0, 10.0]]},
        ),
    ),
    references=("NumPy reference, flipud",),
    see_also=("array.flip", "array.fliplr"),
)
