"""NaN and infinities replaced by numbers."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="ufunc.nan_to_num",
    title="Replace NaN and infinities",
    summary="Each entry, or a number in place of NaN and infinities.",
    function="nan_to_num(x)",
    operands="x:(n)",
    partials={"x": "where(absolute(x) < inf, 1.0, 0.0)"},
    primal="numpy.nan_to_num",
    parameters={"nan": 0.0, "posinf": None, "neginf": None},
    variants=({"nan": 2.0}, {"posinf": 1.0, "neginf": -1.0}),
    why="A finite entry is passed on, with slope 1; what replaces the others is a constant.",
    pitfalls="`copy=False` writes into its operand and is refused.",
    vectors=(
        TestVector(
            operands={"x": [1.5, -2.0]},
            cotangent=[3.0, -5.0],
            value=[1.5, -2.0],
            gradients={"x": [3.0, -5.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="nan",
            operands={"x": [nan]},
            value=[0.0],
            gradients={"x": [0.0]},
            why="The replacement is a constant.",
        ),
        TestVector(
            name="infinity",
            operands={"x": [inf, -inf]},
            parameters={"posinf": 7.0, "neginf": -7.0},
            value=[7.0, -7.0],
            gradients={"x": [0.0, 0.0]},
            why="The replacement is a constant.",
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=("ufunc.where",),
)
