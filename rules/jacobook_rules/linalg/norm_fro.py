"""The Frobenius norm."""

from jacobook import TestVector, derived
from jacobook import operations as op
from jacobook.rule import Array
from jacobook.shapes import Shape


def norm_fro(x: Array) -> Array:
    """The root of the sum of all squared entries."""
    return op.norm2(x, axis=None, keepdims=False)


def target(x: Shape) -> Shape:
    """A number."""
    return ()


rule = derived(
    id="linalg.norm_fro",
    title="Frobenius norm",
    summary="The root of the sum of all squared entries of a matrix.",
    function="normF(X)",
    operands="X:(m,n)",
    derivative={
        "grad[X]": "X / normF(X)",
        "vjp[X]": "y_bar * X / normF(X)",
        "d": "sum(X * dX) / normF(X)",
        "same": "sqrt(trace(X.T @ X))",
    },
    conditions="X is not zero.",
    op="normF",
    expand=norm_fro,
    shape=target,
    why="It is the Euclidean norm of the matrix read as one vector.",
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
    references=("Giles 2008, matrix norms",),
    see_also=("linalg.norm_fro_squared", "linalg.norm2", "linalg.inner_matrix"),
    tags=("Frobenius norm",),
)
