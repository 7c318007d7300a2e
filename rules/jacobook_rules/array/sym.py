"""The symmetric part of a square matrix."""

from jacobook import TestVector, linear, shapes
from jacobook.rule import Array


def primal(x: Array) -> Array:
    """The mean of `x` and its transpose."""
    return (x + x.mT) / 2


rule = linear(
    id="array.sym",
    title="Symmetric part",
    summary="The mean of a square matrix and its transpose.",
    function="sym(X)",
    operands="X:(n,n)",
    result="Y",
    derivative={"vjp[X]": "sym(Y_bar)", "d": "sym(dX)", "same": "(X + X.T) / 2"},
    primal=primal,
    shape=shapes.square,
    adjoint="sym(Y_bar)",
    analytic=True,
    why=(
        "It is the orthogonal projection onto the symmetric matrices, and a projection that is "
        "orthogonal is its own adjoint."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [6.0, 3.0]]},
            cotangent=[[1.0, 10.0], [100.0, 1000.0]],
            value=[[1.0, 4.0], [4.0, 3.0]],
            gradients={"X": [[1.0, 55.0], [55.0, 1000.0]]},
        ),
    ),
    references=("Projection onto symmetric matrices",),
    see_also=("array.transpose", "array.tril"),
)
