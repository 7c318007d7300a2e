"""An array repeated like tiles."""

from typing import Any

from jacobook import TestVector, linear, shapes
from jacobook import operations as op
from jacobook.rule import Array


def counts(rank: int, reps: Any) -> tuple[int, ...]:
    """How often each axis of the result repeats that of the operand."""
    given = tuple(int(r) for r in reps) if shapes.of(reps) else (int(reps),)
    return (1,) * (rank - len(given)) + given


def target(x: shapes.Shape, *, reps: Any) -> shapes.Shape:
    """Each size times the number of copies; new axes come first."""
    times = counts(len(x), reps)
    padded = (1,) * (len(times) - len(x)) + tuple(x)
    return tuple(shapes.times(n, size) for n, size in zip(times, padded, strict=True))


def adjoint(y_bar: Array, y: Array, x: Array, *, reps: Any) -> Array:
    """`x_bar`: the sum over all copies."""
    times = counts(x.ndim, reps)
    padded = (1,) * (len(times) - x.ndim) + tuple(x.shape)
    split = tuple(size for pair in zip(times, padded, strict=True) for size in pair)
    copies = op.reshape(y_bar, shape=split)
    total = op.sum(copies, axis=tuple(range(0, len(split), 2)))
    return op.reshape(total, shape=x.shape)


rule = linear(
    id="array.tile",
    title="Tile",
    summary="An array repeated as a whole, along one axis or several.",
    function="tile(x, 3)",
    operands="x:(n)",
    derivative={"vjp[x]": "sum(reshape(y_bar, (3, n)), axis=0)", "d": "tile(dx, 3)"},
    primal="numpy.tile",
    parameters={"reps": 3},
    shape=target,
    adjoint=adjoint,
    variants=({"reps": (2,)}, {"reps": (2, 1)}, {"reps": (2, 3)}, {"reps": (2, 1, 3)}),
    analytic=True,
    why="Entry `j` of `x` appears once in each copy, so it collects one cotangent from each.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0]},
            parameters={"reps": 2},
            cotangent=[1.0, 10.0, 100.0, 1000.0],
            value=[1.0, 2.0, 1.0, 2.0],
            gradients={"x": [101.0, 1010.0]},
        ),
    ),
    references=("NumPy reference, tile",),
    see_also=("array.repeat", "array.broadcast_to"),
)
