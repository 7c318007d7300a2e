"""Column stacking of a transpose."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.vec.transpose",
    title="vec(X^T) by the commutation matrix",
    summary="Transposing a matrix permutes its stacked entries, and the permutation has a name.",
    function="vec(X.T)",
    operands="X:(m,n)",
    derivative={
        "same": (
            "commutation(m, n) @ vec(X)",
            "reshape(X, (m*n,))",
        ),
        "vjp[X]": "unvec(y_bar, (n, m)).T",
    },
    why=(
        "Both vectors hold the same entries in another order, so one is a permutation of the "
        "other: the commutation matrix. The pullback undoes both steps: it cuts the cotangent "
        "into columns and transposes them back, which is the transposed permutation, "
        "`commutation(n, m)`."
    ),
    pitfalls=(
        "Authors differ in the order of the two sizes. Here `commutation(m, n)` acts on the "
        "stacked columns of a matrix with m rows and n columns."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]},
            cotangent=[6.0, 5.0, 4.0, 3.0, 2.0, 1.0],
            value=[1.0, 2.0, 3.0, 4.0, 5.0, 6.0],
            gradients={"X": [[6.0, 5.0, 4.0], [3.0, 2.0, 1.0]]},
        ),
    ),
    references=("Magnus & Neudecker 1999, chapter 3, section 7",),
    see_also=("identity.vec.vec", "array.transpose", "array.ravel", "array.unvec"),
    tags=("commutation matrix", "vec", "transpose", "permutation"),
)
