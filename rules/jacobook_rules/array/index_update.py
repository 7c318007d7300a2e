"""An array with other values at given places, as a new array."""

from typing import Any

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.errors import InPlaceWriteError
from jacobook.rule import Array


def index_update(*operands: Array, index: Any = None, **keywords: Any) -> Array:
    """`x` with `v` in place of the entries at `index`; of several for one place the last one counts.

    Raises:
        InPlaceWriteError: it was called by a function of NumPy that writes into its operand.
    """
    import numpy as np

    if index is None:
        raise InPlaceWriteError(
            "array.index_update: np.copyto, np.put, np.place, np.putmask, np.fill_diagonal and "
            "np.put_along_axis write into an array, which cannot be differentiated. Make a new one: "
            "np.where(mask, v, x), np.full_like(x, v) (not np.full), or "
            "jacobook.operations.index_update(x, v, index=...)."
        )
    x, v = operands
    shape: Any = shapes.of(x)
    chosen = np.arange(shapes.count(shape)).reshape(shape)[index]
    author = np.full(shapes.count(shape), -1)
    author[chosen.ravel()] = np.arange(chosen.size)
    values = op.reshape(op.broadcast_to(v, shape=chosen.shape), shape=(-1,))
    new = op.getitem(values, index=(np.maximum(author, 0).reshape(shape),))
    return op.where((author >= 0).reshape(shape), new, x) if chosen.size else op.copy(x)


rule = derived(
    id="array.index_update",
    title="Set at given places",
    summary="A new array: another one with given values at given places.",
    function="concatenate([x[:1], reshape(v, (1,)), x[2:]])",
    operands="x:(n); v:()",
    derivative={
        "vjp[x]": "concatenate([y_bar[:1], zeros(1), y_bar[2:]])",
        "vjp[v]": "y_bar[1]",
        "d": "concatenate([dx[:1], reshape(dv, (1,)), dx[2:]])",
    },
    expand=index_update,
    numpy=(
        "numpy.copyto",
        "numpy.put",
        "numpy.place",
        "numpy.putmask",
        "numpy.fill_diagonal",
        "numpy.put_along_axis",
    ),
    parameters={"index": (1,)},
    variants=({"index": (-1,)}, {"index": (slice(0, 2),)}, {"index": ([0, 1, 0],)}),
    skip={"keywords": "The NumPy functions are refused as a whole: they write into an array."},
    why="A place that is set moves with its new value, every other one with what was there.",
    pitfalls=(
        "NumPy's functions for it, such as `np.put`, write into an array and are refused. Call "
        "`jacobook.operations.index_update(x, v, index=...)`, or `np.where` with a mask."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0, 3.0], "v": 7.0},
            cotangent=[1.0, 10.0, 100.0],
            value=[1.0, 7.0, 3.0],
            gradients={"x": [1.0, 0.0, 100.0], "v": 10.0},
        ),
        TestVector(
            name="a place set twice",
            operands={"x": [1.0, 2.0, 3.0], "v": [5.0, 6.0, 7.0]},
            parameters={"index": ([2, 0, 2],)},
            cotangent=[1.0, 10.0, 100.0],
            value=[6.0, 2.0, 7.0],
            gradients={"x": [0.0, 10.0, 0.0], "v": [0.0, 1.0, 100.0]},
        ),
    ),
    references=("NumPy reference, indexing",),
    see_also=("array.index_add", "array.scatter", "array.index", "ufunc.where"),
    tags=("functional update", "set item", "in place", "x.at"),
)
