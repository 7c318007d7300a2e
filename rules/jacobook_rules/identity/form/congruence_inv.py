"""A congruence of an inverse."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.form.congruence_inv",
    title="Congruence of an inverse, B^T A^-1 B",
    summary=(
        "As for a congruence, with the inverse in the middle; the inverse adds a factor on each "
        "side and a sign."
    ),
    function="B.T @ inv(A) @ B",
    operands="A:(m,m) inv; B:(m,n)",
    result="Y",
    derivative={
        "vjp[A]": "-inv(A).T @ B @ Y_bar @ B.T @ inv(A).T",
        "vjp[B]": "inv(A) @ B @ Y_bar.T + inv(A).T @ B @ Y_bar",
        "d": "dB.T @ inv(A) @ B - B.T @ inv(A) @ dA @ inv(A) @ B + B.T @ inv(A) @ dB",
    },
    conditions="A is invertible.",
    why=(
        "The inverse moves by `-inv(A) @ dA @ inv(A)`. So its own cotangent, `B @ Y_bar @ B.T`, "
        "reaches `A` between two transposed inverses, with a minus sign. The terms of `B` are "
        "those of a congruence."
    ),
    pitfalls=(
        "In code write `B.T @ solve(A, B)`: a solve is faster than an inverse, and more accurate."
    ),
    vectors=(
        TestVector(
            operands={"A": [[1.0, 1.0], [0.0, 1.0]], "B": [[1.0, 0.0, 1.0], [0.0, 2.0, 1.0]]},
            cotangent=[[0.0, 1.0, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, 2.0]],
            value=[[1.0, -2.0, 0.0], [0.0, 4.0, 2.0], [1.0, 0.0, 1.0]],
            gradients={"A": [[2.0, -4.0], [-2.0, 2.0]], "B": [[-2.0, 1.0, 2.0], [2.0, -1.0, 2.0]]},
        ),
    ),
    references=("Giles 2008, section 2.3.3",),
    see_also=("identity.form.congruence", "linalg.inv", "linalg.solve"),
    tags=("congruence", "quadratic form", "Schur complement", "B^T A^-1 B"),
)
