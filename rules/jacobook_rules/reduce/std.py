"""The standard deviation of the entries."""

from typing import Any

from jacobook import TestVector, derived, is_complex, nan, shapes
from jacobook import operations as op
from jacobook.rule import Array


def std(
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
    """The norm of the distances from the mean, divided by the root of the count less `ddof`."""
    if dtype is not None:
        a = op.astype(a, dtype=dtype)
    if where is not True:
        return masked(a, where, axis, ddof or correction, keepdims, mean)
    free = shapes.count(a.shape, axis) - (ddof or correction)
    centred = a - (op.mean(a, axis=axis, keepdims=True) if mean is None else mean)
    return length(centred, axis, keepdims) / (free**0.5 if free > 0 else 0.0)


def length(x: Array, axis: shapes.Axis, keepdims: bool) -> Array:
    """The Euclidean norm, of complex entries that of their real and imaginary parts."""
    if not is_complex(x):
        return op.norm2(x, axis=axis, keepdims=keepdims)
    parts = op.stack(op.real(x), op.imag(x), axis=-1)
    both = (*shapes.reduced_axes(axis, len(x.shape)), len(x.shape))
    return op.reshape(op.norm2(parts, axis=both), shape=shapes.reduced(x.shape, axis, keepdims))


def masked(
    a: Array, where: Any, axis: shapes.Axis, less: float, keepdims: bool, mean: Array | None
) -> Array:
    """The same of the entries where a mask holds, as if there were no others."""
    import numpy as np

    kept = np.broadcast_to(np.asarray(where, bool), a.shape)
    count = np.sum(kept, axis=axis, keepdims=True).astype(np.real(np.zeros((), a.dtype)).dtype)
    if mean is None:
        mean = op.sum(op.where(kept, a, 0.0), axis=axis, keepdims=True) / count
    norm = length(op.where(kept, a - mean, 0.0), axis, keepdims=True)
    made = norm / np.sqrt(np.maximum(count - less, 0))
    return made if keepdims else op.reshape(made, shape=shapes.reduced(a.shape, axis))


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
    id="reduce.std",
    title="Standard deviation",
    summary="The root of the mean squared distance of the entries from their mean.",
    function="std(x)",
    operands="x:(n) distinct",
    sizes={"n": 4},
    derivative={
        "grad[x]": "(x - mean(x)) / (n * std(x))",
        "d": "dot(x - mean(x), dx) / (n * std(x))",
        "same": "sqrt(mean((x - mean(x))**2))",
    },
    conditions="The entries are not all equal.",
    expand=std,
    numpy=("numpy.std",),
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
        "The root of the variance: by the chain rule the slope of the variance, "
        "`2 * (x - mean(x)) / n`, divided by `2 * std(x)`."
    ),
    pitfalls=(
        "Differentiated step by step, a constant input gives 0/0. As a scaled norm of the "
        "distances from the mean it has the slope 0 there."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0, 3.0, 6.0]},
            value=1.8708286933869707,
            gradients={"x": [-0.2672612419124244, -0.1336306209562122, 0.0, 0.4008918628686366]},
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="ddof",
            operands={"x": [1.0, 7.0, 7.0, 1.0, 4.0]},
            parameters={"ddof": 1},
            value=3.0,
            gradients={"x": [-0.25, 0.25, 0.25, -0.25, 0.0]},
        ),
        TestVector(
            name="masked",
            operands={"x": [1.0, 8.0, 5.0, 0.0]},
            parameters={"where": (True, False, True, False)},
            value=2.0,
            gradients={"x": [-0.5, 0.0, 0.5, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="constant",
            operands={"x": [3.0, 3.0]},
            value=0.0,
            gradients={"x": [0.0, 0.0]},
            why="A scaled norm at its minimum: the subgradient of least norm is 0.",
        ),
        TestVector(
            name="one entry",
            operands={"x": [3.0]},
            value=0.0,
            gradients={"x": [0.0]},
            why="One entry equals its mean wherever it is.",
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
    references=("NumPy reference, std",),
    see_also=("reduce.var", "linalg.norm2"),
    tags=("standard deviation",),
)
