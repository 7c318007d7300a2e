"""A matrix times its transpose."""

from jacobook import TestVector, identity

rule = identity(
    id="linalg.gram_outer",
    title="A times its transpose",
    summary="All dot products of two rows of a matrix.",
    function="A @ A.T",
    operands="A:(m,n)",
    result="Y",
    derivative={
        "vjp[A]": "(Y_bar + Y_bar.T) @ A",
        "d": "dA @ A.T + A @ dA.T",
    },
    why=(
        "The product rule gives `dA @ A.T + A @ dA.T`. The second term is the transpose of the "
        "first, so the cotangent comes back once as it is and once transposed."
    ),
    vectors=(
        TestVector(
            operands={"A": [[1.0, 0.0, 3.0], [2.0, -1.0, 1.0]]},
            cotangent=[[1.0, 10.0], [0.0, 0.0]],
            value=[[10.0, 5.0], [5.0, 6.0]],
            gradients={"A": [[22.0, -10.0, 16.0], [10.0, 0.0, 30.0]]},
        ),
    ),
    references=("Seeger et al. 2017, syrk",),
    see_also=("linalg.gram", "linalg.matmul"),
)
