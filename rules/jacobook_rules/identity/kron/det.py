"""The determinant of a Kronecker product."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.kron.det",
    title="Determinant of a Kronecker product",
    summary="Each determinant is raised to the size of the other matrix.",
    function="det(kron(A, B))",
    operands="A:(m,m) inv; B:(n,n) inv",
    derivative={
        "same": "det(A)**n * det(B)**m",
        "grad[A]": "n * y * inv(A).T",
        "grad[B]": "m * y * inv(B).T",
    },
    conditions="A and B are invertible.",
    why=(
        "By the mixed product rule `kron(A, B)` is `kron(A, eye(n)) @ kron(eye(m), B)`. The "
        "first factor has the determinant `det(A)**n`, since it is `A` once for each of `n` "
        "places; the second is `B` repeated `m` times along the diagonal. The slope of a power "
        "brings its exponent to the front, and the gradient of a determinant is "
        "`det(A) * inv(A).T`."
    ),
    pitfalls="The exponents are crossed: `det(A)` is raised to the size of `B`.",
    vectors=(
        TestVector(
            operands={
                "A": [[1.0, 2.0], [1.0, 4.0]],
                "B": [[1.0, 0.0, 0.0], [2.0, 1.0, 0.0], [0.0, 1.0, 3.0]],
            },
            value=72.0,
            gradients={
                "A": [[432.0, -108.0], [-216.0, 108.0]],
                "B": [[144.0, -288.0, 96.0], [0.0, 144.0, -48.0], [0.0, 0.0, 48.0]],
            },
        ),
    ),
    references=("Matrix Cookbook, equation 516",),
    see_also=("linalg.kron", "linalg.det", "identity.kron.trace"),
    tags=("Kronecker product", "determinant"),
)
