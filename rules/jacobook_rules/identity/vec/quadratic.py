"""A form of a matrix as a quadratic form of its columns."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.vec.quadratic",
    title="a . X B X^T c as a quadratic form",
    summary="A form in which a matrix stands twice is a quadratic form of its stacked columns.",
    function="a @ X @ B @ X.T @ c",
    operands="X:(m,n); B:(n,n); a:(m); c:(m)",
    derivative={
        "same": "vec(X) @ kron(B.T, outer(c, a)) @ vec(X)",
        "grad[X]": "outer(a, B @ (c @ X)) + outer(c, a @ X @ B)",
    },
    why=(
        "The value is `u @ B @ v` with `u = a @ X` and `v = c @ X`. Its gradient is `B @ v` by "
        "`u` and `u @ B` by `v`, and each comes back to `X` as an outer product. Written out, "
        "the value is the sum of `X[i, j] * a[i] * B[j, l] * c[k] * X[k, l]`: a quadratic form "
        "whose matrix is a Kronecker product."
    ),
    pitfalls=(
        "The Matrix Cookbook prints `B` in the Kronecker product of equation 524; its own proof "
        "gives `B.T`."
    ),
    vectors=(
        TestVector(
            operands={
                "X": [[1.0, 0.0, 2.0], [3.0, -1.0, 0.0]],
                "B": [[1.0, 0.0, 0.0], [2.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
                "a": [1.0, 2.0],
                "c": [1.0, -1.0],
            },
            value=-4.0,
            gradients={"X": [[1.0, -5.0, 4.0], [-7.0, -4.0, 2.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 524",),
    see_also=("identity.vec.axb", "identity.form.quadratic", "identity.form.bxtdxc", "linalg.kron"),
    tags=("vec", "quadratic form", "Kronecker product"),
)
