"""A quadratic form of the inverse of a positive definite matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.inv.quadratic_spd",
    title="b^T A^-1 b, A symmetric positive definite",
    summary="The squared Mahalanobis length of a vector, with a symmetric matrix that stays so.",
    function="b @ solve(A, b)",
    operands="A:(n,n) spd*; b:(n)",
    derivative={
        "grad[A]": "-outer(solve(A, b), solve(A, b))",
        "grad[b]": "2 * solve(A, b)",
    },
    conditions="A is symmetric positive definite and moves among symmetric matrices.",
    why=(
        "With `x = solve(A, b)` the change is `-x @ dA @ x`, as `A` is symmetric and `b @ inv(A)` "
        "is `x` too. So the gradient in `A` is `-outer(x, x)`, already a symmetric matrix. The "
        "quadratic form in `b` has the symmetric matrix `inv(A)`: its gradient is `2 * x`."
    ),
    pitfalls=(
        "Gradients of a symmetric matrix are taken in the inner product of all entries. Handbooks "
        "that count each pair of equal entries once double what stands off the diagonal."
    ),
    vectors=(
        TestVector(
            operands={"A": [[2.0, 1.0], [1.0, 3.0]], "b": [4.0, 7.0]},
            value=18.0,
            gradients={"A": [[-1.0, -2.0], [-2.0, -4.0]], "b": [2.0, 4.0]},
        ),
    ),
    references=("Matrix Cookbook, equation 61",),
    see_also=("identity.inv.quadratic_wrt_data", "linalg.solve", "linalg.cholesky"),
    tags=("Mahalanobis distance", "Gaussian", "quadratic form"),
)
