"""Two to the power of each entry."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="ufunc.exp2",
    title="Power of two",
    summary="The number 2 raised to each entry.",
    function="exp2(x)",
    operands="x:(n)",
    partials={"x": "log(2) * y"},
    also={"same": "2.0**x"},
    primal="numpy.exp2",
    numpy=("scipy.special.exp2",),
    analytic=True,
    why="`2**x` is `exp(x * log(2))`; the chain rule brings down the factor `log(2)`.",
    vectors=(
        TestVector(
            operands={"x": [3.0, -1.5]},
            value=[8.0, 0.3535533905932738],
            gradients={"x": [5.545177444479562, 0.2450645358671368]},
            source="mpmath, 50 digits",
        ),
    ),
    references=(
        "NumPy ufunc reference",
        "DLMF, section 4.7",
    ),
    see_also=(
        "ufunc.exp",
        "ufunc.log2",
        "ufunc.power",
    ),
)
