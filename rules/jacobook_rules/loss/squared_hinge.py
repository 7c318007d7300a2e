"""The squared hinge loss."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.squared_hinge",
    title="Squared hinge loss",
    summary="The square of what each score lacks to be on the right side of the margin.",
    function="sum(maximum(0, 1 - t * p)**2)",
    operands="p:(n); t:(n) pm1",
    result="C",
    derivative={"grad[p]": "-2 * t * maximum(0, 1 - t * p)"},
    why=(
        "The square has the slope `2 * maximum(0, 1 - t * p)`, and what is squared moves at the "
        "rate `-t` where it is not 0. The slope goes to 0 at the margin, so there is no kink."
    ),
    vectors=(
        TestVector(
            operands={"p": [0.5, 2.0, 0.25, -3.0], "t": [1.0, 1.0, -1.0, -1.0]},
            value=1.8125,
            gradients={"p": [-1.0, 0.0, 2.5, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="on the margin",
            operands={"p": [1.0, -1.0], "t": [1.0, -1.0]},
            value=0.0,
            gradients={"p": [0.0, 0.0]},
            why="The parabola begins with slope 0.",
        ),
    ),
    references=("Standard, chain rule",),
    see_also=("loss.hinge", "loss.logistic"),
    tags=("squared hinge loss", "support vector machine", "margin", "classification"),
)
