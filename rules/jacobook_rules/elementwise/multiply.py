"""The element-wise (Hadamard) product."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="elementwise.multiply",
    title="Element-wise (Hadamard) product",
    summary="The product of two vectors, entry by entry.",
    function="w * x",
    operands="w:(n); x:(n)",
    partials={"w": "x", "x": "w"},
    also={
        "jac[w]": "diag(x)",
        "jac[x]": "diag(w)",
        "vjp[w]": "y_bar * x",
        "vjp[x]": "y_bar * w",
        "d": "dw * x + w * dx",
    },
    primal="numpy.multiply",
    analytic=True,
    why=(
        "Output `i` is `w[i] * x[i]`, so its derivative by `w[i]` is `x[i]`. No output reads any "
        "other entry of `w`: the Jacobian is diagonal."
    ),
    vectors=(
        TestVector(
            operands={"w": [2.0, 3.0], "x": [5.0, -7.0]},
            value=[10.0, -21.0],
            gradients={"w": [5.0, -7.0], "x": [2.0, 3.0]},
        ),
    ),
    references=("Parr & Howard 2018, sections 4.2 and 8.2",),
    see_also=("elementwise.divide", "elementwise.diagonal_condition", "array.hadamard"),
)
