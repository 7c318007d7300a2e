"""NumPy's eigvalsh."""

from jacobook import TestVector, derived, stop
from jacobook import operations as op
from jacobook.rule import Array


def eigvalsh(a: Array, UPLO: str = "L") -> Array:
    """The eigenvalues of a matrix of which one triangle is read."""

    if not hasattr(stop(a), "dtype"):
        return op.eigvalsh(a)  # a symbol stands for a symmetric matrix
    return op.eigvalsh(op.as_symmetric(a, uplo=UPLO))


rule = derived(
    id="linalg.eigvalsh_call",
    title="NumPy's eigvalsh",
    summary="The eigenvalues of a symmetric matrix of which NumPy reads one triangle.",
    function="eigvalsh(A)",
    operands="A:(n,n) sym*",
    expand=eigvalsh,
    numpy=("numpy.linalg.eigvalsh",),
    parameters={"UPLO": "L"},
    variants=({"UPLO": "U"},),
    why="The matrix is read as NumPy reads it, and its eigenvalues have their own rule.",
    pitfalls=(
        "A symmetric matrix gets a symmetric gradient. Of a matrix that is not symmetric only the "
        "triangle that is read has slopes."
    ),
    vectors=(
        TestVector(
            operands={"A": [[2.0, 9.0], [1.0, 2.0]]},
            cotangent=[2.0, 10.0],
            value=[1.0, 3.0],
            gradients={"A": [[6.0, 0.0], [8.0, 6.0]]},
        ),
        TestVector(
            name="upper triangle",
            operands={"A": [[2.0, 1.0], [9.0, 2.0]]},
            parameters={"UPLO": "U"},
            cotangent=[2.0, 10.0],
            value=[1.0, 3.0],
            gradients={"A": [[6.0, 8.0], [0.0, 6.0]]},
        ),
    ),
    references=("NumPy reference, linalg.eigvalsh",),
    see_also=("linalg.eigvalsh", "linalg.as_symmetric", "linalg.eigh"),
)
