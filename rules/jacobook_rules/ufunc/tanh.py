"""The hyperbolic tangent."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="ufunc.tanh",
    title="Hyperbolic tangent",
    summary="The hyperbolic tangent of each entry; also a common activation function.",
    function="tanh(x)",
    operands="x:(n)",
    partials={"x": "1 - y**2"},
    also={"elem[x]": ("1 - tanh(x)**2", "1 / cosh(x)**2")},
    primal="numpy.tanh",
    analytic=True,
    why=(
        "The quotient rule on `sinh(x) / cosh(x)` gives `1 - tanh(x)**2`. Written with the value "
        "`y`, it costs nothing new and cannot overflow, as `cosh(x)` would."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.0, 1.0]},
            value=[0.0, 0.7615941559557649],
            gradients={"x": [1.0, 0.4199743416140261]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"x": [400.0]},
            value=[1.0],
            gradients={"x": [0.0]},
            why="The slope underflows to 0 and nothing overflows.",
        ),
    ),
    references=("DLMF, section 4.34",),
    see_also=("ufunc.sinh", "ufunc.cosh", "act.relu"),
)
