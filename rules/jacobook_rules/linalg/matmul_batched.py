"""Products of stacks of matrices."""

from jacobook import TestVector, identity

rule = identity(
    id="linalg.matmul.batched",
    title="Batched matrix product",
    summary="One matrix product for each pair of matrices in two stacks.",
    function="A @ B",
    operands="A:(b,m,k); B:(b,k,n)",
    result="Y",
    derivative={
        "vjp[A]": "einsum([Y_bar, B], 'bij,bkj->bik')",
        "vjp[B]": "einsum([A, Y_bar], 'bik,bij->bkj')",
        "d": "dA @ B + A @ dB",
        "same": "einsum([A, B], 'bik,bkj->bij')",
    },
    pitfalls="A stack that was broadcast gets the sum of its cotangents.",
    why=(
        "The matrices of the stack do not mix, so each pair follows the rule of the matrix product."
    ),
    vectors=(
        TestVector(
            operands={
                "A": [[[1.0, 2.0]], [[0.0, 3.0]]],
                "B": [[[1.0], [4.0]], [[2.0], [-1.0]]],
            },
            cotangent=[[[1.0]], [[10.0]]],
            value=[[[9.0]], [[-3.0]]],
            gradients={
                "A": [[[1.0, 4.0]], [[20.0, -10.0]]],
                "B": [[[1.0], [2.0]], [[0.0], [30.0]]],
            },
        ),
    ),
    references=("NumPy reference, matmul", "Giles 2008, section 2.2.2"),
    see_also=("linalg.matmul", "linalg.einsum"),
)
