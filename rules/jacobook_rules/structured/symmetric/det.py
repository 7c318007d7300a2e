"""The determinant of a symmetric matrix, by its free entries."""

from jacobook import TestVector, structural

X = "(tril(P) + tril(P, -1).T)"

rule = structural(
    id="structured.symmetric.det",
    title="Determinant, X symmetric, in the free entries",
    summary="The determinant times twice its inverse, the diagonal taken once.",
    function=f"det({X})",
    operands="P:(n,n) dominant",
    derivative={"grad[P]": f"y * tril(2 * inv({X}) - inv({X}) * eye(n))"},
    conditions=(
        "X is invertible. The free parameters are the entries on and below the diagonal of P; "
        "the ones above are ignored."
    ),
    why=(
        "The unconstrained gradient is `det(X) * inv(X).T`, and the inverse of a symmetric "
        "matrix is symmetric. So a free entry below the diagonal, which stands in `X` twice, "
        "collects twice its slope; one on the diagonal collects it once."
    ),
    pitfalls=(
        "This is the gradient in the free entries: an entry off the diagonal stands in two "
        "places and collects both slopes. The Frobenius-projected gradient, which a step among "
        "symmetric matrices needs, is another object; see `structured.symmetric.projection`."
    ),
    vectors=(
        TestVector(
            operands={"P": [[2.0, 9.0], [1.0, 3.0]]},
            value=5.0,
            gradients={"P": [[3.0, 0.0], [-2.0, 2.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="singular",
            operands={"P": [[1.0, 0.0], [2.0, 4.0]]},
            value=0.0,
            gradients={"P": [[4.0, 0.0], [-4.0, 1.0]]},
            why=(
                "The slopes are cofactors, which exist without an inverse: the determinant is a "
                "polynomial in the entries."
            ),
        ),
    ),
    references=("Matrix Cookbook, equation 140",),
    see_also=("structured.symmetric.rule", "structured.symmetric.logdet", "linalg.det"),
    tags=("symmetric matrix", "free entries", "determinant", "cofactors"),
)
