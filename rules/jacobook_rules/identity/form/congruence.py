"""A congruence of a matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.form.congruence",
    title="Congruence B^T A B",
    summary=(
        "The middle matrix collects the cotangent between the outer ones; the outer matrix gets "
        "a term from each side."
    ),
    function="B.T @ A @ B",
    operands="A:(m,m); B:(m,n)",
    result="Y",
    derivative={
        "vjp[A]": "B @ Y_bar @ B.T",
        "vjp[B]": "A @ B @ Y_bar.T + A.T @ B @ Y_bar",
        "d": "dB.T @ A @ B + B.T @ dA @ B + B.T @ A @ dB",
    },
    why=(
        "The product rule gives one term for each factor. In `trace(Y_bar.T @ dY)` the factors "
        "can be turned round until the moving matrix stands last; what stands before it is the "
        "transpose of its gradient. The factor `B.T` is transposed first, which gives the term "
        "with `Y_bar.T`."
    ),
    pitfalls="For symmetric `A` the result is symmetric, and `B` gets `A @ B @ (Y_bar + Y_bar.T)`.",
    vectors=(
        TestVector(
            operands={"A": [[1.0, 1.0], [0.0, 2.0]], "B": [[1.0, 0.0, 1.0], [0.0, 2.0, 1.0]]},
            cotangent=[[0.0, 1.0, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, 2.0]],
            value=[[1.0, 2.0, 2.0], [0.0, 8.0, 4.0], [1.0, 6.0, 4.0]],
            gradients={"A": [[2.0, 4.0], [2.0, 2.0]], "B": [[2.0, 1.0, 6.0], [4.0, 1.0, 10.0]]},
        ),
    ),
    references=("Giles 2008, section 2.3.2",),
    see_also=(
        "identity.form.xtbx_entry",
        "identity.form.congruence_inv",
        "linalg.axb",
        "linalg.gram",
    ),
    tags=("congruence", "quadratic form", "B^T A B", "covariance propagation"),
)
