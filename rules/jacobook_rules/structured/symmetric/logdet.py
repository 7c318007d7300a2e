"""The log-determinant of a symmetric matrix, by its free entries."""

from jacobook import TestVector, structural

X = "(tril(P) + tril(P, -1).T)"

rule = structural(
    id="structured.symmetric.logdet",
    title="Log-determinant, X symmetric, in the free entries",
    summary="Twice the inverse, the diagonal taken once.",
    function=f"logabsdet({X})",
    operands="P:(n,n) dominant",
    derivative={"grad[P]": f"tril(2 * inv({X}) - inv({X}) * eye(n))"},
    conditions=(
        "X is invertible. The free parameters are the entries on and below the diagonal of P; "
        "the ones above are ignored."
    ),
    why=(
        "The unconstrained gradient of `log|det(X)|` is `inv(X).T`, which is symmetric with "
        "`X`. A free entry below the diagonal stands in `X` twice and collects twice that; one "
        "on the diagonal collects it once."
    ),
    pitfalls=(
        "In a Gaussian likelihood the covariance is often written with `inv(X)` as its "
        "gradient: that is the Frobenius-projected gradient. This one is the gradient in the "
        "free entries, twice as large off the diagonal. See `structured.symmetric.projection`."
    ),
    vectors=(
        TestVector(
            operands={"P": [[2.0, 9.0], [1.0, 3.0]]},
            value=1.6094379124341003,
            gradients={"P": [[0.6, 0.0], [-0.4, 0.4]]},
            source="by hand; log(5) from mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="singular",
            operands={"P": [[1.0, 0.0], [2.0, 4.0]]},
            raises="SingularMatrixError",
            why="The value is minus infinity, and no derivative exists there.",
        ),
    ),
    references=("Matrix Cookbook, equation 141",),
    see_also=(
        "structured.symmetric.rule",
        "structured.symmetric.projection",
        "structured.symmetric.det",
        "linalg.logabsdet",
    ),
    tags=("symmetric matrix", "free entries", "log-determinant", "Gaussian likelihood"),
)
