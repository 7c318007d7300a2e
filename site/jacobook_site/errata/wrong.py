"""Formulas that are wrong as printed."""

from __future__ import annotations

from jacobook_site.errata.erratum import Erratum
from jacobook_site.errata.special import Density, Expansion, LiteralSquare
from jacobook_site.errata.statements import Statement

COOKBOOK = "Matrix Cookbook"

WRONG_AS_PRINTED: tuple[Erratum, ...] = (
    Erratum(
        anchor="matrix-cookbook-92",
        source=COOKBOOK,
        where="equation 92",
        title="The squared length of a matrix power",
        names="X:(n,n); a:(n); b:(n)",
        told=(
            "The equation sums two products over the powers of `X`. The second one is right. The "
            "first one is printed transposed: it has `outer(a, b)` in the middle, where "
            "`outer(b, a)` belongs, and its powers in the other order. Both have the shape of "
            "`X`, so the shapes do not tell. Here `n` is 2, and the sums are written out."
        ),
        rules=("identity.form.axntxnb", "identity.form.axnb"),
        cases=(
            Statement(
                function="(X @ X @ a) @ (X @ X @ b)",
                operands="X:(n,n); a:(n); b:(n)",
                wrt="X",
                at={"X": [[1, 2], [0, 1]], "a": [1, 0], "b": [0, 1]},
                along=[[0, 0], [1, 0]],
                printed=(
                    "X @ outer(a, b) @ (X @ X).T + outer(a, b) @ (X @ X).T @ X"
                    " + X @ X @ outer(a, b) @ X.T + X.T @ X @ X @ outer(a, b)"
                ),
                repaired=(
                    "X @ X @ outer(b, a) @ X.T + X.T @ X @ X @ outer(b, a)"
                    " + X @ X @ outer(a, b) @ X.T + X.T @ X @ X @ outer(a, b)"
                ),
            ),
        ),
    ),
    Erratum(
        anchor="matrix-cookbook-95",
        source=COOKBOOK,
        where="equation 95",
        title="A ratio of two squared lengths",
        names="x:(n); A:(n,n); B:(n,n)",
        told=(
            "The first denominator is printed as `x @ B @ B @ x`. It has to be that of the function, "
            "`x @ B.T @ B @ x`: one transpose is missing. For a symmetric `B` nobody notices."
        ),
        rules=("identity.form.rayleigh", "identity.form.rayleigh_sym"),
        cases=(
            Statement(
                function="(A @ x) @ (A @ x) / ((B @ x) @ (B @ x))",
                operands="x:(n); A:(n,n); B:(n,n)",
                wrt="x",
                at={"x": [1, 2], "A": [[1, 0], [1, 1]], "B": [[1, 1], [0, 1]]},
                along=[1, 0],
                printed=(
                    "2 * A.T @ A @ x / (x @ B @ B @ x)"
                    " - 2 * (x @ A.T @ A @ x) * (B.T @ B @ x) / (x @ B.T @ B @ x)**2"
                ),
                repaired=(
                    "2 * A.T @ A @ x / (x @ B.T @ B @ x)"
                    " - 2 * (x @ A.T @ A @ x) * (B.T @ B @ x) / (x @ B.T @ B @ x)**2"
                ),
            ),
        ),
    ),
    Erratum(
        anchor="matrix-cookbook-252",
        source=COOKBOOK,
        where="equation 252",
        title="A ratio of two squared lengths, complex",
        names="x:(n); A:(n,n); B:(n,n)",
        told=(
            "The complex twin of equation 95 has the same slip: the first denominator lacks a "
            "conjugate transpose. And what is printed as the derivative by `x` is, once repaired, "
            "the complex gradient, twice the derivative by the conjugate of `x`."
        ),
        rules=("complex.rayleigh",),
        cases=(
            Statement(
                function="real(conjugate(A @ x) @ (A @ x)) / real(conjugate(B @ x) @ (B @ x))",
                operands="x:(n) complex; A:(n,n) complex; B:(n,n) complex",
                wrt="x",
                at={"x": [1, 1j], "A": [[1, 0], [1, 2]], "B": [[1, 1], [0, 1j]]},
                along=[0, 1],
                printed=(
                    "2 * conjugate(A).T @ A @ x / (conjugate(x) @ B @ B @ x)"
                    " - 2 * (conjugate(A @ x) @ (A @ x)) * (conjugate(B).T @ B @ x)"
                    " / (conjugate(B @ x) @ (B @ x))**2"
                ),
                repaired=(
                    "2 * conjugate(A).T @ A @ x / (conjugate(B @ x) @ (B @ x))"
                    " - 2 * (conjugate(A @ x) @ (A @ x)) * (conjugate(B).T @ B @ x)"
                    " / (conjugate(B @ x) @ (B @ x))**2"
                ),
            ),
        ),
    ),
    Erratum(
        anchor="matrix-cookbook-89",
        source=COOKBOOK,
        where="equation 89",
        title="The square of a complex error",
        names="x:(n); b:(n)",
        told=(
            "The left side is printed as a plain square, without a modulus. That square contains no "
            "`x`, only its conjugate: its derivative by `x` is 0, and the one by the conjugate is "
            "not what is printed either. With a modulus, the printed right side is the complex "
            "gradient, as the LMS algorithm uses it."
        ),
        rules=("complex.lms",),
        cases=(LiteralSquare(a=2 + 1j, b=(1, 1j), x=(1j, 1)),),
    ),
    Erratum(
        anchor="matrix-cookbook-524",
        source=COOKBOOK,
        where="equation 524",
        title="A form in a stacked matrix",
        names="X:(m,n); B:(n,n)",
        told=(
            "The Kronecker product on the right has to contain the transpose of `B`. The Cookbook’s "
            "own proof, in section B.1.1, arrives at the transpose; the equation lost it."
        ),
        rules=("identity.vec.quadratic",),
        cases=(
            Statement(
                function="a @ X @ B @ X.T @ c",
                operands="X:(m,n); B:(n,n); a:(m); c:(m)",
                at={
                    "X": [[1, 2], [0, 1]],
                    "B": [[0, 1], [0, 0]],
                    "a": [1, 0],
                    "c": [0, 1],
                },
                printed="vec(X) @ kron(B, outer(c, a)) @ vec(X)",
                repaired="vec(X) @ kron(B.T, outer(c, a)) @ vec(X)",
            ),
        ),
    ),
    Erratum(
        anchor="matrix-cookbook-28",
        source=COOKBOOK,
        where="equation 28",
        title="The determinant near the identity",
        names="A:(n,n)",
        told=(
            "The expansion for a small `t` contains `det(A)` without any power of `t`. At `t = 0` "
            "it gives `1 + det(A)` for the determinant of the identity, which is 1. The term was "
            "carried over from the exact formulas for `det(eye(n) + A)` above it; here it belongs "
            "to the power `t**n`, and is dropped."
        ),
        rules=("identity.det.expansion",),
        cases=(
            Expansion(
                function="det(eye(n) + t * A)",
                operands="t:(); A:(n,n)",
                wrt="t",
                at={"t": 0, "A": [[1, 2, 0], [0, 1, 1], [1, 0, 2]]},
                printed=(
                    "1 + det(A) + t * trace(A) + t**2 / 2 * trace(A)**2 - t**2 / 2 * trace(A @ A)"
                ),
                repaired="1 + t * trace(A) + t**2 / 2 * trace(A)**2 - t**2 / 2 * trace(A @ A)",
            ),
        ),
    ),
    Erratum(
        anchor="matrix-cookbook-344",
        source=COOKBOOK,
        where="equation 344",
        title="The density of an inverse Wishart matrix",
        names="M:(n,n)",
        told=(
            "Not a derivative, but a derivative finds it. The inverse of a Wishart matrix has the "
            "Wishart density at the inverse, times the determinant of the Jacobian of the inverse, "
            "taken over the entries on and below the diagonal. That determinant is the power "
            "`-(P + 1)` of `det(M)`. The printed exponent, `-(m - P - 1)/2`, leaves it out; it has "
            "to be `-(m + P + 1)/2`."
        ),
        rules=("stat.inverse_wishart", "stat.wishart"),
        cases=(Density(m=((2, 1), (1, 3)), s=((2, 0), (0, 1)), degrees=4),),
    ),
    Erratum(
        anchor="determinant-folklore",
        source="Public code",
        where="often beside a citation of the Matrix Cookbook",
        title="The gradient of a determinant as a number",
        names="X:(n,n)",
        told=(
            "`det(X)*trace(inv(X))` is found as “the gradient of the determinant”. It is what "
            "remains of `det(X)*trace(inv(X) @ dX)` when `dX` is dropped: a number, where "
            "the gradient is a matrix. It is shown here as a matrix of equal entries."
        ),
        rules=("linalg.det",),
        cases=(
            Statement(
                function="det(X)",
                operands="X:(n,n) inv",
                wrt="X",
                at={"X": [[2, 1], [1, 3]]},
                along=[[1, 0], [0, 0]],
                printed="det(X) * trace(inv(X)) * ones((n, n))",
                repaired="det(X) * inv(X).T",
            ),
        ),
    ),
)
