"""A contraction of two operands."""

from jacobook import TestVector, identity

rule = identity(
    id="linalg.einsum",
    title="Einsum with two operands",
    summary="A sum over a shared index, with the remaining axes in a chosen order.",
    function="einsum([A, B], 'ijk,kl->jil')",
    operands="A:(m,n,k); B:(k,p)",
    result="Y",
    derivative={
        "vjp[A]": "einsum([Y_bar, B], 'jil,kl->ijk')",
        "vjp[B]": "einsum([Y_bar, A], 'jil,ijk->kl')",
        "d": "einsum([dA, B], 'ijk,kl->jil') + einsum([A, dB], 'ijk,kl->jil')",
    },
    why=(
        "Every term of `sum(Y_bar * dY)` is a product over the indices `i`, `j`, `k`, `l`. "
        "Collecting the factors that stand next to `dA` exchanges the subscripts of `A` with "
        "those of the result."
    ),
    pitfalls="An index that is summed inside one operand only is broadcast back with ones.",
    vectors=(
        TestVector(
            operands={
                "A": [[[1.0, 2.0], [3.0, 4.0], [0.0, -1.0]]],
                "B": [[10.0], [1.0]],
            },
            cotangent=[[[1.0]], [[2.0]], [[3.0]]],
            value=[[[12.0]], [[34.0]], [[-1.0]]],
            gradients={
                "A": [[[10.0, 1.0], [20.0, 2.0], [30.0, 3.0]]],
                "B": [[7.0], [7.0]],
            },
        ),
    ),
    references=("NumPy reference, einsum",),
    see_also=("linalg.contraction", "linalg.matmul", "linalg.tensordot"),
    tags=("einsum", "Einstein summation"),
)
