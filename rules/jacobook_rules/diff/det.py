"""The differential of a determinant."""

from jacobook import TestVector, structural

rule = structural(
    id="diff.det",
    title="Jacobi's formula: a determinant along a curve",
    summary="The determinant changes at the rate of a trace, weighted with the cofactors.",
    function="det(f(x))",
    operands="x:()",
    functions={"f(x) -> (n, n)": "array([[x, 2], [x**2, 6]])"},
    derivative={
        "elem[x]": (
            "det(f(x)) * trace(inv(f(x)) @ J(f, x))",
            "trace(cofactor(f(x)).T @ J(f, x))",
        ),
        "d": "trace(cofactor(f(x)).T @ (J(f, x) * dx))",
    },
    conditions="The form with `inv` needs f(x) to be invertible; the one with cofactors does not.",
    why=(
        "By Laplace expansion the slope of `det(X)` in one entry is the cofactor of that entry. "
        "So `d det(X)` is the sum of cofactors times changes, `trace(cofactor(X).T @ dX)`; the "
        "transposed cofactors are called the adjugate. For an invertible matrix the adjugate is "
        "`det(X) * inv(X)`, which gives `d det(X) = det(X) * trace(inv(X) @ dX)`."
    ),
    pitfalls=(
        "`det(f(x)) * trace(J(f, x))` is right only where `f(x)` is the identity matrix. At a "
        "singular matrix use cofactors: there the determinant is zero, its slope need not be."
    ),
    vectors=(TestVector(operands={"x": 2.0}, value=4.0, gradients={"x": -2.0}),),
    special_points=(
        TestVector(
            name="singular matrix",
            operands={"x": 3.0},
            value=0.0,
            gradients={"x": -6.0},
            why="The determinant of the instance is `6*x - 2*x**2`, a smooth function also here.",
        ),
    ),
    references=(
        "Matrix Cookbook, equations 41, 42 and 46",
        "Wikipedia, Matrix calculus (scalar-by-scalar with matrices)",
        "Magnus & Neudecker 1999, chapter 8, section 3",
    ),
    see_also=("linalg.det", "linalg.cofactor", "diff.logdet", "diff.inverse"),
    tags=("Jacobi's formula", "derivative of a determinant", "adjugate", "differential"),
)
