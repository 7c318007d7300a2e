"""NumPy's norm of matrices."""

from typing import Any

from jacobook import TestVector, derived, inf, shapes
from jacobook import operations as op
from jacobook.rule import Array


def matrix_norm(x: Array, *, keepdims: bool = False, ord: Any = "fro") -> Array:
    """The norm of order `ord` of each matrix in the last two axes."""
    return op.norm(x, ord=ord, axis=(-2, -1), keepdims=keepdims)


def target(x: shapes.Shape, *, keepdims: bool = False, ord: Any = "fro") -> shapes.Shape:
    """The shape of the stack."""
    return shapes.reduced(x, (-2, -1), keepdims)


rule = derived(
    id="linalg.matrix_norm",
    title="Norm of matrices",
    summary="The norm of a chosen order of each matrix in a stack.",
    function="matrix_norm(X)",
    operands="X:(m,n)",
    derivative={"grad[X]": "X / matrix_norm(X)", "same": "normF(X)"},
    conditions="X is not zero.",
    expand=matrix_norm,
    numpy=("numpy.linalg.matrix_norm",),
    parameters={"keepdims": False, "ord": "fro"},
    shape=target,
    variants=(
        {"keepdims": True},
        {"ord": 1},
        {"ord": -1},
        {"ord": inf},
        {"ord": 2},
        {"ord": "nuc"},
    ),
    why="Without an order it is the Frobenius norm.",
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0, 0.0], [-2.0, 4.0, 0.0]]},
            value=5.0,
            gradients={"X": [[0.2, 0.4, 0.0], [-0.4, 0.8, 0.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="zero matrix",
            operands={"X": [[0.0, 0.0], [0.0, 0.0]]},
            value=0.0,
            gradients={"X": [[0.0, 0.0], [0.0, 0.0]]},
            why="The subgradient of least norm.",
        ),
    ),
    references=("NumPy reference, linalg.matrix_norm",),
    see_also=("linalg.norm", "linalg.norm_fro"),
)
