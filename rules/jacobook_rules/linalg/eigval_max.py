"""The largest eigenvalue of a symmetric matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="linalg.eigval_max",
    title="Largest eigenvalue of a symmetric matrix",
    summary="The largest eigenvalue of a symmetric matrix: the most that it stretches a vector.",
    function="eigvalsh(A)[-1]",
    operands="A:(n,n) sym*",
    derivative={
        "grad[A]": "outer(eigvecs(A)[:, -1], eigvecs(A)[:, -1])",
        "d": "eigvecs(A)[:, -1] @ dA @ eigvecs(A)[:, -1]",
    },
    conditions="A is symmetric, and its largest eigenvalue occurs once.",
    why=(
        "It is the largest value of `v @ A @ v` over vectors of length 1. At the best `v` a small "
        "turn of `v` changes nothing, so only the change of `A` is felt: `v @ dA @ v`."
    ),
    pitfalls=(
        "If the largest eigenvalue occurs several times, the function has a kink. Its subgradients "
        "are the averages of `outer(v, v)` over the unit eigenvectors."
    ),
    vectors=(
        TestVector(
            operands={"A": [[1.0, 2.0, 0.0], [2.0, 4.0, 0.0], [0.0, 0.0, 3.0]]},
            value=5.0,
            gradients={"A": [[0.2, 0.4, 0.0], [0.4, 0.8, 0.0], [0.0, 0.0, 0.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="twice",
            operands={"A": [[2.0, 0.0], [0.0, 2.0]]},
            value=2.0,
            gradients={"A": [[0.5, 0.0], [0.0, 0.5]]},
            why="The subgradient of least norm shares equally among the directions.",
        ),
    ),
    references=("Matrix Cookbook, equation 67",),
    see_also=("linalg.eigvalsh", "linalg.norm_spectral", "reduce.max"),
    tags=("spectral radius", "Rayleigh quotient"),
)
