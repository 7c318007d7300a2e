"""A size with the sign of another number."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="ufunc.copysign",
    title="Copy a sign",
    summary="The size of the first entry with the sign of the second.",
    function="copysign(x, a)",
    operands="x:(n) nonzero; a:(n) nonzero",
    partials={"x": "sign(x) * copysign(1, a)", "a": "0"},
    also={"elem[x]": "sign(x) * sign(a)", "same": "abs(x) * sign(a)"},
    conditions="Neither is zero.",
    primal="numpy.copysign",
    why=(
        "For a fixed `a` this is the absolute value of `x`, perhaps with a minus sign. The "
        "size of `a` has no influence."
    ),
    vectors=(
        TestVector(
            operands={"x": [3.0, -2.0], "a": [-5.0, -0.5]},
            value=[-3.0, -2.0],
            gradients={"x": [-1.0, 1.0], "a": [0.0, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="kink",
            operands={"x": [0.0], "a": [1.0]},
            value=[0.0],
            gradients={"x": [0.0], "a": [0.0]},
            why="The kink of the absolute value: the slope of least size.",
        ),
        TestVector(
            name="sign of zero",
            operands={"x": [2.0], "a": [0.0]},
            value=[2.0],
            gradients={"x": [1.0], "a": [0.0]},
            why="Zero counts as positive here, so the slope is that of x itself.",
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=(
        "ufunc.absolute",
        "ufunc.sign",
    ),
)
