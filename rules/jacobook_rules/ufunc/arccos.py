"""The inverse cosine."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="ufunc.arccos",
    title="Inverse cosine",
    summary="The angle between zero and half a turn whose cosine is the entry.",
    function="arccos(x)",
    operands="x:(n) unit",
    partials={"x": "-1 / sqrt((1 - x) * (1 + x))"},
    also={"elem[x]": "-1 / sqrt(1 - x**2)", "same": "pi / 2 - arcsin(x)"},
    conditions="x is between -1 and 1.",
    primal="numpy.arccos",
    analytic=True,
    why=(
        "The angles of `arccos` and `arcsin` add up to a quarter turn, so their slopes add up to 0."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -0.25]},
            value=[1.0471975511965979, 1.8234765819369754],
            gradients={"x": [-1.1547005383792515, -1.0327955589886446]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="ends",
            operands={"x": [1.0, -1.0]},
            value=[0.0, 3.141592653589793],
            gradients={"x": [-inf, -inf]},
            why="The curve is vertical at both ends.",
        ),
        TestVector(
            name="outside",
            operands={"x": [1.5]},
            value=[nan],
            gradients={"x": [nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=(
        "NumPy ufunc reference",
        "DLMF, section 4.24(ii)",
    ),
    see_also=(
        "ufunc.cos",
        "ufunc.arcsin",
    ),
)
