"""A polynomial by its coefficients."""

from jacobook import TestVector, identity

rule = identity(
    id="special.polynomial",
    title="Polynomial",
    summary="A polynomial in each entry, with coefficients that all entries share.",
    function="c[0] + c[1] * x + c[2] * x**2 + c[3] * x**3",
    operands="x:(n); c:(4)",
    derivative={
        "elem[x]": "c[1] + 2 * c[2] * x + 3 * c[3] * x**2",
        "jac[c]": "stack([ones(n), x, x**2, x**3], axis=1)",
    },
    why=(
        "By `x` the power rule, term by term. By the coefficients the function is linear: each is "
        "multiplied by a power of `x`, and these powers are the rows of a Vandermonde matrix."
    ),
    pitfalls=(
        "The coefficients start with the constant; those of `np.polyval` start with the highest "
        "power."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.0, -1.0], "c": [5.0, 3.0, -1.0, 2.0]},
            cotangent=[1.0, 10.0],
            value=[23.0, -1.0],
            gradients={"x": [23.0, 110.0], "c": [11.0, -8.0, 14.0, -2.0]},
        ),
    ),
    references=("Standard, power rule",),
    see_also=("array.polyval", "array.vander", "special.eval_legendre", "special.eval_chebyt"),
    tags=("Horner", "Vandermonde", "polynomial fit"),
)
