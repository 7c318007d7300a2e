"""NumPy's norm of vectors."""

from typing import Any

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def vector_norm(
    x: Array, *, axis: shapes.Axis = None, keepdims: bool = False, ord: Any = 2
) -> Array:
    """The norm of order `ord` of all entries, or of those along some axes, as one vector."""
    axes = shapes.normalise_axes(axis, x.ndim)
    order = (*(i for i in range(x.ndim) if i not in axes), *axes)
    kept = tuple(x.shape[i] for i in order[: x.ndim - len(axes)])
    flat = (*kept, shapes.count(x.shape, axes))
    rows = op.reshape(op.transpose(x, axes=order), shape=flat, order="C")
    found = op.norm(rows, ord=ord, axis=-1)
    if not keepdims:
        return found
    return op.reshape(found, shape=shapes.reduced(x.shape, axes, keepdims=True), order="C")


def target(
    x: shapes.Shape, *, axis: shapes.Axis = None, keepdims: bool = False, ord: Any = 2
) -> shapes.Shape:
    """The shape left by a reduction."""
    return shapes.reduced(x, axis, keepdims)


rule = derived(
    id="linalg.vector_norm",
    title="Norm of vectors",
    summary="The norm of a chosen order of all entries, read as one vector.",
    function="vector_norm(x)",
    operands="x:(n)",
    derivative={"grad[x]": "x / vector_norm(x)", "same": "norm2(x)"},
    conditions="x is not zero.",
    expand=vector_norm,
    numpy=("numpy.linalg.vector_norm",),
    parameters={"axis": None, "keepdims": False, "ord": 2},
    shape=target,
    variants=(
        {"axis": 0},
        {"axis": (0, -1), "ord": 3},
        {"ord": 1, "keepdims": True},
        {"axis": -1, "keepdims": True},
    ),
    why="The array is read as one vector, and the norm of that order is taken.",
    pitfalls="Unlike `norm`, it never means a norm of matrices, whatever the number of axes.",
    vectors=(
        TestVector(
            operands={"x": [[1.0, 2.0, 0.0], [-2.0, 4.0, 0.0]]},
            value=5.0,
            gradients={"x": [[0.2, 0.4, 0.0], [-0.4, 0.8, 0.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="origin",
            operands={"x": [0.0, 0.0]},
            value=0.0,
            gradients={"x": [0.0, 0.0]},
            why="The subgradient of least norm.",
        ),
    ),
    references=("NumPy reference, linalg.vector_norm",),
    see_also=("linalg.norm", "linalg.norm2"),
)
