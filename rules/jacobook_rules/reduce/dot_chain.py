"""The dot product by the vector chain rule."""

from jacobook import TestVector, identity

rule = identity(
    id="reduce.dot_chain",
    title="Dot product through u = w * x and sum(u)",
    summary="The dot product taken apart into an element-wise product and a sum.",
    function="sum(w * x)",
    operands="w:(n); x:(n)",
    derivative={
        "grad[x]": "ones(n) @ diag(w)",
        "grad[w]": "ones(n) @ diag(x)",
        "same": "dot(w, x)",
    },
    why=(
        "With `u = w * x` the Jacobian of `u` by `x` is `diag(w)`, and that of `sum(u)` by `u` is "
        "a row of ones. The chain rule multiplies them: `ones(n) @ diag(w)`, which is `w`."
    ),
    vectors=(
        TestVector(
            operands={"w": [1.0, -2.0, 3.0], "x": [4.0, 5.0, 0.5]},
            value=-4.5,
            gradients={"w": [4.0, 5.0, 0.5], "x": [1.0, -2.0, 3.0]},
        ),
    ),
    references=("Parr & Howard 2018, sections 5 and 8.4",),
    see_also=("reduce.dot", "elementwise.multiply", "reduce.sum"),
)
