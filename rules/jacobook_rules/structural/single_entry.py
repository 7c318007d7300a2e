"""The derivative of a matrix by one of its entries."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.single_entry",
    title="A matrix by its own entries: the single-entry matrix",
    summary=(
        "The derivative of a matrix by one of its entries is a matrix with a single 1, at the "
        "place of that entry."
    ),
    function="X",
    operands="X:(m,n)",
    derivative={"jac[X]": "einsum([eye(m), eye(n)], 'ik,jl->ijkl')", "d": "dX"},
    why=(
        "Entry `(i, j)` of `X` moves with itself at the rate 1, and with no other entry. So the "
        "Jacobian is 1 where the two pairs of indices agree: one identity matrix for the rows, "
        "one for the columns. Holding the second pair fixed at `(k, l)` leaves the single-entry "
        "matrix, which the Matrix Cookbook calls J."
    ),
    pitfalls=(
        "This takes the entries as independent. In a symmetric matrix an entry off the diagonal "
        "moves together with its mirror image; see `structured.symmetric.rule`."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]},
            cotangent=[[0.0, 7.0, 0.0], [1.0, 0.0, 0.0]],
            value=[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]],
            gradients={"X": [[0.0, 7.0, 0.0], [1.0, 0.0, 0.0]]},
        ),
    ),
    references=("Matrix Cookbook, equations 32 and 73",),
    see_also=("structural.jacobian.identity", "structured.general", "identity.form.axb"),
    tags=("single-entry matrix", "J^ij", "independent entries", "Kronecker delta"),
)
