"""Evenly spaced numbers between two ends."""

from typing import Any

from jacobook import TestVector, derived, nan, shapes
from jacobook import operations as op
from jacobook.rule import Array


def linspace(
    start: Array,
    stop: Array,
    num: int = 50,
    endpoint: bool = True,
    retstep: bool = False,
    dtype: Any = None,
    axis: int = 0,
) -> Array | tuple[Array, Array]:
    """`num` numbers from `start` to `stop`, along the new axis; with `retstep` also their distance."""
    import numpy as np

    start, stop = (np.asarray(e) if isinstance(e, list | tuple) else e for e in (start, stop))
    kind = np.result_type(1.0, *(getattr(end, "dtype", 1.0) for end in (start, stop)))
    gaps = num - 1 if endpoint else num
    rank = max(len(shapes.of(start)), len(shapes.of(stop)))
    part = (np.arange(num, dtype=kind) / max(gaps, 1)).reshape(-1, *(1,) * rank)
    y = (1 - part) * start + part * stop
    order = list(range(1, rank + 1))
    order.insert(axis % (rank + 1), 0)
    made = op.transpose(y, axes=tuple(order)) if rank else y
    made = made if dtype is None else op.astype(made, dtype=dtype)
    step = (stop - start) / gaps if gaps > 0 else nan
    return (made, step) if retstep else made


def target(start: shapes.Shape, stop: shapes.Shape, *, num: int, **_: object) -> shapes.Shape:
    """A new axis in front of those of the ends."""
    return (num, *shapes.broadcast(start, stop))


rule = derived(
    id="array.linspace",
    title="Evenly spaced numbers",
    summary="A given number of evenly spaced numbers between two ends.",
    function="linspace(a, b, num=5)",
    operands="a:(); b:()",
    derivative={
        "jac[a]": "stack([1.0, 0.75, 0.5, 0.25, 0.0])",
        "jac[b]": "stack([0.0, 0.25, 0.5, 0.75, 1.0])",
        "d": "linspace(da, db, num=5)",
    },
    expand=linspace,
    numpy=("numpy.linspace",),
    parameters={"num": 50, "endpoint": True},
    shape=target,
    variants=({"num": 4, "endpoint": False}, {"num": 1}),
    analytic=True,
    why="Number `i` of `n` is `(1 - t) * a + t * b` with `t = i / (n - 1)`: a mixture of the ends.",
    pitfalls="Without the end point the distance is `(b - a) / n`. The number of points is static.",
    vectors=(
        TestVector(
            operands={"a": 1.0, "b": 9.0},
            parameters={"num": 5},
            cotangent=[1.0, 2.0, 3.0, 4.0, 5.0],
            value=[1.0, 3.0, 5.0, 7.0, 9.0],
            gradients={"a": 5.0, "b": 10.0},
        ),
        TestVector(
            name="without the end point, in rows",
            operands={"a": [0.0, 1.0], "b": 4.0},
            parameters={"num": 2, "endpoint": False, "axis": 1},
            cotangent=[[1.0, 10.0], [100.0, 1000.0]],
            value=[[0.0, 2.0], [1.0, 2.5]],
            gradients={"a": [6.0, 600.0], "b": 505.0},
        ),
    ),
    references=("NumPy reference, linspace",),
    see_also=("array.logspace", "array.geomspace", "array.full_like"),
)
