"""A matrix divided by a row vector."""

from jacobook import TestVector, identity

rule = identity(
    id="array.divide_broadcast",
    title="Divide a matrix by a row vector",
    summary="Each column of a matrix divided by its own number.",
    function="X / b",
    operands="X:(m,n); b:(n) nonzero",
    result="Y",
    derivative={
        "vjp[X]": "Y_bar / b",
        "vjp[b]": "-sum(Y_bar * X, axis=0) / b**2",
        "d": "dX / b - X * db / b**2",
    },
    conditions="No entry of b is zero.",
    why=(
        "Entry `(i, j)` of the result is `X[i, j] / b[j]`, with slope `-X[i, j] / b[j]**2` in "
        "`b[j]`, which is in every row of column `j`."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], "b": [2.0, -4.0]},
            cotangent=[[4.0, 0.0], [8.0, 16.0], [0.0, 32.0]],
            value=[[0.5, -0.5], [1.5, -1.0], [2.5, -1.5]],
            gradients={"X": [[2.0, 0.0], [4.0, -4.0], [0.0, -8.0]], "b": [-7.0, -16.0]},
        ),
    ),
    references=("NumPy reference, broadcasting",),
    see_also=("elementwise.divide", "array.multiply_broadcast"),
)
