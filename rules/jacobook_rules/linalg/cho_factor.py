"""SciPy's cho_factor."""

from jacobook import TestVector, derived, stop
from jacobook import operations as op
from jacobook.rule import Array


def cho_factor(
    a: Array, lower: bool = False, overwrite_a: bool = False, check_finite: bool = True
) -> tuple[Array, bool]:
    """The triangular factor, and which triangle it is; for `cho_solve`."""

    if hasattr(stop(a), "dtype"):  # a symbol stands for a symmetric matrix
        a = op.as_symmetric(a, uplo="L" if lower else "U")
    return op.cholesky(a) if lower else op.cholesky(a, upper=True), bool(lower)


rule = derived(
    id="linalg.cho_factor",
    title="Cholesky factor for later solves",
    summary="The triangular factor of a positive definite matrix, with a note which triangle it is.",
    function="cholesky(A).T",
    operands="A:(n,n) spd*",
    expand=cho_factor,
    numpy=("scipy.linalg.cho_factor",),
    parameters={"lower": False},
    variants=({"lower": True},),
    why="It is the Cholesky factor; the other triangle, where SciPy leaves what it finds, is zero.",
    vectors=(
        TestVector(
            operands={"A": [[4.0, 2.0], [2.0, 10.0]]},
            cotangent=[[[1.0, 0.0], [0.0, 6.0]], 0.0],
            value=[[[2.0, 1.0], [0.0, 3.0]], 0.0],
            gradients={"A": [[0.5, -0.5], [-0.5, 1.0]]},
        ),
    ),
    references=("SciPy reference, linalg.cho_factor",),
    see_also=("linalg.cholesky", "linalg.cho_solve"),
)
