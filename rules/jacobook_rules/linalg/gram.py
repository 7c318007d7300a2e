"""The Gram matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="linalg.gram",
    title="Gram matrix",
    summary="All dot products of two columns of a matrix.",
    function="A.T @ A",
    operands="A:(m,n)",
    result="Y",
    derivative={
        "vjp[A]": "A @ (Y_bar + Y_bar.T)",
        "d": "dA.T @ A + A.T @ dA",
    },
    pitfalls="The result is symmetric; a cotangent that is not symmetric counts by its symmetric part.",
    why=(
        "The product rule gives `dA.T @ A + A.T @ dA`. The second term is the transpose of the "
        "first, so the cotangent comes back once as it is and once transposed."
    ),
    vectors=(
        TestVector(
            operands={"A": [[1.0, 2.0], [0.0, -1.0], [3.0, 1.0]]},
            cotangent=[[1.0, 10.0], [0.0, 0.0]],
            value=[[10.0, 5.0], [5.0, 6.0]],
            gradients={"A": [[22.0, 10.0], [-10.0, 0.0], [16.0, 30.0]]},
        ),
    ),
    references=("Giles 2008, section 2.3.2", "Seeger et al. 2017, syrk"),
    see_also=("linalg.gram_outer", "linalg.matmul"),
)
