"""Numbers between two ends with a constant ratio."""

from typing import Any

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def geomspace(
    start: Array,
    stop: Array,
    num: int = 50,
    endpoint: bool = True,
    dtype: Any = None,
    axis: int = 0,
) -> Array:
    """`num` numbers from `start` to `stop`, along the new axis, each the same multiple of the last."""
    import numpy as np

    start, stop = (np.asarray(e) if isinstance(e, list | tuple) else e for e in (start, stop))
    kind = np.result_type(1.0, *(getattr(end, "dtype", 1.0) for end in (start, stop)))
    gaps = num - 1 if endpoint else num
    rank = max(len(shapes.of(start)), len(shapes.of(stop)))
    part = (np.arange(num, dtype=kind) / max(gaps, 1)).reshape(-1, *(1,) * rank)
    y = op.multiply(start, op.power(op.divide(stop, start), part))
    order = list(range(1, rank + 1))
    order.insert(axis % (rank + 1), 0)
    made = op.transpose(y, axes=tuple(order)) if rank else y
    return made if dtype is None else op.astype(made, dtype=dtype)


def target(start: shapes.Shape, stop: shapes.Shape, *, num: int, **_: object) -> shapes.Shape:
    """A new axis in front of those of the ends."""
    return (num, *shapes.broadcast(start, stop))


rule = derived(
    id="array.geomspace",
    title="Numbers with a constant ratio",
    summary="A geometric progression between two ends of the same sign.",
    function="geomspace(a, b, num=3)",
    operands="a:() pos; b:() pos",
    derivative={
        "jac[a]": "y / a * stack([1.0, 0.5, 0.0])",
        "jac[b]": "y / b * stack([0.0, 0.5, 1.0])",
        "same": "exp(linspace(log(a), log(b), num=3))",
    },
    conditions="Both ends are positive, or both negative.",
    expand=geomspace,
    numpy=("numpy.geomspace",),
    parameters={"num": 50, "endpoint": True},
    shape=target,
    variants=({"num": 4, "endpoint": False},),
    why=(
        "Number `i` of `n` is `a**(1 - t) * b**t` with `t = i / (n - 1)`; its logarithm is an even "
        "mixture of the logarithms of the ends."
    ),
    vectors=(
        TestVector(
            operands={"a": 1.0, "b": 16.0},
            parameters={"num": 3},
            cotangent=[1.0, 10.0, 100.0],
            value=[1.0, 4.0, 16.0],
            gradients={"a": 21.0, "b": 101.25},
        ),
        TestVector(
            name="negative ends",
            operands={"a": -1.0, "b": -16.0},
            parameters={"num": 3},
            cotangent=[1.0, 10.0, 100.0],
            value=[-1.0, -4.0, -16.0],
            gradients={"a": 21.0, "b": 101.25},
        ),
    ),
    references=("NumPy reference, geomspace",),
    see_also=("array.linspace", "array.logspace"),
)
