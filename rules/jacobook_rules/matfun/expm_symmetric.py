"""The exponential of a symmetric matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="matfun.expm.symmetric",
    title="Exponential of a symmetric matrix",
    summary="The matrix exponential of a symmetric matrix, by its eigenvalues and eigenvectors.",
    function="expm(A)",
    operands="A:(n,n) sym*",
    result="Y",
    derivative={
        "d": (
            "eigvecs(A) @ (divided_difference([eigvalsh(A)[:, None], eigvalsh(A)], 'exp')"
            " * (eigvecs(A).T @ dA @ eigvecs(A))) @ eigvecs(A).T"
        ),
        "vjp[A]": (
            "eigvecs(A) @ (divided_difference([eigvalsh(A)[:, None], eigvalsh(A)], 'exp')"
            " * (eigvecs(A).T @ Y_bar @ eigvecs(A))) @ eigvecs(A).T"
        ),
    },
    conditions="A is symmetric.",
    why=(
        "In the basis of the eigenvectors the exponential is `exp(w)` on the diagonal. Entry "
        "`(i, j)` of the change is that of `dA` times `(exp(w[i]) - exp(w[j])) / (w[i] - w[j])`, "
        "and times `exp(w[i])` where the eigenvalues are equal."
    ),
    pitfalls=(
        "The quotient loses digits for close eigenvalues, and is 0/0 for equal ones; "
        "`divided_difference` does neither."
    ),
    vectors=(
        TestVector(
            operands={"A": [[1.0, 0.5], [0.5, -2.0]]},
            cotangent=[[1.0, 2.0], [2.0, -3.0]],
            value=[
                [2.8755950903073813, 0.4463945351231282],
                [0.4463945351231282, 0.19722787956861199],
            ],
            gradients={
                "A": [
                    [4.025833126430334, 1.8540815371227768],
                    [1.8540815371227768, 0.04365646566372446],
                ]
            },
            source="mpmath, 50 digits",
        ),
    ),
    references=("Higham 2008, corollary 3.12",),
    see_also=("linalg.expm", "matfun.symmetric", "matfun.divided_difference"),
    tags=("Daleckii-Krein",),
)
