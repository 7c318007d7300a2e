"""NumPy's cholesky."""

from jacobook import TestVector, derived, stop
from jacobook import operations as op
from jacobook.rule import Array


def cholesky(a: Array, *, upper: bool = False) -> Array:
    """The triangular factor of a matrix of which that triangle is read."""

    if hasattr(stop(a), "dtype"):  # a symbol stands for a symmetric matrix
        a = op.as_symmetric(a, uplo="U" if upper else "L")
    return op.cholesky(a, upper=True) if upper else op.cholesky(a)


rule = derived(
    id="linalg.cholesky_call",
    title="NumPy's cholesky",
    summary="The triangular factor of a positive definite matrix of which NumPy reads one triangle.",
    function="cholesky(A)",
    operands="A:(n,n) spd*",
    expand=cholesky,
    numpy=("numpy.linalg.cholesky",),
    parameters={"upper": False},
    variants=({"upper": True},),
    why="The matrix is read as NumPy reads it, and its factor has its own rule.",
    pitfalls=(
        "A symmetric matrix gets a symmetric gradient. Of a matrix that is not symmetric only the "
        "triangle that is read has slopes."
    ),
    vectors=(
        TestVector(
            operands={"A": [[4.0, 2.0], [2.0, 10.0]]},
            cotangent=[[1.0, 0.0], [0.0, 6.0]],
            value=[[2.0, 0.0], [1.0, 3.0]],
            gradients={"A": [[0.5, -0.5], [-0.5, 1.0]]},
        ),
        TestVector(
            name="the lower triangle",
            operands={"A": [[4.0, 0.0], [2.0, 10.0]]},
            cotangent=[[1.0, 0.0], [0.0, 6.0]],
            value=[[2.0, 0.0], [1.0, 3.0]],
            gradients={"A": [[0.5, 0.0], [-1.0, 1.0]]},
        ),
        TestVector(
            name="the upper triangle",
            operands={"A": [[4.0, 2.0], [0.0, 10.0]]},
            parameters={"upper": True},
            cotangent=[[1.0, 0.0], [0.0, 6.0]],
            value=[[2.0, 1.0], [0.0, 3.0]],
            gradients={"A": [[0.5, -1.0], [0.0, 1.0]]},
        ),
    ),
    references=("NumPy reference, linalg.cholesky",),
    see_also=("linalg.cholesky", "linalg.as_symmetric"),
)
