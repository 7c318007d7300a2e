"""The sum of a vector times a scalar."""

from jacobook import TestVector, identity

rule = identity(
    id="reduce.sum_scaled",
    title="Sum of a vector times a scalar",
    summary="A vector multiplied by one number, and its entries summed.",
    function="sum(x * z)",
    operands="x:(n); z:()",
    derivative={
        "grad[x]": "z * ones(n)",
        "grad[z]": "sum(x)",
        "d": "z * sum(dx) + sum(x) * dz",
    },
    why=(
        "Each term `x[i] * z` has the slope `z` in `x[i]` and the slope `x[i]` in `z`. The scalar "
        "occurs in every term, so its slopes add up."
    ),
    pitfalls="The gradient in `z` is a number, not a vector: the expansion of `z` is summed away.",
    vectors=(
        TestVector(
            operands={"x": [1.0, -2.0, 5.0], "z": 3.0},
            value=12.0,
            gradients={"x": [3.0, 3.0, 3.0], "z": 4.0},
        ),
    ),
    references=("Parr & Howard 2018, sections 4.4 and 8.4",),
    see_also=("reduce.sum", "expansion.multiply"),
)
