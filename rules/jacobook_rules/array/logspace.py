"""Numbers evenly spaced on a logarithmic scale, given by the exponents of the ends."""

from typing import Any

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def logspace(
    start: Array,
    stop: Array,
    num: int = 50,
    endpoint: bool = True,
    base: Array = 10.0,
    dtype: Any = None,
    axis: int = 0,
) -> Array:
    """`base` to the power of evenly spaced exponents."""
    rank = len(shapes.broadcast(*map(shapes.of, (start, stop, base))))
    if shapes.of(base):
        start, stop = (padded(end, rank) for end in (start, stop))
        base = op.expand_dims(padded(base, rank), axis=axis)
    exponents = op.linspace(start, stop, num=num, endpoint=endpoint, axis=axis)
    y = op.power(base, exponents)
    return y if dtype is None else op.astype(y, dtype=dtype)


def padded(x: Array, rank: int) -> Array:
    """`x` with axes of length one in front."""
    shape = shapes.of(x)
    return op.reshape(x, shape=(*(1,) * (rank - len(shape)), *shape))


def target(start: shapes.Shape, stop: shapes.Shape, *, num: int, **_: object) -> shapes.Shape:
    """A new axis in front of those of the ends."""
    return (num, *shapes.broadcast(start, stop))


rule = derived(
    id="array.logspace",
    title="Numbers spaced evenly on a log scale",
    summary="Powers of ten, or of another base, with evenly spaced exponents.",
    function="logspace(a, b, num=3)",
    operands="a:() range(-0.9,0.9); b:() range(-0.9,0.9)",
    derivative={
        "jac[a]": "log(10) * y * stack([1.0, 0.5, 0.0])",
        "jac[b]": "log(10) * y * stack([0.0, 0.5, 1.0])",
        "same": "10.0**linspace(a, b, num=3)",
    },
    expand=logspace,
    numpy=("numpy.logspace",),
    parameters={"num": 50, "endpoint": True},
    shape=target,
    variants=({"num": 4, "endpoint": False}, {"num": 4, "base": 2.0}),
    why="An exponential of evenly spaced exponents: the chain rule gives a factor `log(10) * y`.",
    pitfalls="The ends are exponents; `geomspace` takes the ends themselves.",
    vectors=(
        TestVector(
            operands={"a": 0.0, "b": 4.0},
            parameters={"num": 3, "base": 2.0},
            cotangent=[1.0, 10.0, 100.0],
            value=[1.0, 4.0, 16.0],
            gradients={"a": 14.556090791758852, "b": 1122.8984325071115},
            source="mpmath, 50 digits",
        ),
    ),
    references=("NumPy reference, logspace",),
    see_also=("array.linspace", "array.geomspace"),
)
