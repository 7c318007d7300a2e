"""A matrix power, entry by entry."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.form.power_entry",
    title="Matrix power X^p, entry by entry",
    summary=(
        "One term for each factor: the entry takes that factor's place, between the powers on "
        "its two sides."
    ),
    function="matrix_power(X, 3)",
    operands="X:(n,n)",
    result="Y",
    derivative={
        "jac[X]": (
            "einsum([eye(n), X @ X], 'ki,jl->klij') + einsum([X, X], 'ki,jl->klij') "
            "+ einsum([X @ X, eye(n)], 'ki,jl->klij')"
        ),
        "d": "dX @ X @ X + X @ dX @ X + X @ X @ dX",
    },
    conditions="p is a positive integer.",
    why=(
        "Write the power as `p` equal factors and move them one at a time. Moving factor number "
        "`r + 1` leaves `matrix_power(X, r)` on its left and `matrix_power(X, p - 1 - r)` on "
        "its right. For an entry `X[i, j]` the moved factor picks column `i` of the left power "
        "and row `j` of the right one, so entry `(k, l)` of the result has the product of these "
        "two entries as its slope, summed over `r`. The formulas show `p = 3`."
    ),
    pitfalls=(
        "The terms do not join to `p * matrix_power(X, p - 1)`, because `X` and its change do "
        "not commute. For `p = 0` the derivative is zero; for a negative `p` differentiate the "
        "power of the inverse."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [0.0, 3.0]]},
            cotangent=[[0.0, 1.0], [0.0, 0.0]],
            value=[[1.0, 26.0], [0.0, 27.0]],
            gradients={"X": [[10.0, 13.0], [4.0, 14.0]]},
        ),
    ),
    references=(
        "Matrix Cookbook, equation 90",
        "Wikipedia, Matrix calculus (differentials)",
        "Higham 2008, section 3.2",
    ),
    see_also=("linalg.matrix_power", "identity.form.axnb"),
    tags=("matrix power", "X^p", "X^n", "index form", "non-commuting product"),
)
