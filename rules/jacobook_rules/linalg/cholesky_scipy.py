"""SciPy's cholesky."""

from jacobook import TestVector, derived, stop
from jacobook import operations as op
from jacobook.rule import Array


def cholesky(
    a: Array, lower: bool = False, overwrite_a: bool = False, check_finite: bool = True
) -> Array:
    """The triangular factor of a matrix of which that triangle is read; the upper one by default."""

    if hasattr(stop(a), "dtype"):  # a symbol stands for a symmetric matrix
        a = op.as_symmetric(a, uplo="L" if lower else "U")
    return op.cholesky(a) if lower else op.cholesky(a, upper=True)


rule = derived(
    id="linalg.cholesky_scipy",
    title="SciPy's cholesky",
    summary="The triangular factor of a positive definite matrix, the upper one unless asked else.",
    function="cholesky(A).T",
    operands="A:(n,n) spd*",
    expand=cholesky,
    numpy=("scipy.linalg.cholesky",),
    parameters={"lower": False},
    variants=({"lower": True},),
    why="SciPy reads and returns the upper triangle by default; its factor has its own rule.",
    pitfalls="NumPy's function of the same name returns the lower factor by default.",
    vectors=(
        TestVector(
            operands={"A": [[4.0, 2.0], [2.0, 10.0]]},
            cotangent=[[1.0, 0.0], [0.0, 6.0]],
            value=[[2.0, 1.0], [0.0, 3.0]],
            gradients={"A": [[0.5, -0.5], [-0.5, 1.0]]},
        ),
    ),
    references=("SciPy reference, linalg.cholesky",),
    see_also=("linalg.cholesky", "linalg.cholesky_call", "linalg.cho_factor"),
)
