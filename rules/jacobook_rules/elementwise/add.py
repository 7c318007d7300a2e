"""Vector addition."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="elementwise.add",
    title="Vector addition",
    summary="The sum of two vectors, entry by entry.",
    function="w + x",
    operands="w:(n); x:(n)",
    partials={"w": "1", "x": "1"},
    also={
        "jac[w]": "eye(n)",
        "jac[x]": "eye(n)",
        "vjp[w]": "y_bar",
        "vjp[x]": "y_bar",
        "d": "dw + dx",
    },
    primal="numpy.add",
    analytic=True,
    why=(
        "Output `i` is `w[i] + x[i]`. Its derivative by `w[i]` is 1, and by every other entry of "
        "`w` it is 0, so the Jacobian is the identity."
    ),
    pitfalls=(
        "If one operand was broadcast, its gradient is the sum over the axes that broadcasting "
        "added."
    ),
    vectors=(
        TestVector(
            operands={"w": [1.0, 2.0], "x": [10.0, 20.0]},
            value=[11.0, 22.0],
            gradients={"w": [1.0, 1.0], "x": [1.0, 1.0]},
        ),
    ),
    references=("Parr & Howard 2018, sections 4.2 and 8.2",),
    see_also=("elementwise.subtract", "elementwise.diagonal_condition", "expansion.add"),
)
