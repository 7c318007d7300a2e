"""The rank of a matrix."""

from jacobook import constant

rule = constant(
    id="linalg.matrix_rank",
    title="Rank of a matrix",
    summary="The number of singular values that are not zero: a constant for differentiation.",
    function="sum(where(svdvals(X) > 0, 1.0, 0.0))",
    operands="X:(m,n) rank",
    numpy=("numpy.linalg.matrix_rank",),
    why=(
        "A whole number stays the same when the matrix moves a little, unless it jumps. The "
        "matrices where it jumps are those without full rank."
    ),
    pitfalls=(
        "It cannot be minimised by following slopes; the nuclear norm is the usual substitute."
    ),
    references=("NumPy reference, linalg.matrix_rank",),
    see_also=("linalg.svdvals", "linalg.norm_nuclear", "ufunc.nondifferentiable"),
)
