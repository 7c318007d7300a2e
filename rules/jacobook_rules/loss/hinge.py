"""The hinge loss."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.hinge",
    title="Hinge loss",
    summary="What each score lacks to be on the right side of the margin.",
    function="sum(maximum(0, 1 - t * p))",
    operands="p:(n); t:(n) pm1",
    result="C",
    derivative={"grad[p]": "-t * where(t * p < 1, 1.0, 0.0)"},
    conditions="No score lies exactly on the margin, where t * p = 1.",
    why=(
        "A score inside the margin costs `1 - t * p`, with slope `-t`; one beyond the margin costs "
        "nothing and has slope 0. Only the first, the support vectors, pull on the model."
    ),
    pitfalls="The labels are -1 and 1. On the margin every slope between `-t` and 0 is possible.",
    vectors=(
        TestVector(
            operands={"p": [0.5, 2.0, 0.25, -3.0], "t": [1.0, 1.0, -1.0, -1.0]},
            value=1.75,
            gradients={"p": [-1.0, 0.0, 1.0, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="on the margin",
            operands={"p": [1.0, -1.0], "t": [1.0, -1.0]},
            value=0.0,
            gradients={"p": [0.0, 0.0]},
            why="The subgradient of least size: on the margin is enough.",
        ),
    ),
    references=("Cortes & Vapnik 1995",),
    see_also=("loss.squared_hinge", "loss.logistic", "ufunc.threshold"),
    tags=("hinge loss", "support vector machine", "margin", "classification"),
)
