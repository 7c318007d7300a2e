"""SciPy's solve."""

from jacobook import TestVector, derived, stop
from jacobook import operations as op
from jacobook.errors import UnsupportedKeywordError
from jacobook.rule import Array

SYMMETRIC = ("sym", "symmetric", "her", "hermitian", "pos", "positive definite")
TRIANGULAR = {"upper triangular": False, "lower triangular": True}
GENERAL = (None, "gen", "general")


def solve(
    a: Array,
    b: Array,
    lower: bool = False,
    overwrite_a: bool = False,
    overwrite_b: bool = False,
    check_finite: bool = True,
    assume_a: str | None = None,
    transposed: bool = False,
) -> Array:
    """The solution of linear equations, of whose matrix only the assumed part is read.

    Raises:
        UnsupportedKeywordError: another structure is assumed.
    """

    if assume_a in TRIANGULAR:
        below = TRIANGULAR[str(assume_a)]
        return op.solve_triangular(a, b, lower=below, trans=int(transposed))
    if assume_a in SYMMETRIC:
        known = hasattr(stop(a), "dtype")
        return op.solve(op.as_symmetric(a, uplo="L" if lower else "U") if known else a, b)
    if assume_a in GENERAL:
        return op.solve(a.mT if transposed else a, b)
    raise UnsupportedKeywordError(
        f"linalg.solve_scipy: assume_a={assume_a!r} is not supported; leave it out."
    )


rule = derived(
    id="linalg.solve_scipy",
    title="SciPy's solve",
    summary="The solution of linear equations, of whose matrix a structure may be assumed.",
    function="solve(A, B)",
    operands="A:(n,n) inv; B:(n,k)",
    expand=solve,
    numpy=("scipy.linalg.solve",),
    parameters={"lower": False, "assume_a": None, "transposed": False},
    variants=(
        {"transposed": True},
        {"assume_a": "gen"},
        {"assume_a": "upper triangular"},
        {"assume_a": "lower triangular", "transposed": True},
    ),
    why="What is assumed decides which entries are read; the solves themselves have their rules.",
    pitfalls=(
        "With `assume_a='sym'` or `'pos'` SciPy reads the upper triangle, unless `lower=True`; a "
        "matrix that is not symmetric has slopes only there."
    ),
    vectors=(
        TestVector(
            operands={"A": [[2.0, 1.0], [0.0, 4.0]], "B": [[3.0], [8.0]]},
            value=[[0.5], [2.0]],
            gradients={"A": [[-0.25, -1.0], [-0.0625, -0.25]], "B": [[0.5], [0.125]]},
        ),
    ),
    references=("SciPy reference, linalg.solve",),
    see_also=("linalg.solve", "linalg.solve.triangular", "linalg.cho_solve"),
)
