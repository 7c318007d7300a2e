"""A matrix with its columns scaled."""

from jacobook import TestVector, identity

rule = identity(
    id="array.multiply_broadcast",
    title="Element-wise product with broadcasting (scale the columns)",
    summary="Each column of a matrix times its own number.",
    function="X * b",
    operands="X:(m,n); b:(n)",
    result="Y",
    derivative={
        "vjp[X]": "Y_bar * b",
        "vjp[b]": "sum(Y_bar * X, axis=0)",
        "d": "dX * b + X * db",
        "same": "X @ diag(b)",
    },
    why=(
        "Entry `(i, j)` of the result is `X[i, j] * b[j]`. Its slope in `b[j]` is `X[i, j]`, and "
        "`b[j]` is in every row of column `j`, so the products are summed down the column."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], "b": [10.0, -1.0]},
            cotangent=[[1.0, 0.0], [2.0, 1.0], [0.0, 3.0]],
            value=[[10.0, -2.0], [30.0, -4.0], [50.0, -6.0]],
            gradients={"X": [[10.0, 0.0], [20.0, -1.0], [0.0, -3.0]], "b": [7.0, 22.0]},
        ),
    ),
    references=("NumPy reference, broadcasting", "Matrix Cookbook, equation 38"),
    see_also=("array.multiply_rows", "array.hadamard", "elementwise.multiply"),
)
