"""The trace of a Kronecker product."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.kron.trace",
    title="Trace of a Kronecker product",
    summary="The trace of a Kronecker product is the product of the traces.",
    function="trace(kron(A, B))",
    operands="A:(m,m); B:(p,p)",
    derivative={
        "same": "trace(A) * trace(B)",
        "grad[A]": "trace(B) * eye(m)",
        "grad[B]": "trace(A) * eye(p)",
    },
    why=(
        "The blocks on the diagonal are `A[i, i] * B`, and their traces add up to "
        "`trace(A) * trace(B)`. The slope of a trace is 1 on the diagonal and 0 elsewhere."
    ),
    vectors=(
        TestVector(
            operands={
                "A": [[1.0, 5.0], [0.0, 2.0]],
                "B": [[1.0, 2.0, 0.0], [0.0, 0.0, 1.0], [4.0, 0.0, 3.0]],
            },
            value=12.0,
            gradients={
                "A": [[4.0, 0.0], [0.0, 4.0]],
                "B": [[3.0, 0.0, 0.0], [0.0, 3.0, 0.0], [0.0, 0.0, 3.0]],
            },
        ),
    ),
    references=("Matrix Cookbook, equation 515",),
    see_also=("linalg.kron", "linalg.trace", "identity.kron.det"),
    tags=("Kronecker product", "trace"),
)
