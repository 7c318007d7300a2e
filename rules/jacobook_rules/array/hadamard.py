"""The element-wise product of two matrices."""

from jacobook import TestVector, identity

rule = identity(
    id="array.hadamard",
    title="Hadamard product of matrices",
    summary="The product of two matrices of the same shape, entry by entry.",
    function="X * Y",
    operands="X:(m,n); Y:(m,n)",
    result="Z",
    derivative={
        "vjp[X]": "Z_bar * Y",
        "vjp[Y]": "Z_bar * X",
        "d": "dX * Y + X * dY",
        "jac[X]": "eye(m)[:, None, :, None] * eye(n)[None, :, None, :] * Y[:, :, None, None]",
    },
    why=(
        "Entry `(i, j)` of the result is `X[i, j] * Y[i, j]`: it moves with its own entry of `X`, "
        "at slope `Y[i, j]`, and with no other."
    ),
    pitfalls="`X * Y` is not the matrix product, which is `X @ Y`.",
    vectors=(
        TestVector(
            operands={"X": [[1.0, -2.0], [3.0, 4.0]], "Y": [[5.0, 6.0], [-7.0, 0.5]]},
            cotangent=[[1.0, 2.0], [3.0, 10.0]],
            value=[[5.0, -12.0], [-21.0, 2.0]],
            gradients={"X": [[5.0, 12.0], [-21.0, 5.0]], "Y": [[1.0, -4.0], [9.0, 40.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 38", "Parr & Howard 2018, section 4.2"),
    see_also=("elementwise.multiply", "array.multiply_broadcast"),
)
