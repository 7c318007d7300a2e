"""A matrix with its rows scaled."""

from jacobook import TestVector, identity

rule = identity(
    id="array.multiply_rows",
    title="Scale the rows of a matrix",
    summary="Each row of a matrix times its own number.",
    function="c[:, None] * X",
    operands="X:(m,n); c:(m)",
    result="Y",
    derivative={
        "vjp[X]": "c[:, None] * Y_bar",
        "vjp[c]": "sum(Y_bar * X, axis=1)",
        "d": "dc[:, None] * X + c[:, None] * dX",
        "same": "diag(c) @ X",
    },
    why=(
        "Entry `(i, j)` of the result is `c[i] * X[i, j]`. Its slope in `c[i]` is `X[i, j]`, and "
        "`c[i]` is in every column of row `i`, so the products are summed along the row."
    ),
    pitfalls="Without the new axis, `c * X` scales the columns, or fails where the sizes differ.",
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], "c": [10.0, -1.0, 2.0]},
            cotangent=[[1.0, 0.0], [2.0, 1.0], [0.0, 3.0]],
            value=[[10.0, 20.0], [-3.0, -4.0], [10.0, 12.0]],
            gradients={
                "X": [[10.0, 0.0], [-2.0, -1.0], [0.0, 6.0]],
                "c": [1.0, 10.0, 18.0],
            },
        ),
    ),
    references=("NumPy reference, broadcasting",),
    see_also=("array.multiply_broadcast", "array.diag"),
)
