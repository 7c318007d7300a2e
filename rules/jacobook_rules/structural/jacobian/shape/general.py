"""The shape of the derivative of one array by another."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.jacobian.shape.general",
    title="Shape rule: any array by any array",
    summary="The shape of a derivative is the shape of the value followed by that of the variable.",
    function="f(X)",
    operands="X:(m,n)",
    functions={"f(X) -> (p, q)": "sum(X) * X.T"},
    derivative={
        "jac[X]": "J(f, X)",
        "d": "tensordot(J(f, X), dX, 2)",
        "vjp[X]": "tensordot(y_bar, J(f, X), 2)",
    },
    why=(
        "Every entry of the value is a scalar function of `X` and has a gradient of the shape (m, "
        "n). Put these gradients where the entries stand: the result has the shape (p, q, m, n), "
        "and its entry `(k, l, i, j)` is the derivative of output `(k, l)` by input `(i, j)`. "
        "A pushforward sums over the last two axes, those of `X`; a pullback over the first two."
    ),
    pitfalls=(
        "Books flatten both pairs of axes and print a matrix of shape (p q, m n). Which one "
        "depends on the flattening: vec stacks columns, NumPy's `reshape` stacks rows."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0, 0.0], [-1.0, 0.0, 1.0]]},
            cotangent=[[1.0, 0.0], [0.0, 2.0], [-1.0, 1.0]],
            value=[[3.0, -3.0], [6.0, 0.0], [0.0, 3.0]],
            gradients={"X": [[5.0, 2.0, -1.0], [2.0, 8.0, 5.0]]},
        ),
    ),
    references=("Parr & Howard 2018, section 4.1 (shape table)",),
    see_also=(
        "structural.jacobian.shape.vv",
        "structural.gradient.matrix",
        "structural.single_entry",
        "structural.jacobian",
    ),
    tags=("shape of the derivative", "matrix by matrix", "derivative with four axes"),
)
