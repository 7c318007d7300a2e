"""The gradient of a linear combination of functions of a matrix."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.linearity.matrix",
    title="Gradient of a linear combination, by a matrix",
    summary="Gradients by a matrix add up and scale as their functions do.",
    function="a * u(X) + b * v(X)",
    operands="a:(); b:(); X:(m,n)",
    functions={"u(X)": "sum(X**2)", "v(X)": "sum(X)**2"},
    derivative={"grad[X]": "a * J(u, X) + b * J(v, X)"},
    conditions="a and b do not depend on X.",
    why=(
        "The slope in each entry of `X` obeys the sum rule and the rule for constant factors. The "
        "slopes stand at the places of the entries, so whole gradients are added and scaled. "
        "The gradient of a loss with a penalty is such a sum, `b` being the penalty's weight."
    ),
    vectors=(
        TestVector(
            operands={"a": 2.0, "b": -1.0, "X": [[1.0, 2.0, 0.0], [-1.0, 0.0, 1.0]]},
            value=5.0,
            gradients={"a": 7.0, "b": 9.0, "X": [[-2.0, 2.0, -6.0], [-10.0, -6.0, -2.0]]},
        ),
    ),
    references=("Wikipedia, Matrix calculus (scalar-by-matrix)",),
    see_also=("structural.linearity", "structural.gradient.matrix", "diff.linearity"),
    tags=("linearity", "gradient by a matrix", "penalty"),
)
