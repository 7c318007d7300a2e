"""The gradient of the determinant at a singular matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="linalg.det.singular",
    title="Gradient of the determinant at a singular matrix",
    summary="The determinant has a gradient at every matrix, also where no inverse exists.",
    function="det(X)",
    operands="X:(n,n) singular",
    derivative={"grad[X]": "cofactor(X)", "d": "trace(cofactor(X).T @ dX)"},
    conditions="X is square, of any rank.",
    why=(
        "The determinant is a polynomial in the entries, so it is smooth everywhere. At rank "
        "`n - 1` the cofactors form a matrix of rank one; at lower rank they are all zero."
    ),
    pitfalls="Written with `inv(X)`, the gradient fails exactly where it is still finite.",
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [3.0, 6.0]]},
            value=0.0,
            gradients={"X": [[6.0, -3.0], [-2.0, 1.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 41",),
    see_also=("linalg.det", "linalg.cofactor"),
)
