"""The exponential."""

from jacobook import TestVector, elementwise, inf

rule = elementwise(
    id="ufunc.exp",
    title="Exponential",
    summary="The number e raised to each entry.",
    function="exp(x)",
    operands="x:(n)",
    partials={"x": "y"},
    also={"elem[x]": "exp(x)"},
    primal="numpy.exp",
    analytic=True,
    why=(
        "The exponential is the function that is its own derivative, with value 1 at 0. "
        "Written with the value `y` it costs nothing new."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -1.25]},
            value=[1.6487212707001282, 0.2865047968601901],
            gradients={"x": [1.6487212707001282, 0.2865047968601901]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="minus infinity",
            operands={"x": [-inf]},
            value=[0.0],
            gradients={"x": [0.0]},
            why="Value and slope die out together.",
        ),
    ),
    references=(
        "NumPy ufunc reference",
        "DLMF, section 4.7",
    ),
    see_also=(
        "ufunc.log",
        "ufunc.expm1",
        "ufunc.exp2",
    ),
    tags=("exponential function",),
)
