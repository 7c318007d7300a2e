"""An array with at least one axis."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def widened(x: Array) -> Array:
    """`x` with a new axis if it is a number."""
    shape = shapes.of(x)
    return op.reshape(x, shape=shape or (1,))


def atleast_1d(*arys: Array) -> Array:
    """Each array with at least one axis; a tuple if several are given."""
    made = tuple(map(widened, arys))
    return made[0] if len(made) == 1 else made


rule = derived(
    id="array.atleast_1d",
    title="At least one axis",
    summary="The same entries, with new axes of length one if there are too few.",
    function="reshape(x, (1,))",
    operands="x:()",
    derivative={"vjp[x]": "y_bar[0]", "d": "reshape(dx, (1,))"},
    expand=atleast_1d,
    numpy=("numpy.atleast_1d",),
    analytic=True,
    why="The entries stay in order, so it is a reshape.",
    vectors=(
        TestVector(
            operands={"x": 3.0},
            cotangent=[10.0],
            value=[3.0],
            gradients={"x": 10.0},
        ),
    ),
    references=("NumPy reference, atleast_1d",),
    see_also=("array.expand_dims", "array.atleast_2d"),
)
