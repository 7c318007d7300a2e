"""Linear equations solved with a Cholesky factor."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def cho_solve(
    c_and_lower: Array | tuple[Array, bool],
    b: Array,
    overwrite_b: bool = False,
    check_finite: bool = True,
    *,
    lower: bool = True,
) -> Array:
    """The solution for the matrix of a factor, which comes alone or as `cho_factor` gives it."""
    pair = c_and_lower if isinstance(c_and_lower, tuple | list) else (c_and_lower, lower)
    factor, below = pair[0], bool(pair[1])
    half = op.solve_triangular(factor, b, trans=int(not below), lower=below)
    return op.solve_triangular(factor, half, trans=int(below), lower=below)


def target(c: shapes.Shape, b: shapes.Shape, *, lower: bool = True) -> shapes.Shape:
    """The shape of the right side."""
    return shapes.solve(c, b)


rule = derived(
    id="linalg.cho_solve",
    title="Linear solve with a Cholesky factor",
    summary="The solution of linear equations whose matrix is given by its triangular factor.",
    function="cho_solve(C, B)",
    operands="C:(n,n) tril*; B:(n,k)",
    result="Y",
    derivative={
        "vjp[B]": "cho_solve(C, Y_bar)",
        "d": "cho_solve(C, dB - (dC @ C.T + C @ dC.T) @ Y)",
        "same": "solve(C @ C.T, B)",
    },
    conditions="C is lower triangular, with no zero on the diagonal.",
    expand=cho_solve,
    numpy=("scipy.linalg.cho_solve",),
    parameters={"lower": True},
    shape=target,
    variants=({"lower": False},),
    why=(
        "With `A = C @ C.T` it is `solve(A, B)`: two triangular solves, of which each has its "
        "rule. `A` is symmetric, so for `B` the adjoint is the same solve."
    ),
    pitfalls="The triangle that is not read may hold anything, and gets no cotangent.",
    vectors=(
        TestVector(
            operands={"C": [[2.0, 0.0], [1.0, 4.0]], "B": [[8.0], [36.0]]},
            cotangent=[[0.0], [16.0]],
            value=[[1.0], [2.0]],
            gradients={"C": [[2.0, 0.0], [-4.0, -16.0]], "B": [[-0.5], [1.0]]},
        ),
    ),
    references=("SciPy reference, linalg.cho_solve", "Seeger et al. 2017, potrf and trsm"),
    see_also=("linalg.cho_factor", "linalg.solve.triangular", "linalg.cholesky"),
    tags=("Cholesky solve", "positive definite system"),
)
