"""A matrix plus a row vector."""

from jacobook import TestVector, identity

rule = identity(
    id="array.add",
    title="Array addition with broadcasting",
    summary="A vector added to each row of a matrix.",
    function="X + b",
    operands="X:(m,n); b:(n)",
    result="Y",
    derivative={"vjp[X]": "Y_bar", "vjp[b]": "sum(Y_bar, axis=0)", "d": "dX + db"},
    conditions="The shapes broadcast together.",
    why=(
        "Row `i` of the result is row `i` of `X` plus `b`, with slope 1 in both. Since `b` goes "
        "into every row, it collects the cotangents of all rows."
    ),
    pitfalls="The gradient by a broadcast operand is a sum over every axis that broadcasting made.",
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], "b": [10.0, 20.0]},
            cotangent=[[1.0, 2.0], [3.0, 5.0], [7.0, 11.0]],
            value=[[11.0, 22.0], [13.0, 24.0], [15.0, 26.0]],
            gradients={"X": [[1.0, 2.0], [3.0, 5.0], [7.0, 11.0]], "b": [11.0, 18.0]},
        ),
    ),
    references=("NumPy reference, broadcasting", "Matrix Cookbook, equation 35"),
    see_also=("elementwise.add", "expansion.add", "array.sum_to"),
)
