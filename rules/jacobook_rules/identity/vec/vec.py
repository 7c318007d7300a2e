"""Column stacking."""

from jacobook import TestVector, linear, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def primal(x: Array) -> Array:
    """The columns of a matrix, one below the other. Shapes: (m, n) to (m * n,)."""
    return x.T.reshape(-1)


def adjoint(y_bar: Array, y: Array, x: Array) -> Array:
    """`x_bar`: the cotangent cut into columns again. Shape: (m, n)."""
    return op.unvec(y_bar, shape=x.shape)


def target(x: shapes.Shape) -> shapes.Shape:
    """A vector of all entries.

    Raises:
        ShapeError: the operand is no matrix.
    """
    if len(x) != 2:
        raise ShapeError(f"vec: a matrix is needed; the shape is {shapes.show(x)}")
    return (shapes.times(*x),)


rule = linear(
    id="identity.vec.vec",
    title="Column stacking",
    summary="The columns of a matrix, one below the other, as one vector.",
    function="vec(X)",
    operands="X:(m,n)",
    derivative={
        "vjp[X]": "unvec(y_bar, (m, n))",
        "d": "vec(dX)",
        "same": "reshape(X.T, (m*n))",
    },
    primal=primal,
    shape=target,
    adjoint=adjoint,
    analytic=True,
    why="Every entry moves to one place, and reads its cotangent there.",
    pitfalls=(
        "NumPy lays out the rows of a matrix one after the other: `vec(X)` is `ravel(X.T)`. The "
        "rule `vec(A @ X @ B) = kron(B.T, A) @ vec(X)` holds for columns."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]},
            cotangent=[1.0, 2.0, 3.0, 4.0, 5.0, 6.0],
            value=[1.0, 4.0, 2.0, 5.0, 3.0, 6.0],
            gradients={"X": [[1.0, 3.0, 5.0], [2.0, 4.0, 6.0]]},
        ),
    ),
    references=("Magnus & Neudecker 1999, chapter 2, section 4",),
    see_also=("array.unvec", "array.ravel", "linalg.kron", "linalg.axb"),
    tags=("vec", "vectorisation", "column stacking"),
)
