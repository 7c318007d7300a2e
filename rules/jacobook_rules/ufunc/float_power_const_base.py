"""A power of a constant base."""

from jacobook import TestVector, identity

rule = identity(
    id="ufunc.float_power_const_base",
    title="Power of a constant base",
    summary="One fixed base raised to each entry.",
    function="c**x",
    operands="c:() pos; x:(n)",
    derivative={"elem[x]": "log(c) * c**x"},
    conditions="c > 0.",
    why="`c**x` is `exp(x * log(c))`; the chain rule brings down the factor `log(c)`.",
    vectors=(
        TestVector(
            operands={"c": 2.0, "x": [3.0, -1.0]},
            value=[8.0, 0.5],
            gradients={"c": 11.75, "x": [5.545177444479562, 0.34657359027997264]},
            source="mpmath, 50 digits",
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=(
        "ufunc.power",
        "ufunc.exp2",
        "ufunc.exp",
    ),
)
