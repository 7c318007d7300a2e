"""How many directions are independent."""

from jacobook import constant

rule = constant(
    id="geom.rank",
    title="Number of independent directions",
    summary="The rank of a matrix of directions: whether points lie on a line or in a plane.",
    function="where(X >= 1, 1.0, 0.0)",
    operands="X:(m,n) nonzero",
    numpy=("numpy.linalg.matrix_rank",),
    why=(
        "A rank is a whole number. It does not change when the directions change a little, and jumps "
        "where one of them comes to lie in the span of the others. So a test for degenerate "
        "configurations may stand in a function that is differentiated."
    ),
    pitfalls=(
        "The rank is counted with a tolerance; to push points away from a common plane, differentiate "
        "the smallest singular value instead."
    ),
    references=("Golub and Van Loan 2013",),
    see_also=("ufunc.nondifferentiable", "geom.plane_projection"),
    tags=("rank", "degenerate configuration", "collinear", "coplanar"),
)
