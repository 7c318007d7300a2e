"""The variance of the entries."""

from typing import Any

from jacobook import TestVector, derived, is_complex, nan, shapes
from jacobook import operations as op
from jacobook.rule import Array


def var(
    a: Array,
    axis: shapes.Axis = None,
    dtype: Any = None,
    *,
    ddof: float = 0,
    keepdims: bool = False,
    where: Any = True,
    mean: Array | None = None,
    correction: float = 0,
) -> Array:
    """The mean squared distance from the mean; `ddof` (or `correction`) is taken off the count."""
    if dtype is not None:
        a = op.astype(a, dtype=dtype)
    if where is not True:
        return masked(a, where, axis, ddof or correction, keepdims, mean)
    free = shapes.count(a.shape, axis) - (ddof or correction)
    centred = a - (op.mean(a, axis=axis, keepdims=True) if mean is None else mean)
    total = op.sum(squares(centred), axis=axis, keepdims=keepdims)
    return total / (free if free > 0 else 0.0)


def squares(x: Array) -> Array:
    """The squared size of each entry, which is a real number for complex entries too."""
    return op.real(x * op.conjugate(x)) if is_complex(x) else x * x


def masked(
    a: Array, where: Any, axis: shapes.Axis, less: float, keepdims: bool, mean: Array | None
) -> Array:
    """The same of the entries where a mask holds, as if there were no others."""
    import numpy as np

    kept = np.broadcast_to(np.asarray(where, bool), a.shape)
    count = np.sum(kept, axis=axis, keepdims=True).astype(np.real(np.zeros((), a.dtype)).dtype)
    if mean is None:
        mean = op.sum(op.where(kept, a, 0.0), axis=axis, keepdims=True) / count
    centred = op.where(kept, a - mean, 0.0)
    total = op.sum(squares(centred), axis=axis, keepdims=True) / np.maximum(count - less, 0)
    return total if keepdims else op.reshape(total, shape=shapes.reduced(a.shape, axis))


def target(
    x: shapes.Shape,
    *,
    axis: shapes.Axis = None,
    ddof: float = 0,
    keepdims: bool = False,
    correction: float = 0,
) -> shapes.Shape:
    """The shape left by a reduction."""
    return shapes.reduced(x, axis, keepdims)


rule = derived(
    id="reduce.var",
    title="Variance",
    summary="The mean squared distance of the entries from their mean.",
    function="var(x)",
    operands="x:(n)",
    derivative={
        "grad[x]": "2 * (x - mean(x)) / n",
        "hess[x]": "2 * (eye(n) - ones((n, n)) / n) / n",
        "d": "2 * dot(x - mean(x), dx) / n",
        "same": "mean((x - mean(x))**2)",
    },
    expand=var,
    numpy=("numpy.var",),
    parameters={"axis": None, "ddof": 0, "keepdims": False, "correction": 0},
    shape=target,
    variants=(
        {"axis": 0},
        {"axis": -1, "ddof": 1},
        {"axis": (0, 1)},
        {"axis": 0, "keepdims": True},
        {"correction": 1},
    ),
    why=(
        "With `c = x - mean(x)` the variance is `mean(c**2)`. Moving `x[i]` also moves the mean, "
        "but the entries of `c` sum to zero, so that part cancels: `2 * c[i] / n` is left."
    ),
    pitfalls="`ddof=1` divides by `n - 1`: with one entry that is NaN.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0, 6.0]},
            value=14 / 3,
            gradients={"x": [-4 / 3, -2 / 3, 2.0]},
        ),
        TestVector(
            name="ddof",
            operands={"x": [1.0, 2.0, 6.0]},
            parameters={"ddof": 1},
            value=7.0,
            gradients={"x": [-2.0, -1.0, 3.0]},
        ),
        TestVector(
            name="masked",
            operands={"x": [1.0, 5.0, 3.0, 9.0]},
            parameters={"where": (True, False, True, False), "ddof": 1},
            value=2.0,
            gradients={"x": [-2.0, 0.0, 2.0, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="constant",
            operands={"x": [3.0, 3.0]},
            value=0.0,
            gradients={"x": [0.0, 0.0]},
            why="The minimum of a smooth function.",
        ),
        TestVector(
            name="one entry with ddof 1",
            operands={"x": [3.0]},
            parameters={"ddof": 1},
            value=nan,
            gradients={"x": [nan]},
            why="Zero divided by zero: an undefined value has an undefined slope.",
        ),
    ),
    references=("NumPy reference, var",),
    see_also=("reduce.std", "reduce.mean", "reduce.sum_squares"),
    tags=("variance",),
)
