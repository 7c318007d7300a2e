"""An array with at least three axes."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def widened(x: Array) -> Array:
    """`x` with new axes of length one around it: a vector lies in the middle, a matrix in front."""
    shape = shapes.of(x)
    return op.reshape(
        x, shape=((1,) * (2 - len(shape)) + shape + (1,) if len(shape) < 3 else shape)
    )


def atleast_3d(*arys: Array) -> Array:
    """Each array with at least three axes; a tuple if several are given."""
    made = tuple(map(widened, arys))
    return made[0] if len(made) == 1 else made


rule = derived(
    id="array.atleast_3d",
    title="At least three axes",
    summary="The same entries, with new axes of length one if there are too few.",
    function="x[None, :, None]",
    operands="x:(n)",
    derivative={"vjp[x]": "y_bar[0, :, 0]", "d": "dx[None, :, None]"},
    expand=atleast_3d,
    numpy=("numpy.atleast_3d",),
    analytic=True,
    why="The entries stay in order, so it is a reshape.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0]},
            cotangent=[[[1.0], [10.0]]],
            value=[[[1.0], [2.0]]],
            gradients={"x": [1.0, 10.0]},
        ),
    ),
    references=("NumPy reference, atleast_3d",),
    see_also=("array.expand_dims", "array.atleast_2d"),
)
