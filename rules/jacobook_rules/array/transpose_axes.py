"""The axes of an array in another order."""

from jacobook import TestVector, identity

rule = identity(
    id="array.transpose_axes",
    title="Transpose with an axis permutation",
    summary="The axes of an array in another order.",
    function="transpose(X, (2, 0, 1))",
    operands="X:(m,n,k)",
    result="Y",
    derivative={"d": "transpose(dX, (2, 0, 1))", "vjp[X]": "transpose(Y_bar, (1, 2, 0))"},
    conditions="The pullback uses the inverse permutation.",
    why=(
        "Entry `(i, j, l)` of `X` moves to `(l, i, j)`; the cotangent found there moves back, "
        "which takes the inverse permutation."
    ),
    pitfalls="For three and more axes the inverse of a permutation is often another permutation.",
    vectors=(
        TestVector(
            operands={"X": [[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]]},
            cotangent=[[[1.0, 10.0, 100.0]], [[2.0, 20.0, 200.0]]],
            value=[[[1.0, 3.0, 5.0]], [[2.0, 4.0, 6.0]]],
            gradients={"X": [[[1.0, 2.0], [10.0, 20.0], [100.0, 200.0]]]},
        ),
    ),
    references=("NumPy reference, transpose",),
    see_also=("array.transpose", "array.moveaxis", "array.swapaxes"),
)
