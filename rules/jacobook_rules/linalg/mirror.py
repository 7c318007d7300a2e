"""A triangle of a matrix, mirrored on the diagonal."""

from jacobook import TestVector, linear, shapes
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array, *, uplo: str = "L") -> Array:
    """The symmetric matrix whose lower (or upper) triangle is that of `x`. Shape: that of `x`."""
    if uplo == "L":
        return op.tril(x) + op.tril(x, k=-1).mT
    return op.triu(x) + op.triu(x, k=1).mT


def adjoint(y_bar: Array, y: Array, x: Array, *, uplo: str = "L") -> Array:
    """`x_bar`: each entry of the triangle collects the cotangents of its two places."""
    if uplo == "L":
        return op.tril(y_bar) + op.triu(y_bar, k=1).mT
    return op.triu(y_bar) + op.tril(y_bar, k=-1).mT


def target(x: shapes.Shape, *, uplo: str = "L") -> shapes.Shape:
    """The shape of the matrix."""
    return shapes.square(x)


rule = linear(
    id="linalg.mirror",
    title="One triangle mirrored",
    summary="The symmetric matrix that has one triangle in common with a given matrix.",
    function="mirror(X)",
    operands="X:(n,n)",
    result="Y",
    derivative={
        "vjp[X]": "tril(Y_bar) + triu(Y_bar, 1).T",
        "d": "mirror(dX)",
        "same": "tril(X) + tril(X, -1).T",
        "true": "mirror(X).T == mirror(X)",
    },
    primal=primal,
    parameters={"uplo": "L"},
    shape=target,
    adjoint=adjoint,
    variants=({"uplo": "U"},),
    analytic=True,
    why=(
        "An entry below the diagonal stands at two places of the result and collects both "
        "cotangents. The entries above it are not read, so theirs is zero."
    ),
    pitfalls=(
        "The entries off the diagonal count twice. The symmetric part `sym(X)` reads both "
        "triangles instead, and gives each half."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 7.0], [2.0, 3.0]]},
            cotangent=[[1.0, 10.0], [100.0, 1000.0]],
            value=[[1.0, 2.0], [2.0, 3.0]],
            gradients={"X": [[1.0, 0.0], [110.0, 1000.0]]},
        ),
        TestVector(
            name="upper triangle",
            operands={"X": [[1.0, 7.0], [2.0, 3.0]]},
            parameters={"uplo": "U"},
            cotangent=[[1.0, 10.0], [100.0, 1000.0]],
            value=[[1.0, 7.0], [7.0, 3.0]],
            gradients={"X": [[1.0, 110.0], [0.0, 1000.0]]},
        ),
    ),
    references=("Magnus & Neudecker 1999, chapter 3, section 8",),
    see_also=("linalg.as_symmetric", "array.sym", "array.tril"),
    tags=("symmetric matrix", "UPLO"),
)
