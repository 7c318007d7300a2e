"""A matrix with its columns in reverse order."""

from jacobook import TestVector, derived
from jacobook import operations as op
from jacobook.rule import Array


def fliplr(m: Array) -> Array:
    """The second axis reversed."""
    return op.flip(m, axis=1)


rule = derived(
    id="array.fliplr",
    title="Flip left to right",
    summary="The columns in reverse order.",
    function="M[:, ::-1]",
    operands="M:(m,n)",
    result="Y",
    derivative={"vjp[M]": "Y_bar[:, ::-1]", "d": "dM[:, ::-1]"},
    expand=fliplr,
    numpy=("numpy.fliplr",),
    analytic=True,
    why="It is a flip along the second axis.",
    vectors=(
        TestVector(
            operands={"M": [[1.0, 2.0], [3.0, 4.0]]},
            cotangent=[[1.0, 10.0], [100.0, 1000.0]],
            value=[[2.0, 1.0], [4.0, 3.0]],
            gradients={"M": [[10.0, 1.0], [1000.0, 100.0]]},
        ),
    ),
    references=("NumPy reference, fliplr",),
    see_also=("array.flip", "array.flipud"),
)
