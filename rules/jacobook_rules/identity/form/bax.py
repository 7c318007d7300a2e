"""A bilinear form in one of its vectors."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.form.bax",
    title="Bilinear form b . A x, by the vector",
    summary="The gradient is the transposed matrix times the other vector.",
    function="b @ A @ x",
    operands="b:(m); A:(m,n); x:(n)",
    derivative={"grad[x]": "A.T @ b"},
    why=(
        "With everything but `x` held still this is a linear form, whose coefficients are "
        "`b @ A`: the vector `A.T @ b`."
    ),
    vectors=(
        TestVector(
            operands={
                "b": [2.0, -1.0],
                "A": [[1.0, 2.0, 0.0], [3.0, -1.0, 4.0]],
                "x": [2.0, 1.0, -1.0],
            },
            value=7.0,
            gradients={
                "b": [4.0, 1.0],
                "A": [[4.0, 2.0, -2.0], [-2.0, -1.0, 1.0]],
                "x": [-1.0, 5.0, -4.0],
            },
        ),
    ),
    references=("Wikipedia, Matrix calculus (scalar-by-vector)",),
    see_also=("identity.form.ax", "identity.form.axb", "identity.form.matvec"),
    tags=("bilinear form", "b^T A x", "linear form"),
)
