"""The sum of an element-wise function."""

from jacobook import TestVector, identity

rule = identity(
    id="reduce.sum_elementwise",
    title="Sum of an element-wise function",
    summary="A function applied to each entry, and the results summed.",
    function="sum(f(x))",
    operands="x:(n)",
    functions={"f(x) -> (n)": "sin(x) * x"},
    derivative={"grad[x]": "De(f, x)", "d": "dot(De(f, x), dx)"},
    conditions="f is applied to each entry by itself and is differentiable there.",
    why=(
        "Only the term `f(x[i])` contains `x[i]`, so the slope in `x[i]` is the derivative of `f` "
        "at `x[i]`. Multiplying the row of ones by the diagonal Jacobian says the same."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -2.0]},
            value=2.0583076229534649,
            gradients={"x": [0.9182168195493894, -0.07700375373139692]},
            source="mpmath, 50 digits",
        ),
    ),
    references=("Parr & Howard 2018, sections 4.4 and 8.4",),
    see_also=("reduce.sum", "reduce.sum_of_function", "reduce.sum_scaled"),
)
