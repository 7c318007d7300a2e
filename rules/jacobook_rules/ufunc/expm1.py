"""The exponential minus one."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="ufunc.expm1",
    title="Exponential minus one",
    summary="The exponential minus one, exact for small entries.",
    function="expm1(x)",
    operands="x:(n)",
    partials={"x": "exp(x)"},
    also={"elem[x]": "y + 1", "same": "exp(x) - 1"},
    primal="numpy.expm1",
    numpy=("scipy.special.expm1",),
    analytic=True,
    why=(
        "The constant has no slope. The form `y + 1` is the same, but loses all digits where "
        "`y` is close to -1."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -1.25]},
            value=[0.6487212707001282, -0.7134952031398099],
            gradients={"x": [1.6487212707001282, 0.2865047968601901]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far left",
            operands={"x": [-40.0]},
            value=[-1.0],
            gradients={"x": [4.248354255291589e-18]},
            why="`y + 1` would round to 0.",
        ),
    ),
    references=(
        "NumPy ufunc reference",
        "DLMF, section 4.7",
    ),
    see_also=(
        "ufunc.exp",
        "ufunc.log1p",
    ),
)
