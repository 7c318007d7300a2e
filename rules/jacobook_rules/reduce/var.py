"""The variance of the entries."""

from jacobook import TestVector, derived, nan, shapes
from jacobook import operations as op
from jacobook.rule import Array


def var(
    a: Array,
    axis: shapes.Axis = None,
    *,
    ddof: float = 0,
    keepdims: bool = False,
    correction: float = 0,
) -> Array:
    """The mean squared distance from the mean; `ddof` (or `correction`) is taken off the count."""
    free = shapes.count(a.shape, axis) - (ddof or correction)
    centred = a - op.mean(a, axis=axis, keepdims=True)
    total = op.sum(centred * centred, axis=axis, keepdims=keepdims)
    return total / free if free > 0 else total * nan


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
)
